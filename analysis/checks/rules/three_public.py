"""The three public expenses against the economic classes of basic expenditure.

Not done here: their own sum (a formula of the catalogue).
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis.checks.facts import Facts
from analysis.checks.relation import Relation, terms

# Section of 支出经济分类, the item that holds it, and the word that its name has. Some units number
# the rows of this table by themselves; a row of another name is another thing.
_PARTS = (
    ("30217", "reception", "接待"),
    ("30231", "vehicle_running", "车"),
    ("30212", "overseas", "出国"),
)
_BASIC = "general_basic_expenditure"


def economic_parts(facts: Facts) -> Iterator[Relation]:
    """What basic expenditure spends on an item is not more than the item, projects included."""
    table = facts.tables.get(_BASIC)
    for code, item, word in _PARTS:
        row = table.rows.get(code) if table else None
        if row is not None and row.name not in ("", code) and word not in row.name:
            continue
        part, whole = facts.cell(_BASIC, code), facts.cell("three_public", item)
        yield Relation(f"{_BASIC}/{code}/total=three_public", terms(part), terms(whole), "at_most")
