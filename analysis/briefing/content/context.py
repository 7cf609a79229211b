"""What every section starts from: the document that the briefing is about, and rows of measures.

Not done here: computing (``analysis.measures``), quantities (``quantities``), words (``phrases``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import polars as pl

from analysis import measures
from analysis.briefing.report import Report
from analysis.checks.findings import Finding, find
from analysis.checks.result import CheckResult
from analysis.checks.store import Stored, load_results
from analysis.disclosure.recorder import Disclosure
from analysis.measures.reading import documents, latest_document

if TYPE_CHECKING:
    import duckdb

__all__ = [
    "Row",
    "Subject",
    "check_results",
    "connection_of",
    "disclosure_of",
    "findings_of",
    "gaps_of",
    "has_pages",
    "of_unit",
    "rows_of",
    "subject",
    "tested_in",
]

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Subject:
    """The document that the briefing is about: that of the latest year."""

    document_id: str
    unit_name: str
    year: int
    kind: str | None = None  # unit_budget, department_budget, final_accounts


def connection_of(report: Report) -> duckdb.DuckDBPyConnection:
    """The warehouse of the report. Raises ValueError where it was opened without one."""
    if report.warehouse is None:
        raise ValueError("the report has no warehouse open")
    return report.warehouse


@cache
def subject(report: Report) -> Subject:
    """The document of the latest year; empty names where the warehouse holds none."""
    connection = connection_of(report)
    key = documents(connection).get(latest_document(connection) or "")
    if key is None:
        return Subject("", "", 0)
    return Subject(key.document_id, key.unit_name or "", key.fiscal_year or 0, key.document_kind)


@cache
def has_pages(report: Report) -> bool:
    """Whether the document has pages, so that a line alone says nothing of where a thing stands."""
    query = "SELECT count(page) FROM section WHERE document_id = ?"
    found = connection_of(report).execute(query, [subject(report).document_id]).fetchone()
    return found is not None and found[0] > 0


@cache
def rows_of(report: Report, measure: str) -> tuple[Row, ...]:
    """The rows that a measure has for the document of the briefing."""
    function: Callable[..., pl.DataFrame] = getattr(measures, measure)
    frame = function(connection_of(report))
    return tuple(frame.filter(pl.col("document_id") == subject(report).document_id).to_dicts())


@cache
def of_unit(report: Report, measure: str) -> tuple[Row, ...]:
    """The rows of a measure over the years of the report, each year as the unit told it last."""
    function: Callable[..., pl.DataFrame] = getattr(measures, measure)
    about = subject(report)
    same_unit = pl.col("unit_name") == about.unit_name
    mine = same_unit | (pl.col("document_id") == about.document_id)
    frame = function(connection_of(report), telling="latest").filter(mine)
    if report.scope is not None and report.scope.first_year is not None:
        shown = pl.col("fiscal_year").is_between(report.scope.first_year, report.scope.last_year)
        frame = frame.filter(shown)
    return tuple(frame.to_dicts())


@cache
def gaps_of(report: Report, measure: str) -> tuple[Row, ...]:
    """What a measure could not take from where it looks first, in the document of the briefing."""
    frame = measures.gaps(connection_of(report), [measure])
    return tuple(frame.filter(pl.col("document_id") == subject(report).document_id).to_dicts())


@cache
def check_results(report: Report) -> tuple[CheckResult, ...]:
    """What the checks found in the document of the briefing."""
    connection, about = connection_of(report), subject(report).document_id
    # Among its own rows alone DuckDB looks for a document five times as long as it reads them all.
    alone = len(documents(connection)) == 1
    return tuple(load_results(connection, None if alone else about))


@cache
def disclosure_of(report: Report) -> Disclosure | None:
    """The document of the briefing as the checks take it; None where the warehouse holds none."""
    stored = Stored(connection_of(report))
    about = subject(report).document_id
    document = next((d for d in stored.documents if d.document_id == about), None)
    return stored.load(document) if document else None


@cache
def findings_of(report: Report) -> tuple[Finding, ...]:
    """What its contradictions come down to, the gravest first."""
    return tuple(find(check_results(report)))


def tested_in(report: Report) -> int:
    """How many relations of the document could be tested."""
    return sum(result.verdict != "not_checkable" for result in check_results(report))
