"""Rows out of the warehouse for the measures.

Plain rows (mappings), because the measures calculate with traced numbers; the frames are made at
the end (``frames``). Not done here: any calculation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    import duckdb

__all__ = [
    "DocumentKey",
    "Row",
    "documents",
    "keep_rows",
    "latest_document",
    "read_rows",
    "step_wan",
]

Row: TypeAlias = dict[str, Any]
_WAN = Decimal(10_000)
_kept: WeakKeyDictionary[duckdb.DuckDBPyConnection, dict[str, list[Row]]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class DocumentKey:
    """A document with what tells it from others: its unit, its year, its kind (``schema.yml``)."""

    document_id: str
    unit_name: str | None
    fiscal_year: int | None
    document_kind: str | None = None

    @property
    def series(self) -> tuple[str, str | None]:
        """What the documents of other years must share to be set beside it: unit and kind.

        A document whose unit is not known is a series of its own.
        """
        return self.unit_name or self.document_id, self.document_kind

    def is_named(self, word: str | None, unit: str | None = None) -> bool:
        """Whether ``word`` is its id or year and ``unit`` a part of its unit; None fits all."""
        named = word is None or word in (self.document_id, str(self.fiscal_year))
        return named and (unit is None or unit in (self.unit_name or ""))


def read_rows(
    connection: duckdb.DuckDBPyConnection, sql: str, params: Sequence[object] = ()
) -> list[Row]:
    """Run a query and return its rows as mappings from column name to value."""
    kept = _kept.get(connection)
    if kept is None:
        return _run(connection, sql, params)
    query = f"{sql}\n{list(params)!r}"
    if query not in kept:
        kept[query] = _run(connection, sql, params)
    return [row.copy() for row in kept[query]]


def keep_rows(connection: duckdb.DuckDBPyConnection) -> None:
    """Run each query of this connection once from now on: nothing that it sees will change.

    The measures of a report ask for the same rows again and again.
    """
    _kept[connection] = {}


def _run(connection: duckdb.DuckDBPyConnection, sql: str, params: Sequence[object]) -> list[Row]:
    cursor = connection.execute(sql, list(params))
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def documents(connection: duckdb.DuckDBPyConnection) -> dict[str, DocumentKey]:
    """Every document by its id, oldest fiscal year first."""
    rows = read_rows(
        connection,
        "SELECT document_id, unit_name, fiscal_year, document_kind FROM document "
        "ORDER BY fiscal_year NULLS FIRST, document_id",
    )
    return {row["document_id"]: DocumentKey(**row) for row in rows}


def latest_document(connection: duckdb.DuckDBPyConnection) -> str | None:
    """The document of the latest fiscal year; None where the warehouse is empty."""
    return next(reversed(documents(connection)), None)


def step_wan(row: Row) -> Decimal:
    """The printed step of a figure in 万元 (its columns ``step`` and ``unit``).

    Zero where the figure is blank or its step is not known: then nothing is excused by rounding.
    """
    step = row.get("step")
    if step is None:
        return Decimal(0)
    return Decimal(step) / _WAN if row.get("unit") == "yuan" else Decimal(step)
