"""Records become rows: in bulk, exactly, one document in one transaction.

An empty text is stored as NULL, except in a key column, where NULL cannot stand and an empty
text means "the whole" (the project as a whole, the overall sheet). Frames go to DuckDB through
the Arrow C stream that both speak, which spares the import of pyarrow. Not done here: reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from analysis.warehouse.schema import Column, Table, tables

if TYPE_CHECKING:
    import duckdb
    import polars as pl

    from analysis.disclosure.recorder import Disclosure


class InexactValue(ValueError):
    """A value with more decimals than its column holds; storing it would round it."""


class ArrowStream:
    """Shows a polars frame to DuckDB as a plain Arrow stream."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Return the stream capsule of the frame (the Arrow PyCapsule interface)."""
        return self._frame.__arrow_c_stream__(requested_schema)


def load(connection: duckdb.DuckDBPyConnection, disclosure: Disclosure) -> None:
    """Store everything of one document, or nothing.

    Raises duckdb.ConstraintException when records break a key or a reference, and InexactValue.
    """
    connection.begin()
    try:
        for table in tables().values():
            records = getattr(disclosure, table.name, ())
            rows = records if isinstance(records, list | tuple) else [records]
            if rows:
                insert(connection, table, to_frame(table, rows))
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def insert(connection: duckdb.DuckDBPyConnection, table: Table, frame: pl.DataFrame) -> None:
    """Append a frame to a table, columns matched by name; a missing column becomes NULL."""
    connection.register("incoming", ArrowStream(frame))
    connection.execute(f"INSERT INTO {table.name} BY NAME SELECT * FROM incoming")
    connection.unregister("incoming")  # after a failure the rollback takes it away


def to_frame(table: Table, records: Sequence[object]) -> pl.DataFrame:
    """Return records as a frame with the columns and exact types of a table.

    Raises InexactValue where a Decimal does not fit the column's scale.
    """
    import polars as pl

    return pl.DataFrame(
        [
            exact_series(column.name, values, *_precision(column))
            if column.kind in ("money", "exact")
            else pl.Series(column.name, values, dtype=_polars_type(column))
            for column in table.columns
            for values in [_values(table, column, records)]
        ]
    )


def exact_series(
    name: str, values: Sequence[Decimal | None], precision: int, scale: int
) -> pl.Series:
    """Return decimals as a series; raises polars' InvalidOperationError for too long a number.

    They go in as text: given Decimals, polars imports numpy first where there is one.
    """
    import polars as pl

    texts = [None if value is None else f"{value:f}" for value in values]
    return pl.Series(name, texts, dtype=pl.String).cast(pl.Decimal(precision, scale))


def _values(table: Table, column: Column, records: Sequence[object]) -> list[Any]:
    values = [getattr(record, column.name) for record in records]
    if column.kind in ("money", "exact"):
        for value in values:
            if value is not None:
                _refuse_inexact(value, table, column)
    elif column.kind == "ids":
        return [None if value is None else list(value) for value in values]
    elif column.kind != "int" and column.name not in table.key:
        return [value or None for value in values]
    return values


def _refuse_inexact(value: Decimal, table: Table, column: Column) -> None:
    scale = _scale(column)
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent >= -scale:
        return
    if value != value.quantize(Decimal(1).scaleb(-scale)):
        raise InexactValue(f"{table.name}.{column.name}: {value} has more than {scale} decimals")


def _scale(column: Column) -> int:
    return _precision(column)[1]


@cache
def _precision(column: Column) -> tuple[int, int]:
    precision, _, scale = column.sql_type.rstrip(")").partition("(")[2].partition(",")
    return int(precision), int(scale)


def _polars_type(column: Column) -> Any:
    import polars as pl

    return {"int": pl.Int32(), "ids": pl.List(pl.String())}.get(column.kind, pl.String())
