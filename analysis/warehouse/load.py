"""Records become rows: in bulk, exactly, one document in one transaction.

An empty text is stored as NULL, except in a key column, where NULL cannot stand and an empty
text means "the whole" (the project as a whole, the overall sheet). Rows go in through DuckDB's
appender, which takes them as they are: a build needs no library of frames. Not done here: reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from analysis.warehouse.schema import Column, Table, tables

if TYPE_CHECKING:
    import duckdb

    from analysis.disclosure.recorder import Disclosure


class InexactValue(ValueError):
    """A value with more decimals than its column holds; storing it would round it."""


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
                insert(connection, table, rows)
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def insert(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    records: Sequence[object],
    *,
    blanks: bool = False,
) -> None:
    """Append records to a table: each has the table's columns as attributes.

    With ``blanks`` an empty text stays one in every column. Raises duckdb.ConstraintException, and
    InexactValue where a Decimal does not fit its column.
    """
    columns = [_values(table, column, records, blanks) for column in table.columns]
    appender = connection.appender(table.name)
    appender.append_rows(zip(*columns, strict=True))
    appender.flush()


def _values(table: Table, column: Column, records: Sequence[object], blanks: bool) -> list[Any]:
    values = [getattr(record, column.name) for record in records]
    if column.kind in ("money", "exact"):
        _refuse_inexact(values, table, column)
    elif column.kind == "ids":
        return [None if value is None else list(value) for value in values]
    elif column.kind != "int" and column.name not in table.key and not blanks:
        return [value or None for value in values]
    return values


def _refuse_inexact(values: Sequence[Decimal | None], table: Table, column: Column) -> None:
    scale = int(column.sql_type.rstrip(")").rpartition(",")[2])
    for value in values:
        if value is None or int(value.as_tuple().exponent) >= -scale:
            continue
        if value != value.quantize(Decimal(1).scaleb(-scale)):
            raise InexactValue(
                f"{table.name}.{column.name}: {value} has more than {scale} decimals"
            )
