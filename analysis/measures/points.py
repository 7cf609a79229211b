"""The amounts of single years, out of wherever a document tells them, as points of series.

Not done here: following a series over the years (``series``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeAlias

from analysis.measures.changes import OF_THE_WHOLE, Change, read_changes
from analysis.measures.linked import read_links
from analysis.measures.parts import basic_splits, column_parts
from analysis.measures.reading import DocumentKey, Row, documents, read_rows
from analysis.measures.series import Point
from analysis.measures.sided import summary_rows
from analysis.measures.traced import UNKNOWN, Traced, printed, total

if TYPE_CHECKING:
    import duckdb

__all__ = ["Components", "function_points", "project_points", "yearly_points"]

_Place: TypeAlias = tuple[str, str, int]  # document, project, year
Components: TypeAlias = dict[_Place, dict[str, Traced]]
_SIDES = ("revenue", "expenditure")
_YEARLY = """
    SELECT document_id, fiscal_year, side, item_key, item, amount_wan, figure_id
    FROM yearly_total ORDER BY document_id, side, item_key, fiscal_year
"""
_PROJECTS = """
    SELECT document_id, project_id, name, current_wan, current_figure_id
    FROM project ORDER BY document_id, project_id
"""
_PROJECT_YEARS = """
    SELECT document_id, project_id, fiscal_year, component, amount_wan, figure_id
    FROM project_year ORDER BY document_id, project_id, fiscal_year, component
"""


_CLASSES = """
    SELECT document_id, code, name, amount_wan, figure_id FROM budget_line
    WHERE table_kind = 'expenditure_summary' AND classification = 'function'
      AND column_key = 'total' AND level = 1
    ORDER BY document_id, code
"""


def function_points(connection: duckdb.DuckDBPyConnection) -> list[Point]:
    """Return what each class of the functional classification gets in a document's own year."""
    keys = documents(connection)
    points = []
    for row in read_rows(connection, _CLASSES):
        document = keys[row["document_id"]]
        amount = printed(row["amount_wan"], row["figure_id"])
        if document.fiscal_year and amount.is_known:
            cells = {"key": row["code"], "name": row["name"]}
            points.append(Point(document, (row["code"],), document.fiscal_year, amount, cells))
    return points


def yearly_points(connection: duckdb.DuckDBPyConnection) -> list[Point]:
    """Return the totals of each year and side; see ``yearly_totals`` for their origin."""
    keys = documents(connection)
    points = []
    told = set()
    for row in read_rows(connection, _YEARLY):
        told.add((row["document_id"], row["side"]))
        points.append(
            _yearly_point(
                keys[row["document_id"]],
                (row["side"], row["item_key"]),
                row["fiscal_year"],
                printed(row["amount_wan"], row["figure_id"]),
                {"item": row["item"], "origin": "stated"},
            )
        )
    from_tables = _table_points(connection, keys)
    return points + [p for p in from_tables if (p.document.document_id, p.key[0]) not in told]


def _yearly_point(
    document: DocumentKey,
    key: tuple[str, str],
    year: int,
    amount: Traced,
    cells: dict[str, Any],
) -> Point:
    return Point(document, key, year, amount, {"side": key[0], "item_key": key[1], **cells})


def _table_points(
    connection: duckdb.DuckDBPyConnection, keys: dict[str, DocumentKey]
) -> list[Point]:
    """The year's totals out of the budget tables, and last year's as the prose implies them."""
    found: dict[tuple[str, tuple[str, str]], Traced] = {}
    columns, totals = column_parts(connection, ("expenditure_summary",), leave_out=basic_splits())
    for part in [*columns, *(part for parts in totals.values() for part in parts)]:
        found[part.document_id, ("expenditure", part.key)] = part.amount
    for side in _SIDES:
        for row in summary_rows(connection, "revenue_expenditure_summary", side):
            if row["item_key"] == "total":
                amount = printed(row["amount_wan"], row["figure_id"])
                found.setdefault((row["document_id"], (side, "total")), amount)
    previous: dict[tuple[str, tuple[str, str]], Traced] = {}
    for change in read_changes(connection):
        for key in _totals_of(change):
            place = (change.document.document_id, key)
            if key[1] == "total":
                found.setdefault(place, change.amount)
            amount = change.amount if change.amount.is_known else found.get(place, UNKNOWN)
            previous.setdefault(place, change.cells(amount)["previous_wan"])
    points = []
    for (document_id, key), amount in found.items():
        document = keys[document_id]
        if amount.is_known and document.fiscal_year:
            year, before = document.fiscal_year, previous.get((document_id, key), UNKNOWN)
            points.append(_yearly_point(document, key, year, amount, {"origin": "table"}))
            if before.is_known:
                points.append(_yearly_point(document, key, year - 1, before, {"origin": "derived"}))
    return points


