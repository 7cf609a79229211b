"""A photograph of a page: the paper is found before its darker ground, and set square.

The corners of the paper say how the camera stood; the page is drawn as it would lie on a scanner,
and the light made even. What a scanner gives is left alone: there is no ground around the paper.
Method: Otsu's threshold after text is closed over; a polygon of four corners around the largest
bright area (Douglas and Peucker); lines fitted to its sides (Huber), and the homography of the
points where they meet to a sheet.

Not done here: pages that are curled, that go beyond the picture, or lie on a ground as bright as
the paper; turning the page upright (``scan_layout``).
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from analysis.sources.scan_image import A4_INCHES, DPI, Picture, Pixels, typed

__all__ = ["squared"]

Corners = NDArray[np.float32]  # four of (x, y): top left, top right, bottom right, bottom left

_SMALL = 800  # pixels; a picture of this size shows where the paper ends
_TEXT = 31  # pixels of the small picture: what is narrower is text or a rule, not ground
_LEAST_AREA, _MOST_AREA = 0.25, 0.96  # of the picture; a scan is all paper
_LEAST_CONTRAST = 35  # shades of grey between paper and ground
_BENT = 0.08  # of a side, at its ends: corners may be bent
_BOWED = 8  # pixels of the small picture by which a side may leave the straight line
_FILLED = 0.93  # of the four corners' area that is paper
_AROUND = 0.6  # of the picture's edge that is ground; a dark picture on a page is not around it
_SHEET = 297 / 210  # long side to short of the A series
_LIKE_SHEET = 0.18  # a sheet seen at an angle looks so much shorter or longer
_EVEN = 235  # what paper is, once the light is even
_RIM = 10  # pixels of the sheet (1.3 mm): nothing is printed there, and ground may show


def squared(picture: Picture) -> Picture | None:
    """Return the page of a photograph as if it had been scanned, as a sheet of A4.

    None where the picture shows no paper with four corners before a darker ground.
    """
    corners = _corners(picture.grey)
    if corners is None:
        return None
    width, height = _size(corners, round(A4_INCHES * DPI))
    sheet = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    turn = cv2.getPerspectiveTransform(corners, sheet)
    paper = cv2.warpPerspective(picture.grey, turn, (width, height), flags=cv2.INTER_CUBIC)
    return Picture(_evenly_lit(typed(paper)), 72 / DPI)


def _corners(grey: Pixels) -> Corners | None:
    """Where the corners of the paper are, in pixels of the picture."""
    factor = min(_SMALL / max(grey.shape), 1.0)
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (_TEXT, _TEXT))
    blank = cv2.GaussianBlur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, kernel), (0, 0), 2)
    _, bright = cv2.threshold(blank, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    contours, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not contours:
        return None
    outline = max(contours, key=cv2.contourArea)
    found = _four(outline) if cv2.contourArea(outline) > _LEAST_AREA * small.size else None
    if found is None:
        return None
    paper = np.zeros(small.shape, np.uint8)
    cv2.fillConvexPoly(paper, found.astype(np.int32), 1)
    inside = paper > 0
    if not _LEAST_AREA < np.mean(inside) < _MOST_AREA:
        return None
    edge = np.concatenate([inside[0], inside[-1], inside[:, 0], inside[:, -1]])
    contrast = float(np.median(blank[inside])) - float(np.median(blank[~inside]))
    is_photo = (
        np.mean(bright[inside] > 0) > _FILLED
        and 1 - np.mean(edge) > _AROUND
        and contrast > _LEAST_CONTRAST
    )
    return (_ordered(found) + np.float32(0.5)) / np.float32(factor) if is_photo else None


def _four(outline: NDArray[Any]) -> Corners | None:
    """The four corners of an outline: where lines along its sides meet; None where it has not four.

    A corner of the outline itself may be bent, or rounded by closing over the text.
    """
    hull = cv2.convexHull(outline)
    for share in (0.01, 0.02, 0.03, 0.05):
        polygon = cv2.approxPolyDP(hull, share * cv2.arcLength(hull, True), True)
        if len(polygon) == 4:
            rough = polygon.reshape(4, 2).astype(np.float32)
            points = outline.reshape(-1, 2).astype(np.float32)
            sides = [_side(a, b, points) for a, b in pairwise([*rough, rough[0]])]
            met = [_meet(one, other) for one, other in pairwise([sides[-1], *sides])]
            return np.array(met, np.float32)
    return None


def _side(begin: Any, end: Any, points: Any) -> NDArray[np.float64]:
    """The line along the outline between two corners: (a, b, c) of ax + by + c = 0."""
    along = (end - begin) / np.linalg.norm(end - begin)
    across = np.array([-along[1], along[0]])
    share = (points - begin) @ along / np.linalg.norm(end - begin)
    off = np.abs((points - begin) @ across)
    near = points[(share > _BENT) & (share < 1 - _BENT) & (off < _BOWED)]
    if len(near) > 2:
        x, y, *begin = cv2.fitLine(near, cv2.DIST_HUBER, 0, 0.01, 0.01).ravel().tolist()
        across = np.array([-y, x])
    return np.array([*across, -across @ begin])


def _meet(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    x, y, w = np.cross(one, other)
    return np.array([x / w, y / w])


def _ordered(corners: Corners) -> Corners:
    """The corners from the top left one, clockwise."""
    sums, differences = corners.sum(axis=1), corners[:, 1] - corners[:, 0]
    order = [sums.argmin(), differences.argmin(), sums.argmax(), differences.argmax()]
    return corners[order]


def _size(corners: Corners, long_side: int) -> tuple[int, int]:
    """The width and height of the sheet: of the A series, where it looks like it."""
    top, right, bottom, left = (
        float(np.linalg.norm(b - a)) for a, b in pairwise([*corners, corners[0]])
    )
    across, down = (top + bottom) / 2, (left + right) / 2
    seen = max(across, down) / min(across, down)
    short_side = round(long_side / (_SHEET if abs(seen / _SHEET - 1) < _LIKE_SHEET else seen))
    return (long_side, short_side) if across > down else (short_side, long_side)


def _evenly_lit(page: Pixels) -> Pixels:
    """The page with its paper equally bright to its rim; ink keeps its share of the light."""
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (_TEXT, _TEXT))
    factor = min(_SMALL / max(page.shape), 1.0)
    small = cv2.resize(page, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    paper = cv2.GaussianBlur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, kernel), (0, 0), _TEXT / 2)
    height, width = page.shape
    light = cv2.resize(paper, (width, height), interpolation=cv2.INTER_CUBIC).astype(np.float32)
    even = typed(np.clip(page * (_EVEN / np.maximum(light, 1)), 0, 255).astype(np.uint8))
    sheet = np.full_like(even, _EVEN)
    sheet[_RIM:-_RIM, _RIM:-_RIM] = even[_RIM:-_RIM, _RIM:-_RIM]
    return sheet
