"""Performance targets over three years.

The rule of what counts as raised or lowered is that of ``demands``. Not done here: whether sheets
agree with each other (``analysis.checks``), targets beside money (``targets_money``).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from analysis.measures.demands import PATHS, Target, compare
from analysis.measures.frames import EXACT, INTEGER, TEXT, Columns, make_frame
from analysis.measures.reading import Row, read_rows
from analysis.measures.traced import printed

if TYPE_CHECKING:
    import duckdb
    import polars as pl

__all__ = ["YEARS", "indicator_rows", "target_counts", "target_paths"]

YEARS = ("year_before_last", "last_year", "target")
_INDICATORS = f"""
    SELECT i.*, d.fiscal_year, d.unit_name, p.name AS scope_name,
           {", ".join(f"f{n}.value AS {year}_value" for n, year in enumerate(YEARS))},
           {", ".join(f"f{n}.amount_wan AS {year}_wan" for n, year in enumerate(YEARS))}
    FROM indicator i JOIN document d USING (document_id)
    LEFT JOIN project p ON p.document_id = i.document_id AND p.project_id = i.scope
    {
    " ".join(
        f"LEFT JOIN figure f{n} ON f{n}.figure_id = i.{year}_figure_id"
        for n, year in enumerate(YEARS)
    )
}
    ORDER BY i.document_id, i.scope, i.horizon, i.goal, i.seq
"""
_ABOUT = (
    "document_id", "fiscal_year", "scope", "scope_name", "indicator_id", "horizon", "goal",
    "level1_key", "level2_key", "level3", "year_before_last", "last_year", "target", "basis",
    "reading",
)  # fmt: skip
_COLUMNS: Columns = {
    **{name: INTEGER if name == "fiscal_year" else TEXT for name in _ABOUT},
    "operator": TEXT,
    "unit": TEXT,
    "path": TEXT,
    "number_move": TEXT,
    "why": TEXT,
    "earlier_path": TEXT,
    "year_before_last_number": EXACT,
    "last_year_number": EXACT,
    "target_number": EXACT,
    "change_number": EXACT,
}
_COUNT_COLUMNS: Columns = {
    "document_id": TEXT,
    "fiscal_year": INTEGER,
    "scope": TEXT,
    "scope_name": TEXT,
    "horizon": TEXT,
    "path": TEXT,
    "indicators": INTEGER,
}


def target_paths(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Return the path of each indicator over the year before last, last year and this year.

    Columns: document_id, fiscal_year, scope (overall or the project_id), scope_name, indicator_id,
    horizon (annual, long_term), goal, level1_key, level2_key, level3 (its name); year_before_last,
    last_year, target (as printed), basis, reading; operator and unit (of the target, or of last
    year's value where it was dropped); path (last year to this year: raised, kept, lowered, new,
    dropped, not_comparable; no_history where the sheet has no columns for earlier years;
    no_values); number_move (what the number did), why (it is not comparable); earlier_path (year
    before last to last year); year_before_last_number, last_year_number, target_number,
    change_number in the unit's own size (1.2万 is 12000; money in 万元).
    """
    rows = indicator_rows(connection)
    return make_frame(rows, _COLUMNS, ["document_id", "scope", "horizon", "indicator_id"])


def target_counts(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Return how many indicators of each scope and horizon took each path.

    Columns: document_id, fiscal_year, scope, scope_name, horizon, path, indicators (their number).
    An indicator that stands in the overall sheet and in a project's counts in both scopes.
    """
    counts: Counter[tuple[Any, ...]] = Counter()
    for row in indicator_rows(connection):
        counts[tuple(row[name] for name in list(_COUNT_COLUMNS)[:-1])] += 1
    rows = [dict(zip(_COUNT_COLUMNS, (*key, count), strict=True)) for key, count in counts.items()]
    rows.sort(key=lambda row: PATHS.index(row["path"]))
    return make_frame(rows, _COUNT_COLUMNS, ["document_id", "scope", "horizon"])


def indicator_rows(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Return the rows of ``target_paths`` with their numbers still traced."""
    return [_path(row) for row in read_rows(connection, _INDICATORS)]


def _path(row: Row) -> dict[str, Any]:
    before_last, last, now = (_target(row, year) for year in YEARS)
    move = compare(last, now, row["level2_key"])
    earlier = compare(before_last, last, row["level2_key"])
    spoken = now if now.is_given else last
    return {
        **{name: row[name] for name in _ABOUT},
        "operator": spoken.operator,
        "unit": spoken.unit,
        "path": move.path,
        "number_move": move.number,
        "why": move.why,
        "earlier_path": earlier.path,
        "year_before_last_number": before_last.number,
        "last_year_number": last.number,
        "target_number": now.number,
        "change_number": now.number - last.number,
    }


def _target(row: Row, year: str) -> Target:
    # Money in 万元, so that 元 and 万元 compare; anything else in its own unit.
    value = row[f"{year}_wan"] if row[f"{year}_wan"] is not None else row[f"{year}_value"]
    return Target(
        state=row[f"{year}_state"] or "blank",
        text=row[year],
        operator=row[f"{year}_operator"],
        number=printed(value, row[f"{year}_figure_id"]),
        unit=row[f"{year}_unit"],
    )
