"""Parts and totals out of the tables that set revenue against expenditure.

Not done here: coded tables (``parts``), sharing out (``shares``, ``levels``).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from analysis.measures.levels import Part
from analysis.measures.parts import FUNDS, PartsAndTotals
from analysis.measures.reading import Row, read_rows

if TYPE_CHECKING:
    import duckdb

__all__ = ["appropriation_parts", "revenue_parts", "summary_rows", "yearly_parts"]

_THIS_YEAR = "current_year"
_SUMMARY = """
    SELECT s.document_id, s.fiscal_year, s.table_kind, s.side, s.item_key, s.item AS name, s.level,
           s.parent_key, s.column_key, s.amount_wan, s.cell_state, s.figure_id, f.step, f.unit
    FROM summary_line s LEFT JOIN figure f USING (figure_id)
    WHERE s.table_kind = $1 AND s.side = $2 AND s.column_key = 'total'
    ORDER BY s.document_id, s.item_key
"""
_YEARLY = """
    SELECT y.document_id, y.fiscal_year, y.side, y.item_key, y.item AS name, y.amount_wan,
           y.figure_id, f.cell_state, f.step, f.unit
    FROM yearly_total y JOIN document d USING (document_id)
    LEFT JOIN figure f USING (figure_id)
    WHERE y.fiscal_year = d.fiscal_year AND y.side = $1
    ORDER BY y.document_id, y.side, y.item_key
"""


def summary_rows(connection: duckdb.DuckDBPyConnection, kind: str, side: str) -> list[Row]:
    """The items of one side of a two-sided table, as rows that ``Part.of`` takes.

    Where the table splits its amounts by fund, these are the amounts of all funds.
    """
    return read_rows(connection, _SUMMARY, [kind, side])


def revenue_parts(connection: duckdb.DuckDBPyConnection, kind: str) -> PartsAndTotals:
    """The main items of the revenue side: the year's own, and what was carried forward.

    Some tables set the year's items off below a subtotal (本年收入), some list them directly.
    """
    parts: list[Part] = []
    totals: dict[tuple[str, str], list[Part]] = defaultdict(list)
    for row in summary_rows(connection, kind, "revenue"):
        key = row["item_key"].removeprefix(f"{_THIS_YEAR}/")
        part = Part.of(row, scope=kind, key=key)
        if row["item_key"] in ("total", _THIS_YEAR):
            totals[part.document_id, kind].append(part)
        elif row["parent_key"] in ("total", _THIS_YEAR, None):
            parts.append(part)
    for candidates in totals.values():
        candidates.sort(key=lambda part: part.key != "total")
    return parts, totals


def appropriation_parts(connection: duckdb.DuckDBPyConnection) -> PartsAndTotals:
    """The year's appropriation by fund, out of the revenue side of 财政拨款收支总表."""
    kind = "appropriation_summary"
    parts, totals = [], defaultdict(list)
    for row in summary_rows(connection, kind, "revenue"):
        year, _, fund = row["item_key"].rpartition("/")
        part = Part.of(row, scope=kind, key=fund)
        if year == _THIS_YEAR and fund in FUNDS:
            parts.append(part)
        elif row["item_key"] in (_THIS_YEAR, "total"):
            totals[part.document_id, kind].append(part)
    for candidates in totals.values():
        candidates.sort(key=lambda part: part.key != _THIS_YEAR)
    return parts, totals


def yearly_parts(connection: duckdb.DuckDBPyConnection, side: str) -> PartsAndTotals:
    """The current year's items of a side of the overall performance sheet (``overall_funds``)."""
    parts: list[Part] = []
    totals: dict[tuple[str, str], list[Part]] = defaultdict(list)
    for row in read_rows(connection, _YEARLY, [side]):
        part = Part.of(row, scope="overall_funds", key=row["item_key"])
        if row["item_key"] == "total":
            totals[part.document_id, part.scope].append(part)
        else:
            parts.append(part)
    return parts, totals
