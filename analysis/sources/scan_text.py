"""Where text stands in a picture: the pieces of lines that are recognised one by one.

Ink that stands close together from left to right is one piece. Not done here: recognising what
is written (``scan_recognise``), and text that runs from top to bottom.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice, takewhile
from typing import NamedTuple

import cv2
import numpy as np

from analysis.sources.scan_image import Picture, Pixels

# Lengths in points.
_DUST = 1.7  # what is smaller both ways and alone is dust; a dash is wider
_APART = 7.0  # a gap wider than this within a line parts two pieces
_CHARACTER = 13.0  # two pieces one above the other that together are no higher are one (二, =)
_FLAT = 2.2  # ... where one of them is as flat as a stroke
# Heights of a text: what stands so near beside it goes on with it, if it is as low as a stroke ...
_GOES_ON, _LOW = 1.6, 0.5
_BEHIND, _SHORT = 1.2, 2.2  # ... and so near behind what is as short as an ordinal
_BESIDE = 0.7  # ... and so near beside any other: the paper behind a point in a number
# Heights of the text above: so thin, so long and so near below it is an underline, and no 一.
_THIN, _LENGTHY, _BELOW = 0.2, 1.3, 0.35


class Piece(NamedTuple):
    """The area of a piece of text in pixels of the page."""

    x0: int
    top: int
    x1: int
    bottom: int


def pieces(picture: Picture, ink: Pixels, area: Piece) -> list[Piece]:
    """Return the pieces of text within an area, from top to bottom, left to right."""
    part = ink[area.top : area.bottom, area.x0 : area.x1]
    if not part.any():
        return []
    joined = cv2.dilate(part, np.ones((1, picture.pixels(_APART)), np.uint8))
    count, marks, boxes, _ = cv2.connectedComponentsWithStats(joined)
    found: list[Piece] = []
    for mark in range(1, count):
        left, above, width, height = (int(n) for n in boxes[mark][:4])
        here = np.s_[above : above + height, left : left + width]
        ys, xs = np.nonzero((marks[here] == mark) & (part[here] > 0))
        if len(ys):
            x, y = area.x0 + left, area.top + above
            x0, x1 = int(xs.min()), int(xs.max()) + 1
            found.append(Piece(x + x0, y + int(ys.min()), x + x1, y + int(ys.max()) + 1))
    found.sort(key=lambda p: (p.top, p.x0))
    # The strokes of 二, =
    whole = _put_together(found, partial(_belong, picture), partial(_is_above, picture))
    kept = [p for p in whole if not _is_dust(picture, p)]
    return [p for p in kept if not any(_underlines(p, other) for other in kept)]


def in_lines(found: Sequence[Piece]) -> list[Piece]:
    """Return the pieces with what is near beside them, or is too little to be told alone: a stroke
    (一), the ordinal of a title (五、).
    """
    return _put_together(sorted(found, key=lambda p: p.x0), _goes_on, _is_beside)


def _goes_on(left: Piece, right: Piece) -> bool:
    heights = left.bottom - left.top, right.bottom - right.top
    shared = min(left.bottom, right.bottom) - max(left.top, right.top)
    low = min(heights) < _LOW * max(heights)
    short = left.x1 - left.x0 < _SHORT * max(heights)
    reach = _GOES_ON if low else _BEHIND if short else _BESIDE
    return right.x0 - left.x1 <= reach * max(heights) and shared >= 0.5 * min(heights)


def _is_beside(left: Piece, tallest: int, right: Piece) -> bool:
    return right.x0 - left.x1 <= _GOES_ON * tallest


def _put_together(
    found: Sequence[Piece],
    belong: Callable[[Piece, Piece], bool],
    near: Callable[[Piece, int, Piece], bool],
) -> list[Piece]:
    """Pieces that belong together as one, from top to bottom, left to right.

    They come sorted: behind one that is not ``near``, none belongs; the number is the height of the
    tallest. A page of noise has thousands, so that what was compared is not compared again.
    """
    left = list(found)
    tallest = max((p.bottom - p.top for p in left), default=0)
    index = 0
    while index < len(left):
        one = left[index]
        behind = takewhile(partial(near, one, tallest), islice(left, index + 1, None))
        other = next((i for i, o in enumerate(behind, index + 1) if belong(one, o)), None)
        if other is None:
            index += 1
            continue
        left[index] = grown = _around(one, left.pop(other))
        # Of those before it, one may belong to it now.
        while True:
            before = next((i for i in range(index) if belong(left[i], grown)), None)
            if before is None:
                break
            left[before] = grown = _around(left[before], left.pop(index))
            index = before
        tallest = max(tallest, grown.bottom - grown.top)
    return sorted(left, key=lambda p: (p.top, p.x0))


def _around(one: Piece, other: Piece) -> Piece:
    return Piece(
        min(one.x0, other.x0),
        min(one.top, other.top),
        max(one.x1, other.x1),
        max(one.bottom, other.bottom),
    )


def _belong(picture: Picture, one: Piece, other: Piece) -> bool:
    if min(one.x1, other.x1) <= max(one.x0, other.x0):
        return False
    together = max(one.bottom, other.bottom) - min(one.top, other.top)
    heights = one.bottom - one.top, other.bottom - other.top
    inside = together <= max(heights)
    flat = min(heights) <= picture.pixels(_FLAT)
    return inside or (flat and together <= picture.pixels(_CHARACTER))


def _is_above(picture: Picture, one: Piece, _: int, other: Piece) -> bool:
    return other.top <= max(one.bottom, one.top + picture.pixels(_CHARACTER))


def _underlines(piece: Piece, text: Piece) -> bool:
    height = text.bottom - text.top
    thin = piece.bottom - piece.top <= _THIN * height
    below = 0 <= piece.top - text.bottom + 1 <= _BELOW * height
    beneath = min(piece.x1, text.x1) > max(piece.x0, text.x0)
    return thin and below and beneath and piece.x1 - piece.x0 >= _LENGTHY * height


def _is_dust(picture: Picture, piece: Piece) -> bool:
    width, height = piece.x1 - piece.x0, piece.bottom - piece.top
    return max(width, height) < picture.pixels(_DUST)
