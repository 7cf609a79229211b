"""Rows that have only one sensible reading: each cell a printed word, the basis a known one.

Nearly all rows are such; reading them at once leaves the search of ``parse_rows`` to the others.
A plain row is one that the search would find too: it must be followed by the table's end, a
level, or another plain row. Not done here: any row in which a cell is blank or broken.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.disclosure.projects.cell_scores import (
    basis_score,
    is_numeric,
    name_score,
    value_score,
)
from analysis.disclosure.projects.level_words import level_of
from analysis.disclosure.projects.row_spans import RowSpans, Span
from analysis.disclosure.projects.units import Unit

_CLEAR = frozenset(("paragraph", "blank"))


class PlainRows:
    """The plain rows of the units of a table with ``columns`` value columns.

    ``shared`` are texts that several rows have as their basis.
    """

    def __init__(self, units: Sequence[Unit], columns: int, shared: frozenset[str]) -> None:
        self.units = units
        self.columns = columns
        self.shared = shared
        self._known: dict[int, RowSpans | None] = {}

    def at(self, at: int) -> RowSpans | None:
        """Return the plain row that begins at a unit, None where there is none."""
        row = self._row(at)
        if row is None or row.end == len(self.units):
            return row
        begins = level_of(self.units[row.end].folded) or self._row(row.end)
        return row if begins else None

    def _row(self, at: int) -> RowSpans | None:
        """Return the row at a unit that would be plain if another row began behind it."""
        if at not in self._known:
            self._known[at] = self._new_row(at)
        return self._known[at]

    def _new_row(self, first: int) -> RowSpans | None:
        units = self.units
        levels = _levels(units, first)
        name = first + len(levels)
        basis = name + 1 + self.columns
        if basis >= len(units) or not _may_be_name(units[name]):
            return None
        text = units[basis].folded
        if not text or basis_score(text, text in self.shared) < 2:
            return None
        if not _are_plain_values([unit.folded for unit in units[name + 1 : basis]]):
            return None
        if not _CLEAR.issuperset([unit.seam for unit in units[first : basis + 1]]):
            return None
        end = basis + 1
        if end < len(units) and units[end].seam != "paragraph":
            return None
        values = tuple([(index, index + 1) for index in range(name + 1, basis)])
        return RowSpans(first, end, levels, (name, name + 1), values, (basis, end))


def _levels(units: Sequence[Unit], at: int) -> tuple[tuple[int, Span], ...]:
    """Return the levels that stand from a unit on, each below the one before it."""
    found: list[tuple[int, Span]] = []
    stage = -1
    while at < len(units) and (levels := level_of(units[at].folded)):
        level = max(levels) if stage < 1 else 2
        if stage < 1 and 1 in levels and _must_be_second(units, at + 1):
            level = 1
        if level <= stage or level not in levels:
            break
        found.append((level, (at, at + 1)))
        stage = level
        at += 1
    return tuple(found)


def _must_be_second(units: Sequence[Unit], at: int) -> bool:
    """Return whether a unit is a second level that cannot be the name of an indicator.

    A word before it that can be a level of either kind (满意度指标) is then the first level.
    """
    return at < len(units) and 2 in level_of(units[at].folded) and not _may_be_name(units[at])


def _may_be_name(unit: Unit) -> bool:
    return name_score(unit.folded) >= -1


def _are_plain_values(values: Sequence[str]) -> bool:
    """All numbers, or one text without digits, the same for all years."""
    if all(is_numeric(value) for value in values):
        return True
    text = values[0]
    if not text or values.count(text) < len(values) or any(c.isdigit() for c in text):
        return False
    return value_score(text) > -2
