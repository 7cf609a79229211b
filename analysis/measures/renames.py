"""Which of the projects and codes that are gone may live on under another name: suggestions only.

A pair of a gone and a new one is suggested where something speaks for it: the same project code;
the later document telling last year's budget of the new project as the earlier one printed that of
the gone one; names of which half the characters agree in order. A code lives on under one of its
own classification and level. Nothing follows from a suggestion:
a person writes the link into ``data/links.csv``. Not done here: applying links (``linked``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from analysis.measures.frames import INTEGER, TEXT
from analysis.measures.points import project_points
from analysis.measures.reading import documents, read_rows
from analysis.measures.structure import document_differences

if TYPE_CHECKING:
    import duckdb
    import polars as pl

__all__ = ["rename_suggestions"]

_COLUMNS = {"kind": TEXT, "from": TEXT, "to": TEXT, "since": INTEGER, "why": TEXT, "line": TEXT}
_CODES = "SELECT project_id, code FROM project WHERE document_id = $1 AND code IS NOT NULL"
_HALF = 0.5
_ORNAMENT = re.compile("^其他|支出$")  # what names of codes share that mean different things


def rename_suggestions(
    connection: duckdb.DuckDBPyConnection, earlier: str, later: str
) -> pl.DataFrame:
    """Return the renames that two documents suggest, the best founded first.

    Columns: kind (project, code), from, to, since, why (what speaks for it), line (for
    ``data/links.csv``). A key may stand in several suggestions.
    """
    import polars as pl

    differences = document_differences(connection, earlier, later)
    since = documents(connection)[later].fiscal_year or 0
    found = []
    for kind in ("project", "code"):
        gone = _names(differences, kind, "gone", "earlier")
        new = _names(differences, kind, "new", "later")
        proofs = _proofs(connection, earlier, later) if kind == "project" and gone and new else {}
        for (old, old_name), (key, name) in ((a, b) for a in gone.items() for b in new.items()):
            if kind == "code" and not _are_of_a_kind(old, key):
                continue
            why = [*proofs.get((old, key), ()), *_alike(old_name, name)]
            if why:
                line = f"{kind},{_quoted(old)},{_quoted(key)},{since},"
                found.append((-len(why), kind, old, key, since, "; ".join(why), line))
    found.sort()
    rows = [row[1:] for row in found]
    return pl.DataFrame(rows, schema=_COLUMNS, orient="row")


def _names(differences: pl.DataFrame, kind: str, change: str, which: str) -> dict[str, str]:
    return {
        row["key"]: row[which]
        for row in differences.iter_rows(named=True)
        if (row["aspect"], row["change"]) == (kind, change)
    }


def _are_of_a_kind(old: str, new: str) -> bool:
    """Whether two codes are of one classification (its first digit) and level."""
    return old.isdigit() and new.isdigit() and (old[0], len(old)) == (new[0], len(new))


def _proofs(
    connection: duckdb.DuckDBPyConnection, earlier: str, later: str
) -> dict[tuple[str, str], list[str]]:
    """What ties a project of the earlier document to one of the later, names aside."""
    proofs: dict[tuple[str, str], list[str]] = {}
    codes = [
        {row["code"]: row["project_id"] for row in read_rows(connection, _CODES, [document])}
        for document in (earlier, later)
    ]
    for code in sorted(codes[0].keys() & codes[1].keys()):
        proofs.setdefault((codes[0][code], codes[1][code]), []).append(f"the same code {code}")
    for old, new, year, amount in _same_amounts(connection, earlier, later):
        why = f"both tell {amount.normalize():f} 万元 for {year}"
        proofs.setdefault((old, new), []).append(why)
    return proofs


def _same_amounts(
    connection: duckdb.DuckDBPyConnection, earlier: str, later: str
) -> Iterator[tuple[str, str, int, Any]]:
    told: dict[str, dict[tuple[int, Any], list[str]]] = {earlier: {}, later: {}}
    for point in project_points(connection)[0]:
        if point.document.document_id in told and point.amount.value:
            place = (point.year, point.amount.value)
            told[point.document.document_id].setdefault(place, []).append(point.cells["project_id"])
    for place in sorted(told[earlier].keys() & told[later].keys()):
        for old in told[earlier][place]:
            for new in told[later][place]:
                yield old, new, *place


def _alike(one: str, other: str) -> list[str]:
    same = SequenceMatcher(None, _ORNAMENT.sub("", one), _ORNAMENT.sub("", other), False).ratio()
    if one == other:
        return [f"the same name {one}"]
    return [f"names alike: {one}, {other}"] if same > _HALF else []


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if set(text) & set(',"\n') else text
