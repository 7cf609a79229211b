"""The three public expenses (三公经费): items as columns, in any order, or as rows.

Columns beside them (会议费, 培训费, 机关运行经费) are stored as figures only. Not done here:
reading lines or grids (``lines``, ``grid``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from analysis.disclosure import records as r
from analysis.disclosure.outcome import READ, READ_BLANK, Outcome, UnreadableTable
from analysis.disclosure.recorder import CellValue, Recorder
from analysis.disclosure.regions import Region
from analysis.disclosure.tables import header
from analysis.disclosure.tables.codes import UNIT
from analysis.disclosure.tables.dated import CHANGE, CHANGE_PCT, year_of_row
from analysis.disclosure.tables.figures import record_uses
from analysis.disclosure.tables.gaps import add_up, refuse, set_by_gaps
from analysis.disclosure.tables.keyed import TOTAL, KeyedTable
from analysis.disclosure.tables.lines import from_lines
from analysis.disclosure.tables.notes import declares_empty
from analysis.disclosure.tables.proofread_tables import proofread_table
from analysis.disclosure.tables.three_public_doubt import doubt_beside
from analysis.disclosure.tables.three_public_order import (
    BESIDE,
    SUMS,
    adds_up_otherwise,
    is_misplaced,
    put_in_order,
    sums_of_table,
)
from analysis.disclosure.tables.unit import money_unit
from analysis.disclosure.tables.unnamed import record_unnamed
from analysis.disclosure.vocabulary import fold, rows

_ITEMS = "columns_three_public"
_ROWS = "columns_by_item"
_STORED = ("total", "overseas", "vehicles", "vehicle_purchase", "vehicle_running", "reception")
_ALL = (*_STORED, *BESIDE)
_FEWEST_OTHERS = 2
_ORDINAL = re.compile(r"^(?:其中[::])?(?:\(?(?:[一二三四五六七八九十]+|\d+)[、.)]+)?")
_LAST_YEAR = re.compile(r"上年|去年")
_SPENT = re.compile(r"执行|决算|完成")
# 3.29, 0, 32,900, 32900: an amount, and neither an ordinal nor a year.
_FIRST_AMOUNT = re.compile(r"\d+\.\d|(?<!\d)0(?!\d)|\d,\d{3}|(?<!\d)\d{3,}(?![\d年])")
_SPENT_COLUMN = re.compile(r"(?:^|_)(?:执行|决算)数?$")  # below the heading of an item
_REPEAT = re.compile(r"_(\d)$")


def read_three_public(region: Region, recorder: Recorder) -> Outcome:
    """Read the table of the three public expenses into figures and three_public records.

    What was spent in an earlier year becomes figures only; of final accounts (决算) it is the
    budget that does. The row of the grand total counts, or the only row. Raises UnreadableTable
    with the line and what was expected.
    """
    table, by_row = _load(region)
    proofread_table(table, recorder.confidence)
    record_uses(table, recorder)
    if not table.has_amounts:
        return _empty(region, table, recorder)
    if not region.grids:
        _refuse_other_table(region, table)
    adds_up = bool(region.grids) or _adds_up(table, by_row, recorder.fiscal_year)
    if not (adds_up or by_row or set_by_gaps(region)):
        adds_up = put_in_order(table)
    open_order = not by_row and (adds_up_otherwise(table) or is_misplaced(table))
    if not adds_up and (set_by_gaps(region) or open_order):
        from analysis.disclosure.tables.three_public_places import table_by_place

        placed = set_by_gaps(region) and table_by_place(region, money_unit(region)[0], SUMS)
        table, by_row = placed or refuse(region), False
    elif not (region.grids or by_row):
        doubt_beside(table, sums_of_table(table))
    record_unnamed(table.unnamed, region.kind, recorder)
    seen: set[tuple[int, str]] = set()
    final = recorder.out.document.document_kind == "final_accounts"
    for row_key, item, year, cell, is_spent in _cells(table, by_row, recorder.fiscal_year):
        figure_id = recorder.figure(
            cell,
            table_kind=region.kind,
            row_key=row_key,
            column_key=item,
            fiscal_year=year,
            row_name=row_key if row_key != TOTAL else None,
        )
        item = _SPENT_COLUMN.sub("", item) or TOTAL
        is_told = is_spent is final and row_key == TOTAL and item in _STORED
        if is_told and (year, item) not in seen:
            seen.add((year, item))
            recorder.out.three_public.append(
                r.ThreePublic(
                    recorder.document_id,
                    year,
                    item,
                    cell.amount_wan,
                    cell.state,
                    cell.reading,
                    cell.reading_note,
                    figure_id,
                )
            )
    return READ


def _adds_up(table: KeyedTable, by_row: bool, fiscal_year: int) -> bool:
    """Whether no cell is blank, and total and vehicles are the sums of their parts each year."""
    found = {
        (year, item): cell
        for row_key, item, year, cell, _ in _cells(table, by_row, fiscal_year)
        if row_key == TOTAL
    }
    return all(cell.place is not None for cell in found.values()) and all(
        add_up(found.get((year, whole)), [found.get((year, part)) for part in parts])
        for year in {year for year, _ in found}
        for whole, parts in SUMS.items()
    )


def _refuse_other_table(region: Region, table: KeyedTable) -> None:
    """Refuse a table whose rows are other items of expenditure: it stands under the wrong title."""
    others = [row.name for row in table.rows if fold(row.name) in _other_expenses()]
    if len(others) >= _FEWEST_OTHERS:
        raise UnreadableTable(
            f"line {region.headings[0].line}: {', '.join(others[:_FEWEST_OTHERS])} are none of the "
            f"three public expenses; the title {region.title} may belong to another table"
        )


@cache
def _other_expenses() -> frozenset[str]:
    """Names of the economic classification that are none of the items of this table."""
    names = [name for row in rows("tables/economic_items") for name in row["names"].split("|")]
    return frozenset(fold(name) for name in names if _item(name) not in _ALL)


def _load(region: Region) -> tuple[KeyedTable, bool]:
    """Return the table, and whether its items are rows."""
    unit, unit_note = money_unit(region)
    by_row = not _header_names_items(region)
    words = _ROWS if by_row else _ITEMS
    if region.grids:
        from analysis.disclosure.tables.grid import from_grids  # text goes without

        table = from_grids(region, words, UNIT, unit)
    else:
        table = from_lines(region.lines, words, UNIT, unit)
    table.note_on_amounts(unit_note)
    return table, by_row


def _header_names_items(region: Region) -> bool:
    """True where an item stands before the first amount: items are columns, amounts below.

    Where a grid is ruled, what stands around it (a remark that explains the items) says nothing.
    """
    texts = [] if region.grids else [line.text for line in region.lines]
    for grid in region.grids[:1]:
        texts += ["".join(line.text for line in cell.lines) for cell in grid.cells]
    before = _FIRST_AMOUNT.split(header.plain("\n".join(texts)), maxsplit=1)[0]
    return "接待" in before and "出国" in before


def _cells(
    table: KeyedTable, by_row: bool, fiscal_year: int
) -> Iterator[tuple[str, str, int, CellValue, bool]]:
    """Yield (row key, item, year, cell, whether it was spent) for each cell of the table.

    What was spent (执行数, 决算数) is no budget: the prose of a budget compares budgets.
    """
    years = table.years if len(table.years) > 1 else (fiscal_year,)
    renamed = {"three_public": TOTAL}
    if by_row and any(_item(row.name) == TOTAL for row in table.rows):
        renamed = {}  # the heading over the items of a list that has its total
    elif any(c.key == "three_public" for c in table.columns):
        renamed[TOTAL] = "all"  # a total over the three and what stands beside them
    dated = {id(row): said for row in table.rows if (said := year_of_row(row.name, fiscal_year))}
    main = next((row for row in table.rows if dated.get(id(row)) == fiscal_year), None)
    main = main or next((row for row in table.rows if row.code == TOTAL), None)
    if main is None and len(table.rows) == 1:
        main = table.rows[0]
    for row in table.rows:
        for column in table.columns:
            if by_row and column.key in (CHANGE, CHANGE_PCT):
                item = f"{_item(row.name)}_{column.key}"
                yield TOTAL, item, fiscal_year, row.cells[column.key], False
                continue
            repeat = _REPEAT.search(column.key)
            year = years[min(int(repeat.group(1)) if repeat else 1, len(years)) - 1]
            if len(years) == 1 and _LAST_YEAR.search(column.header):
                year = fiscal_year - 1
            key = _REPEAT.sub("", column.key)
            is_spent = bool(_SPENT.search(column.header + row.name))
            if by_row:
                item = _item(row.name)
                yield TOTAL, renamed.get(item, item), year, row.cells[column.key], is_spent
            else:
                row_key = TOTAL if row is main or id(row) in dated else row.code or row.name
                year = dated.get(id(row), year)
                yield row_key, renamed.get(key, key), year, row.cells[column.key], is_spent


def _item(name: str) -> str:
    """Return the item that a row names; a name that nobody knows stays its own key."""
    bare = _ORDINAL.sub("", fold(name))
    return header.word(bare, _ITEMS).key or bare


def _empty(region: Region, table: KeyedTable, recorder: Recorder) -> Outcome:
    if not declares_empty(table.note):
        if region.grids:
            return READ_BLANK
        raise UnreadableTable(
            f"line {region.headings[0].line}: {region.title} has no amount and no note on why"
        )
    recorder.out.three_public.append(
        r.ThreePublic(
            recorder.document_id,
            recorder.fiscal_year,
            TOTAL,
            cell_state="declared_empty",
            reading="certain",
            reading_note=table.note,
        )
    )
    return Outcome("declared_empty", table.note)
