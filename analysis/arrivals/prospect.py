"""What a person should see before a document is taken in.

Its identity, what was and what was not read of it, how it differs from the last document of its
unit, the numbers nobody can account for, the contradictions that are new. Not done here: printing.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from analysis.arrivals.comparison import (
    Comparison,
    compare_documents,
    document_row,
    new_contradictions,
)
from analysis.arrivals.identify import Arrival
from analysis.arrivals.stage import Staged
from analysis.measures.pairs import previous_document
from analysis.measures.reading import read_rows
from analysis.warehouse.open import connect

if TYPE_CHECKING:
    import duckdb

    from analysis.warehouse.report import DocumentSummary

_UNITS = "SELECT DISTINCT unit_name FROM document WHERE unit_name <> $1 ORDER BY ALL"


@dataclass(frozen=True, slots=True)
class Prospect:
    """One arrival as it would stand in the warehouse; ``comparison`` None without a last one."""

    arrival: Arrival
    name: str
    document: dict[str, Any]
    summary: DocumentSummary
    comparison: Comparison | None
    contradictions: list[dict[str, Any]]
    like_units: list[str]

    def as_json(self) -> dict[str, Any]:
        """Return everything as plain values."""
        return {
            "files": list(self.arrival.originals),
            "into": self.name,
            "joins": self.arrival.joins or None,
            "document": self.document,
            "read": asdict(self.summary),
            "unaccounted": [list(token) for token in self.summary.unaccounted],
            "comparison": self.comparison.as_json() if self.comparison else None,
            "new_contradictions": self.contradictions,
            "units_with_a_like_name": self.like_units,
        }


def look(staged: Staged, arrivals: tuple[Arrival, ...]) -> list[Prospect]:
    """Return what there is to see of each arrival, from the warehouse on the stage."""
    with closing(connect(staged.layout.processed)) as connection:
        return [
            _prospect(connection, staged, name, arrival)
            for name, arrival in zip(staged.names, arrivals, strict=True)
        ]


def _prospect(
    connection: duckdb.DuckDBPyConnection, staged: Staged, name: str, arrival: Arrival
) -> Prospect:
    summary = staged.summary(name)
    this = summary.document_id
    before = previous_document(connection, this)
    units = read_rows(connection, _UNITS, [arrival.unit_name])
    return Prospect(
        arrival=arrival,
        name=name,
        document=document_row(connection, this),
        summary=summary,
        comparison=compare_documents(connection, before, this) if before else None,
        contradictions=new_contradictions(connection, this, before),
        like_units=[
            row["unit_name"]
            for row in units
            if before is None and _alike(row["unit_name"], arrival.unit_name)
        ],
    )


def _alike(one: str, other: str) -> bool:
    """Whether two names may be one unit's: 武昌区民政局 and 武汉市武昌区民政局（本级）."""
    short, long = sorted((one.partition("（")[0], other.partition("（")[0]), key=len)
    return short in long
