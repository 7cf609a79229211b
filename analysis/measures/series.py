"""Amounts over years: the change against the year before, and which document tells them.

Several documents speak of the same year: this year's budget repeats last year's figures. A series
is followed within one document (``telling="each"``), where base and scope are one, or through the
latest telling of each year by the same unit, in documents of one kind: a budget is not followed by
final accounts (``telling="latest"``). Not done here: linking units or projects that changed their
name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from analysis.measures.frames import EXACT, INTEGER, LOGICAL, MONEY, TEXT, Columns
from analysis.measures.reading import DocumentKey
from analysis.measures.traced import UNKNOWN, Traced

__all__ = ["CHANGE_COLUMNS", "SERIES_COLUMNS", "Point", "Telling", "change_cells", "series_rows"]

Telling: TypeAlias = Literal["each", "latest"]
CHANGE_COLUMNS: Columns = {
    "amount_wan": MONEY,
    "previous_wan": MONEY,
    "change_wan": MONEY,
    "change_pct": EXACT,
}
SERIES_COLUMNS: Columns = {
    "document_id": TEXT,
    "unit_name": TEXT,
    "fiscal_year": INTEGER,
    "is_latest": LOGICAL,
}


@dataclass(frozen=True, slots=True)
class Point:
    """An amount of a year as a document tells it; ``key`` says of what, within the unit."""

    document: DocumentKey
    key: tuple[str, ...]
    year: int
    amount: Traced
    cells: Mapping[str, Any] = field(default_factory=dict)


def series_rows(points: Iterable[Point], telling: Telling = "each") -> list[dict[str, Any]]:
    """Return a row for each point with its change against the same series a year before.

    Rows hold ``SERIES_COLUMNS`` (is_latest: no later document tells this year), the
    ``CHANGE_COLUMNS`` and the point's own cells. With ``telling="latest"`` only latest tellings
    remain and the change is taken between them. Raises ValueError for another ``telling``.
    """
    if telling not in ("each", "latest"):
        raise ValueError(f"telling is 'each' or 'latest', not {telling!r}")
    points = list(points)
    latest = _latest(points)
    chosen = list(latest.values()) if telling == "latest" else points
    series: dict[tuple[Any, ...], dict[int, Traced]] = defaultdict(dict)
    for point in chosen:
        series[_line(point, telling)][point.year] = point.amount
    return [
        {
            "document_id": point.document.document_id,
            "unit_name": point.document.unit_name,
            "fiscal_year": point.year,
            "is_latest": latest[_told(point)] is point,
            **change_cells(
                point.amount, series[_line(point, telling)].get(point.year - 1, UNKNOWN)
            ),
            **point.cells,
        }
        for point in chosen
    ]


def change_cells(
    amount: Traced, previous: Traced, change: Traced | None = None
) -> dict[str, Traced]:
    """Return the ``CHANGE_COLUMNS`` of an amount and that of the year before.

    ``change`` is their difference, unless it was stated itself.
    """
    change = amount - previous if change is None else change
    return {
        "amount_wan": amount,
        "previous_wan": previous,
        "change_wan": change,
        "change_pct": change.percent_of(previous),
    }


def _latest(points: Iterable[Point]) -> dict[tuple[Any, ...], Point]:
    """For each series, key and year the point of the latest document that states an amount."""
    best: dict[tuple[Any, ...], Point] = {}
    for point in points:
        other = best.get(_told(point))
        if other is None or _rank(point) > _rank(other):
            best[_told(point)] = point
    return best


def _rank(point: Point) -> tuple[bool, int, str]:
    document = point.document
    return point.amount.is_known, document.fiscal_year or 0, document.document_id


def _told(point: Point) -> tuple[Any, ...]:
    return point.document.series, point.key, point.year


def _line(point: Point, telling: Telling) -> tuple[Any, ...]:
    own = point.document.document_id if telling == "each" else point.document.series
    return own, point.key
