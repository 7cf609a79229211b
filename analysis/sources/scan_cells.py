"""The cells of a table of a picture: places of its lattice between which no rule is drawn are one.

Not done here: finding rules and the edges of rows and columns (``scan_rules``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.sources.document import Box
from analysis.sources.lattice import Lattice, Slot
from analysis.sources.scan_image import Pixels

_DRAWN = 0.6  # of a side of a cell: so much of it has ink where a rule is drawn
_Place = tuple[int, int]  # row and column


@dataclass(frozen=True, slots=True)
class Drawn:
    """The rules of one table: their ink, and where its pixels count from on the page.

    ``near`` is how many pixels a rule may stray.
    """

    level: Pixels
    upright: Pixels
    x: int
    y: int
    point: float
    near: int

    def lattice(self, xs: Sequence[float], ys: Sequence[float]) -> Lattice:
        """Return the table with these edges of its columns and rows, in pixels."""
        slots = [slot for places in self._joined(xs, ys) for slot in self._cells(places, xs, ys)]
        return Lattice(
            tuple((self.x + x) * self.point for x in xs),
            tuple((self.y + y) * self.point for y in ys),
            tuple(sorted(slots, key=lambda s: (s.row, s.column))),
        )

    def _joined(self, xs: Sequence[float], ys: Sequence[float]) -> list[list[_Place]]:
        """The places of the lattice, those together between which no rule is drawn."""
        rows, columns = len(ys) - 1, len(xs) - 1
        owner = {(r, c): (r, c) for r in range(rows) for c in range(columns)}

        def merge(one: _Place, other: _Place) -> None:
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
        members: dict[_Place, list[_Place]] = {}
        for place, whose in owner.items():
            members.setdefault(whose, []).append(place)
        return list(members.values())

    def _cells(self, places: list[_Place], xs: Sequence[float], ys: Sequence[float]) -> list[Slot]:
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
        across = slice(max(round(at) - self.near, 0), round(at) + self.near + 1)
        # The crossing rules at both ends are not its ink.
        inset = min(self.near, int(end - begin) // 4)
        along = slice(round(begin) + inset, max(round(end) - inset, round(begin) + inset + 1))
        part = self.upright[along, across] if upright else self.level[across, along]
        return bool(part.any(axis=1 if upright else 0).mean() >= _DRAWN)
