"""Within one coded table: parents and their parts, a row and its columns.

Not done here: anything between two tables (``across``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from analysis.checks.facts import Facts
from analysis.checks.relation import Cell, Relation, terms
from analysis.checks.rules.across import agree
from analysis.checks.tables import Row, Table
from analysis.disclosure.repeats import first
from analysis.disclosure.tables.codes import ECONOMIC, FUNCTION
from analysis.disclosure.tables.columns import NAMED_BY_GROUP
from analysis.disclosure.tables.dated import BESIDE, CHANGE, CHANGE_PCT, PRIOR
from analysis.disclosure.tables.keyed import TOTAL
from analysis.disclosure.vocabulary import rows

# Classes of the economic classification and the column that their money belongs in
# (政府收支分类科目: 301 and 303 are personnel, 302 and 310 operating).
PERSONNEL, OPERATING = ("301", "303"), ("302", "310")
_OF_YEAR = "current_year"  # 本年收入, 本年拨款
_APPROPRIATION = ("appropriation", "general", "fund", "capital")


def code_sums(facts: Facts) -> Iterator[Relation]:
    """Each class is the sum of its sections, a section of its items, 合计 of the classes."""
    for table in _coded(facts):
        for code, row in table.rows.items():
            parts = table.tops() if code == "total" else table.children(code)
            if not parts:
                continue
            for column, cell in row.cells.items():
                if cell.unit == "percent":
                    continue
                below = [_cell(facts, table, part.key, column) for part in parts]
                relation = Relation(f"{table.kind}/{code}/{column}", terms(cell), terms(*below))
                if _levels_unknown(table, parts) and not agree(relation.left, relation.right):
                    relation.reason = "levels_unknown"
                yield relation


def _levels_unknown(table: Table, parts: Sequence[Row]) -> bool:
    """Whether rows without a code stand among the parts: they may be parts of each other."""
    return table.classification in (FUNCTION, ECONOMIC) and any(
        not first(part.key).isdigit() for part in parts
    )


def parents_printed(facts: Facts) -> Iterator[Relation]:
    """A row has the row above it that rows of its level have elsewhere in the table.

    Only where the table prints at least two rows of the higher level: some tables begin lower. A
    text whose rows have run together may have lost what is above them.
    """
    for table in _coded(facts):
        codes = [code for code in table.rows if code.isdigit()]
        lengths = Counter(len(code) for code in codes)
        orphans = []
        for code in codes:
            above = max((n for n in lengths if n < len(code)), default=0)
            known = code[:above] in table.rows or table.rows[code].is_adrift
            if above and lengths[above] > 1 and not known:
                orphans.append((code, code[:above]))
        for code, parent in orphans:
            row = table.rows[code]
            printed = [cell for cell in row.cells.values() if cell.value is not None]
            yield Relation(
                f"{table.kind}/{code}",
                terms(*printed[:1]),
                op="given",
                verdict="contradiction",
                words={"code": code, "name": row.name, "parent": parent},
                cause=f"missing_row/{table.kind}/{parent}",
            )
        if codes and not orphans:
            yield Relation(table.kind, op="given", verdict="exact")


def row_sums(facts: Facts) -> Iterator[Relation]:
    """In each row the amount is the sum of the columns that stand below it in the heading."""
    for table in _coded(facts):
        parts = _trusted_parts(facts, table)
        for code, row in table.rows.items():
            for column, below in parts.items():
                if column not in row.cells or len(below) < 2:
                    continue  # one column beside a total says nothing of those not printed
                right = [_cell(facts, table, code, part) for part in below]
                key = f"{table.kind}/{code}/{column}"
                yield Relation(key, terms(row.cells[column]), terms(*right))


def year_columns(facts: Facts) -> Iterator[Relation]:
    """The change that a row prints is this year's amount less the earlier one, and its per cent."""
    for table in _coded(facts):
        for code, row in table.rows.items():
            if not {TOTAL, PRIOR} <= row.cells.keys():
                continue
            now, was = row.cells[TOTAL], row.cells[PRIOR]
            if CHANGE in row.cells:
                key = f"{table.kind}/{code}/{CHANGE}"
                yield Relation(key, terms(row.cells[CHANGE]), terms(now, minus=[was]))
            if CHANGE_PCT in row.cells:
                key = f"{table.kind}/{code}/{CHANGE_PCT}"
                percent = terms(row.cells[CHANGE_PCT])
                yield Relation(key, percent, terms(now, minus=[was]), "ratio", terms(was))


