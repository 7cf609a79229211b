"""One table for the performance targets of all projects: some rows to each, names in a column.

“项目名称 | 绩效目标 | 一级指标 | 二级指标 | 三级指标 | 指标值”: a cell of the name covers the
rows of its project; an empty one goes on with the project above. Each project gives the fields of
a sheet. Not done here: forms with a project to a table (``sheet_grid``), storing (``sheets``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from analysis.disclosure.cells import money_cell
from analysis.disclosure.joined import Joined
from analysis.disclosure.projects.cell_strips import close_text
from analysis.disclosure.projects.goals import GoalText
from analysis.disclosure.projects.indicator_grid import IndicatorGrid
from analysis.disclosure.projects.indicator_header import IndicatorHeader, header_at
from analysis.disclosure.projects.ruled_rows import Item, RuledRow, cell_text
from analysis.disclosure.projects.sheet_fields import SheetFields
from analysis.disclosure.projects.sheet_text import unit_of
from analysis.disclosure.projects.words import lookup
from analysis.disclosure.recorder import Recorder
from analysis.disclosure.vocabulary import fold
from analysis.sources.document import Cell, Line

_HORIZON, _GOAL = "annual", "1"
_UNIT = re.compile(r"\((?:单位[:：])?(万元|元)\)")


class _Header(NamedTuple):
    """The header of such a table: that of its indicators, and the column of each other field."""

    indicators: IndicatorHeader
    columns: dict[str, int]
    unit: str | None


def read_listed_sheets(items: Sequence[Item], recorder: Recorder) -> list[SheetFields]:
    """Return the fields of each project of the tables that list projects; none without such."""
    reader = _Reader(recorder, _unit(items))
    position = 0
    while position < len(items):
        item = items[position]
        header = _header_at(items, position) if isinstance(item, RuledRow) else None
        if header is not None:
            reader.open(header)
            position += header.indicators.height
            continue
        if isinstance(item, RuledRow):
            reader.take(item)
        position += 1
    return reader.finish()


class _Reader:
    """Takes the rows of the tables in order."""

    def __init__(self, recorder: Recorder, unit: str) -> None:
        self.recorder, self.unit = recorder, unit
        self.header: _Header | None = None
        self.sheets: list[SheetFields] = []
        self.table: IndicatorGrid | None = None

    def open(self, header: _Header) -> None:
        """Begin a table; the same header again is only that of the next page."""
        if self.header is None or header.indicators.words != self.header.indicators.words:
            self._close()
            self.header = header

    def take(self, row: RuledRow) -> None:
        """Take a row: of the project above, or the first of a new one."""
        if self.header is None or len(row.cells) != len(self.header.indicators.roles):
            return
        name = self._new(row, "name")
        last = self.sheets[-1].name.text if self.sheets else ""
        if name and fold(name.text) != fold(last):
            self._begin(row, name)
        if self.table is None:
            return
        goal = self._new(row, "goal")
        if goal:
            self.sheets[-1].goals.append(GoalText(_HORIZON, _GOAL, goal))
        self.table.add(row)

    def finish(self) -> list[SheetFields]:
        """Return the projects that have indicators."""
        self._close()
        return [sheet for sheet in self.sheets if sheet.tables]

    def _begin(self, row: RuledRow, name: Joined) -> None:
        self._close()
        assert self.header is not None
        fields = SheetFields(line=name.place(0).line, name=name)
        fields.code = self._new(row, "code")
        fields.responsible_unit = self._new(row, "responsible_unit")
        amount = self._new(row, "current")
        if amount:
            fields.current = money_cell(amount, self.header.unit or self.unit)
        self.sheets.append(fields)
        self.table = IndicatorGrid(self.header.indicators, _HORIZON, _GOAL, None, self.recorder)

    def _close(self) -> None:
        if self.table is not None:
            self.sheets[-1].tables += self.table.finish()
        self.table = None

    def _new(self, row: RuledRow, field: str) -> Joined:
        """Return what a cell that begins in this row says of a field; empty where none does."""
        at = self.header.columns.get(field) if self.header else None
        cell: Cell | None = row.cells[at] if at is not None else None
        begins = cell is not None and any(cell is one for one in row.filled)
        return close_text(cell.lines if begins and cell is not None else ())


def _header_at(items: Sequence[Item], position: int) -> _Header | None:
    """Return the header that begins at an item and names projects in a column of its own."""
    indicators = header_at(items, position)
    if indicators is None:
        return None
    words = lookup("list_words", "word", "field")
    columns: dict[str, int] = {}
    unit = None
    for item in items[position : position + indicators.height]:
        assert isinstance(item, RuledRow)
        for index, cell in enumerate(item.cells):
            text = fold(cell_text(cell)) if cell is not None else ""
            bare = _UNIT.sub("", text)
            if bare in words and indicators.roles[index] is None:
                columns.setdefault(words[bare], index)
                found = _UNIT.search(text)
                unit = found.group(1) if found and words[bare] == "current" else unit
    return _Header(indicators, columns, unit) if "name" in columns else None


def _unit(items: Sequence[Item]) -> str:
    texts = [fold(item.text) for item in items if isinstance(item, Line)]
    return next((unit_of(t) for t in texts if unit_of(t) != unit_of("")), unit_of(""))
