"""Straight runs of ink: the strokes that rules are drawn with, mended where the scan broke them.

Found by morphology (OpenCV). Not done here: the tables that they make (``scan_rules``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np

from analysis.sources.scan_image import Picture, Pixels

# Lengths in points.
WAVER = 3.0  # how far a rule of a scan strays; edges closer than this are one
_BREAK = 12.0  # how long a gap the scan leaves in a rule


class Stroke(NamedTuple):
    """A rule in pixels of its table: where it stands across, and from where to where it runs."""

    at: float
    begin: int
    end: int


def straight_runs(ink: Pixels, length: int, *, upright: bool) -> Pixels:
    """Return the ink that runs straight for a length; a run may step aside by a pixel."""
    across, along = ((3, 1), (1, length)) if upright else ((1, 3), (length, 1))
    thick = cv2.dilate(ink, np.ones(across[::-1], np.uint8))
    runs = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones(along[::-1], np.uint8))
    return np.asarray(cv2.bitwise_and(runs, thick), dtype=np.uint8)


def strokes_of(runs: Pixels, shortest: int, picture: Picture, *, upright: bool) -> list[Stroke]:
    """Return the strokes of runs of ink that are level, or upright, in pixels."""
    count, _, boxes, centres = cv2.connectedComponentsWithStats(runs)
    strokes = []
    for mark in range(1, count):
        x, y, width, height = (int(n) for n in boxes[mark][:4])
        begin, length = (y, height) if upright else (x, width)
        if length >= shortest:
            at = float(centres[mark][0 if upright else 1])
            strokes.append(Stroke(at, begin, begin + length))
    return _mended(strokes, picture.pixels(WAVER), picture.pixels(_BREAK))


def _mended(strokes: Sequence[Stroke], waver: int, gap: int) -> list[Stroke]:
    """Rules that the scan broke in pieces as one each."""
    whole: list[Stroke] = []
    for stroke in sorted(strokes, key=lambda s: s.begin):
        for index, other in enumerate(whole):
            if abs(other.at - stroke.at) <= waver and stroke.begin - other.end <= gap:
                whole[index] = Stroke(other.at, other.begin, max(other.end, stroke.end))
                break
        else:
            whole.append(stroke)
    return whole


def is_of_text(stroke: Stroke, level: Sequence[Stroke], near: int) -> bool:
    """Return whether an upright stroke does not reach from one level rule to another.

    A large character stands within its row, or two stand one above the other in two rows. A rule
    that is so short ends where it meets others; a longer one may have faded at its ends.
    """
    heights = [s.at for s in level if s.begin - near <= stroke.at <= s.end + near]
    reach = near / 2
    above = max((y for y in heights if y <= stroke.begin + reach), default=None)
    below = min((y for y in heights if y >= stroke.end - reach), default=None)
    if above is None or below is None:
        return False
    crossed = sum(stroke.begin + reach < y < stroke.end - reach for y in heights)
    return crossed <= 1 and max(stroke.begin - above, below - stroke.end) > reach
