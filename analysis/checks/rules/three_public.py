"""The three public expenses: their sum, and what basic expenditure holds of them.

Not done here: the sentences about them (``prose``, ``changes``).
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis.checks.facts import Facts
from analysis.checks.relation import Relation, terms

_SUMS = {
    "total": ("overseas", "vehicles", "reception"),
    "vehicles": ("vehicle_purchase", "vehicle_running"),
}

# Section of 支出经济分类, the item that holds it, and the word that its name has. Some units number
# the rows of this table by themselves; a row of another name is another thing.
_PARTS = (
    ("30217", "reception", "接待"),
    ("30231", "vehicle_running", "车"),
    ("30212", "overseas", "出国"),
    ("30215", "meetings", "会议"),
    ("30216", "training", "培训"),
)
_BESIDE = ("meetings", "training")  # some templates print them, and a total of all
_BASIC = "general_basic_expenditure"


def sums(facts: Facts) -> Iterator[Relation]:
    """The items add up, in the budget year and in each earlier year that the table prints."""
    printed = {p.fiscal_year for p in facts.disclosure.three_public if p.fiscal_year}
    for year in (facts.year, *sorted(printed - {facts.year}, reverse=True)):
        at = "total" if year == facts.year else str(year)
        for whole, parts in _SUMS.items():
            right = [facts.cell("three_public", part, at) for part in parts]
            left = terms(facts.cell("three_public", whole, at))
            yield Relation(f"three_public/{whole}/{at}", left, terms(*right))
        over_all = facts.cell("three_public", "all", at)
        if over_all.value is not None:
            right = [facts.cell("three_public", part, at) for part in ("total", *_BESIDE)]
            yield Relation(f"three_public/all/{at}", terms(over_all), terms(*right))


def economic_parts(facts: Facts) -> Iterator[Relation]:
    """What basic expenditure spends on an item is not more than the item, projects included."""
    table = facts.tables.get(_BASIC)
    for code, item, word in _PARTS:
        row = table.rows.get(code) if table else None
        if row is not None and row.name not in ("", code) and word not in row.name:
            continue
        part, whole = facts.cell(_BASIC, code), facts.cell("three_public", item)
        if item in _BESIDE and whole.state == "missing":
            continue
        yield Relation(f"{_BASIC}/{code}/total=three_public", terms(part), terms(whole), "at_most")
