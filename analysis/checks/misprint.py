"""A code cell that says another code than the one that its row belongs to.

Not done here: finding them (``misprints``), saying so (``rules.codes``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from analysis.checks.tables import Row, Table
from analysis.disclosure.repeats import first, is_repeat
from analysis.disclosure.tables.codes import level_of, parent_of

STANDARD = "standard"  # where a name stands that the national classification gives a code


class Misprint(NamedTuple):
    """A row of ``table`` printed under ``printed`` that is to be read under ``code``.

    ``row`` is its key in the warehouse (``printed``, with ``~2`` where the code comes twice).
    ``named_in`` is a table that prints the row's name under ``code``, ``standard`` for the national
    classification, None where the name says nothing; ``mends`` counts the relations that hold
    with ``code`` and fail with what is printed; ``before`` and ``after`` are the codes between
    which the row stands, where ``code`` fits between them. ``either`` says that the code in
    ``named_in`` may as well be the wrong one: nothing tells which.
    """

    table: str
    row: str
    name: str
    code: str
    named_in: str | None
    mends: int
    before: str | None = None
    after: str | None = None
    either: bool = False

    @property
    def printed(self) -> str:
        """The code as printed; empty where the row has none."""
        return "" if self.row == self.name else first(self.row)


def with_codes(table: Table, misprints: Iterable[Misprint]) -> Table:
    """Return the table with the rows under the codes that they belong to."""
    codes = {m.row: m.code for m in misprints if m.table == table.kind}
    if not codes:
        return table
    freed = codes.keys()
    keys: dict[str, str] = {}
    for key in table.rows:
        code = first(key)
        keys[key] = codes.get(key) or (code if is_repeat(key) and code in freed else key)
    return Table(table.kind, table.classification, _rekeyed(table, keys))


def _rekeyed(table: Table, keys: Mapping[str, str]) -> dict[str, Row]:
    printed = {first(key) for key in keys.values()}
    kind = table.classification or ""
    rows: dict[str, Row] = {}
    for old, row in table.rows.items():
        key = keys[old]
        code = first(key)
        coded = code.isdigit()
        parent = parent_of(code, printed) if coded or key != old else row.parent
        level = level_of(code, kind, printed) if coded else row.level
        rows[key] = Row(key, row.name, level, parent, row.cells, row.function_code)
    return rows
