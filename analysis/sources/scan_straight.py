"""Setting the picture of a page straight.

Not done here: telling which way up it is (``scan_layout``), photographs taken at an angle
(``scan_photo``), and pages that are curled.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from analysis.sources.scan_image import Matrix, Picture, Pixels, typed
from analysis.sources.scan_ink import find_ink

_LARGEST_SKEW = 5.0  # degrees
_SKEW_WIDTH = 1000  # pixels; a page of this width shows its skew to a twentieth of a degree


def straighten(picture: Picture) -> Picture:
    """Return the page turned so that its lines of text and its rules are level."""
    angle = _skew(find_ink(picture.grey, picture.pixels(9)))
    if angle == 0:
        return picture
    height, width = picture.grey.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    paper = float(np.median(picture.grey))
    grey = cv2.warpAffine(
        picture.grey, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=paper
    )
    return Picture(typed(grey), picture.point, _after(picture.moved, turn))


def turn_quarters(picture: Picture, quarters: int) -> Picture:
    """Return the page turned to the left by so many quarters."""
    grey, moved = picture.grey, picture.moved
    for _ in range(quarters):
        moved = _after(moved, [[0, 1, 0], [-1, 0, grey.shape[1] - 1]])
        grey = np.rot90(grey)
    return Picture(np.ascontiguousarray(grey), picture.point, moved)


def _after(moved: Matrix, turn: Any) -> Matrix:
    """Where points stand that were moved and are then turned."""
    whole = np.asarray(turn, float) @ np.array([*moved, (0.0, 0.0, 1.0)])
    (a, b, c), (d, e, f) = whole.tolist()
    return (a, b, c), (d, e, f)


def _skew(ink: Pixels) -> float:
    """The angle by which the page must be turned: its rows of ink are then most distinct."""
    factor = min(_SKEW_WIDTH / ink.shape[1], 1.0)
    small = typed(cv2.resize(ink, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA))
    if not small.any():
        return 0.0
    best = 0.0
    for reach, step in ((_LARGEST_SKEW, 0.5), (0.5, 0.1), (0.1, 0.025)):
        tried = np.arange(best - reach, best + reach + step / 2, step)
        best = float(max(tried, key=lambda angle: _distinct(small, float(angle))))
    return best if abs(best) > 0.02 else 0.0


def _distinct(ink: Pixels, angle: float) -> float:
    height, width = ink.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    rows = np.asarray(cv2.warpAffine(ink, turn, (width, height))).sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())
