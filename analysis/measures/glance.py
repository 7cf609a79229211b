"""The few numbers that stand for a whole document, each with its formula and figures.

Not done here: wording; which findings matter (``analysis.checks``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis.measures.frames import INTEGER, TEXT, Columns, make_frame
from analysis.measures.points import project_points, yearly_points
from analysis.measures.quantity import Quantity
from analysis.measures.reading import documents, latest_document, read_rows
from analysis.measures.series import CHANGE_COLUMNS, series_rows
from analysis.measures.traced import UNKNOWN, Traced

if TYPE_CHECKING:
    import duckdb
    import polars as pl

__all__ = ["overview", "project_movers"]

_COLUMNS: Columns = {
    "document_id": TEXT,
    "fiscal_year": INTEGER,
    "direction": TEXT,
    "rank": INTEGER,
    "project_id": TEXT,
    "name": TEXT,
    **CHANGE_COLUMNS,
}
_CHECKS = """
    SELECT count(*) AS checks,
           count(*) FILTER (verdict = 'contradiction') AS contradictions,
           count(DISTINCT coalesce(finding_id, check_id)) FILTER (verdict = 'contradiction')
               AS findings
    FROM check_result WHERE document_id = $1
"""
_COUNTED = {
    "checks": "relations between printed figures that were tested",
    "contradictions": "relations that cannot hold, whatever the rounding",
    "findings": "findings that these contradictions come down to",
}


def overview(
    connection: duckdb.DuckDBPyConnection, document_id: str | None = None
) -> dict[str, Quantity]:
    """Return the numbers at a glance of a document, by default the one of the latest year.

    Keys: for each of ``revenue`` and ``expenditure`` ``total_<side>_wan``, ``<side>_previous_wan``,
    ``<side>_change_wan``, ``<side>_change_pct``; ``basic_share_pct`` and ``project_share_pct`` (of
    total expenditure); ``biggest_rise_wan``, ``biggest_rise_pct``, ``biggest_fall_wan``,
    ``biggest_fall_pct`` (the project that moved most in 万元; its name is in ``project_movers``);
    ``projects``; ``checks``, ``contradictions``, ``findings``.

    Every key is always there. A quantity that the document does not give has the value None; no
    checks run is unknown, too, and not zero contradictions.
    """
    chosen = document_id or latest_document(connection)
    found = _totals(connection, chosen)
    movers = [row for row in _movers(connection) if row["document_id"] == chosen]
    for direction in ("rise", "fall"):
        mover = next((row for row in movers if row["direction"] == direction), {})
        for end in ("wan", "pct"):
            key = f"biggest_{direction}_{end}"
            found[key] = _quantity(mover.get(f"change_{end}", UNKNOWN), key)
    return found | _counts(connection, chosen)


def _totals(connection: duckdb.DuckDBPyConnection, chosen: str | None) -> dict[str, Quantity]:
    """Total revenue and expenditure of a document with their changes, and what part is what."""
    key = documents(connection).get(chosen or "")
    points = yearly_points(connection)
    totals: dict[tuple[str, str], dict[str, Any]] = {}
    # The document's own word for last year goes first; where it has none, last year's document.
    for row in [*series_rows(points, "latest"), *series_rows(points)]:
        if key and (row["document_id"], row["fiscal_year"]) == (chosen, key.fiscal_year):
            place = (row["side"], row["item_key"])
            if place not in totals or row["previous_wan"].is_known:
                totals[place] = row
    found: dict[str, Quantity] = {}
    for side in ("revenue", "expenditure"):
        row = totals.get((side, "total"), {})
        for name, column in (
            (f"total_{side}_wan", "amount_wan"),
            (f"{side}_previous_wan", "previous_wan"),
            (f"{side}_change_wan", "change_wan"),
            (f"{side}_change_pct", "change_pct"),
        ):
            found[name] = _quantity(row.get(column, UNKNOWN), name)
    whole: Traced = totals.get(("expenditure", "total"), {}).get("amount_wan", UNKNOWN)
    for part in ("basic", "project"):
        amount: Traced = totals.get(("expenditure", part), {}).get("amount_wan", UNKNOWN)
        found[f"{part}_share_pct"] = _quantity(amount.percent_of(whole), "share_pct")
    return found


def _counts(connection: duckdb.DuckDBPyConnection, chosen: str | None) -> dict[str, Quantity]:
    """The number of projects, checks, contradictions and findings of a document."""
    sheets = "SELECT count(*) AS projects FROM project WHERE document_id = $1"
    projects = read_rows(connection, sheets, [chosen])[0]["projects"]
    found = {"projects": Quantity(projects, "count", "count: projects with a sheet of their own")}
    checks = read_rows(connection, _CHECKS, [chosen])[0]
    for key, words in _COUNTED.items():
        value = checks[key] if checks["checks"] else None
        found[key] = Quantity(value, "count", f"count: {words}")
    return found


def project_movers(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Return the projects whose budget of the year moved, most first, each way.

    Columns: document_id, fiscal_year, direction (rise, fall), rank (1 moved most in 万元),
    project_id, name, amount_wan, previous_wan, change_wan, change_pct. Projects that are unknown in
    one of the two years, or did not move, are left out; ``project_budgets`` has them.
    """
    return make_frame(_movers(connection), _COLUMNS, ["document_id", "direction", "rank"])


def _movers(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    keys = documents(connection)
    moved = [
        row
        for row in series_rows(project_points(connection)[0])
        if row["change_wan"].value and row["fiscal_year"] == keys[row["document_id"]].fiscal_year
    ]
    moved.sort(key=lambda row: (row["document_id"], -abs(row["change_wan"].value), row["name"]))
    ranks: dict[tuple[str, str], int] = {}
    movers = []
    for row in moved:
        direction = "rise" if row["change_wan"].value > 0 else "fall"
        place = (row["document_id"], direction)
        ranks[place] = ranks.get(place, 0) + 1
        cells = {name: row[name] for name in _COLUMNS if name in row}
        movers.append({**cells, "direction": direction, "rank": ranks[place]})
    return movers


def _quantity(number: Traced, key: str) -> Quantity:
    return number.quantity("percent" if key.endswith("_pct") else "wan_yuan")
