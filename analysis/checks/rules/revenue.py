"""The revenue table and the revenue side of the summary: the same sources of money.

The revenue table lists its sources as rows, or as columns. Not done here: the totals (a formula of
the catalogue).
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis.checks.facts import Facts
from analysis.checks.relation import Relation, terms
from analysis.checks.rules.across import table_total
from analysis.checks.tables import Table
from analysis.disclosure.vocabulary import fold

_TABLE, _SUMMARY = "revenue_summary", "revenue_expenditure_summary"
_YEAR = "revenue/current_year/"
# Sources that mean one thing wherever they stand; another goes by its name (其他收入, 其他资金).
_SURE = ("general", "fund", "capital", "appropriation", "fiscal_account", "business", "operation")


def sources(facts: Facts) -> Iterator[Relation]:
    """A source of the revenue table has the amount that the summary has for it."""
    table, summary = facts.tables.get(_TABLE), facts.tables.get(_SUMMARY)
    if table is None or summary is None:
        return
    for key in _rows(table, summary) if not table.classification else ():
        left = terms(facts.cell(_TABLE, key))
        yield Relation(key, left, terms(facts.cell(_SUMMARY, key)))
    for column in table.columns if table.classification else ():
        row = summary.rows.get(f"{_YEAR}{column}")
        cell = row.cells.get("total") if row else None
        if column in _SURE and cell is not None and cell.value is not None:
            yield Relation(f"{_YEAR}{column}", table_total(facts, _TABLE, column), terms(cell))


def _rows(table: Table, summary: Table) -> Iterator[str]:
    for key in sorted(table.rows.keys() & summary.rows.keys()):
        one, other = table.rows[key], summary.rows[key]
        sure = key.removeprefix(_YEAR) in _SURE or fold(one.name) == fold(other.name)
        cells = (one.cells.get("total"), other.cells.get("total"))
        if sure and key != "revenue/total" and all(c and c.value is not None for c in cells):
            yield key
