"""The warehouse contract (``schema.yml``) as data, and the SQL that declares it.

A table stands in ``schema.yml`` below the tables that it refers to; adding one is one entry
there. Not done here: views (``views``), loading (``load``).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

SCHEMA_FILE = Path(__file__).with_name("schema.yml")


class Column(NamedTuple):
    """A column: ``kind`` is the short type of schema.yml, ``values`` the closed list if any."""

    name: str
    kind: str
    sql_type: str
    comment: str
    values: tuple[str, ...] = ()


class Table(NamedTuple):
    """A table: its columns in order, its primary key, and column -> table of its references."""

    name: str
    comment: str
    key: tuple[str, ...]
    refs: dict[str, str]
    columns: tuple[Column, ...]

    @property
    def of_documents(self) -> bool:
        """Whether each row belongs to a document."""
        return any(column.name == "document_id" for column in self.columns)


@cache
def tables() -> dict[str, Table]:
    """Return the tables of the contract by name, in an order in which they can be created."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one is seven times as fast
    contract = yaml.load(SCHEMA_FILE.read_text("utf-8"), Loader=loader)
    types = contract["types"]
    found: dict[str, Table] = {}
    for name, entry in contract["tables"].items():
        values = entry.get("values", {})
        columns = tuple(
            Column(column, kind, types[kind], comment, tuple(values.get(column, ())))
            for column, (kind, comment) in entry["columns"].items()
        )
        found[name] = Table(
            name, entry["comment"], tuple(entry["key"]), entry.get("refs", {}), columns
        )
    return found


def create_sql(wanted: Iterable[Table]) -> str:
    """Return the statements that create tables with keys, references, checks and comments."""
    return ";\n".join(statement for table in wanted for statement in _statements(table))


def _statements(table: Table) -> list[str]:
    parts = [_declaration(column, column.name in table.key) for column in table.columns]
    parts.append(f"PRIMARY KEY ({', '.join(table.key)})")
    for column, other in table.refs.items():
        parts.append(f"FOREIGN KEY ({column}) REFERENCES {other}")
    comments = [
        f"COMMENT ON COLUMN {table.name}.{column.name} IS {quote(column.comment)}"
        for column in table.columns
    ]
    return [
        f"CREATE TABLE {table.name} ({', '.join(parts)})",
        f"COMMENT ON TABLE {table.name} IS {quote(table.comment)}",
        *comments,
    ]


def _declaration(column: Column, in_key: bool) -> str:
    text = f"{column.name} {column.sql_type}"
    if in_key:
        text += " NOT NULL"
    if column.values:
        text += f" CHECK ({column.name} IN ({', '.join(map(quote, column.values))}))"
    return text


def quote(text: str) -> str:
    """Return a text as an SQL string literal."""
    return "'" + text.replace("'", "''") + "'"
