"""What the Excel workbook says of itself: its sheets, their columns and units, the documents.

The words that are not in ``schema.yml`` stand in ``workbook.yml``. Not done here: writing the
workbook (``workbook``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from analysis.warehouse.schema import tables
from analysis.warehouse.views import view_comments

if TYPE_CHECKING:
    import duckdb

_WORDS_FILE = Path(__file__).with_name("workbook.yml")


class SheetColumn(NamedTuple):
    """A column of a sheet: its DuckDB type, what it is counted in, its number format in Excel."""

    name: str
    sql_type: str
    unit: str
    number_format: str
    comment: str


class Sheet(NamedTuple):
    """A table or view of the warehouse that becomes a sheet."""

    name: str
    kind: str
    comment: str
    rows: int
    columns: tuple[SheetColumn, ...]


@cache
def words() -> dict[str, Any]:
    """Return ``workbook.yml``."""
    read: dict[str, Any] = yaml.safe_load(_WORDS_FILE.read_text("utf-8"))
    return read


def sheets(connection: duckdb.DuckDBPyConnection) -> list[Sheet]:
    """Return the tables in the order of the contract, then the views."""
    views = view_comments()
    there = {name for (name,) in connection.execute("SHOW TABLES").fetchall()}
    names = [name for name in (*tables(), *views) if name in there]
    return [_sheet(connection, name, views.get(name)) for name in names]


def guide_rows(wanted: list[Sheet]) -> Iterator[list[object]]:
    """Return a row for each sheet, and below it one for each of its columns."""
    for sheet in wanted:
        yield [sheet.name, sheet.kind, sheet.rows, None, None, None, sheet.comment]
        for column in sheet.columns:
            described = [column.name, column.sql_type, column.unit or None, column.comment or None]
            yield [sheet.name, None, None, *described]


def note_rows(connection: duckdb.DuckDBPyConnection) -> Iterator[list[object]]:
    """Return a row for each document, then a row for each note."""
    listed = ", ".join(words()["notes"]["header"])
    query = f"SELECT {listed} FROM document ORDER BY document_id"
    yield from (list(row) for row in connection.execute(query).fetchall())
    yield []
    yield from ([text] for text in words()["notes"]["text"])


def _sheet(connection: duckdb.DuckDBPyConnection, name: str, view: str | None) -> Sheet:
    described = connection.execute(f'DESCRIBE "{name}"').fetchall()
    counted = connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()
    columns = tuple(_column(name, column, sql_type) for column, sql_type, *_ in described)
    kind, comment = ("table", tables()[name].comment) if view is None else ("view", view)
    return Sheet(name, kind, comment, counted[0] if counted else 0, columns)


def _column(table: str, name: str, sql_type: str) -> SheetColumn:
    unit, number_format = "", "General"
    for rule in words()["columns"]:
        pattern, text = (rule["names"], name) if "names" in rule else (rule["types"], sql_type)
        if re.fullmatch(pattern, text):
            unit, number_format = rule["unit"], rule["format"]
            break
    return SheetColumn(name, sql_type, unit, number_format, _comments(table).get(name, ""))


@cache
def _comments(table: str) -> dict[str, str]:
    """Return what a table's columns hold; for a view, what columns of these names hold anywhere.

    A name that tables explain differently is left without a comment in a view.
    """
    if table in tables():
        return {column.name: column.comment for column in tables()[table].columns}
    found: dict[str, set[str]] = {}
    for known in tables().values():
        for column in known.columns:
            found.setdefault(column.name, set()).add(column.comment)
    return {name: comments.pop() for name, comments in found.items() if len(comments) == 1}
