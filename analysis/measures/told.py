"""Every amount and value of a year as each document tells it, with a name that documents share.

Totals and projects of several years, the three public expenses (last year's as the prose implies
it), and indicators, whose sheets print the two years before. Not done here: setting documents
against each other (``restated``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.measures.changes import read_changes
from analysis.measures.points import project_points, yearly_points
from analysis.measures.reading import DocumentKey, documents
from analysis.measures.series import Point
from analysis.measures.targets import YEARS, indicator_rows
from analysis.measures.three_public import three_public_cells
from analysis.measures.traced import Traced, printed

if TYPE_CHECKING:
    import duckdb

__all__ = ["Telling", "tellings"]


@dataclass(frozen=True, slots=True)
class Telling:
    """A value of a year in a document; ``kind`` and ``subject`` name it in every document."""

    document: DocumentKey
    kind: str
    subject: str
    name: str
    year: int
    unit: str
    value: Traced


def tellings(connection: duckdb.DuckDBPyConnection) -> Iterator[Telling]:
    """Give every value that is known, of every document."""
    keys = documents(connection)
    for point in yearly_points(connection):
        yield _of_point(point, "yearly_total", "/".join(point.key), point.cells.get("item"))
    for point in project_points(connection)[0]:
        yield _of_point(point, "project", point.key[0], point.cells["name"])
    for row in three_public_cells(connection):
        value = printed(row["amount_wan"], row["figure_id"])
        yield _three(keys[row["document_id"]], row["item"], row["fiscal_year"], value)
    for change in read_changes(connection):
        item, base = change.three_public, change.document.fiscal_year
        if item and base:
            before = change.cells(change.amount)["previous_wan"]
            yield _three(change.document, item, base - 1, before)
    yield from _indicators(connection, keys)


def _of_point(point: Point, kind: str, subject: str, name: str | None) -> Telling:
    return Telling(
        point.document, kind, subject, name or subject, point.year, "wan_yuan", point.amount
    )


def _three(document: DocumentKey, item: str, year: int, value: Traced) -> Telling:
    return Telling(document, "three_public", item, item, year, "wan_yuan", value)


def _indicators(
    connection: duckdb.DuckDBPyConnection, keys: dict[str, DocumentKey]
) -> Iterator[Telling]:
    """The annual indicators; a name that stands twice in a scope tells nothing for certain."""
    rows = [row for row in indicator_rows(connection) if row["horizon"] == "annual"]
    places = Counter((row["document_id"], row["scope"], row["level3"]) for row in rows)
    for row in rows:
        if places[row["document_id"], row["scope"], row["level3"]] > 1 or not row["level3"]:
            continue
        for back, year in enumerate(reversed(YEARS)):
            yield Telling(
                keys[row["document_id"]],
                "indicator",
                f"{row['scope']}/{row['level3']}",
                row["level3"],
                row["fiscal_year"] - back,
                row["unit"] or "count",
                row[f"{year}_number"],
            )
