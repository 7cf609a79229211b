"""Rules of a picture: straight runs of ink become the lattices of tables, or stand by themselves.

Rules are found by morphology (OpenCV). Not done here: cells (``scan_cells``), tables without
upright rules (``bare_tables``), and reading what stands in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np

from analysis.sources.lattice import Lattice
from analysis.sources.pdf_open_sides import Edge, open_sides
from analysis.sources.scan_cells import Drawn
from analysis.sources.scan_image import Picture, Pixels, typed
from analysis.sources.scan_strokes import (
    WAVER,
    Stroke,
    is_of_text,
    straight_runs,
    strokes_of,
)

# Lengths in points.
_SHORTEST_LEVEL = 24.0  # longer than a stroke of a title's characters
_SHORTEST_UPRIGHT = 11.0  # a row is higher
_SMALLEST = (60.0, 15.0)  # width and height of a table
_LOOSE_LEVEL, _LOOSE_UPRIGHT = 48.0, 30.0  # of no table; longer than a dash, than a character


class Rules(NamedTuple):
    """The ink of the rules of a page, its ruled tables, and the level rules that are of none."""

    runs: Pixels
    lattices: tuple[Lattice, ...]
    loose: tuple[Stroke, ...]

    @property
    def ink(self) -> Pixels:
        """All ink of rules, and what is blurred around it."""
        return np.asarray(cv2.dilate(self.runs, np.ones((3, 3), np.uint8)), dtype=np.uint8)


def find_rules(picture: Picture, ink: Pixels) -> Rules:
    """Return the rules of a page, and the tables of two columns or more that they make.

    What makes no table is a rule where it is longer than any stroke of a character.
    """
    level = straight_runs(ink, picture.pixels(_SHORTEST_LEVEL), upright=False)
    upright = straight_runs(ink, picture.pixels(_SHORTEST_UPRIGHT), upright=True)
    both = cv2.dilate(cv2.bitwise_or(level, upright), np.ones((3, 3), np.uint8))
    count, marks, boxes, _ = cv2.connectedComponentsWithStats(both)
    lattices: list[Lattice] = []
    kept_level, kept_upright = np.zeros_like(level), np.zeros_like(upright)
    for mark in range(1, count):
        x, y, width, height = (int(n) for n in boxes[mark][:4])
        if width * picture.point < _SMALLEST[0] or height * picture.point < _SMALLEST[1]:
            continue
        here = np.s_[y : y + height, x : x + width]
        mine = marks[here] == mark
        part = _Table(level[here] * mine, upright[here] * mine, x, y, picture)
        lattice = part.lattice()
        if lattice is not None:
            lattices.append(lattice)
            kept_level[here] |= part.level
            kept_upright[here] |= part.upright
            level[here][mine] = upright[here][mine] = 0  # what is left are loose rules
    loose = _loose(level, kept_level, picture, upright=False)
    _loose(upright, kept_upright, picture, upright=True)
    return Rules(typed(cv2.bitwise_or(kept_level, kept_upright)), tuple(lattices), tuple(loose))


def _loose(runs: Pixels, kept: Pixels, picture: Picture, *, upright: bool) -> list[Stroke]:
    """The rules that are of no table; their ink is added to that which is ``kept``."""
    shortest, near = _LOOSE_UPRIGHT if upright else _LOOSE_LEVEL, picture.pixels(WAVER)
    strokes = strokes_of(runs, picture.pixels(shortest), picture, upright=upright)
    for stroke in strokes:
        across = slice(max(round(stroke.at) - near, 0), round(stroke.at) + near + 1)
        along = slice(stroke.begin, stroke.end)
        here = (along, across) if upright else (across, along)
        kept[here] |= runs[here]
    return strokes


class _Table:
    """One connected piece of rules; its pixels count from (x, y) of the page."""

    def __init__(self, level: Pixels, upright: Pixels, x: int, y: int, picture: Picture) -> None:
        self.level, self.upright, self.picture = level, upright, picture
        self.x, self.y, self.point = x, y, picture.point

    def lattice(self) -> Lattice | None:
        """Return the table; None for a frame around text, an underline, a drawing."""
        level = strokes_of(
            self.level, self.picture.pixels(_SHORTEST_LEVEL), self.picture, upright=False
        )
        upright = self._without_text(
            strokes_of(
                self.upright, self.picture.pixels(_SHORTEST_UPRIGHT), self.picture, upright=True
            ),
            level,
        )
        closing = self._open_sides(level, upright)
        ys = _edges([s.at for s in level], self.picture.pixels(WAVER))
        xs = _edges([*(s.at for s in upright), *closing], self.picture.pixels(WAVER))
        if len(xs) < 3 or len(ys) < 2:
            return None
        near = self.picture.pixels(WAVER)
        return Drawn(self.level, self.upright, self.x, self.y, self.point, near).lattice(xs, ys)

    def _without_text(self, upright: Sequence[Stroke], level: Sequence[Stroke]) -> list[Stroke]:
        """The upright strokes without those of large characters, whose ink is left to the text.

        They stand within one row and do not part it.
        """
        near = self.picture.pixels(WAVER)
        rules = [stroke for stroke in upright if not is_of_text(stroke, level, near)]
        for stroke in upright:
            if stroke not in rules and all(abs(stroke.at - r.at) > 2 * near for r in rules):
                at = round(stroke.at)
                self.upright[stroke.begin : stroke.end, max(at - near, 0) : at + near + 1] = 0
        return rules

    def _open_sides(self, level: Sequence[Stroke], upright: Sequence[Stroke]) -> list[float]:
        """Where the sides of a table are whose outer rules are left out."""
        rules: list[Edge] = [_edge(s.begin, s.at, s.end, s.at, self.point) for s in level]
        posts: list[Edge] = [_edge(s.at, s.begin, s.at, s.end, self.point) for s in upright]
        return [float(side["x0"]) / self.point for side in open_sides(rules, posts)]


def _edge(x0: float, top: float, x1: float, bottom: float, point: float) -> Edge:
    return {"x0": x0 * point, "x1": x1 * point, "top": top * point, "bottom": bottom * point}


def _edges(values: Sequence[float], same: int) -> list[float]:
    """Values that lie close together as their mean."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= same:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]
