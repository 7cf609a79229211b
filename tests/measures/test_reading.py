"""Reading rows of the warehouse."""

from __future__ import annotations

import duckdb

from analysis.measures.reading import keep_rows, read_rows


def test_rows_that_are_kept_are_read_once_and_handed_out_as_copies() -> None:
    connection = duckdb.connect()
    connection.execute("CREATE TABLE t AS SELECT 1 AS a")
    query = "SELECT a FROM t WHERE a < $1"
    assert read_rows(connection, query, [5]) == [{"a": 1}]
    keep_rows(connection)
    read_rows(connection, query, [5])[0]["a"] = 9
    connection.execute("UPDATE t SET a = 2")
    assert read_rows(connection, query, [5]) == [{"a": 1}]
    assert read_rows(connection, query, [2]) == []


def test_rows_of_other_connections_are_read_anew() -> None:
    kept, other = duckdb.connect(), duckdb.connect()
    keep_rows(kept)
    for connection, value in ((kept, 1), (other, 2)):
        connection.execute(f"CREATE TABLE t AS SELECT {value} AS a")
    assert [read_rows(c, "SELECT a FROM t") for c in (kept, other)] == [[{"a": 1}], [{"a": 2}]]
    other.execute("UPDATE t SET a = 3")
    assert read_rows(other, "SELECT a FROM t") == [{"a": 3}]
