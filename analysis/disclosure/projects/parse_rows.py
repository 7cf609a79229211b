"""Units of an indicator table become rows: the best reading by dynamic programming.

A row is [goal] [level 1] [level 2] name, values, basis, and seldom a rest of the name that a
page break has pushed behind the basis. Every way to cut the units into such cells has a score:
what the seams say (a paragraph's end is a cell's end, a broken line is not), how well each text
fits its column, and that the values of the years are alike. The best sum over the whole table
is taken; where another reading of a row comes near, the row says so. Not done here: records.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from analysis.disclosure.projects.cell_scores import (
    basis_score,
    level_of,
    likeness,
    name_score,
    shared_texts,
    value_score,
)
from analysis.disclosure.projects.units import Unit

Span = tuple[int, int]  # units of a cell; empty for a blank cell

_INSIDE = {"paragraph": -6.0, "broken": 0.0, "line": -0.3}
_BETWEEN = {"paragraph": 0.0, "broken": -5.0, "line": -0.3}
_BLANK_CELL, _BLANK_HINTED, _BLANK_SEEN = -3.0, -1.5, -0.3
_NO_BASIS, _NAME_REST, _SKIPPED_EMPTY, _ORPHAN = -3.0, -3.5, -0.3, -9.0
_LEVEL = 2.0
_LONE_LEVEL = -0.5  # a first level without a second one after it
_NEAR = 1.5  # another reading within this of the best leaves the row uncertain
_LONGEST_CELL = 48  # in units, where line ends tell nothing
_WORST = -16.0


@dataclass(frozen=True, slots=True)
class RowSpans:
    """One reading of a row: the units of each cell."""

    begin: int
    end: int
    levels: tuple[tuple[int, Span], ...] = ()
    name: Span = (0, 0)
    values: tuple[Span, ...] = ()
    basis: Span = (0, 0)
    rest: Span = (0, 0)
    score: float = 0.0
    orphan: bool = False
    others: tuple[RowSpans, ...] = ()
    evidence: str | None = None


class RowParser:
    """Parses the units of one table that has ``columns`` value columns."""

    def __init__(self, units: Sequence[Unit], columns: int, has_basis: bool) -> None:
        self.units = units
        self.columns = columns
        self.has_basis = has_basis
        self.shared = shared_texts(units)
        self._ends: dict[int, list[tuple[int, float, str]]] = {}

    def parse(self) -> list[RowSpans]:
        """Return the rows of the best reading in order, orphans (left over) among them."""
        count = len(self.units)
        best: list[float | None] = [None] * (count + 1)
        came: list[RowSpans | None] = [None] * (count + 1)
        best[0] = 0.0
        for at in range(count):
            so_far = best[at]
            if so_far is None:
                continue
            orphan = _SKIPPED_EMPTY if not self.units[at].folded else _ORPHAN
            steps = [RowSpans(at, at + 1, score=orphan, orphan=True)]
            steps += self.rows_from(at)
            for row in steps:
                total = so_far + row.score
                known = best[row.end]
                if known is None or total > known:
                    best[row.end], came[row.end] = total, row
        rows: list[RowSpans] = []
        at = count
        while at > 0:
            row = came[at]
            assert row is not None, "every unit can at least be left over"
            if not (row.orphan and not self.units[row.begin].folded):
                rows.append(self._with_others(row))
            at = row.begin
        return rows[::-1]

    def _with_others(self, row: RowSpans) -> RowSpans:
        """Note the other readings of the same units that come near the chosen one."""
        if row.orphan or (self.has_basis and self._is_plain(row)):
            return row
        seen = {(row.values, row.basis)}
        others = []
        for other in sorted(self.rows_from(row.begin), key=lambda r: -r.score):
            key = (other.values, other.basis)
            if other.end == row.end and other.score > row.score - _NEAR and key not in seen:
                seen.add(key)
                others.append(other)
        return replace(row, others=tuple(others))

    def _is_plain(self, row: RowSpans) -> bool:
        cells = (*row.values, row.basis)
        return all(a < b for a, b in cells) and all(
            self.units[a].seam in ("paragraph", "blank") for a, _ in cells
        )

    def text(self, span: Span) -> str:
        """Return the folded text of a cell."""
        if span[1] - span[0] == 1:
            return self.units[span[0]].folded
        return "".join(unit.folded for unit in self.units[span[0] : span[1]])

    def _cells(self, at: int) -> list[tuple[int, float, str]]:
        """Return the cells that can begin at ``at``: end, score of the seams inside, text."""
        found = self._ends.get(at)
        if found is not None:
            return found
        found = []
        units, score, text = self.units, 0.0, ""
        for end in range(at, min(at + _LONGEST_CELL, len(units))):
            unit = units[end]
            if not unit.folded:
                break
            if end > at:
                score += self._inside(end)
                if score < -6.5:
                    break
            text += unit.folded
            found.append((end + 1, score, text))
        self._ends[at] = found
        return found

    def _inside(self, at: int) -> float:
        seam = self.units[at].seam
        return _INSIDE[seam] if seam != "blank" else self._blank_inside(at)

    def _blank_inside(self, at: int) -> float:
        left, right = self.units[at - 1].folded[-1], self.units[at].folded[0]
        if _is_latin(left) and _is_latin(right):
            return -6.0
        if _is_latin(left) or _is_latin(right):
            return -0.2  # typesetting puts a blank between Chinese and Latin characters
        return -2.5 if len(self.units[at - 1].folded) > 1 else -0.5

    def _between(self, at: int) -> float:
        """Return what the seam before ``at`` says to a cell that begins there."""
        if at >= len(self.units):
            return 0.0
        seam = self.units[at].seam
        if seam != "blank":
            return _BETWEEN[seam]
        if not self.units[at].folded or at == 0 or not self.units[at - 1].folded:
            return 0.0
        left, right = self.units[at - 1].folded[-1], self.units[at].folded[0]
        return -0.7 if _is_latin(left) != _is_latin(right) and left not in "%‰" else 0.0

    def rows_from(self, at: int) -> Iterator[RowSpans]:
        """Yield every reading of a row that begins at unit ``at``."""
        if not self.units[at].folded:
            return
        yield from self._levels(at, at, (), 0.0)

    def _levels(
        self, begin: int, at: int, levels: tuple[tuple[int, Span], ...], score: float
    ) -> Iterator[RowSpans]:
        skip = at
        while skip < len(self.units) and not self.units[skip].folded:
            skip += 1
        skipped = score + _SKIPPED_EMPTY * (skip - at)
        yield from self._names(begin, skip, levels, skipped)
        taken = {level for level, _ in levels}
        for end, inside, text in self._cells(skip):
            for level in level_of(text) - taken if len(text) < 20 else ():
                if level == 0 and taken:
                    continue
                gain = _LEVEL + inside + self._between(skip)
                yield from self._levels(begin, end, (*levels, (level, (skip, end))), skipped + gain)

    def _names(
        self, begin: int, at: int, levels: tuple[tuple[int, Span], ...], score: float
    ) -> Iterator[RowSpans]:
        if levels and levels[-1][0] == 1:
            score += _LONE_LEVEL
        for end, inside, text in self._cells(at):
            gain = name_score(text) + inside + self._between(at)
            if score + gain > _WORST and gain > -9:
                row = RowSpans(begin, end, levels, (at, end))
                yield from self._values(row, end, score + gain)

    def _values(self, row: RowSpans, at: int, score: float) -> Iterator[RowSpans]:
        if score < _WORST:
            return
        if len(row.values) == self.columns:
            yield from self._bases(row, at, score)
            return
        last = next((self.text(v) for v in reversed(row.values) if v[0] < v[1]), None)
        blank = self._blank_value(at, not row.values)
        yield from self._values(replace(row, values=(*row.values, (at, at))), at, score + blank)
        start = at
        if at < len(self.units) and not self.units[at].folded:
            yield from self._values(
                replace(row, values=(*row.values, (at, at))), at + 1, score + _BLANK_SEEN
            )
            start, score = at + 1, score + _SKIPPED_EMPTY
        between = self._between(start)
        for end, inside, text in self._cells(start):
            gain = value_score(text) + inside + between
            if gain < -6.5:
                continue
            if last is not None:
                gain += likeness(last, text)
            yield from self._values(
                replace(row, values=(*row.values, (start, end))), end, score + gain
            )

    def _blank_value(self, at: int, first: bool) -> float:
        """A blank before the line's first word, or a second one behind a word, hints at it."""
        if at < len(self.units) and first and self.units[at].lead:
            return _BLANK_HINTED
        return _BLANK_HINTED if not first and self.units[at - 1].gap else _BLANK_CELL

    def _bases(self, row: RowSpans, at: int, score: float) -> Iterator[RowSpans]:
        if all(a == b for a, b in row.values):
            return
        if not self.has_basis:
            yield from self._ends_of_row(replace(row, basis=(at, at)), at, score)
            return
        yield from self._ends_of_row(replace(row, basis=(at, at)), at, score + _NO_BASIS)
        between = self._between(at)
        for end, inside, text in self._cells(at):
            gain = basis_score(text, text in self.shared) + inside + between
            if gain > -6.5:
                yield from self._ends_of_row(replace(row, basis=(at, end)), end, score + gain)

    def _ends_of_row(self, row: RowSpans, at: int, score: float) -> Iterator[RowSpans]:
        yield replace(row, end=at, score=score)
        if at >= len(self.units) or not row.basis[0] < row.basis[1]:
            return
        name_is_broken = self.units[row.name[1]].seam == "broken" if row.name[1] < at else False
        cost = 4.0 if name_is_broken else _NAME_REST
        for end, inside, text in self._cells(at):
            gain = cost + min(name_score(text), 0.0) + inside + self._between(at)
            if gain > -6.0:
                yield replace(row, rest=(at, end), end=end, score=score + gain)


def _is_latin(char: str) -> bool:
    return char < "\u2e80"
