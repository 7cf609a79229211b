"""docs/warehouse.md, made from the contract: ``python -m analysis.warehouse.page``.

A test holds the file equal to ``schema.yml`` and ``views/``. Not done here: anything that does not
stand there.
"""

from __future__ import annotations

from pathlib import Path

from analysis.warehouse.schema import Column, Table, tables
from analysis.warehouse.views import view_comments

PATH = Path("docs") / "warehouse.md"
_HEAD = """\
# The warehouse

Made from `analysis/warehouse/schema.yml` and `views/` by `python -m analysis.warehouse.page`; not
edited by hand. `data/processed/budget.duckdb` holds these tables, and beside it lies one CSV a
table. Every table and column carries its comment in the database, too.

Money in columns ending in `_wan` is in 万元 (CNY 10,000), exact. A null is unknown, never zero.
"""


def page() -> str:
    """Return the text of docs/warehouse.md."""
    contract = tables().values()
    listed = [f"| [{table.name}](#{table.name}) | {_cell(table.comment)} |" for table in contract]
    views = [f"| `{name}` | {_cell(comment)} |" for name, comment in view_comments().items()]
    head = ["", "| table | one row is |", "|---|---|", *listed, ""]
    tail = ["## Views", "", "| view | what it shows |", "|---|---|", *views, ""]
    return "\n".join([_HEAD.rstrip("\n"), *head, *map(_entry, contract), *tail])


def _entry(table: Table) -> str:
    lines = [f"## {table.name}", "", f"{table.comment}.", "", f"Key: {_names(table.key)}."]
    if table.refs:
        refers = (f"`{column}` to `{other}`" for column, other in table.refs.items())
        lines[-1] += f" Refers: {', '.join(refers)}."
    lines += ["", "| column | type | meaning |", "|---|---|---|", *map(_row, table.columns), ""]
    return "\n".join(lines)


def _row(column: Column) -> str:
    values = [value for value in column.values if value not in column.comment]
    more = f" ({_names(values)})" if values else ""
    return f"| {column.name} | {column.sql_type} | {_cell(column.comment)}{more} |"


def _names(names: tuple[str, ...] | list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


def main() -> None:
    """Write docs/warehouse.md."""
    PATH.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
