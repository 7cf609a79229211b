"""The funds of three years in the overall performance sheet, from its ruled table.

The header gives each column its meaning or its year; the words left of the first amount name the
row, merged ones for every row that they cover. Not done here: records (``funds``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.disclosure.cells import money_cell
from analysis.disclosure.cut_numbers import join_cell
from analysis.disclosure.joined import join, piece
from analysis.disclosure.projects.ruled_rows import RuledRow, cell_text
from analysis.disclosure.recorder import CellValue, Recorder
from analysis.disclosure.tables import header
from analysis.disclosure.tables.amounts import SHARE
from analysis.disclosure.tables.funds import CURRENT, fund_item, record_fund, year_key
from analysis.disclosure.tables.notes import numbers_in_words

_WORDS = "columns_funds"
_CUT = "the page break cuts the row; both halves were taken for one"
_FIGURES = ("value", "zero", "dash")


def read_funds_rows(rows: Sequence[RuledRow], unit: str, recorder: Recorder) -> int:
    """Read the block of funds; return how many of ``rows`` it ends at, 0 where there is none."""
    begin = next((i for i, row in enumerate(rows) if _is_header(row)), None)
    if begin is None:
        return 0
    end = begin
    while end < len(rows) and len(rows[end].cells) == len(rows[begin].cells):
        if _has_amounts(rows[end], unit):
            break
        end += 1
    columns = _columns(rows[begin:end], recorder.fiscal_year)
    for row in rows[begin:end]:
        for cell in row.filled:
            for use in numbers_in_words(cell.lines, "heading of funds"):
                recorder.use(use.place, use.disposition, use.note)
    side, names = "revenue", min(columns, default=0)  # columns from the left that hold names
    while end < len(rows) and len(rows[end].cells) == len(rows[begin].cells):
        row, rest = rows[end], _second_half(rows[end + 1 : end + 2], names)
        cells = {key: _cell([row, *rest], column, unit) for column, key in columns.items()}
        if not any(cell.state in _FIGURES for cell in cells.values()):
            break
        words = [t for c in row.cells[:names] if (t := cell_text(c))]
        side, key, item = fund_item(list(dict.fromkeys(words)) or [""], side)
        record_fund(side, key, item, cells, _years(columns, recorder.fiscal_year), recorder)
        end += 1 + len(rest)
    return end


def _second_half(following: Sequence[RuledRow], names: int) -> Sequence[RuledRow]:
    """The row below, where it is the rest of a row that a page break cuts: it has no name.

    ``names`` is how many columns from the left hold names; every row of funds has one.
    """
    for row in following:
        own = [cell for cell in row.filled if cell.column < names]
        if row.first_on_page and row.filled and not own:
            return following
    return ()


def _is_header(row: RuledRow) -> bool:
    known = [header.word(cell_text(cell), _WORDS) for cell in row.filled]
    keys = {word.key for word in known if word.role == header.AMOUNT}
    return CURRENT in keys and len(known) > 1 and _has_item_column(row)


def _has_item_column(row: RuledRow) -> bool:
    """True where the words over the names are those of funds, not of a list of projects."""
    return not any(cell_text(cell).endswith("名称") for cell in row.filled)


def _columns(rows: Sequence[RuledRow], fiscal_year: int) -> dict[int, str]:
    """The key of each column of amounts; years without a column of their own stay out."""
    keys: dict[int, str] = {}
    for column in range(len(rows[0].cells) if rows else 0):
        texts = [cell_text(row.cells[column]) for row in rows]
        words = [header.word(text, _WORDS) for text in texts if text]
        years = header.years(texts)
        if amounts := [word.key for word in words if word.role == header.AMOUNT]:
            keys.setdefault(column, amounts[-1])
        elif years and years[-1] != fiscal_year:
            keys[column] = year_key(years[-1], fiscal_year)
        elif years:
            keys[column] = CURRENT
    first: dict[str, int] = {}  # a heading over two grid columns counts once
    for column, key in keys.items():
        first.setdefault(key, column)
    return {column: key for key, column in first.items()}


def _years(columns: dict[int, str], fiscal_year: int) -> dict[str, int]:
    names = {CURRENT: fiscal_year, "last_year": fiscal_year - 1}
    names["year_before_last"] = fiscal_year - 2
    return {
        key: names.get(key) or int(key.removeprefix("year_"))
        for key in (CURRENT, *columns.values())
        if key != SHARE
    }


def _cell(rows: Sequence[RuledRow], column: int, unit: str) -> CellValue:
    """The amount of a column in a row, or in the two halves of one."""
    cells = {id(cell): cell for row in rows if (cell := row.cells[column]) is not None}
    lines = [line for cell in cells.values() for line in cell.lines if line.text.strip()]
    whole = join_cell(lines)
    if sum(bool(cell_text(cell)) for cell in cells.values()) < len(rows) or len(rows) == 1:
        return money_cell(whole, unit)  # all of it stands on one page
    shows = " " not in whole.text
    made = money_cell(whole if shows else join(map(piece, lines), between=""), unit)
    return replace(made, reading="inferred" if shows else "uncertain", reading_note=_CUT)


def _has_amounts(row: RuledRow, unit: str) -> bool:
    """True where a cell is a number other than the year of a heading (2023 年)."""
    texts = [join_cell(cell.lines) for cell in row.filled if not cell_text(cell).endswith("年")]
    return any(money_cell(text, unit).state in _FIGURES for text in texts)
