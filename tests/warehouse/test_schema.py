"""The contract, the record classes and the database say the same."""

from __future__ import annotations

import dataclasses

import duckdb
import pytest

from analysis.disclosure import records
from analysis.disclosure.recorder import Disclosure
from analysis.warehouse.schema import Table, tables
from tests.factories import make_warehouse

# Filled after loading, or from a file of its own: they have no record class in the readings.
COMPUTED = {"check_result", "link", "restatement"}
TABLES = [name for name in tables() if name not in COMPUTED]


def class_name(table: str) -> str:
    return "".join(word.capitalize() for word in table.split("_"))


@pytest.mark.parametrize("table", TABLES)
def test_a_record_has_the_columns_of_its_table_in_the_same_order(table: str) -> None:
    record = getattr(records, class_name(table))
    assert [f.name for f in dataclasses.fields(record)] == [c.name for c in tables()[table].columns]


@pytest.mark.parametrize("table", TABLES)
def test_a_record_and_its_table_are_described_in_the_same_words(table: str) -> None:
    assert getattr(records, class_name(table)).__doc__.rstrip(".") == tables()[table].comment


def test_a_disclosure_holds_every_table_that_is_read() -> None:
    assert [f.name for f in dataclasses.fields(Disclosure)] == TABLES


@pytest.mark.parametrize("table", tables().values(), ids=lambda t: t.name)
def test_keys_references_and_closed_lists_name_what_is_there(table: Table) -> None:
    names = {column.name for column in table.columns}
    above = list(tables())[: list(tables()).index(table.name)]
    assert set(table.key) <= names
    assert set(table.refs) <= names
    assert all(
        other in above and tables()[other].key == (f"{other}_id",) for other in table.refs.values()
    )


def test_every_table_and_column_of_the_database_has_a_comment() -> None:
    with make_warehouse() as con:
        bare = con.execute(
            "SELECT table_name, column_name FROM duckdb_columns() JOIN duckdb_tables() t"
            " USING (table_name) WHERE duckdb_columns.comment IS NULL AND NOT t.internal"
            " UNION ALL SELECT table_name, NULL FROM duckdb_tables() WHERE comment IS NULL"
            " UNION ALL SELECT view_name, NULL FROM duckdb_views() WHERE comment IS NULL AND NOT internal"
        ).fetchall()
    assert bare == []


def test_the_database_declares_the_keys_and_references_of_the_contract() -> None:
    with make_warehouse() as con:
        declared = con.execute(
            "SELECT table_name, constraint_type, constraint_column_names, referenced_table"
            " FROM duckdb_constraints()"
        ).fetchall()
    keys = {(name, tuple(columns)) for name, kind, columns, _ in declared if kind == "PRIMARY KEY"}
    refs = {
        (name, *columns, other) for name, kind, columns, other in declared if kind == "FOREIGN KEY"
    }
    assert keys == {(t.name, t.key) for t in tables().values()}
    assert refs == {(t.name, c, o) for t in tables().values() for c, o in t.refs.items()}


def test_a_word_outside_a_closed_list_is_refused() -> None:
    with make_warehouse() as con, pytest.raises(duckdb.ConstraintException):
        con.execute(
            "INSERT INTO figure (figure_id, document_id, cell_state) VALUES ('a', '2024-00000001', 'guess')"
        )
