"""The expenditure of the summary (收支总表) and the expenditure table that repeats it.

Not done here: the year's total (``tables.yml`` has it as a formula), revenue (``revenue``).
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis.checks.facts import Facts
from analysis.checks.relation import Relation, Term, terms
from analysis.checks.rules.across import table_total
from analysis.checks.tables import Row, Table

_SUMMARY, _TABLE = "revenue_expenditure_summary", "expenditure_summary"
_COLUMNS = ("total", "basic", "personnel", "operating", "project")
_TOTAL = "expenditure/total"


def summary_lines(facts: Facts) -> Iterator[Relation]:
    """The summary's functions and purposes are the classes and columns of the expenditure table."""
    summary, table = facts.tables.get(_SUMMARY), facts.tables.get(_TABLE)
    if summary is None or table is None:
        return
    for key, row in summary.rows.items():
        for column, cell in row.cells.items():
            right = _repeated(facts, table, row, column) if cell.value is not None else ()
            if right:
                address = key if column == "total" else f"{key}/{column}"
                yield Relation(address, terms(cell), right)


def _repeated(facts: Facts, table: Table, row: Row, column: str) -> tuple[Term, ...]:
    """Return what the expenditure table prints for a cell of the summary; nothing if nowhere."""
    purpose = row.key.removeprefix("expenditure/purpose/")
    if row.function_code in table.rows and column in table.columns and column in _COLUMNS:
        return terms(facts.cell(_TABLE, row.function_code or "", column))
    if column == "total" and purpose != row.key and purpose in table.columns:
        return table_total(facts, _TABLE, purpose)
    # The row's own total is the year's expenditure, or more: a formula of the catalogue.
    split = row.key == _TOTAL and column != "total" and column in _COLUMNS
    return table_total(facts, _TABLE, column) if split and column in table.columns else ()
