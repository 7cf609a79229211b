"""Where the tables print what a sentence speaks of (``subjects.yml``).

Not done here: comparing (``rules.prose``, ``rules.changes``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from analysis.checks.facts import Facts
from analysis.checks.formula import parse_operand
from analysis.checks.knowledge import read_yaml
from analysis.checks.relation import Cell, terms
from analysis.checks.rules.across import agree, carries_forward
from analysis.checks.rules.overall import covers_general_only
from analysis.disclosure import records as r
from analysis.disclosure.numbers import YUAN_PER_WAN

_FUNDS = ("general", "fund", "capital")


def _entry(facts: Facts, claim: r.Claim) -> tuple[dict[str, Any], str]:
    """Return the entry of a claim's subject and the code that the subject names.

    A part of the money of a fund is that fund's, whatever section speaks of it.
    """
    subject = claim.subject_key or ""
    kind, _, code = subject.partition("/")
    known = read_yaml("subjects")
    entry = known.get(subject) or (known.get(kind, {}) if code.isdigit() else {})
    whole = facts.subject_of(claim.parent_claim_id)
    where = whole if whole in _FUNDS else claim.section_key
    return {**entry, **entry.get("in", {}).get(where, {})}, code


def table_cells(facts: Facts, claim: r.Claim) -> list[Cell]:
    """Return the cells of the tables that print what a claim states, missing ones too."""
    entry, code = _entry(facts, claim)
    if "carried" in entry and carries_forward(facts):
        entry = {"any": entry["carried"]}
    found = _cells(facts, entry.get("at", ()), code)
    if found or "any" not in entry or claim.value is None:
        return found
    value = claim.value if claim.unit == "wan_yuan" else claim.value / YUAN_PER_WAN
    places = _cells(facts, entry["any"], code)
    printed = [cell for cell in places if cell.value is not None]
    gaps = {abs((cell.value or value) - value): cell for cell in reversed(printed)}
    unread = [cell for cell in places if _is_unread(facts, cell)]
    if gaps and unread and not _fits(facts, claim, gaps[min(gaps)]):
        return unread[:1]  # that table may be the one which is meant
    return [gaps[min(gaps)]] if gaps else []


def _is_unread(facts: Facts, cell: Cell) -> bool:
    return cell.state == "missing" and facts.status(cell.table) == "not_readable"


def _fits(facts: Facts, claim: r.Claim, printed: Cell) -> bool:
    stated = facts.figure(claim.figure_id)
    return stated is not None and agree(terms(stated), terms(printed))


def _cells(facts: Facts, addresses: Sequence[str], code: str) -> list[Cell]:
    found = []
    for text in addresses:
        operand = parse_operand(text.replace("{code}", code))
        row = operand.row
        if row.startswith("function "):
            row = _function_row(facts, operand.table, code)
        found.append(facts.cell(operand.table, row, operand.column))
    return found


def _function_row(facts: Facts, kind: str, code: str) -> str:
    table = facts.tables.get(kind)
    for row in table.rows.values() if table else ():
        if row.function_code == code:
            return row.key
    return code


def earlier_cell(facts: Facts, claim: r.Claim, year: int) -> Cell | None:
    """Return where the overall sheet prints the same thing for an earlier year; None if nowhere.

    The sheet's 财政拨款 is all appropriation, or the general public budget alone, as its figures
    of the budget year show; where they show neither, nothing is compared. They show neither where
    the general public budget is all appropriation of the year, and was not in the earlier one, as
    far as anybody knows.
    """
    entry, _ = _entry(facts, claim)
    if "prior_row" in entry:  # tables that print several years
        table, _, row = entry["prior_row"].partition("/")
        printed = facts.cell(table, row, str(year))
        return printed if printed.value is not None else None
    item = entry.get("prior")
    if item in ("general", "appropriation", "fund"):
        general_only = covers_general_only(facts) and not _had_funds(facts, year)
        if item == "general":
            item = "revenue/appropriation" if general_only else None
        elif item == "fund":
            item = "revenue/other" if general_only else None
        else:
            item = "revenue/total" if general_only and _all_is_appropriation(facts) else None
    cell = facts.cell("overall_funds", item, str(year)) if item else None
    return cell if cell is not None and cell.value is not None else None


def _had_funds(facts: Facts, year: int) -> bool:
    """Whether money of other budgets than the general one may have gone, without a trace here.

    None has where there is such money in the budget year, or where the prose says that its amount
    did not change, or where the document of that year has none.
    """
    if _has_funds(facts) or any(
        s.kind == "unchanged" and s.subject_key == "fund" for s in facts.disclosure.statement
    ):
        return False
    before = Facts(facts.previous) if facts.previous is not None else None
    return before is None or before.year != year or _has_funds(before)


def _has_funds(facts: Facts) -> bool:
    keys = [f"revenue/current_year/{key}" for key in _FUNDS if key != "general"]
    return any(facts.cell("appropriation_summary", key).value for key in keys)


def _all_is_appropriation(facts: Facts) -> bool:
    """Whether the sheet's total of the budget year is the appropriation of the tables."""
    total = facts.cell("overall_funds", "revenue/total").value
    granted = facts.cell("appropriation_summary", "revenue/total").value
    return total is not None and total == granted
