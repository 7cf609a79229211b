"""The overall performance sheet (整体支出绩效目标申报表): make-up, shares, and the tables.

Not done here: its list of projects (``projects``), its indicators (``indicators``).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from analysis.checks.facts import Facts
from analysis.checks.relation import Cell, Relation, terms
from analysis.checks.rules.across import agree
from analysis.disclosure import records as r

_WHOLE = Cell("100 %", "", "100%", "", Decimal(100), unit="percent", state="value", printed="100")


def _sides(facts: Facts) -> Iterator[tuple[str, int, dict[str, r.YearlyTotal]]]:
    """Yield side, year and the items of each column of the sheet."""
    found: dict[tuple[str, int], dict[str, r.YearlyTotal]] = {}
    for line in facts.disclosure.yearly_total:
        found.setdefault((line.side, line.fiscal_year), {})[line.item_key] = line
    for (side, year), items in found.items():
        yield side, year, items


def _at(facts: Facts, side: str, item: str, year: int) -> Cell:
    return facts.cell("overall_funds", f"{side}/{item}", str(year))


def parts(facts: Facts) -> Iterator[Relation]:
    """Each year's total is the sum of its items."""
    for side, year, items in _sides(facts):
        below = [_at(facts, side, item, year) for item in items if item != "total"]
        if "total" in items and below:
            total = _at(facts, side, "total", year)
            yield Relation(f"{side}/{year}", terms(total), terms(*below))


def balance(facts: Facts) -> Iterator[Relation]:
    """Each year's revenue equals its expenditure."""
    for year in sorted({line.fiscal_year for line in facts.disclosure.yearly_total}):
        left, right = (_at(facts, side, "total", year) for side in ("revenue", "expenditure"))
        yield Relation(str(year), terms(left), terms(right))


def shares(facts: Facts) -> Iterator[Relation]:
    """A printed share is the item's amount over the total of its side."""
    for side, year, items in _sides(facts):
        for key, line in items.items():
            share = facts.figure(line.share_figure_id)
            if share is not None:
                amount, total = (_at(facts, side, item, year) for item in (key, "total"))
                yield Relation(
                    f"{side}/{key}/{year}", terms(share), terms(amount), "ratio", terms(total)
                )


def share_sums(facts: Facts) -> Iterator[Relation]:
    """The shares of a side add up to 100 per cent."""
    for side, year, items in _sides(facts):
        parts = [line for key, line in items.items() if key != "total"]
        cells = [facts.figure(line.share_figure_id) for line in parts]
        printed = [cell for cell in cells if cell is not None]
        if len(printed) > 1 and len(printed) == len(cells):
            yield Relation(f"{side}/{year}", terms(_WHOLE), terms(*printed))


def appropriation(facts: Facts) -> Iterator[Relation]:
    """What the sheet calls fiscal appropriation is the appropriation of the tables.

    Where it is the general public budget alone, and the fund stands under 其他资金, the amounts
    are right and the label is not.
    """
    left = facts.cell("overall_funds", "revenue/appropriation")
    right = facts.cell("appropriation_summary", "revenue/total")
    if left.value is None:
        return
    relation = Relation("appropriation", terms(left), terms(right))
    if not agree(relation.left, relation.right) and covers_general_only(facts):
        relation.variant, relation.severity = "general_only", "scope"
        relation.words = {"other": facts.cell("overall_funds", "revenue/other").printed}
    yield relation


def covers_general_only(facts: Facts) -> bool:
    """Whether the sheet's 财政拨款 of the budget year is the general public budget alone.

    One of two signs is enough, so that one wrong figure does not hide what the sheet means.
    """
    stated = terms(facts.cell("overall_funds", "revenue/appropriation"))
    other = terms(facts.cell("overall_funds", "revenue/other"))
    granted, fund = (
        terms(facts.cell("appropriation_summary", f"revenue/current_year/{key}"))
        for key in ("general", "fund")
    )
    spent = terms(facts.cell("general_expenditure", "total"))
    return agree(stated, granted) or agree(stated, spent) or agree(other, fund)
