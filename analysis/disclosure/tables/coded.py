"""Coded tables: rows with classification codes, columns of amounts.

A 收入总表 may list sources without codes instead; they become summary lines.

Not done here: reading lines or grids (``lines``, ``grid``), writing records (``figures``).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from analysis.disclosure.outcome import READ, READ_BLANK, Outcome, UnreadableTable
from analysis.disclosure.recorder import CellValue, Recorder
from analysis.disclosure.regions import Region
from analysis.disclosure.tables.codes import (
    CODES_OF_KIND,
    ECONOMIC,
    FUNCTION,
    PROJECT,
    UNIT,
    is_code,
)
from analysis.disclosure.tables.figures import (
    known_cells,
    record_budget_lines,
    record_declared_empty,
    record_uses,
)
from analysis.disclosure.tables.keyed import TOTAL, KeyedTable
from analysis.disclosure.tables.lines import from_lines
from analysis.disclosure.tables.notes import declares_empty
from analysis.disclosure.tables.proofread_tables import proofread_table
from analysis.disclosure.tables.summary import record_items, revenue_items
from analysis.disclosure.tables.unit import money_unit
from analysis.disclosure.tables.unnamed import record_unnamed

# What the codes of a table are where its header does not say.
_CLASSIFICATION = {
    "general_expenditure_by_unit": UNIT,
    "general_basic_expenditure": ECONOMIC,
    "appropriation_basic_expenditure": ECONOMIC,
    "agency_operating": ECONOMIC,
    "project_expenditure": PROJECT,
}
# Tables of basic expenditure alone: there 基本支出 over 小计 is the row's total.
_BASIC = ("general_basic_expenditure", "appropriation_basic_expenditure")


def read_coded(region: Region, recorder: Recorder) -> Outcome:
    """Read a coded table into figures and budget lines.

    A table without any amount is declared empty where its note says so; without a note it is read
    as blank where it is ruled, and cannot be read where it is text without a grid.
    Raises UnreadableTable with the line and what was expected.
    """
    table = _load(region, recorder)
    if table.has_amounts and _is_revenue_list(region, table):
        record_uses(table, recorder)
        record_items(revenue_items(table), region.kind, None, recorder)
        record_unnamed(table.unnamed, region.kind, recorder, "revenue.")
        return READ
    if table.has_amounts:
        record_budget_lines(table, region.kind, recorder)
        record_unnamed(table.unnamed, region.kind, recorder)
        return READ
    record_uses(table, recorder)
    if declares_empty(table.note):
        record_declared_empty(region.kind, table.classification, table.note, recorder)
        return Outcome("declared_empty", table.note)
    if region.grids:
        record_budget_lines(table, region.kind, recorder)
        return READ_BLANK
    raise UnreadableTable(
        f"line {region.headings[0].line}: {region.title} has no amount and no note that says why"
    )


def _is_revenue_list(region: Region, table: KeyedTable) -> bool:
    """True for revenue by source: names without codes, one column of amounts."""
    return region.kind == "revenue_summary" and all(row.code in ("", TOTAL) for row in table.rows)


def _refuse_other_codes(region: Region, table: KeyedTable) -> None:
    """Refuse rows of another classification than the table's: they stand under the wrong title.

    Text that was taken from a page in another order than it is read in may have the title of a
    table behind its rows.
    """
    expected = CODES_OF_KIND.get(region.kind)
    codes = [row.code for row in table.rows if row.code.isdigit()]
    if expected and codes and not any(is_code(code, expected) for code in codes):
        raise UnreadableTable(
            f"line {region.headings[0].line}: the codes under {region.title} are not those of its "
            f"classification ({expected}); the title may belong to another table"
        )


def _load(region: Region, recorder: Recorder) -> KeyedTable:
    classification = _CLASSIFICATION.get(region.kind, FUNCTION)
    unit, unit_note = money_unit(region)
    if region.grids:
        from analysis.disclosure.tables.grid import from_grids  # text goes without

        table = from_grids(region, "columns", classification, unit)
    else:

        @cache  # made only where a row has blank cells
        def others() -> dict[str, dict[str, CellValue]]:
            return known_cells(recorder)

        def known(code: str) -> Mapping[str, CellValue]:
            return others().get(code, {})

        table = from_lines(region.lines, "columns", classification, unit, known)
        _refuse_other_codes(region, table)
    if region.kind in _BASIC:
        table.rename("basic", TOTAL)
    table.note_on_amounts(unit_note)
    proofread_table(table, recorder.confidence)
    return table