def economic_classes(facts: Facts) -> Iterator[Relation]:
    """Wages and allowances stand under personnel, goods and services under operating."""
    table = facts.tables.get("general_basic_expenditure")
    for code, row in table.rows.items() if table else ():
        wrong = (
            "operating" if code[:3] in PERSONNEL else "personnel" if code[:3] in OPERATING else None
        )
        if wrong in row.cells:
            key = f"general_basic_expenditure/{code}/{wrong}"
            yield Relation(key, terms(row.cells[wrong]), ())


def _coded(facts: Facts) -> Iterator[Table]:
    """Yield the tables whose rows carry codes; two-sided tables have no classification."""
    return (table for table in facts.tables.values() if table.classification)


def _cell(facts: Facts, table: Table, code: str, column: str) -> Cell:
    return facts.cell(table.kind, code, column)


def _trusted_parts(facts: Facts, table: Table) -> dict[str, list[str]]:
    """Return the columns that add up to each column; unknown ones only where most rows say so.

    A column under a heading that nobody knows may be a part of what stands beside it.
    """
    known = {row["key"] for row in rows("tables/columns")}
    trusted: dict[str, list[str]] = {}
    for whole, below in column_parts(table.columns).items():
        sure = [part for part in below if part in known or part.startswith(f"{whole}_")]
        if len(sure) < len(below):
            fits = [
                agree(
                    terms(row.cells[whole]),
                    terms(*(_cell(facts, table, code, part) for part in below)),
                )
                for code, row in table.rows.items()
                if whole in row.cells and row.cells[whole].value
            ]
            below = below if 2 * sum(fits) > len(fits) else sure
        trusted[whole] = below
    return _other_money_beside(facts, table, trusted)


def _other_money_beside(
    facts: Facts, table: Table, parts: dict[str, list[str]]
) -> dict[str, list[str]]:
    """Put money of other sources beside 本年拨款, not below it, where every row with any says so.

    The same words (财政专户管理资金) stand in some templates below the money of the year.
    """
    within, whole = parts.get(_OF_YEAR, []), parts.get("total", [])
    other = [part for part in within if part not in _APPROPRIATION]
    kept = [part for part in within if part in _APPROPRIATION]
    codes = [
        code
        for code, row in table.rows.items()
        if any(part in row.cells and row.cells[part].value for part in other)
    ]
    moved = {**parts, _OF_YEAR: kept, "total": [*whole, *other]}
    if not codes or not kept or _OF_YEAR not in whole:
        return parts
    says_so = all(
        agree(
            terms(_cell(facts, table, code, column)),
            terms(*(_cell(facts, table, code, part) for part in moved[column])),
        )
        for code in codes
        for column in (_OF_YEAR, "total")
    )
    return moved if says_so else parts


@cache
def column_parts(columns: tuple[str, ...]) -> dict[str, list[str]]:
    """Return for each column the columns that add up to it, by the heading words' own data.

    A column belongs below the first of its possible parents that the table has, below ``total``
    where it has none of them.
    """
    parents = {row["key"]: row["parents"].split("|") for row in rows("tables/columns")}
    parts: dict[str, list[str]] = {}
    for column in columns:
        if column == "total" or column in BESIDE:
            continue
        group = next((one for one in columns if column.startswith(f"{one}_")), None)
        unnamed = [one for one in parents.get(column, []) if one not in NAMED_BY_GROUP]
        possible = [group] if group else unnamed
        parent = next((one for one in possible if one in columns), "total")
        parts.setdefault(parent, []).append(column)
    return {parent: below for parent, below in parts.items() if parent in columns}
