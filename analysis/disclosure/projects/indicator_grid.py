"""Rows of a ruled indicator table: each cell is what the ruling says, levels reach down.

A level cell covers its rows; an empty one goes on from above where the words fit together. A row
whose second half stands on the next page is one row. Not done here: headers
(``indicator_header``), records (``indicator_records``).
"""

from __future__ import annotations

import re

from analysis.disclosure.joined import EMPTY, Joined, join
from analysis.disclosure.projects.cell_strips import close_text
from analysis.disclosure.projects.goals import IndicatorRow, IndicatorTable
from analysis.disclosure.projects.indicator_header import (
    BASIS,
    GOAL,
    LEVEL1,
    LEVEL2,
    NAME,
    SIGN,
    TARGET,
    UNIT,
    WEIGHT,
    IndicatorHeader,
)
from analysis.disclosure.projects.level_fill import LevelFill
from analysis.disclosure.projects.mentions import settle_all
from analysis.disclosure.projects.ruled_rows import RuledRow
from analysis.disclosure.projects.words import lookup
from analysis.disclosure.recorder import Recorder
from analysis.disclosure.vocabulary import fold
from analysis.sources.document import Cell

_NUMBER = re.compile(r"\d{1,2}")
_CUT = "a page break cuts this row: its halves were put together"


class IndicatorGrid:
    """Takes the rows of one ruled table; ``tables`` has one table for each goal beside them."""

    def __init__(
        self,
        header: IndicatorHeader,
        horizon: str,
        goal: str,
        target_year: int | None,
        recorder: Recorder,
    ) -> None:
        self.header, self.recorder = header, recorder
        self.tables = [IndicatorTable(horizon, goal, header.columns, [], target_year)]
        self._fill = LevelFill()
        self._seen: set[int] = set()  # cells of goals and levels that have been taken

    def repeats(self, header: IndicatorHeader, row: RuledRow) -> bool:
        """Return whether a header is only printed again on the next page."""
        return row.first_on_page and header.words == self.header.words

    def add(self, row: RuledRow) -> bool:
        """Take a row; False where it is none of this table."""
        if len(row.cells) != len(self.header.roles) or not self._fits(row):
            return False
        if not row.filled:
            return True  # nothing but the rest of merged cells
        name = self._text(row, NAME)
        values = tuple(self._value(row, column) for column in self.header.columns)
        weight = self._weight(row)
        basis = self._text(row, BASIS)
        if row.first_on_page and self._rows and self._is_second_half(name, values, basis):
            self._lengthen(name, values, basis)
            self._rows[-1].weight = join([self._rows[-1].weight, weight])
            return True
        if not name and not any(values):
            return False
        self._enter_goal(row)
        level1, level2 = self._level(row, LEVEL1, 1), self._level(row, LEVEL2, 2)
        added = IndicatorRow(name, values, basis, weight=weight)
        self._rows.append(added)
        self._fill.fill(added)
        added.level1 = level1 or added.level1
        added.level2 = level2 or added.level2
        return True

    def finish(self) -> list[IndicatorTable]:
        """Return the tables; no further row comes."""
        self._fill.finish()
        return [table for table in self.tables if table.rows]

    @property
    def _rows(self) -> list[IndicatorRow]:
        return self.tables[-1].rows

    def _fits(self, row: RuledRow) -> bool:
        """A row in which one cell covers name and values is none of the table."""
        for cell in row.filled:
            roles = set(self.header.roles[cell.column : cell.column + cell.column_span])
            if NAME in roles and roles & {*self.header.columns, BASIS}:
                return False
        return True

    def _cell(self, row: RuledRow, role: str) -> Cell | None:
        if role not in self.header.roles:
            return None
        return row.cells[self.header.roles.index(role)]

    def _text(self, row: RuledRow, role: str) -> Joined:
        cell = self._cell(row, role)
        return close_text(cell.lines) if cell is not None else EMPTY

    def _value(self, row: RuledRow, column: str) -> Joined:
        """Return a value; some forms print a target in three cells: ≥ | 95 | %."""
        if column != TARGET:
            return self._text(row, column)
        return join([self._text(row, role) for role in (SIGN, column, UNIT)])

    def _weight(self, row: RuledRow) -> Joined:
        """Return the weight of a row; one over several rows is that of the first."""
        cell = self._cell(row, WEIGHT)
        if cell is None or id(cell) in self._seen:
            return EMPTY
        self._seen.add(id(cell))
        return close_text(cell.lines)

    def _level(self, row: RuledRow, role: str, level: int) -> str | None:
        """Return the level that covers a row, and tell the filling of it where it begins."""
        cell = self._cell(row, role)
        if cell is None or not cell.lines:
            return None
        word = fold(close_text(cell.lines).text)
        if id(cell) not in self._seen:
            self._seen.add(id(cell))
            if level == 1:
                self._fill.forget()  # what stands above is not of this level: the ruling says so
            self._fill.printed(level, word)
        return word

    def _enter_goal(self, row: RuledRow) -> None:
        """The goal's name beside the rows: its number opens a table unless none is printed."""
        cell = self._cell(row, GOAL)
        if cell is None or not cell.lines or id(cell) in self._seen:
            return
        self._seen.add(id(cell))
        text = close_text(cell.lines)
        settle_all(text, self.recorder, "ordinal", "number of a goal")
        self._fill.forget()
        number = _NUMBER.search(fold(text.text))
        last = self.tables[-1]
        if number is None or last.goal == number.group():
            return
        if not last.rows:
            last.goal = number.group()
            return
        goal, year = number.group(), last.target_year
        self.tables.append(IndicatorTable(last.horizon, goal, last.columns, [], year))

    def _is_second_half(self, name: Joined, values: tuple[Joined, ...], basis: Joined) -> bool:
        """Return whether a row is the rest of one that a page break cuts.

        It has no name or nothing but one, lacks a basis where every row has one, or its basis is
        known only together with that of the row before.
        """
        if not name or not (any(values) or basis):
            return True
        others = [fold(row.basis.text) for row in self._rows]
        if not basis:
            return self.header.has_basis and all(others)
        bases = {*lookup("basis_words", "word", "note"), *others[:-1]}
        below = fold(basis.text)
        return others[-1] + below in bases and below not in bases

    def _lengthen(self, name: Joined, values: tuple[Joined, ...], basis: Joined) -> None:
        row = self._rows[-1]
        row.name = join([row.name, name])
        row.values = tuple(join(pair) for pair in zip(row.values, values, strict=True))
        row.basis = join([row.basis, basis])
        row.note = "; ".join(filter(None, (row.note, _CUT)))
        row.reading = "inferred"
