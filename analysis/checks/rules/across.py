"""Between the tables: the same money by source, by function, by fund and by unit.

Identities that hold only when all money is fiscal appropriation and nothing is carried forward
ask ``only_appropriation``; where that is not known they are not checkable, never contradictions.
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis.checks.facts import Facts
from analysis.checks.judge import judge
from analysis.checks.relation import Cell, Relation, Term, terms
from analysis.checks.tables import Row, Table

_FUND_OF = {
    "general_expenditure": "general",
    "fund_expenditure": "fund",
    "capital_expenditure": "capital",
}
_BY_FUND = tuple(_FUND_OF)


def table_total(facts: Facts, kind: str, column: str = "total") -> tuple[Term, ...]:
    """Return a coded table's grand total: its 合计, or the sum of its top rows without one."""
    table = facts.tables.get(kind)
    if table is None or "total" in table.rows or not table.classification:
        return terms(facts.cell(kind, "total", column))
    return terms(*(facts.cell(kind, row.key, column) for row in table.tops()))


def agree(left: tuple[Term, ...], right: tuple[Term, ...]) -> bool:
    """Whether two sides have figures and can be the same amount."""
    judgement = judge(Relation("", left, right))
    printed = any(c.value for side in (left, right) for t in side for c in t.factors)
    return judgement.holds and printed


def only_appropriation(facts: Facts) -> bool:
    """Whether the document shows that all its money is fiscal appropriation of the year.

    One agreement of an all-money total with a total of the three funds is enough (one wrong
    figure must not hide the rest); any money carried forward, or of another source, denies it.
    """
    if carries_forward(facts):
        return False
    funds = tuple(t for kind in _BY_FUND for t in table_total(facts, kind))
    tops = tuple(t for kind in _BY_FUND for t in _tops(facts, kind))
    spent, granted = table_total(facts, "expenditure_summary"), _granted(facts)
    return any(
        agree(left, right)
        for left, right in (
            (spent, granted),
            (spent, funds),
            (_tops(facts, "expenditure_summary"), tops),
            (_tops(facts, "expenditure_summary"), granted),
        )
    )


def carries_forward(facts: Facts) -> bool:
    """Whether appropriation of earlier years is spent beside that of the year."""
    summary = facts.tables.get("appropriation_summary")
    return summary is not None and any(
        "carried_forward" in key and any(cell.value for cell in row.cells.values())
        for key, row in summary.rows.items()
    )


def _granted(facts: Facts) -> tuple[Term, ...]:
    return terms(facts.cell("appropriation_summary", "expenditure/total"))


def _tops(facts: Facts, kind: str) -> tuple[Term, ...]:
    table = facts.tables.get(kind)
    return terms(*(facts.cell(kind, row.key) for row in table.tops())) if table else ()


def fund_totals(facts: Facts) -> Iterator[Relation]:
    """The total of each fund's table is that fund in the summary of the appropriation."""
    for kind, fund in _FUND_OF.items():
        granted = facts.cell("appropriation_summary", f"revenue/current_year/{fund}")
        kept = facts.cell("appropriation_summary", f"revenue/carried_forward/{fund}")
        right = terms(granted, *([kept] if kept.value is not None else []))
        yield Relation(kind, table_total(facts, kind), right)


def funds_make_total(facts: Facts) -> Iterator[Relation]:
    """The expenditure of the appropriation is general plus fund plus state capital."""
    spent = facts.spent_this_year("appropriation_summary")
    right: list[Term] = []
    for kind, fund in _FUND_OF.items():
        if kind in facts.tables:
            right += table_total(facts, kind)
        elif facts.status(kind) != "declared_empty":
            right += terms(facts.cell("appropriation_summary", f"revenue/current_year/{fund}"))
    yield Relation("appropriation_summary/expenditure", terms(spent), tuple(right))


def functions_agree(facts: Facts) -> Iterator[Relation]:
    """A function in the appropriation's summary is the same class in the expenditure table."""
    summary = facts.tables.get("appropriation_summary")
    reason = None if only_appropriation(facts) else "other_money"
    for row in summary.rows.values() if summary else ():
        cell = row.cells.get("total")
        if row.function_code and cell is not None and cell.value is not None:
            right = facts.cell("expenditure_summary", row.function_code)
            key = f"function/{row.function_code}"
            yield Relation(key, terms(cell), terms(right), reason=reason)


