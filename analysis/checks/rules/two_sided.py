"""Within a two-sided table (收支总表, 财政拨款收支总表): an item and its parts, both sides.

Not done here: anything between two tables (``across``).
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis.checks.facts import Facts
from analysis.checks.relation import Relation, terms
from analysis.checks.rules.coded import column_parts
from analysis.checks.tables import Row, Table

KINDS = ("revenue_expenditure_summary", "appropriation_summary")
_LISTS = (*KINDS, "revenue_summary")  # the revenue table may be a list of items, too
_FUNDS = ("general", "fund", "capital")
_SPENDING = ("total", "basic", "personnel", "operating", "project")
_WAYS = ("function", "purpose")  # in which a side may list its money, side by side


def item_sums(facts: Facts) -> Iterator[Relation]:
    """Each item is the sum of its parts; parts listed by 其中 need not be all of them.

    Where a side lists the same money in two ways (by function and by purpose), each list is a
    sum of its own.
    """
    for table in _tables(facts):
        for key, row in table.rows.items():
            for name, parts in _lists(table, row).items():
                partial = any("其中" in part.name for part in parts)
                for column, cell in row.cells.items():
                    below = [p.cells[column] for p in parts if column in p.cells]
                    if not below:
                        continue
                    address = f"{table.kind}/{key}/{column}" + (f"/{name}" if name else "")
                    if partial:
                        yield Relation(address, terms(*below), terms(cell), "at_most")
                    else:
                        whole, right = terms(cell), terms(*below)
                        nothing = table.kind in KINDS
                        yield Relation(address, whole, right, blanks_are_nothing=nothing)


def sides_balance(facts: Facts) -> Iterator[Relation]:
    """Total revenue equals total expenditure."""
    for kind in KINDS:
        for column in _columns(facts, kind):
            left = facts.cell(kind, "revenue/total", column)
            right = facts.cell(kind, "expenditure/total", column)
            yield Relation(f"{kind}/{column}", terms(left), terms(right))


def fund_columns(facts: Facts) -> Iterator[Relation]:
    """Where the table splits by fund, a row is general plus fund plus state capital."""
    for table in _tables(facts):
        split = [column for column in _FUNDS if column in table.columns]
        for key, row in table.rows.items():
            if len(split) > 1 and "total" in row.cells and set(split) & set(row.cells):
                right = [facts.cell(table.kind, key, column) for column in split]
                yield Relation(f"{table.kind}/{key}", terms(row.cells["total"]), terms(*right))


def spending_columns(facts: Facts) -> Iterator[Relation]:
    """Where the table splits by basic and project, a row is the sum of those columns."""
    for table in _tables(facts):
        printed = tuple(column for column in _SPENDING if column in table.columns)
        for whole, parts in column_parts(printed).items():
            for key, row in table.rows.items():
                if len(parts) > 1 and whole in row.cells and set(parts) <= set(row.cells):
                    right = terms(*(row.cells[column] for column in parts))
                    yield Relation(f"{table.kind}/{key}/{whole}", terms(row.cells[whole]), right)


def _tables(facts: Facts) -> Iterator[Table]:
    found = (facts.tables[kind] for kind in _LISTS if kind in facts.tables)
    return (table for table in found if not table.classification)


def _columns(facts: Facts, kind: str) -> tuple[str, ...]:
    """Return the columns in which both sides have a total; ``total`` where the table is missing."""
    table = facts.tables.get(kind)
    total = table.rows.get("revenue/total") if table else None
    return tuple(total.cells) if total else ("total",)


def _lists(table: Table, row: Row) -> dict[str, list[Row]]:
    """Return the parts of an item, grouped into the lists that each make up the whole.

    What stands beside two lists of the same money (结转下年) is a part of both.
    """
    below = table.children(row.key)
    lists: dict[str, list[Row]] = {}
    for part in below:
        name = next((name for name in _WAYS if f"/{name}/" in part.key), "")
        lists.setdefault(name, []).append(part)
    if len(lists) > 1:
        beside = lists.pop("", [])
        lists = {name: [*parts, *beside] for name, parts in lists.items()}
    return {"" if len(lists) == 1 else name: parts for name, parts in lists.items()}
