"""Two documents of a unit set against each other: all that ``add`` and ``compare`` show.

Not done here: finding the differences (``analysis.measures``), printing (``analysis.cli``).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from analysis.checks.relation import SEVERITIES
from analysis.measures import (
    document_differences,
    moved_figures,
    rename_suggestions,
    restatements,
)
from analysis.measures.reading import read_rows
from analysis.plain import plain

if TYPE_CHECKING:
    import duckdb
    import polars as pl

_DOCUMENT = """
    SELECT document_id, unit_name, fiscal_year, document_kind, file_name
    FROM document WHERE document_id = $1
"""
# A relation that failed already in the document before is nothing new.
_NEW_CONTRADICTIONS = """
    SELECT check_id, rule, severity, formula, message_en, message_zh FROM check_result
    WHERE document_id = $1 AND verdict = 'contradiction' AND check_id NOT IN (
        SELECT check_id FROM check_result WHERE document_id = $2 AND verdict = 'contradiction'
    )
    ORDER BY list_position($3::VARCHAR[], severity), check_id
"""
_LEFT_OUT = ("figure_ids", "formulas")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two documents; the frames are those of ``analysis.measures``."""

    earlier: dict[str, Any]
    later: dict[str, Any]
    differences: pl.DataFrame
    moved: pl.DataFrame
    restated: pl.DataFrame
    suggestions: pl.DataFrame
    contradictions: list[dict[str, Any]]

    def as_json(self) -> dict[str, Any]:
        """Return everything as plain values; exact numbers as text."""
        frames = {
            "differences": self.differences,
            "moved": self.moved,
            "restatements": self.restated,
            "rename_suggestions": self.suggestions,
        }
        return {
            "earlier": self.earlier,
            "later": self.later,
            **{name: records(frame) for name, frame in frames.items()},
            "new_contradictions": self.contradictions,
        }


def compare_documents(
    connection: duckdb.DuckDBPyConnection, earlier: str, later: str
) -> Comparison:
    """Set two documents of a warehouse against each other."""
    import polars as pl

    told = restatements(connection)
    between = (pl.col("earlier_document_id") == earlier) & (pl.col("later_document_id") == later)
    return Comparison(
        earlier=document_row(connection, earlier),
        later=document_row(connection, later),
        differences=document_differences(connection, earlier, later),
        moved=moved_figures(connection, earlier, later),
        restated=told.filter(between),
        suggestions=rename_suggestions(connection, earlier, later),
        contradictions=new_contradictions(connection, later, earlier),
    )


def document_row(connection: duckdb.DuckDBPyConnection, document_id: str) -> dict[str, Any]:
    """Return what names a document."""
    return read_rows(connection, _DOCUMENT, [document_id])[0]


def new_contradictions(
    connection: duckdb.DuckDBPyConnection, document_id: str, before: str | None
) -> list[dict[str, Any]]:
    """Return the contradictions of a document that the document ``before`` did not have."""
    return read_rows(connection, _NEW_CONTRADICTIONS, [document_id, before or "", list(SEVERITIES)])


def records(frame: pl.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame for JSON or CSV: decimals as text without padding."""
    names = [name for name in frame.columns if name not in _LEFT_OUT]
    return [
        {name: plain(value) if isinstance(value, Decimal) else value for name, value in row.items()}
        for row in frame.select(names).iter_rows(named=True)
    ]
