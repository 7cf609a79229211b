"""The tables as CSV files that a person can read and git can compare.

UTF-8, comma, LF, a header row, rows sorted by the primary key, decimals without padding
(``8603.77``, ``0``, ``464.2``), lists as JSON. An empty cell is NULL; in a key column, which is
never NULL, it is an empty text and is written as two quotes. Not done here: the description of
the files (``datapackage``).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from analysis.warehouse.schema import Column, Table, quote

if TYPE_CHECKING:
    import duckdb


def csv_name(table: Table) -> str:
    """Return the file name of a table."""
    return f"{table.name}.csv"


def write_csv(
    connection: duckdb.DuckDBPyConnection, wanted: list[Table], folder: Path
) -> list[Path]:
    """Write each table to ``folder`` and return the files in the order of the tables."""
    paths = [folder / csv_name(table) for table in wanted]
    statements = [_copy(table, path) for table, path in zip(wanted, paths, strict=True)]
    connection.execute(";\n".join(statements))
    return paths


def _copy(table: Table, path: Path) -> str:
    columns = ", ".join(f"{_as_text(column)} AS {column.name}" for column in table.columns)
    keys = ", ".join(f"{table.name}.{column}" for column in table.key)
    return (
        f"COPY (SELECT {columns} FROM {table.name} ORDER BY {keys}) TO {quote(str(path))} "
        "(FORMAT csv, HEADER true)"
    )


def _as_text(column: Column) -> str:
    if column.kind in ("money", "exact"):
        return f"rtrim(rtrim({column.name}::VARCHAR, '0'), '.')"
    return f"to_json({column.name})::VARCHAR" if column.kind == "ids" else column.name
