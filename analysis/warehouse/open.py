"""Opening the warehouse, and its tables as polars frames.

Notebooks, measures and checks come in here. Not done here: building it (``build``).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from analysis.paths import WAREHOUSE_NAME, default_layout
from analysis.warehouse.schema import tables

if TYPE_CHECKING:
    import polars as pl

# Each column of a table takes a block at least, most of which is air, and all of them are written.
BLOCK_SIZE = 32_768  # bytes; DuckDB's own 262,144 make a file of 21 MB out of 3
# Twice what DuckDB needs to store documents; by itself it would keep all of them, up to most of the
# machine's memory.
MEMORY = "64MB"
# Nothing may be fetched from the network behind the reader's back.
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


class WarehouseMissing(Exception):
    """No warehouse has been built where one was looked for, or it cannot be opened."""


def connect(path: Path | str | None = None, read_only: bool = True) -> duckdb.DuckDBPyConnection:
    """Open the warehouse: a .duckdb file, the folder it lies in, or by default the project's own.

    Raises WarehouseMissing, with what to do, when there is none or it cannot be opened.
    """
    place = default_layout().processed if path is None else Path(path)
    file = place / WAREHOUSE_NAME if place.is_dir() or not place.suffix else place
    if not file.is_file():
        raise WarehouseMissing(
            f"{file}: no warehouse has been built there. Run `budget build`, "
            "or name the folder with --processed DIR"
        )
    try:
        return duckdb.connect(str(file), read_only=read_only, config=_SETTINGS)
    except duckdb.Error as error:
        first_line = str(error).partition("\n")[0]
        raise WarehouseMissing(
            f"{file}: the warehouse cannot be opened ({first_line}). "
            "Close other programs that write to it, or run `budget build` to make it anew"
        ) from error


def create(path: Path) -> duckdb.DuckDBPyConnection:
    """Open a database file for a build to fill.

    One thread: for tables of this size handing work around costs more than it saves, and the
    other core is reading the next document. DuckDB does not wait for the disk: a build that is
    cut short is thrown away, and a finished one is secured before it is put in place (``swap``).
    Of what is stored it keeps no more than ``MEMORY`` in memory, however many documents there are.
    """
    return duckdb.connect(
        str(path),
        config={
            **_SETTINGS,
            "threads": 1,
            "memory_limit": MEMORY,
            "fsync_mode": "NONE",
            "default_block_size": str(BLOCK_SIZE),
        },
    )


def query(
    connection: duckdb.DuckDBPyConnection, sql: str, params: Sequence[object] | None = None
) -> pl.DataFrame:
    """Return the result of a query as an eager frame, decimals exact.

    Values go in as ``$1``, ``$2`` … or ``?``. The frame comes over the Arrow C stream, which,
    unlike ``.pl()``, needs no pyarrow.
    """
    import polars as pl

    relation = connection.sql(sql, params=params) if params else connection.sql(sql)
    return pl.DataFrame(relation)


def table(name: str, connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Return a table or view of the warehouse as a frame, its rows in the order of its key.

    Raises KeyError when the warehouse has no such table.
    """
    names = {row[0] for row in connection.execute("SHOW TABLES").fetchall()}
    if name not in names:
        raise KeyError(f"no table or view {name!r}; there are {', '.join(sorted(names))}")
    known = tables().get(name)
    order = ", ".join(known.key) if known else "ALL"
    return query(connection, f'SELECT * FROM "{name}" ORDER BY {order}')
