"""How much each part contributed to the change of its total.

The contributions of a total add up to its change exactly: what the parts do not explain stands as
a row ``not_explained`` of its own. That row is large where the parts cover another scope than the
total (project sheets that include grants of a higher level in one year and not in the next); it is
a finding about the document, not about the calculation.

Not done here: judging the scopes (``analysis.checks``).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, TypeAlias

from analysis.measures.frames import EXACT, INTEGER, MONEY, TEXT, Columns, make_frame
from analysis.measures.points import function_points, project_points, yearly_points
from analysis.measures.series import Telling, series_rows
from analysis.measures.traced import UNKNOWN, Traced, known, total

if TYPE_CHECKING:
    import duckdb
    import polars as pl

__all__ = ["contributions"]

_COLUMNS: Columns = {
    "document_id": TEXT,
    "unit_name": TEXT,
    "fiscal_year": INTEGER,
    "base": TEXT,
    "kind": TEXT,
    "key": TEXT,
    "name": TEXT,
    "amount_wan": MONEY,
    "previous_wan": MONEY,
    "contribution_wan": MONEY,
    "contribution_pct": EXACT,
    "share_of_change_pct": EXACT,
    "total_change_wan": MONEY,
}
_Rows: TypeAlias = list[dict[str, Any]]


def contributions(connection: duckdb.DuckDBPyConnection, telling: Telling = "each") -> pl.DataFrame:
    """Return what each part contributed to the change of a total against the year before.

    ``base`` says which total: ``revenue`` and ``expenditure`` (parts: the items of the yearly
    totals, such as basic and project expenditure), ``project`` (project expenditure as printed;
    parts: the projects), ``project_sheets`` (the sum of the projects that are known in both years),
    ``function`` (expenditure; parts: its classes, which a document tells of its own year only, so
    that they need ``telling="latest"`` and two documents).

    Columns: document_id, unit_name, fiscal_year, base, kind (part, not_explained, total), key,
    name; amount_wan, previous_wan; contribution_wan (amount less previous); contribution_pct (of
    the previous total: these add up to the percentage change of the total); share_of_change_pct
    (of the total's change: these add up to 100); total_change_wan. A part that is unknown in one of
    the years has no contribution; its movement is then in the row ``not_explained``.

    A total that is unknown in one of the years has no rows at all. ``telling``: see ``series``.
    """
    yearly = series_rows(yearly_points(connection), telling)
    projects = series_rows(project_points(connection)[0], telling)
    rows: _Rows = []
    for (_, _, side), items in _group(yearly, "side").items():
        whole = [item for item in items if item["item_key"] == "total"]
        parts = [item | {"key": item["item_key"], "name": item.get("item")} for item in items]
        rows += _explain(side, whole, [part for part in parts if part["key"] != "total"])
    printed_projects = {
        place[:2]: [item for item in items if item["item_key"] == "project"]
        for place, items in _group(yearly, "side").items()
        if place[2] == "expenditure"
    }
    for (line, year, _), items in _group(projects, None).items():
        parts = [item | {"key": item["project_id"]} for item in items]
        rows += _explain("project", printed_projects.get((line, year), []), parts)
        rows += _explain("project_sheets", _added(parts), parts)
    spent = {
        place[:2]: [item for item in items if item["item_key"] == "total"]
        for place, items in _group(yearly, "side").items()
        if place[2] == "expenditure"
    }
    functions = series_rows(function_points(connection), telling)
    for (line, year, _), items in _group(functions, None).items():
        rows += _explain("function", spent.get((line, year), []), items)
    order = ["unit_name", "document_id", "fiscal_year", "base"]
    rows.sort(key=_by_size)
    return make_frame(rows, _COLUMNS, order)


def _group(rows: _Rows, by: str | None) -> dict[tuple[str, int, str | None], _Rows]:
    """Rows that are parts of one total: those of a document and year, or of the latest telling."""
    groups: dict[tuple[str, int, str | None], _Rows] = defaultdict(list)
    for row in rows:
        key = row[by] if by else None
        groups[row["document_id"], row["fiscal_year"], key].append(row)
    return groups


def _explain(base: str | None, wholes: _Rows, parts: _Rows) -> _Rows:
    if not wholes or not wholes[0]["change_wan"].is_known:
        return []
    whole = wholes[0]
    rows = [_row(whole, base, "part", part["key"], part.get("name"), part) for part in parts]
    explained = known(row["contribution_wan"] for row in rows)
    if not explained:
        return []
    rest = whole["change_wan"] - total(explained)
    if rest.value != 0:
        rows.append(_row(whole, base, "not_explained", "not_explained", None, {"change_wan": rest}))
    rows.append(_row(whole, base, "total", "total", None, whole))
    return rows


def _row(
    whole: dict[str, Any],
    base: str | None,
    kind: str,
    key: str,
    name: str | None,
    cells: dict[str, Any],
) -> dict[str, Any]:
    change: Traced = cells["change_wan"]
    return {
        "document_id": whole["document_id"],
        "unit_name": whole["unit_name"],
        "fiscal_year": whole["fiscal_year"],
        "base": base,
        "kind": kind,
        "key": key,
        "name": name,
        "amount_wan": cells.get("amount_wan", UNKNOWN),
        "previous_wan": cells.get("previous_wan", UNKNOWN),
        "contribution_wan": change,
        "contribution_pct": change.percent_of(whole["previous_wan"]),
        "share_of_change_pct": change.percent_of(whole["change_wan"]),
        "total_change_wan": whole["change_wan"],
    }


def _added(parts: _Rows) -> _Rows:
    both = [part for part in parts if part["change_wan"].is_known]
    amount = total(part["amount_wan"] for part in both)
    previous = total(part["previous_wan"] for part in both)
    if not parts:
        return []
    added = {"amount_wan": amount, "previous_wan": previous, "change_wan": amount - previous}
    return [{**parts[0], **added}]


def _by_size(row: dict[str, Any]) -> tuple[int, Any, str]:
    """Parts by the size of their contribution, then what is not explained, then the total."""
    change = row["contribution_wan"].value
    kind = ("part", "not_explained", "total").index(row["kind"])
    return kind, -abs(change) if change is not None else 1, row["key"]
