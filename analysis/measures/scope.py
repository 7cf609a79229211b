"""Which document an analysis is about, and a connection that sees no more than it may know.

A document of last year did not know what this year's tells. A connection that is narrowed to it
sees the documents of its unit and kind up to its year: measures, checks and the briefing need no
word about it. Not done here: choosing two documents to compare (``pairs``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.measures.reading import DocumentKey, documents

if TYPE_CHECKING:
    import duckdb

__all__ = ["NoSuchDocument", "Scope", "choose", "narrow", "read_years"]

_TABLES = """
    SELECT DISTINCT table_name FROM duckdb_columns() JOIN duckdb_tables() USING (table_name)
    WHERE column_name = 'document_id' AND NOT duckdb_columns.internal ORDER BY table_name
"""
_YEARS = re.compile(r"\s*(\d{4})\s*(?:[-–:]\s*(\d{4})\s*)?")


class NoSuchDocument(Exception):
    """No document, or more than one, fits what was asked for: what was asked, what there is."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The document that an analysis is about, and the fiscal years that it shows."""

    document: DocumentKey
    first_year: int | None = None
    last_year: int | None = None


def read_years(text: str) -> tuple[int, int]:
    """Read ``2023-2025``, or one year. Raises NoSuchDocument for anything else."""
    match = _YEARS.fullmatch(text)
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
    if first > last:
        raise NoSuchDocument(f"the years {text!r} cannot be read; expected 2024 or 2023-2025")
    return first, last


def choose(
    connection: duckdb.DuckDBPyConnection,
    document: str | None = None,
    years: str | None = None,
    unit: str | None = None,
) -> Scope | None:
    """Return what an analysis is about; None where the warehouse is empty.

    ``document`` is a document_id or a fiscal year; ``years`` the fiscal years to show
    (``2023-2025``), of which the last document is taken; ``unit`` a part of the unit's name.
    Without any it is the document of the latest year. Raises NoSuchDocument where nothing fits, or
    where a year or a unit was asked for and several units fit.
    """
    first, last = read_years(years) if years else (None, None)
    known = list(documents(connection).values())
    fitting = [
        key
        for key in known
        if key.is_named(document, unit)
        and (first is None or last is None or first <= (key.fiscal_year or 0) <= last)
    ]
    if not known and not (document or unit):
        return None
    asked = document or unit or years
    units = {key.unit_name for key in fitting}
    if not fitting or (asked and len(units) > 1):
        raise NoSuchDocument(_nothing(fitting, known, document, years, unit))
    return Scope(fitting[-1], first, last)


def narrow(connection: duckdb.DuckDBPyConnection, scope: Scope) -> None:
    """Hide from this connection what the document of ``scope`` cannot have known.

    Left are that document and those of its unit and kind for the years before. A temporary copy of
    its rows, in the order of reading, takes the place of each table; the file is not touched.
    """
    about, known = scope.document, documents(connection).values()
    kept = sorted(
        key.document_id
        for key in known
        if key == about
        or (key.series == about.series and (key.fiscal_year or 0) < (about.fiscal_year or 0))
    )
    if len(kept) == len(known):
        return
    listed = ", ".join("'{}'".format(key.replace("'", "''")) for key in kept)
    (catalog,) = connection.execute("SELECT current_database()").fetchone() or ("",)
    for (table,) in connection.execute(_TABLES).fetchall():
        connection.execute(
            f'CREATE OR REPLACE TEMP TABLE "{table}" AS SELECT * FROM "{catalog}".main."{table}" '
            f"WHERE document_id IN ({listed}) ORDER BY rowid"
        )


def _nothing(
    fitting: list[DocumentKey],
    known: list[DocumentKey],
    document: str | None,
    years: str | None,
    unit: str | None,
) -> str:
    asked = [f"{word!r}" for word in (document, years, unit) if word]
    there = "; ".join(
        f"{key.document_id} {key.unit_name or ''} {key.fiscal_year or ''}".rstrip()
        for key in fitting or known
    )
    how = "several documents fit" if fitting else "no document fits"
    return f"{how} {' and '.join(asked)}. There are: {there or 'none'}. Name one by its id"
