"""Between the warehouse and the checks: records out of DuckDB, results into a frame.

Not done here: opening a warehouse, writing to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from analysis.checks.result import CheckResult
from analysis.disclosure import records as r
from analysis.disclosure.recorder import Disclosure

if TYPE_CHECKING:
    import duckdb
    import polars as pl

# Tables that the rules read, and the record class of each; the ledger and the goals are not among
# them.
_RECORDS: dict[str, type] = {
    "section": r.Section,
    "figure": r.Figure,
    "budget_line": r.BudgetLine,
    "summary_line": r.SummaryLine,
    "three_public": r.ThreePublic,
    "yearly_total": r.YearlyTotal,
    "project": r.Project,
    "project_year": r.ProjectYear,
    "project_funding": r.ProjectFunding,
    "project_detail": r.ProjectDetail,
    "indicator": r.Indicator,
    "claim": r.Claim,
    "derivation": r.Derivation,
    "derivation_term": r.DerivationTerm,
    "reason": r.Reason,
    "statement": r.Statement,
    "required_item": r.RequiredItem,
}


_EXACT = ("left_value", "right_value", "difference", "allowance")
_IDS = ("left_figures", "right_figures", "suspects")


def load_documents(connection: duckdb.DuckDBPyConnection) -> list[r.Document]:
    """Return the documents of the warehouse, by their ids."""
    documents = [r.Document(*row) for row in _rows(connection, "document", r.Document)]
    return sorted(documents, key=lambda document: document.document_id)


def load_disclosures(
    connection: duckdb.DuckDBPyConnection, wanted: Sequence[str] | None = None
) -> list[Disclosure]:
    """Return what the rules need of every document, or of those wanted, by their ids.

    The records of each stand in the order of reading.
    """
    documents = [d for d in load_documents(connection) if wanted is None or d.document_id in wanted]
    found = {document.document_id: Disclosure(document) for document in documents}
    for table, record in _RECORDS.items():
        for row in _rows(connection, table, record, wanted):
            made = record(*row)
            getattr(found[made.document_id], table).append(made)
    return list(found.values())


def _rows(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    record: type,
    wanted: Sequence[str] | None = None,
) -> list[Any]:
    names = ", ".join(field.name for field in fields(record))
    only = "" if wanted is None else "WHERE list_contains($1, document_id)"
    query = f"SELECT {names} FROM {table} {only} ORDER BY rowid"
    return connection.execute(query, None if wanted is None else [list(wanted)]).fetchall()


def load_results(
    connection: duckdb.DuckDBPyConnection, document_id: str | None = None
) -> list[CheckResult]:
    """Return the stored results of a document, or of all, by document and check_id."""
    names = ", ".join(field.name for field in fields(CheckResult))
    rows = connection.execute(
        f"SELECT {names} FROM check_result WHERE $1 IS NULL OR document_id = $1 ORDER BY ALL",
        [document_id],
    ).fetchall()
    return [_result(row) for row in rows]


def _result(row: Sequence[Any]) -> CheckResult:
    values: list[Any] = [tuple(value) if isinstance(value, list) else value for value in row]
    return CheckResult(*values)


def to_frame(results: Sequence[CheckResult]) -> pl.DataFrame:
    """Return results as a frame with the columns and exact types of check_result."""
    import polars as pl

    series = []
    for field in fields(CheckResult):
        values: list[Any] = [_plain(getattr(result, field.name)) for result in results]
        if field.name in _EXACT:
            # As text: given Decimals, polars imports numpy first where there is one.
            texts = [None if value is None else f"{value:f}" for value in values]
            series.append(pl.Series(field.name, texts, pl.String).cast(pl.Decimal(24, 8)))
        else:
            kind = pl.List(pl.String) if field.name in _IDS else pl.String()
            series.append(pl.Series(field.name, values, dtype=kind))
    return pl.DataFrame(series)


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
