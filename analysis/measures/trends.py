"""Revenue, expenditure and project budgets over the years.

Every frame says in ``is_latest`` whether a later document tells the same year. Not done here: what
part of a change comes from where (``decomposition``), changes that only the prose states
(``changes``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.measures.frames import LOGICAL, TEXT, Columns, make_frame
from analysis.measures.points import project_points, yearly_points
from analysis.measures.series import CHANGE_COLUMNS, SERIES_COLUMNS, Telling, series_rows

if TYPE_CHECKING:
    import duckdb
    import polars as pl

__all__ = ["project_budgets", "yearly_totals"]

_YEARLY_COLUMNS: Columns = {
    **SERIES_COLUMNS,
    "side": TEXT,
    "item_key": TEXT,
    "item": TEXT,
    **CHANGE_COLUMNS,
    "origin": TEXT,
}
_PROJECT_COLUMNS: Columns = {
    **SERIES_COLUMNS,
    "project_id": TEXT,
    "linked_id": TEXT,
    "name": TEXT,
    "component": TEXT,
    "merged": LOGICAL,
    **CHANGE_COLUMNS,
    "status": TEXT,
}


def yearly_totals(connection: duckdb.DuckDBPyConnection, telling: Telling = "each") -> pl.DataFrame:
    """Return revenue and expenditure by year, with what each is made of.

    Columns: document_id, unit_name, fiscal_year, is_latest, side (revenue, expenditure), item_key
    (total, basic, project, appropriation, other, …), item; amount_wan, previous_wan, change_wan,
    change_pct; origin: ``stated`` (the sheet of the overall performance goals), ``table`` (a
    budget table of the year, where there is no such sheet) or ``derived`` (this year's amount less
    the change that the prose states). ``telling``: see ``series``.
    """
    rows = series_rows(yearly_points(connection), telling)
    return make_frame(
        rows, _YEARLY_COLUMNS, ["unit_name", "document_id", "side", "item_key", "fiscal_year"]
    )


def project_budgets(
    connection: duckdb.DuckDBPyConnection, telling: Telling = "each"
) -> pl.DataFrame:
    """Return each project's budget by year, component projects merged into it and shown.

    Columns: document_id, unit_name, fiscal_year, is_latest, project_id, linked_id (its latest
    project_id where it was renamed: ``data/links.csv``), name, component (empty for the project as
    a whole; else the component project of that year), merged (the whole is the sum of its
    components); amount_wan, previous_wan, change_wan, change_pct (of wholes only); status
    (stated, merged, component, not_stated: other sheets of the document tell that year, this one
    does not). ``telling``: see ``series``.
    """
    points, parts = project_points(connection)
    rows = series_rows(points, telling)
    for row in list(rows):
        place = (row["document_id"], row["project_id"], row["fiscal_year"])
        whole = {name: row[name] for name in (*SERIES_COLUMNS, "project_id", "linked_id", "name")}
        part = {**whole, "merged": False, "status": "component"}
        for component, amount in parts.get(place, {}).items():
            rows.append({**part, "component": component, "amount_wan": amount})
    order = ["unit_name", "document_id", "project_id", "fiscal_year", "component"]
    return make_frame(rows, _PROJECT_COLUMNS, order)