def _totals_of(change: Change) -> list[tuple[str, str]]:
    """The totals that a stated change is of, by side and item.

    “收、支总计各” are both sides. A part, such as 基本支出, is one of the whole expenditure under
    the heading that speaks of the whole; under another it may be one of a single fund.
    """
    subject, section = change.about["subject_key"], change.about["section_key"]
    if subject == "total" and section != "appropriation":
        return [(side, "total") for side in _SIDES]
    side = subject.removeprefix("total_")
    if side in _SIDES:
        return [(side, "total")]
    return [("expenditure", subject)] if section == OF_THE_WHOLE else []


def project_points(
    connection: duckdb.DuckDBPyConnection,
) -> tuple[list[Point], Components]:
    """Return each project's budget as a whole for every year that its document tells.

    Beside it the component projects, by document, project and year, that make up a whole. A
    project that was renamed goes by its latest name in the point's key (``linked``).
    """
    keys = documents(connection)
    wholes, parts = _project_years(connection)
    years: dict[str, set[int]] = defaultdict(set)
    for document_id, _, year in [*wholes, *parts]:
        years[document_id].add(year)
    projects = read_rows(connection, _PROJECTS)
    latest = _latest_names(connection, projects, keys)
    points = []
    for row in projects:
        document = keys[row["document_id"]]
        line = latest[document.document_id][row["project_id"]]
        current = printed(row["current_wan"], row["current_figure_id"])
        this_year = {document.fiscal_year} if document.fiscal_year else set()
        for year in sorted(years[document.document_id] | this_year):
            place = (document.document_id, row["project_id"], year)
            # The head of the sheet speaks for the current year, the sentence for those before.
            whole = wholes.get(place, UNKNOWN)
            whole = current if year == document.fiscal_year and current.is_known else whole
            merged = not whole.is_known and place in parts
            amount = total(parts[place].values()) if merged else whole
            status = "merged" if merged else "stated" if whole.is_known else "not_stated"
            cells = {"project_id": row["project_id"], "linked_id": line, "name": row["name"],
                     "component": "", "merged": merged, "status": status}  # fmt: skip
            points.append(Point(document, (line,), year, amount, cells))
    return points, parts


def _project_years(
    connection: duckdb.DuckDBPyConnection,
) -> tuple[dict[_Place, Traced], Components]:
    """The amounts of single years, of projects as a whole and of their components."""
    wholes: dict[_Place, Traced] = {}
    parts: Components = defaultdict(dict)
    for row in read_rows(connection, _PROJECT_YEARS):
        place = (row["document_id"], row["project_id"], row["fiscal_year"])
        amount = printed(row["amount_wan"], row["figure_id"])
        if row["component"]:
            parts[place][row["component"]] = amount
        else:
            wholes[place] = amount
    return wholes, parts


def _latest_names(
    connection: duckdb.DuckDBPyConnection, projects: Iterable[Row], keys: dict[str, DocumentKey]
) -> dict[str, dict[str, str]]:
    """For each document the latest name of each of its projects."""
    own: dict[str, list[str]] = defaultdict(list)
    for row in projects:
        own[row["document_id"]].append(row["project_id"])
    links = read_links(connection, "project")
    return {d: links.of_document(ids, keys[d].fiscal_year) for d, ids in own.items()}
