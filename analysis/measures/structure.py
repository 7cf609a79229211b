"""How the structure of two documents differs: what is gone, what is new, what changed its name.

Tables, their titles, money units and columns, codes and items, projects, indicators. A table that
was not read in both documents counts as one difference; its columns and codes are not counted
again. Renamed projects and codes are followed where ``data/links.csv`` names them. Not done here:
amounts (``moved``), guessing renames (``renames``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from analysis.measures.frames import TEXT
from analysis.measures.linked import Links, read_links
from analysis.measures.reading import documents, read_rows

if TYPE_CHECKING:
    import duckdb
    import polars as pl

__all__ = ["ASPECTS", "document_differences"]

ASPECTS = ("table", "title", "unit", "column", "code", "item", "project", "indicator")
_COLUMNS = ("aspect", "change", "place", "key", "earlier", "later")
# Each query gives (place, key, what is said there) of one document.
_SECTIONS = """
    SELECT '' AS place, kind AS key, {what} AS said FROM section
    WHERE document_id = $1 AND kind IN (SELECT DISTINCT kind FROM section WHERE kind NOT IN
        ('overview', 'tables', 'narrative', 'glossary', 'duties', 'organisation', 'contents'))
    ORDER BY section_id DESC
"""
_QUERIES = {
    "table": _SECTIONS.format(what="status"),
    "title": _SECTIONS.format(what="regexp_replace(title, '[0-9]{4} *年(度)?', '')"),
    "unit": _SECTIONS.format(what="coalesce(printed_unit, '')"),
    "column": """
        SELECT table_kind AS place, column_key AS key, '' AS said FROM budget_line
        WHERE document_id = $1
        UNION SELECT table_kind, column_key, '' FROM summary_line WHERE document_id = $1
    """,
    "code": """
        SELECT DISTINCT table_kind AS place, code AS key, name AS said FROM budget_line
        WHERE document_id = $1 AND code <> 'total' ORDER BY ALL
    """,
    "item": """
        SELECT DISTINCT table_kind AS place, side || '/' || item_key AS key, item AS said
        FROM summary_line WHERE document_id = $1 ORDER BY ALL
    """,
    "project": """
        SELECT '' AS place, project_id AS key, coalesce(name, list_name, project_id) AS said
        FROM project WHERE document_id = $1 ORDER BY ALL
    """,
    "indicator": """
        SELECT scope AS place, horizon || '/' || level3 AS key,
               string_agg(coalesce(target, ''), ' | ' ORDER BY goal, seq) AS said
        FROM indicator WHERE document_id = $1 AND level3 IS NOT NULL GROUP BY ALL ORDER BY ALL
    """,
}
_Said: TypeAlias = dict[tuple[str, str], str]


def document_differences(
    connection: duckdb.DuckDBPyConnection, earlier: str, later: str
) -> pl.DataFrame:
    """Return how the later document's structure differs from the earlier one's.

    Columns: aspect (table, title, unit, column, code, item, project, indicator), change (gone,
    new, renamed: the same key under another name, linked: another key by ``data/links.csv``,
    changed), place (table_kind of a column, code or item; scope of an indicator), key, earlier,
    later (what each says: a table's status, a title, a money unit, a name, a target). Sorted by
    aspect in this order, then change, place and key.
    """
    import polars as pl

    rows = []
    compared = _read_in_both(connection, earlier, later)
    for aspect in ASPECTS:
        before, now = (_said(connection, aspect, document) for document in (earlier, later))
        if aspect in ("column", "code", "item"):
            before = {place: said for place, said in before.items() if place[0] in compared}
            now = {place: said for place, said in now.items() if place[0] in compared}
        elif aspect in ("title", "unit"):
            before = {place: said for place, said in before.items() if place in now}
            now = {place: said for place, said in now.items() if place in before}
        links = _links(connection, aspect, earlier, before)
        rows += sorted(_differences(aspect, before, now, links))
    rows.sort(key=lambda row: ASPECTS.index(row[0]))
    return pl.DataFrame(rows, schema=dict.fromkeys(_COLUMNS, TEXT), orient="row")


def _differences(
    aspect: str, before: _Said, now: _Said, links: dict[str, str]
) -> Iterator[tuple[str, ...]]:
    """Set two documents against each other; ``links``: a key or place of old -> that of today."""
    moved = {_follow(aspect, place, links): place for place in before}
    for place, was in sorted(moved.items()):
        here, there = before[was], now.get(place)
        if there is None:
            yield (aspect, "gone", *was, here, "")
        elif aspect in ("project", "code") and place != was:
            yield (aspect, "linked", *place, f"{was[1]} {here}", there)
        elif here != there:
            named = aspect in ("title", "code", "item", "project")
            yield (aspect, "renamed" if named else "changed", *place, here, there)
    for place in sorted(now.keys() - moved.keys()):
        yield (aspect, "new", *place, "", now[place])


def _follow(aspect: str, place: tuple[str, str], links: dict[str, str]) -> tuple[str, str]:
    where, key = place
    if aspect == "indicator":
        return links.get(where, where), key
    return where, links.get(key, key)


def _links(
    connection: duckdb.DuckDBPyConnection,
    aspect: str,
    document: str,
    places: Iterable[tuple[str, str]],
) -> dict[str, str]:
    """The keys of a document that links lead on from: those of projects, or of codes."""
    if aspect not in ("project", "indicator", "code"):
        return {}
    links: Links = read_links(connection, "code" if aspect == "code" else "project")
    keys = {where if aspect == "indicator" else key for where, key in places}
    return links.of_document(sorted(keys), documents(connection)[document].fiscal_year)


def _said(connection: duckdb.DuckDBPyConnection, aspect: str, document: str) -> _Said:
    rows = read_rows(connection, _QUERIES[aspect], [document])
    return {(row["place"] or "", row["key"]): row["said"] or "" for row in rows}


def _read_in_both(connection: duckdb.DuckDBPyConnection, earlier: str, later: str) -> set[str]:
    """The tables of which both documents have cells."""
    cells = "SELECT DISTINCT table_kind FROM {} WHERE document_id = $1"
    query = f"{cells.format('budget_line')} UNION {cells.format('summary_line')}"
    first, second = (
        {row["table_kind"] for row in read_rows(connection, query, [document])}
        for document in (earlier, later)
    )
    return first & second
