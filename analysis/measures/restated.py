"""Figures that a later document tells otherwise than an earlier one did.

First told, later told: this year's budget repeats last year's totals, project budgets and indicator
values. Figures that are printed to different steps restate nothing as long as one amount rounds to
both. Within one warehouse every difference is one of the source, because one reader read all the
files; ``cause`` is ``reader`` only where the bytes are the same. Not done here: finding renamed
projects (``linked`` follows those that ``data/links.csv`` names).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from analysis.measures.frames import EXACT, INTEGER, MONEY, TEXT, Columns, make_frame
from analysis.measures.reading import Row, documents, read_rows, step_wan
from analysis.measures.told import Telling, tellings

if TYPE_CHECKING:
    import duckdb
    import polars as pl

__all__ = ["restatement_rows", "restatements"]

_COLUMNS: Columns = {
    "unit_name": TEXT,
    "fiscal_year": INTEGER,
    "kind": TEXT,
    "subject": TEXT,
    "name": TEXT,
    "earlier_document_id": TEXT,
    "later_document_id": TEXT,
    "earlier_wan": MONEY,
    "later_wan": MONEY,
    "difference_wan": MONEY,
    "unit": TEXT,
    "earlier_number": EXACT,
    "later_number": EXACT,
    "difference_number": EXACT,
    "cause": TEXT,
    "reading": TEXT,
}
_STORED = ("earlier_document_id", "kind", "subject", "name", "fiscal_year", "cause", "reading")
_READINGS = ("certain", "inferred", "uncertain")
_FILES = "SELECT document_id, sha256 FROM document"
_FIGURES = "SELECT figure_id, step, unit, reading FROM figure WHERE list_contains($1, figure_id)"


@dataclass(frozen=True, slots=True)
class Restated:
    """A row of the warehouse's table ``restatement``."""

    document_id: str
    earlier_document_id: str
    kind: str
    subject: str
    name: str | None
    fiscal_year: int
    unit: str
    earlier_value: Decimal | None
    later_value: Decimal | None
    difference: Decimal | None
    cause: str
    reading: str
    earlier_figures: tuple[str, ...]
    later_figures: tuple[str, ...]


def restatements(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Return each figure of a year that two documents of a unit and kind tell differently.

    Columns: unit_name, fiscal_year (that the figure is for), kind (yearly_total, project,
    three_public, indicator), subject (side and item, the project's latest id, the item, or scope
    and indicator), name, earlier_document_id, later_document_id; earlier_wan, later_wan,
    difference_wan (later less earlier) for money; earlier_number, later_number, difference_number
    with their unit for indicators; cause (source, reader), reading (the less certain of the two).
    Figures that agree, or that only one document tells, have no row; documents of one fiscal year
    are not set against each other.
    """
    order = ["unit_name", "fiscal_year", "kind", "subject", "later_document_id"]
    return make_frame((row for row, _, _ in _differences(connection)), _COLUMNS, order)


def restatement_rows(connection: duckdb.DuckDBPyConnection) -> list[Restated]:
    """Return the restatements as the rows of the warehouse's table ``restatement``."""
    rows = [
        Restated(
            document_id=row["later_document_id"],
            **{name: row[name] for name in _STORED},
            unit=earlier.unit,
            earlier_value=earlier.value.value,
            later_value=later.value.value,
            difference=(later.value - earlier.value).value,
            earlier_figures=earlier.value.figure_ids,
            later_figures=later.value.figure_ids,
        )
        for row, earlier, later in _differences(connection)
    ]
    return sorted(rows, key=attrgetter("document_id", "kind", "subject", "fiscal_year"))


def _differences(
    connection: duckdb.DuckDBPyConnection,
) -> list[tuple[dict[str, Any], Telling, Telling]]:
    files = {row["document_id"]: row["sha256"] for row in read_rows(connection, _FILES)}
    pairs = _unlike(connection)
    figures = _figures(connection, pairs)
    found = []
    for earlier, later in pairs:
        if _differ(earlier, later, figures):
            both = [files[t.document.document_id] for t in (earlier, later)]
            behind = [*earlier.value.figure_ids, *later.value.figure_ids]
            readings = {(figures.get(f) or {}).get("reading") or "certain" for f in behind}
            row = {
                "unit_name": later.document.unit_name,
                "fiscal_year": later.year,
                "kind": later.kind,
                "subject": later.subject,
                "name": later.name,
                "earlier_document_id": earlier.document.document_id,
                "later_document_id": later.document.document_id,
                **_cells(earlier, later),
                "cause": "reader" if both[0] == both[1] else "source",
                "reading": max(readings, key=_READINGS.index),
            }
            found.append((row, earlier, later))
    return found


def _unlike(connection: duckdb.DuckDBPyConnection) -> list[tuple[Telling, Telling]]:
    """Return each value that a document tells after another of its unit and kind, and not alike.

    Only documents of units that have some for several years are kept in mind.
    """
    years = defaultdict(set)
    for key in documents(connection).values():
        years[key.series].add(key.fiscal_year)
    retold = {series for series, found in years.items() if len(found) > 1}
    if not retold:
        return []
    told: dict[tuple[Any, ...], dict[str, Telling]] = defaultdict(dict)
    for one in tellings(connection):
        if one.value.is_known and one.document.series in retold:
            place = (one.document.series, one.kind, one.subject, one.year)
            told[place].setdefault(one.document.document_id, one)
    return [
        (earlier, later)
        for by_document in told.values()
        for earlier, later in pairwise(sorted(by_document.values(), key=_when))
        if _when(earlier)[0] != _when(later)[0] and earlier.value.value != later.value.value
    ]


def _figures(
    connection: duckdb.DuckDBPyConnection, pairs: Sequence[tuple[Telling, Telling]]
) -> dict[str, Row]:
    """Return the figures behind pairs of tellings by their ids."""
    behind = {figure for pair in pairs for one in pair for figure in one.value.figure_ids}
    return {row["figure_id"]: row for row in read_rows(connection, _FIGURES, [sorted(behind)])}


def _cells(earlier: Telling, later: Telling) -> dict[str, Any]:
    ending = "wan" if earlier.unit == "wan_yuan" else "number"
    return {
        f"earlier_{ending}": earlier.value,
        f"later_{ending}": later.value,
        f"difference_{ending}": later.value - earlier.value,
        "unit": earlier.unit,
    }


def _differ(earlier: Telling, later: Telling, figures: Mapping[str, Row]) -> bool:
    """Whether no one amount rounds to both tellings."""
    if earlier.unit != later.unit:
        return False  # 5 万 and 50,000 人次 are for a person to compare
    difference = (later.value - earlier.value).value or Decimal(0)
    behind = {*earlier.value.figure_ids, *later.value.figure_ids}
    steps = [_step(figures.get(f) or {}, earlier.unit) for f in behind]
    return abs(difference) >= sum(steps, Decimal(0)) / 2 and difference != 0


def _step(figure: Row, unit: str) -> Decimal:
    return step_wan(figure) if unit == "wan_yuan" else Decimal(figure.get("step") or 0)


def _when(telling: Telling) -> tuple[int, str]:
    return telling.document.fiscal_year or 0, telling.document.document_id
