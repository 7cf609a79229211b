"""The tables as CSV files that a person can read and git can compare.

UTF-8, comma, LF, a header row, rows sorted by the primary key, decimals without padding
(``8603.77``, ``0``, ``464.2``), lists as JSON. An empty cell is NULL; in a key column, which is
never NULL, it is an empty text and is written as two quotes. Not done here: the description of
the files (``datapackage``).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.warehouse.schema import Column, Table, quote

if TYPE_CHECKING:
    import duckdb

_TOGETHER = 16  # so many documents are sorted at once


def csv_name(table: Table) -> str:
    """Return the file name of a table."""
    return f"{table.name}.csv"


def write_csv(connection: duckdb.DuckDBPyConnection, wanted: Iterable[Table], folder: Path) -> None:
    """Write each table to ``folder``."""
    documents = connection.execute("SELECT document_id FROM document ORDER BY ALL").fetchall()
    for table in wanted:
        path = folder / csv_name(table)
        if len(documents) > _TOGETHER and table.of_documents:
            _write_in_parts(connection, table, path, [name for (name,) in documents])
        else:
            connection.execute(_copy(table, path))


def _write_in_parts(
    connection: duckdb.DuckDBPyConnection, table: Table, path: Path, documents: list[str]
) -> None:
    """Write a table some documents at a time: to sort it as a whole takes memory for all of it.

    Keys begin with the document's id, as ids of figures and indicators do: the order is the same.
    """
    part = path.with_suffix(".part")
    with path.open("wb") as file:
        for start in range(0, len(documents), _TOGETHER):
            some = documents[start : start + _TOGETHER]
            among = f"WHERE document_id BETWEEN {quote(some[0])} AND {quote(some[-1])}"
            connection.execute(_copy(table, part, among, header=start == 0))
            file.write(part.read_bytes())
    part.unlink()


def _copy(table: Table, path: Path, among: str = "", header: bool = True) -> str:
    columns = ", ".join(f"{_as_text(column)} AS {column.name}" for column in table.columns)
    keys = ", ".join(f"{table.name}.{column}" for column in table.key)
    return (
        f"COPY (SELECT {columns} FROM {table.name} {among} ORDER BY {keys}) TO {quote(str(path))} "
        f"(FORMAT csv, HEADER {header})"
    )


def _as_text(column: Column) -> str:
    if column.kind in ("money", "exact"):
        return f"rtrim(rtrim({column.name}::VARCHAR, '0'), '.')"
    return f"to_json({column.name})::VARCHAR" if column.kind == "ids" else column.name
