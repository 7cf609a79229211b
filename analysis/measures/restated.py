"""Figures that a later document tells otherwise than an earlier one did.

First told, later told: this year's budget repeats last year's totals and project budgets. Not done
here: telling a change of the source from a change of the reader (both documents are read anew by
the same reader at each build), and linking renamed projects.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from analysis.measures.frames import INTEGER, MONEY, TEXT, Columns, make_frame
from analysis.measures.points import project_points, yearly_points
from analysis.measures.series import Point

if TYPE_CHECKING:
    import duckdb
    import polars as pl

__all__ = ["restatements"]

_COLUMNS: Columns = {
    "unit_name": TEXT,
    "fiscal_year": INTEGER,
    "subject": TEXT,
    "earlier_document_id": TEXT,
    "later_document_id": TEXT,
    "earlier_wan": MONEY,
    "later_wan": MONEY,
    "difference_wan": MONEY,
}


def restatements(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Return each amount of a year that two documents of a unit tell differently.

    Columns: unit_name, fiscal_year (that the amount is for), subject (side and item, or
    ``project/<project_id>``), earlier_document_id, later_document_id, earlier_wan, later_wan,
    difference_wan (later less earlier). Amounts that agree, or that only one document tells, have
    no row; documents of one fiscal year are not set against each other.
    """
    told: dict[tuple[Any, ...], list[Point]] = defaultdict(list)
    for point in yearly_points(connection):
        told[point.document.unit_name, "/".join(point.key), point.year].append(point)
    for point in project_points(connection)[0]:
        told[point.document.unit_name, f"project/{point.key[0]}", point.year].append(point)
    rows = []
    for (unit, subject, year), points in told.items():
        stated = sorted((p for p in points if p.amount.is_known), key=_when)
        for earlier, later in pairwise(stated):
            difference = later.amount - earlier.amount
            if difference.value == 0 or _when(earlier)[0] == _when(later)[0] or unit is None:
                continue
            rows.append(
                {
                    "unit_name": unit,
                    "fiscal_year": year,
                    "subject": subject,
                    "earlier_document_id": earlier.document.document_id,
                    "later_document_id": later.document.document_id,
                    "earlier_wan": earlier.amount,
                    "later_wan": later.amount,
                    "difference_wan": difference,
                }
            )
    return make_frame(rows, _COLUMNS, ["unit_name", "fiscal_year", "subject", "later_document_id"])


def _when(point: Point) -> tuple[int, str]:
    return point.document.fiscal_year or 0, point.document.document_id
