"""Tick boxes in a line of text, empty (□), ticked (☑) or full (■).

Recognition mostly passes over them, or takes them for a letter that looks alike. A frame is ink
with four straight sides and four corners, as wide as high. Not done here: which option is chosen
(``disclosure``), ticks without a frame (√), which recognition reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import inf
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.sources.scan_image import Pixels
from analysis.sources.scan_recognise import Recognised

_EMPTY, _TICKED, _BLACK = "□", "☑", "■"
# What recognition takes a frame for: signs, letters that it is not sure of, and characters that are
# one only where they stand apart. It never is a digit of a number.
_SIGNS, _LETTERS, _ALIKE = "□☐☑☒■▣◻[]【】| ", "lI1iLDO0o", "口囗回日"
_SURE = 0.9
_OF_NUMBERS = frozenset("0123456789.,")
_APART = 0.25  # of the height of the text
_SMALLEST, _LARGEST = 0.3, 1.4  # of the height of the text
_AS_HIGH = 1.35  # no more than so many times as wide as high, or as high as wide
_DRAWN = 0.8  # of each side
_EDGE = 0.15  # of the frame: where its sides are
_INSIDE = 0.25  # from here on is its inside
_INKED, _FILLED = 0.15, 0.95  # of the inside: so much ink is a tick, so much a box that is filled
_NEAR = 0.05  # what is so near the first is in doubt: no surer than
_UNSURE = 0.5


class Frame(NamedTuple):
    """A tick box: from where to where in the line, its sign, how sure that is."""

    x0: int
    x1: int
    sign: str
    confidence: float
    apart: bool  # whether blank space parts it from what stands beside it


def with_boxes(read: Recognised, ink: Pixels, height: int) -> Recognised:
    """Return what was read of a line with the tick boxes among its ink put in their places.

    ``height`` is that of the text in pixels.
    """
    for frame in find_frames(ink, height):
        inside = [i for i, x in enumerate(read.places) if frame.x0 <= x < frame.x1]
        at = sum(x < frame.x0 for x in read.places)
        in_number = not frame.apart and bool({*read.text[max(at - 1, 0) : at]} & _OF_NUMBERS)
        if not in_number and all(_may_be(read, i, frame.apart) for i in inside):
            read = _put_in(read, frame, len(inside))
    return read


def _may_be(read: Recognised, at: int, apart: bool) -> bool:
    """Whether a character that was read may be a frame."""
    character = read.text[at]
    if character in _LETTERS:
        beside = {*read.text[max(at - 1, 0) : at], *read.text[at + 1 : at + 2]}
        return read.confidences[at] < _SURE and not beside & _OF_NUMBERS
    return character in _SIGNS or (apart and character in _ALIKE)


def find_frames(ink: Pixels, height: int) -> Iterator[Frame]:
    """Give the frames in the ink of a line that stand by themselves, from left to right."""
    runs = _runs(ink)
    ends = [-inf, *(x1 for _, x1 in runs)], [*(x0 for x0, _ in runs[1:]), inf]
    for (x0, x1), before, behind in zip(runs, *ends, strict=False):
        rows = np.flatnonzero(ink[:, x0:x1].any(axis=1))
        part = ink[rows[0] : rows[-1] + 1, x0:x1] > 0
        high, wide = part.shape
        sides = min(high, wide), max(high, wide)
        if sides[0] < _SMALLEST * height or sides[1] > min(_LARGEST * height, _AS_HIGH * sides[0]):
            continue
        if _is_frame(part):
            apart = min(x0 - before, behind - x1) >= _APART * height
            yield Frame(x0, x1, *_judged(part), apart)


def _runs(ink: Pixels) -> list[tuple[int, int]]:
    """Where there is ink from left to right without a gap."""
    inked = np.r_[0, (ink > 0).any(axis=0), 0]
    ends = np.flatnonzero(np.diff(inked.astype(np.int8)))
    return [(int(x0), int(x1)) for x0, x1 in ends.reshape(-1, 2)]


def _is_frame(part: NDArray[np.bool_]) -> bool:
    """Whether ink runs along each of the four sides, and meets in the corners."""
    y, x = (max(round(_EDGE * side), 2) for side in part.shape)
    sides = part[:y].any(axis=0), part[-y:].any(axis=0), part[:, :x].any(1), part[:, -x:].any(1)
    corners = part[:y, :x], part[:y, -x:], part[-y:, :x], part[-y:, -x:]
    return all(side.mean() >= _DRAWN for side in sides) and all(c.any() for c in corners)


def _judged(part: NDArray[np.bool_]) -> tuple[str, float]:
    """The sign of a frame, and how sure it is."""
    y, x = (max(round(_INSIDE * side), 1) for side in part.shape)
    inked = float(part[y:-y, x:-x].mean())
    sign = _EMPTY if inked < _INKED else _TICKED if inked < _FILLED else _BLACK
    return sign, 1.0 if abs(inked - _INKED) > _NEAR else _UNSURE


def _put_in(read: Recognised, frame: Frame, instead: int) -> Recognised:
    """The line with a box in its place, instead of so many characters that stand there."""
    at = sum(x < frame.x0 for x in read.places)
    behind = at + instead
    return replace(
        read,
        text=read.text[:at] + frame.sign + read.text[behind:],
        confidences=(*read.confidences[:at], frame.confidence, *read.confidences[behind:]),
        places=(*read.places[:at], (frame.x0 + frame.x1) / 2, *read.places[behind:]),
    )