def fund_functions(facts: Facts) -> Iterator[Relation]:
    """Where the appropriation summary splits a function by fund, it is that class of each table."""
    summary = facts.tables.get("appropriation_summary")
    for key, row in summary.rows.items() if summary else ():
        for kind, fund in _FUND_OF.items():
            cell = row.cells.get(fund)
            if row.function_code and cell is not None and cell.value is not None:
                parts = tuple(_of_code(facts, kind, row.function_code, "total"))
                if parts:
                    yield Relation(f"{key}/{fund}", terms(cell), parts)


def appropriation_codes(facts: Facts) -> Iterator[Relation]:
    """A table of all appropriation has, code by code, the sum of the three funds' tables."""
    table = facts.tables.get("appropriation_expenditure")
    for code, row in table.rows.items() if table else ():
        cell = row.cells.get("total")
        parts = tuple(t for kind in _BY_FUND for t in _of_code(facts, kind, code, "total"))
        if cell is not None and parts:
            yield Relation(f"appropriation_expenditure/{code}", terms(cell), parts)


def codes_agree(facts: Facts) -> Iterator[Relation]:
    """A row of the expenditure table is the sum of that code in the three funds' tables."""
    table = facts.tables.get("expenditure_summary")
    reason = None if only_appropriation(facts) else "other_money"
    for code, row in table.rows.items() if table else ():
        if code == "total" or not code.isdigit():
            continue
        for column, cell in row.cells.items():
            parts = tuple(t for kind in _BY_FUND for t in _of_code(facts, kind, code, column))
            if parts and column in ("total", "basic", "project"):
                key = f"expenditure_summary/{code}/{column}"
                yield Relation(key, terms(cell), parts, reason=reason)


def _of_code(facts: Facts, kind: str, code: str, column: str) -> tuple[Term, ...]:
    """Return a code's cell in a table, or those of its parts where only they are printed."""
    table = facts.tables.get(kind)
    if table is None:
        return ()
    if code in table.rows:
        return terms(facts.cell(kind, code, column))
    below = [row.key for row in table.tops() if row.key.startswith(code)]
    return terms(*(facts.cell(kind, key, column) for key in below))


def codes_known(facts: Facts) -> Iterator[Relation]:
    """Every code of a fund's table is in the expenditure table, and the other way about.

    The other way about holds only when all money is appropriation. Rows without money say nothing:
    a form prints them where nothing was entered, and another table need not.
    """
    all_money = facts.tables.get("expenditure_summary")
    if all_money is None or not any(code.isdigit() for code in all_money.rows):
        return  # some templates print its total only
    by_fund = [facts.tables[kind] for kind in _BY_FUND if kind in facts.tables]
    for table in by_fund:
        missing = [row for row in _with_money(table) if not _lists(all_money.rows, row.key)]
        yield from _missing(f"{table.kind}=expenditure_summary", missing, "expenditure_summary")
    if by_fund and only_appropriation(facts):
        missing = [
            row
            for row in _with_money(all_money)
            if not any(_lists(table.rows, row.key) for table in by_fund)
        ]
        yield from _missing("expenditure_summary=funds", missing, "general_expenditure")


def _with_money(table: Table) -> list[Row]:
    return [row for row in table.rows.values() if any(cell.value for cell in row.cells.values())]


def _lists(rows: dict[str, Row], code: str) -> bool:
    """Whether rows hold a code, or parts of it where no code of its level is printed."""
    if not code.isdigit() or code in rows:
        return True
    if any(len(key) == len(code) and key.isdigit() for key in rows):
        return False
    return any(key.startswith(code) for key in rows)


def _missing(key: str, missing: list[Row], table: str) -> Iterator[Relation]:
    for row in missing:
        cells: list[Cell] = [cell for cell in row.cells.values() if cell.value is not None]
        yield Relation(
            f"{key}/{row.key}",
            terms(*cells[:1]),
            op="given",
            verdict="contradiction",
            words={"code": row.key, "name": row.name, "table": f"@{table}"},
        )
    if not missing:
        yield Relation(key, op="given", verdict="exact")


def units_agree(facts: Facts) -> Iterator[Relation]:
    """The general public budget by unit has the same totals as by function, column by column."""
    units = facts.tables.get("general_expenditure_by_unit")
    for column in units.columns if units else ("total",):
        left = table_total(facts, "general_expenditure_by_unit", column)
        right = table_total(facts, "general_expenditure", column)
        yield Relation(f"general_expenditure_by_unit/{column}", left, right)
