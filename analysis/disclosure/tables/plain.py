"""A table without a reader of its own (procurement, local templates): figures as printed.

Each amount of a ruled table becomes a figure whose row is told by its number and by the words of
the row, and whose column by the header over it; words that merged cells carry down count for each
row that they cover. Rows are counted by their amounts. Not done here: what the rows mean (they
become no budget lines), and text that has lost its grid (``plain_lines``).
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.disclosure.cells import money_cell
from analysis.disclosure.outcome import READ, Outcome, UnreadableTable
from analysis.disclosure.recorder import Recorder
from analysis.disclosure.regions import Region
from analysis.disclosure.tables import header
from analysis.disclosure.tables.keyed import with_reading
from analysis.disclosure.tables.notes import declares_empty, numbers_in_words, split_note
from analysis.disclosure.tables.plain_lines import COUNTS, WORDS, read_plain_lines
from analysis.disclosure.tables.ruled import Ruled, header_paths, joined
from analysis.disclosure.tables.unit import money_unit
from analysis.disclosure.vocabulary import fold
from analysis.sources.document import Cell

_FIGURES = ("value", "zero", "dash")


def read_plain(region: Region, recorder: Recorder) -> Outcome:
    """Store the amounts of a table as figures, in the unit of money printed with it.

    A column of counts, numbers or codes is no column of amounts. Raises UnreadableTable where there
    is no amount and no note that says why, and for text without a grid that has more columns than
    one that may hold amounts.
    """
    where = f"line {region.headings[0].line}: {region.title}"
    lines, note, uses = split_note(region.lines)
    for use in uses:
        recorder.use(use.place, use.disposition, use.note)
    unit, unit_note = money_unit(region)
    rows = 0
    if not region.grids:
        rows = read_plain_lines(lines, region, unit, unit_note, recorder)
    for grid in region.grids:
        rows = _read(Ruled(grid), region.kind, unit, unit_note, rows, recorder)
    if rows:
        return READ
    if declares_empty(note):
        return Outcome("declared_empty", note)
    raise UnreadableTable(f"{where} has no amount and no note that says why")


def _read(
    ruled: Ruled, kind: str, unit: str, unit_note: str | None, before: int, recorder: Recorder
) -> int:
    """Store the amounts of a grid; return how many rows with amounts there are, ``before`` too."""
    for use in ruled.uses:
        recorder.use(use.place, use.disposition, use.note)
    height = ruled.header_height(WORDS)
    columns = _columns(ruled, height)
    for row in ruled.rows[:height]:
        _use_words(row, recorder)
    number = before
    for index, row in enumerate(ruled.rows[height:], height):
        above = ruled.rows[index - 1] if index else [None] * ruled.width
        begun = {i: c for i, c in enumerate(row) if c and c is not above[i] and c.column == i}
        cells = {i: money_cell(joined(c), unit) for i, c in begun.items() if i in columns}
        amounts = {i: cell for i, cell in cells.items() if cell.state in _FIGURES}
        words = [c for i, c in enumerate(row) if i not in amounts]
        _use_words([c for c in words if c in begun.values()], recorder)
        name = "·".join(dict.fromkeys(t for c in words if (t := fold(joined(c).text))))
        number += bool(amounts)
        for column, cell in amounts.items():
            recorder.figure(
                with_reading(cell, "inferred", unit_note) if unit_note else cell,
                table_kind=kind,
                row_key=f"{number:03d}",
                column_key=columns[column],
                fiscal_year=recorder.fiscal_year,
                row_name=name or None,
            )
    return number


def _columns(ruled: Ruled, height: int) -> dict[int, str]:
    """The key of each column that may hold amounts."""
    keys: dict[int, str] = {}
    for column, path in enumerate(header_paths(ruled, height, WORDS)):
        last = path[-1] if path else None
        if last is None or last.role in (header.AMOUNT, header.SUBTOTAL, header.UNKNOWN):
            key = (last.key or last.text) if last else f"column_{column + 1}"
            if not key.endswith(COUNTS):
                keys[column] = key.replace("/", ".")
    return keys


def _use_words(cells: Sequence[Cell | None], recorder: Recorder) -> None:
    for cell in cells:
        for use in numbers_in_words(cell.lines if cell else (), "word of a table"):
            recorder.use(use.place, use.disposition, use.note)
