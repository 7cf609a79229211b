"""Tables of a text whose cells are parted by tabs or bars become ruled grids, blank cells too.

Such a text was copied from a table. A heading covers the columns to its right that have no heading
in its row but one below. Not done here: text whose columns are set apart by blanks, or that has a
cell to a line (``disclosure``): what they leave open the words and sums of the table decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import takewhile
from typing import NamedTuple

from analysis.sources.document import Block, Cell, Grid, Line

_AMOUNT = re.compile(r"[-－(（]?\d[\d,，]*[.．]\d+[)）]?[%％]?|[-－]?\d{1,3}(?:[,，]\d{3})+|[0０]")
_RULE = re.compile(r"[\s|│:+-]*")  # a line of a table set with bars that only draws
_MARKS = ("\t", "|", "│")
_FEWEST = 2  # columns, and rows


class Row(NamedTuple):
    """The cells of a row by column: their lines, with blanks in place of the other cells."""

    cells: dict[int, tuple[Line, ...]]
    width: int

    @property
    def has_amounts(self) -> bool:
        """Whether one of its cells is an amount."""
        cells = self.cells.values()
        return any(_AMOUNT.fullmatch(line.text.strip()) for cell in cells for line in cell)


def with_tables(lines: Sequence[Line]) -> list[Block]:
    """Return the lines, those of each table in a Grid."""
    whole = "".join([line.text for line in lines])
    if not any(mark in whole for mark in _MARKS):
        return list(lines)
    blocks: list[Block] = []
    position = 0
    while position < len(lines):
        mark = _mark(lines[position].text)
        if mark is None:
            blocks.append(lines[position])
            position += 1
            continue
        run = list(takewhile(partial(_goes_on, mark), lines[position:]))
        while not run[-1].text.strip():
            run.pop()
        grid = grid_of([_row(line, mark) for line in run if not _RULE.fullmatch(line.text)])
        blocks += [grid] if grid else run
        position += len(run)
    return blocks


def _mark(text: str) -> str | None:
    """The mark that parts the cells of a line; None where nothing stands behind one."""
    for mark in _MARKS:
        if mark in text and any(part.strip() for part in text.split(mark)[1:]):
            return mark
    return None


def _goes_on(mark: str, line: Line) -> bool:
    return not line.text.strip() or mark in line.text.rstrip("\n")


def _row(line: Line, mark: str) -> Row:
    parts = line.text.split(mark)
    framed = mark != "\t" and not parts[0].strip()
    cells: dict[int, tuple[Line, ...]] = {}
    begin = 0
    for slot, part in enumerate(parts):
        if part.strip():
            cells[slot - framed] = (replace(line, text=" " * begin + part),)
        begin += len(part) + 1
    width = len(parts) - framed - (framed and not parts[-1].strip())
    return Row(cells, width)


def grid_of(rows: Sequence[Row]) -> Grid | None:
    """Return the rows as a Grid; None where there are too few of them, or of cells in each."""
    width = max((row.width for row in rows), default=0)
    full = [index for index, row in enumerate(rows) if row.has_amounts and len(row.cells) > 1]
    if width < _FEWEST or len(rows) < _FEWEST or not (full or width > _FEWEST):
        return None
    body = full[0] if full else len(rows) - 1
    cells: list[Cell] = []
    for index, row in enumerate(rows):
        covered = -1
        for column in range(width):
            if column <= covered:
                continue
            lines = row.cells.get(column, ())
            span = _span(rows, index, column, width) if lines and index < body - 1 else 1
            covered = column + span - 1
            cells.append(Cell(index, column, lines, 1, span))
    return Grid(tuple(cells), len(rows), width)


def _span(rows: Sequence[Row], index: int, column: int, width: int) -> int:
    """How many columns a heading covers: those without one in its row that have one below."""
    span = 1
    while (
        column + span < width
        and column + span not in rows[index].cells
        and column + span in rows[index + 1].cells
        and column in rows[index + 1].cells
    ):
        span += 1
    return span
