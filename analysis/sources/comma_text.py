"""Text whose cells are parted by commas (.csv), as a program for tables saves a sheet.

A comma between thousands parts nothing unless the text is such a table, and then the amount must
stand in quotes: a row with more cells than the others is refused, since which amount was torn in
two cannot be known. Not done here: other marks between cells (``text_tables``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from analysis.sources.document import Block, Line, UnreadableSource
from analysis.sources.excel_sheet import is_label
from analysis.sources.text_tables import Row, grid_of

# One cell and the mark behind it: in quotes, with quotes in it doubled; or bare.
_CELL = re.compile(r'[ \t]*"((?:[^"]|"")*)"[ \t]*(,|\n|$)|([^,\n]*)(,|\n|$)')
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_NUMBER = re.compile(r"[-\d.%％]+")
_FEWEST = 2  # rows, and of these with a cell that is a number
_ROWS = 0.5  # of the lines that say something: so many are rows
_SENTENCES = 0.1  # of the rows: more that end a sentence, and it is prose


class _Record(NamedTuple):
    """A row: its cells, each with the lines that it is made of; ``number`` is its first line's."""

    cells: tuple[tuple[Line, ...], ...]
    number: int

    @property
    def filled(self) -> tuple[tuple[Line, ...], ...]:
        return tuple(cell for cell in self.cells if cell)

    @property
    def row(self) -> Row:
        return Row({i: cell for i, cell in enumerate(self.cells) if cell}, len(self.cells))


def comma_blocks(lines: Sequence[Line], file_name: str) -> list[Block] | None:
    """Return the lines and tables of a text that is parted by commas; None for any other text.

    Raises UnreadableSource for a row with more cells than the table has.
    """
    if not _is_parted(lines):
        return None
    blocks: list[Block] = []
    for table in _tables(list(_records(lines))):
        _check_widths(table, file_name)
        blocks += _blocks(table)
    return blocks


def _check_widths(table: Sequence[_Record], file_name: str) -> None:
    head = next((record for record in table if _is_row(record)), None)
    for record in table:
        if head and len(record.cells) > len(head.cells):
            raise UnreadableSource(
                file_name,
                f"line {record.number} has {len(record.cells)} cells, the first row of its table "
                f"{len(head.cells)}: an amount with a comma may stand in it without quotes",
                "Save the table anew as .xlsx, or as CSV with such amounts in quotes",
            )


def _is_row(record: _Record) -> bool:
    """Whether it is a row of a table, neither a title nor the money unit above it."""
    words = [line.text for cell in record.filled for line in cell]
    return len(record.filled) > 1 and not any(is_label(text) for text in words)


def _is_parted(lines: Sequence[Line]) -> bool:
    commas = [line.text for line in lines if "," in line.text]
    rows = [text for text in commas if text.strip(" ,") and "," in _THOUSANDS.sub("", text)]
    if len(rows) < _FEWEST:  # nearly every text
        return False
    said = [line.text for line in lines if line.text.strip(" ,")]
    if len(rows) < _ROWS * len(said):
        return False
    numbers = [text for text in rows if any(_NUMBER.fullmatch(c) for c in re.split('[," ]', text))]
    return (
        len(numbers) >= _FEWEST
        and sum("。" in text for text in rows) <= _SENTENCES * len(rows)
        and not any("\t" in text for text in said)
    )


def _records(lines: Sequence[Line]) -> Iterator[_Record]:
    text = "\n".join(line.text for line in lines)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.text) + 1)
    first = at = position = 0
    cells: list[tuple[Line, ...]] = []
    while position < len(text):
        found = _CELL.match(text, position)
        assert found is not None, "a bare cell may be empty"
        quoted = found.group(1) is not None
        begin, end = found.span(1 if quoted else 3)
        parts: list[Line] = []
        while True:  # the lines over which the cell runs
            line_end = min(end, starts[at + 1] - 1)
            part = text[begin:line_end]
            if part.strip():
                shown = part.replace('""', '"') if quoted else part
                parts.append(replace(lines[at], text=" " * (begin - starts[at]) + shown))
            if line_end == end:
                break
            at, begin = at + 1, starts[at + 1]
        cells.append(tuple(parts))
        position = found.end()
        if found.group(2 if quoted else 4) != ",":
            yield _Record(tuple(cells), lines[first].line)
            cells = []
            first = at = at + 1
    if cells:  # the text ends with a comma, and so with an empty cell
        yield _Record((*cells, ()), lines[first].line)


def _tables(records: Sequence[_Record]) -> Iterator[list[_Record]]:
    """The rows of each table with what stands above and below it.

    One begins behind an empty row, with a row of a single cell: a title.
    """
    table: list[_Record] = []
    empty = False
    for blank, group in groupby(records, key=lambda record: not record.filled):
        rows = list(group)
        if not blank and table and empty and len(rows[0].filled) == 1:
            yield table
            table = []
        empty = blank
        table += rows
    yield table


def _blocks(table: Sequence[_Record]) -> Iterator[Block]:
    several = [index for index, record in enumerate(table) if _is_row(record)]
    first, last = (several[0], several[-1]) if several else (len(table), -1)
    body = [record.row for record in table[first : last + 1] if record.filled]
    grid = grid_of(body)
    for index, record in enumerate(table):
        if grid is not None and first <= index <= last:
            if index == first:
                yield grid
        else:
            yield from _line(record)


def _line(record: _Record) -> Iterator[Line]:
    """A row outside a table as one line for each line of the file, each cell where it stands."""
    whole: dict[int, Line] = {}
    for line in (line for cell in record.filled for line in cell):
        before = whole.get(line.line)
        text = line.text if before is None else before.text + line.text[len(before.text) :]
        whole[line.line] = replace(line, text=text)
    yield from whole.values()
