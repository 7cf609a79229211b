"""Ruled tables of a picture: straight runs of ink become a lattice, cells rows, columns, spans.

Rules are found by morphology (OpenCV). Two places of the lattice between which no rule is drawn
are one cell. Not done here: tables without vertical rules, and reading what stands in the cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np

from analysis.sources.document import Box
from analysis.sources.lattice import Lattice, Slot
from analysis.sources.pdf_open_sides import Edge, open_sides
from analysis.sources.scan_image import Picture, Pixels
from analysis.sources.scan_strokes import (
    WAVER,
    Stroke,
    is_within_row,
    straight_runs,
    strokes_of,
)

# Lengths in points.
_SHORTEST_LEVEL = 24.0  # longer than a stroke of a title's characters
_SHORTEST_UPRIGHT = 11.0  # a row is higher
_SMALLEST = (60.0, 15.0)  # width and height of a table
_DRAWN = 0.6  # of a side of a cell: so much of it has ink where a rule is drawn


class Rules(NamedTuple):
    """The ink of a page that belongs to rules, level and upright ones, and its tables."""

    level: Pixels
    upright: Pixels
    lattices: tuple[Lattice, ...]

    @property
    def ink(self) -> Pixels:
        """All ink of rules, and what is blurred around it."""
        both = cv2.bitwise_or(self.level, self.upright)
        return np.asarray(cv2.dilate(both, np.ones((3, 3), np.uint8)), dtype=np.uint8)


def find_rules(picture: Picture, ink: Pixels) -> Rules:
    """Return the rules of a page and the tables of two columns or more that they make."""
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
    return Rules(kept_level, kept_upright, tuple(lattices))


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
        slots = self._slots(xs, ys)
        return Lattice(
            tuple((self.x + x) * self.point for x in xs),
            tuple((self.y + y) * self.point for y in ys),
            tuple(slots),
        )

    def _without_text(self, upright: Sequence[Stroke], level: Sequence[Stroke]) -> list[Stroke]:
        """The upright strokes without those of large characters, whose ink is left to the text.

        They stand within one row and do not part it.
        """
        near = self.picture.pixels(WAVER)
        rules = [stroke for stroke in upright if not is_within_row(stroke, level, near)]
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

    def _slots(self, xs: Sequence[float], ys: Sequence[float]) -> list[Slot]:
        rows, columns = len(ys) - 1, len(xs) - 1
        owner = {(r, c): (r, c) for r in range(rows) for c in range(columns)}

        def merge(one: tuple[int, int], other: tuple[int, int]) -> None:
            kept, gone = sorted((owner[one], owner[other]))
            for place, whose in owner.items():
                if whose == gone:
                    owner[place] = kept

        for r in range(rows):
            for c in range(columns):
                if c + 1 < columns and not self._is_drawn(xs[c + 1], ys[r], ys[r + 1], True):
                    merge((r, c), (r, c + 1))
                if r + 1 < rows and not self._is_drawn(ys[r + 1], xs[c], xs[c + 1], False):
                    merge((r, c), (r + 1, c))
        members: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for place, whose in owner.items():
            members.setdefault(whose, []).append(place)
        slots: list[Slot] = []
        for places in members.values():
            slots += self._cells(places, xs, ys)
        return sorted(slots, key=lambda s: (s.row, s.column))

    def _cells(
        self, places: list[tuple[int, int]], xs: Sequence[float], ys: Sequence[float]
    ) -> list[Slot]:
        """One cell of places that make a rectangle, else each a cell of its own."""
        top, bottom = min(r for r, _ in places), max(r for r, _ in places)
        left, right = min(c for _, c in places), max(c for _, c in places)
        if len(places) != (bottom - top + 1) * (right - left + 1):
            return [slot for place in places for slot in self._cells([place], xs, ys)]
        box: Box = (
            (self.x + xs[left]) * self.point,
            (self.y + ys[top]) * self.point,
            (self.x + xs[right + 1]) * self.point,
            (self.y + ys[bottom + 1]) * self.point,
        )
        return [Slot(top, left, bottom - top + 1, right - left + 1, box)]

    def _is_drawn(self, at: float, begin: float, end: float, upright: bool) -> bool:
        """Whether a rule is drawn at ``at`` from ``begin`` to ``end``."""
        near = self.picture.pixels(WAVER)
        across = slice(max(round(at) - near, 0), round(at) + near + 1)
        inset = min(near, int(end - begin) // 4)  # the crossing rules at both ends are not its ink
        along = slice(round(begin) + inset, max(round(end) - inset, round(begin) + inset + 1))
        part = self.upright[along, across] if upright else self.level[across, along]
        return bool(part.any(axis=1 if upright else 0).mean() >= _DRAWN)


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
