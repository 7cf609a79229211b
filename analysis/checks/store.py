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


def load_disclosures(connection: duckdb.DuckDBPyConnection) -> list[Disclosure]:
    """Return what the rules need of every document, by their ids."""
    stored = Stored(connection)
    return [stored.load(document) for document in stored.documents]


class Stored:
    """The documents of a warehouse, by their ids; each is loaded when it is asked for.

    A build stores one document after the other, so that one is looked for among its own rows only:
    to look among all would take work that grows with the square of the number of documents.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self.documents = load_documents(connection)
        self._spans: dict[tuple[str, str], tuple[int, int]] = {}  # first and last rowid
        for table in _RECORDS:
            query = f"SELECT document_id, min(rowid), max(rowid) FROM {table} GROUP BY ALL"
            for document_id, first, last in connection.execute(query).fetchall():
                self._spans[table, document_id] = (first, last)

    def load(self, document: r.Document) -> Disclosure:
        """Return what the rules need of a document, its records in the order of reading."""
        found = Disclosure(document)
        for table, record in _RECORDS.items():
            if span := self._spans.get((table, document.document_id)):
                only = "WHERE rowid BETWEEN $1 AND $2 AND document_id = $3"
                values = (*span, document.document_id)
                rows = _rows(self._connection, table, record, only, values)
                setattr(found, table, [record(*row) for row in rows])
        return found


def _rows(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    record: type,
    only: str = "",
    values: Sequence[object] = (),
) -> list[Any]:
    names = ", ".join(field.name for field in fields(record))
    query = f"SELECT {names} FROM {table} {only} ORDER BY rowid"
    return connection.execute(query, values).fetchall()


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
