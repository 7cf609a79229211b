"""Reading the fields of a project sheet from ruled tables: labels, and the values beside them.

A label's value stands in the cells to its right, in every row that the label covers; a cell
without a label goes on with the text above. Not done here: rows of indicators
(``indicator_grid``), storing (``sheets``).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from analysis.disclosure.headings import is_sheet_title
from analysis.disclosure.joined import Joined, join
from analysis.disclosure.projects.amount_grid import AmountGrid
from analysis.disclosure.projects.amount_rows import ruled_amount_row
from analysis.disclosure.projects.cell_labels import (
    GOALS,
    CellLabel,
    label_of,
    strips_behind,
)
from analysis.disclosure.projects.cell_strips import Passage, spaced_text
from analysis.disclosure.projects.indicator_grid import IndicatorGrid
from analysis.disclosure.projects.indicator_header import IndicatorHeader, header_at
from analysis.disclosure.projects.ruled_rows import Item, RuledRow, cell_text
from analysis.disclosure.projects.sheet_fields import SheetFields
from analysis.disclosure.projects.sheet_text import (
    is_heading,
    read_field,
    read_goal,
    read_heading,
    unit_of,
)
from analysis.disclosure.recorder import Recorder
from analysis.disclosure.vocabulary import fold
from analysis.sources.document import Cell, Line

_AMOUNTS = ("funding", "details")
_TEXTS = ("reason", "content", "history", "derivation", *GOALS)
_HEADING_REACH = 4  # a heading stands at most so many lines above the title of its sheet


def split_ruled_sheets(items: Sequence[Item]) -> list[list[Item]]:
    """Return the items of each sheet, its heading first.

    A sheet is known by its title; one without a title by the label of the project's name. A title
    that comes again before another name (on each page) opens no sheet.
    """
    starts: list[int] = []
    title = None
    for index, item in enumerate(items):
        if _is_title(item):
            title = index if title is None else title
        elif _names_project(item):
            starts.append(_heading_start(items, index if title is None else title))
            title = None
    return [list(items[a:b]) for a, b in pairwise([*starts, len(items)])]


def read_ruled_sheet(items: Sequence[Item], recorder: Recorder) -> SheetFields:
    """Return the fields of the sheet that ``items`` hold, heading first."""
    head = next((i for i, item in enumerate(items) if isinstance(item, RuledRow)), len(items))
    lines = [item for item in items[:head] if isinstance(item, Line)]
    fields = SheetFields(line=_first_line(items))
    title = next((i for i, line in enumerate(lines) if is_sheet_title(fold(line.text))), 1)
    if lines and is_heading(lines[0].text):
        read_heading(lines[:title], fields)
    reader = _Reader(fields, _unit(items), recorder)
    position = 0
    while position < len(items):
        position += reader.take(items, position)
    reader.finish()
    return fields


class _Reader:
    """Takes the items of one sheet in order."""

    def __init__(self, fields: SheetFields, unit: str, recorder: Recorder) -> None:
        self.fields, self.unit, self.recorder = fields, unit, recorder
        self.values: dict[str, Passage] = {}
        self.units: dict[str, str] = {}
        self.open: str | None = None
        self.horizon: str | None = None
        self.amounts: AmountGrid | None = None
        self.table: IndicatorGrid | None = None
        self.goals: list[tuple[str, Passage]] = []
        self.goals_over: dict[int, Passage] = {}  # goals whose text stands below their label
        self.sources: list[tuple[Joined, int, Passage]] = []  # name, its column, amount
        self.columns: dict[str, int] = {}  # where the label of a field stands

    def take(self, items: Sequence[Item], position: int) -> int:
        """Take what begins at an item; return how many items that was."""
        item = items[position]
        if isinstance(item, Line):
            label = label_of(fold(item.text))
            if label is not None and label.field.endswith("_table"):
                self._announce(label.field)
            return 1
        header = header_at(items, position)
        if header is not None:
            if self.table is None or not self.table.repeats(header, item):
                self._open_table(header)
            return header.height
        if self.table is not None and self.table.add(item):
            return 1
        self._close_table()
        if self.amounts is None or not self.amounts.add(item):
            self._read_labels(item)
        return 1

    def finish(self) -> None:
        """Put everything into the fields; no item follows."""
        self._close_table()
        for field, passage in self.values.items():
            unit = self.units.get(field, self.unit)
            read_field(field, passage.strips, unit, self.fields, self.recorder)
        for horizon, passage in self.goals:
            read_goal(horizon, passage.strips, self.fields, self.recorder)
        for name, column, passage in self.sources:
            amount = join(strip.text for strip in passage.strips)
            row, _ = ruled_amount_row(name, amount, 0, self.unit, self.recorder)
            of_total = column < self.columns.get("current", 0)
            self.fields.funding.append(row._replace(of_which=False, of_total=of_total))

    def _announce(self, field: str) -> None:
        """The title of an indicator table says of which horizon the next one is."""
        self._close_table()
        self.horizon = field.removesuffix("_table")

    def _open_table(self, header: IndicatorHeader) -> None:
        self._close_table()
        named = [label.field for word in header.words if (label := label_of(word))]
        beside = [f.removesuffix("_table") for f in named if f.endswith("_table")]
        of_year = "last_year" in header.columns or any("年度" in word for word in header.words)
        of_year = of_year or {field for field, _ in self.goals} == {"annual"}
        last = "annual" if of_year else "long_term"
        horizon = beside[0] if beside else self.horizon or last
        self.table = IndicatorGrid(header, horizon, "1", None, self.recorder)
        self.amounts, self.open = None, None

    def _close_table(self) -> None:
        if self.table is not None:
            self.fields.tables += self.table.finish()
            self.table = None

    def _read_labels(self, row: RuledRow) -> None:
        """Read labels and values of a row from left to right."""
        beside = None
        for cell in row.covering:
            if not cell.lines:
                continue
            label = label_of(cell_text(cell))
            if label is None:
                field = beside or (self.open if self.open in _TEXTS else None)
                below = self.goals_over.get(cell.column) if beside in (None, "aside") else None
                passage = below or self._passage(field)
                if cell.row == row.index and passage is not None and not _is_title(row):
                    passage.add(cell, goes_on=row.first_on_page)
                continue
            beside = label.field
            if cell.row == row.index:
                self._open_label(label, cell, row)
            elif beside in self.values or beside in GOALS:
                self.open = beside

    def _open_label(self, label: CellLabel, cell: Cell, row: RuledRow) -> None:
        rest = strips_behind(cell, label.length)
        self.amounts = None
        if label.field.endswith("_table"):
            self._announce(label.field)
            self.open = None
        elif label.field in _AMOUNTS:
            rows = getattr(self.fields, label.field)
            unit = label.unit or self.unit
            self.amounts = AmountGrid.below(row, label.field, rows, unit, self.recorder)
            self.open = None
        elif label.field in GOALS:
            self.goals.append((label.field, Passage(rest)))
            self.goals_over[cell.column] = self.goals[-1][1]
            self.open = label.field
        elif label.field == "source":
            self.sources.append((spaced_text(cell.lines), cell.column, Passage(rest)))
            self.open = label.field
        elif label.field == "aside":
            self.unit = label.unit or self.unit
        else:
            self.open = label.field
            self.values.setdefault(label.field, Passage(rest))
            self.columns.setdefault(label.field, cell.column)
            if label.unit:
                self.units[label.field] = label.unit

    def _passage(self, field: str | None) -> Passage | None:
        if field in GOALS:
            return self.goals[-1][1] if self.goals else None
        if field == "source":
            return self.sources[-1][-1]
        return self.values.get(field or "")


def _names_project(item: Item) -> bool:
    """Return whether a row has the label of the project's name, other than over a list."""
    if not isinstance(item, RuledRow):
        return False
    texts = [cell_text(cell) for cell in item.filled]
    labels = [label.field for text in texts if (label := label_of(text))]
    return "name" in labels and not any("金额" in text for text in texts)


def _is_title(item: Item) -> bool:
    if isinstance(item, Line):
        return is_sheet_title(fold(item.text))
    return len(item.filled) == 1 and is_sheet_title(cell_text(item.filled[0]))


def _heading_start(items: Sequence[Item], title: int) -> int:
    for index in range(title - 1, max(title - 1 - _HEADING_REACH, -1), -1):
        item = items[index]
        if not isinstance(item, Line):
            break
        if is_heading(item.text):
            return index
    return title


def _unit(items: Sequence[Item]) -> str:
    texts = [item.text for item in items if isinstance(item, Line)]
    texts += [cell_text(c) for item in items if isinstance(item, RuledRow) for c in item.filled]
    return next((unit_of(t) for t in map(fold, texts) if unit_of(t) != unit_of("")), unit_of(""))


def _first_line(items: Sequence[Item]) -> int:
    for item in items:
        if isinstance(item, Line):
            return item.line
        if item.filled:
            return item.filled[0].lines[0].line
    return 1
