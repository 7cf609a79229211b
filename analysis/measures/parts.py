"""The parts that levels are shared out into, and the totals printed for them, out of the warehouse.

Each function returns the parts, and by (document, scope) the totals that the document prints for
them. Here the coded tables; two-sided tables are in ``sided``. Not done here: sharing out
(``shares``, ``levels``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from analysis.disclosure.vocabulary import rows
from analysis.measures.levels import Part
from analysis.measures.reading import Row, read_rows
from analysis.measures.traced import known, total

if TYPE_CHECKING:
    import duckdb

__all__ = [
    "FUNDS",
    "PartsAndTotals",
    "added_up",
    "basic_splits",
    "coded_parts",
    "column_parts",
    "first_answer",
    "fund_table_parts",
]

PartsAndTotals: TypeAlias = tuple[list[Part], dict[tuple[str, str], list[Part]]]
FUNDS = ("general", "fund", "capital")
_CODED = """
    SELECT b.document_id, b.fiscal_year, b.table_kind, b.classification, b.code, b.name, b.level,
           b.parent_code AS parent_key, b.column_key, b.amount_wan, b.cell_state, b.figure_id,
           f.step, f.unit
    FROM budget_line b LEFT JOIN figure f USING (figure_id)
    WHERE list_contains($1::VARCHAR[], b.table_kind)
    ORDER BY b.document_id, b.table_kind, b.code, b.column_key
"""


def coded_parts(
    connection: duckdb.DuckDBPyConnection, kinds: Sequence[str], classification: str
) -> PartsAndTotals:
    """The rows of coded tables with their column ``total``; the row 合计 is the total."""
    parts: list[Part] = []
    totals: dict[tuple[str, str], list[Part]] = defaultdict(list)
    for row in read_rows(connection, _CODED, [list(kinds)]):
        if row["column_key"] != "total":
            continue
        part = Part.of(row, scope=row["table_kind"], key=row["code"], level=row["level"] or 0)
        if row["code"] == "total":
            totals[part.document_id, part.scope].append(part)
        elif row["classification"] == classification:
            parts.append(part)
    return parts, totals


def column_parts(
    connection: duckdb.DuckDBPyConnection,
    kinds: Sequence[str],
    *,
    leave_out: Sequence[str],
    whole: Sequence[str] = ("total",),
) -> PartsAndTotals:
    """The columns of the row 合计; the columns ``whole`` are the totals, first choice first."""
    parts: list[Part] = []
    totals: dict[tuple[str, str], list[Part]] = defaultdict(list)
    for row in read_rows(connection, _CODED, [list(kinds)]):
        if row["code"] != "total":
            continue
        column = row["column_key"]
        part = Part.of(_nameless(row), scope=row["table_kind"], key=column)
        if column in whole:
            totals[part.document_id, part.scope].append(part)
        elif column not in leave_out:
            parts.append(part)
    for candidates in totals.values():
        candidates.sort(key=lambda part: whole.index(part.key))
    return parts, totals


@cache
def basic_splits() -> tuple[str, ...]:
    """The columns that basic expenditure is split into: parts of it, not parts beside it."""
    return tuple(
        row["key"] for row in rows("tables/columns") if "basic" in row["parents"].split("|")
    )


def fund_table_parts(connection: duckdb.DuckDBPyConnection) -> list[Part]:
    """The totals of the funds' own expenditure tables (scope ``fund_tables``).

    A table without a row 合计 is added up from its top rows: those with no row above them in it.
    """
    kinds = {f"{fund}_expenditure": fund for fund in FUNDS}
    tables: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in read_rows(connection, _CODED, [list(kinds)]):
        if row["column_key"] == "total":
            tables[row["document_id"], row["table_kind"]].append(row)
    parts: list[Part] = []
    for (_, kind), table in tables.items():
        codes = {row["code"] for row in table}
        tops = [row for row in table if row["code"] == "total"]
        tops = tops or [row for row in table if not _has_parent(row, codes)]
        top_parts = [Part.of(_nameless(row), scope="fund_tables", key=kinds[kind]) for row in tops]
        parts.append(added_up(top_parts))
    return parts


def first_answer(parts: Iterable[Part], order: Sequence[str]) -> list[Part]:
    """For each document the parts of the first scope of ``order`` that has an amount."""
    parts = list(parts)
    rank: dict[str, int] = {}
    for part in parts:
        if part.amount.is_known:
            mine = order.index(part.scope)
            rank[part.document_id] = min(rank.get(part.document_id, mine), mine)
    return [part for part in parts if rank.get(part.document_id) == order.index(part.scope)]


def added_up(parts: Sequence[Part]) -> Part:
    """Several parts as one, named like the first.

    Unknown ones are left out of its amount, and its state says so: ``partly_known``. With nothing
    known the amount stays unknown, with the first part's state.
    """
    if len(parts) == 1:
        return parts[0]
    given = known(part.amount for part in parts)
    state = "partly_known" if len(given) < len(parts) else "value"
    return replace(
        parts[0],
        amount=total(given),
        state=state if given else parts[0].state,
        step=sum((part.step for part in parts), Decimal(0)),
    )


def _nameless(row: Row) -> Row:
    return row | {"name": None, "parent_key": None}


def _has_parent(row: Row, codes: set[str]) -> bool:
    return any(code != row["code"] and row["code"].startswith(code) for code in codes)
