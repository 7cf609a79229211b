"""A sheet of a workbook, or a table of a web page, becomes Lines and Grids.

Rows with borders are a table, and so are rows of amounts that go on below it without; where a sheet
has no borders, the rows from the first that holds several cells. What stands above and below are
Lines. Every Line has the sheet as its page and counts through the sheet; the unit of its box is the
cell: (4, 9, 5, 10) is E10. Not done here: reading the file, and numbers (``excel``,
``excel_number``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from analysis.sources.document import Block, Box, Cell, Grid, Line

Position = tuple[int, int]  # row and column, from 0
_AMOUNT = re.compile(r"\s*-?[\d,]+(?:\.\d+)?\s*")
_LABEL = re.compile(r"\s*(?:[^\W\d_a-zA-Z]{0,6}(?:单位|部门|日期|机构))(?:名称)?\s*[:：]")


@dataclass(slots=True)
class Sheet:
    """What a sheet shows: texts by position, merged areas, and the cells with borders.

    A merged area is (first row, first column, last row, last column).
    """

    name: str
    texts: dict[Position, str] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    bordered: set[Position] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def sheet_blocks(sheet: Sheet, counter: Counter) -> list[Block]:
    """Return the blocks of a sheet from top to bottom; none where it shows nothing.

    Hidden rows and columns are left out, since nobody sees them. The name of the sheet comes
    first where nothing stands above its first table.
    """
    _hide(sheet)
    rows = sorted({row for row, _ in sheet.texts})
    if not rows:
        return []
    tables = _tables(sheet, rows)
    blocks: list[Block] = []
    if sheet.name and tables and not any(row < tables[0][0] for row in rows):
        blocks.append(counter.line(sheet.name, (0, 0, 1, 1)))
    done = -1
    for first, last in [*tables, (rows[-1] + 1, rows[-1])]:
        blocks += [_row_line(sheet, row, counter) for row in rows if done < row < first]
        if last >= first:
            blocks.append(_grid(sheet, first, last, counter))
        done = max(done, last)
    return blocks


class Counter:
    """Numbers the lines of one sheet, or of all that stands on one page."""

    def __init__(self, page: int | None) -> None:
        self.page, self.last = page, 0

    def line(self, text: str, box: Box | None) -> Line:
        """Return the next line."""
        self.last += 1
        # Where there is no page there is nothing that the box could be in.
        return Line(text, self.last, self.page, None if self.page is None else box)


def _hide(sheet: Sheet) -> None:
    for position in [
        (row, column)
        for row, column in sheet.texts
        if row in sheet.hidden_rows or column in sheet.hidden_columns
    ]:
        del sheet.texts[position]


def _tables(sheet: Sheet, rows: Sequence[int]) -> list[tuple[int, int]]:
    """The first and last row of each table."""
    bordered = {row for row, _ in sheet.bordered} - sheet.hidden_rows
    if bordered:
        shown = [row for row in range(rows[0], rows[-1] + 1) if row not in sheet.hidden_rows]
        groups = _runs(shown, bordered | _added(sheet, shown, bordered))
    else:
        groups = [g for g in (unruled(sheet, group) for group in _runs_of(rows)) if g]
    tables = []
    for group in groups:
        filled = [row for row in group if any((row, c) in sheet.texts for c in _columns(sheet))]
        columns = {c for r, c in sheet.texts if group[0] <= r <= group[-1]}
        if filled and len(columns) > 1:
            tables.append((group[0], filled[-1]))
    return tables


def _added(sheet: Sheet, shown: Sequence[int], bordered: set[int]) -> set[int]:
    """The rows below a table that somebody added without its borders: names and amounts."""
    added: set[int] = set()
    for before, row in pairwise(shown):
        if before in bordered | added and row not in bordered and not _has_label(sheet, row):
            texts = [text for _, text in _cells(sheet, row)]
            if len(texts) > 1 and any(_AMOUNT.fullmatch(text) for text in texts):
                added.add(row)
    return added


def _columns(sheet: Sheet) -> range:
    return range(min(c for _, c in sheet.texts), max(c for _, c in sheet.texts) + 1)


def _runs(shown: Sequence[int], wanted: set[int]) -> list[list[int]]:
    runs: list[list[int]] = [[]]
    for row in shown:
        if row in wanted:
            runs[-1].append(row)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _runs_of(rows: Sequence[int]) -> list[list[int]]:
    runs = [[rows[0]]]
    for before, row in pairwise(rows):
        if row != before + 1:
            runs.append([])
        runs[-1].append(row)
    return runs


def unruled(sheet: Sheet, rows: Sequence[int]) -> list[int]:
    """Return the rows of a table without borders: from the first to the last with several cells."""
    several = [row for row in rows if len(_cells(sheet, row)) > 1 and not _has_label(sheet, row)]
    return [row for row in rows if several and several[0] <= row <= several[-1]]


def _has_label(sheet: Sheet, row: int) -> bool:
    return any(is_label(text) for _, text in _cells(sheet, row))


def is_label(text: str) -> bool:
    """Return whether a cell says who publishes, when or in which unit: it is not of the table."""
    return _LABEL.match(text) is not None


def _cells(sheet: Sheet, row: int) -> list[tuple[int, str]]:
    return [
        (c, sheet.texts[row, c]) for c in _columns(sheet) if sheet.texts.get((row, c), "").strip()
    ]


def _row_line(sheet: Sheet, row: int, counter: Counter) -> Line:
    cells = _cells(sheet, row)
    text = "  ".join(" ".join(text.split()) for _, text in cells)
    first, last = (cells[0][0], cells[-1][0]) if cells else (0, 0)
    return counter.line(text, (first, row, last + 1, row + 1))


def _grid(sheet: Sheet, first: int, last: int, counter: Counter) -> Grid:
    texts = {c for r, c in sheet.texts if first <= r <= last}
    columns = [c for c in range(min(texts), max(texts) + 1) if c not in sheet.hidden_columns]
    rows = [r for r in range(first, last + 1) if r not in sheet.hidden_rows]
    row_of = {row: number for number, row in enumerate(rows)}
    column_of = {column: number for number, column in enumerate(columns)}
    areas = {
        (r, c): area
        for area in sheet.merged
        if area[0] <= last and area[2] >= first
        for r in range(max(area[0], first), min(area[2], last) + 1)
        for c in range(max(area[1], columns[0]), min(area[3], columns[-1]) + 1)
    }
    cells: list[Cell] = []
    done: set[tuple[int, int, int, int]] = set()
    for row in rows:
        for column in columns:
            area = areas.get((row, column), (row, column, row, column))
            if area in done:
                continue
            done.add(area)
            height = sum(r in row_of for r in range(area[0], area[2] + 1))
            width = sum(c in column_of for c in range(area[1], area[3] + 1))
            box = (area[1], area[0], area[3] + 1, area[2] + 1)
            lines = _lines(sheet.texts.get((area[0], area[1]), ""), box, counter)
            cells.append(Cell(row_of[row], column_of[column], lines, height, width, box))
    return Grid(tuple(cells), len(rows), len(columns), counter.page)


def _lines(text: str, box: Box, counter: Counter) -> tuple[Line, ...]:
    parts: Iterable[str] = (part for part in text.splitlines() if part.strip())
    return tuple(counter.line(part, box) for part in parts)
