"""Basic expenditure where the economic classes alone tell it, or a table of all appropriation.

Not done here: tables with columns of 人员经费 and 公用经费 (``coded``, ``prose``).
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis.checks.facts import Facts
from analysis.checks.interval import ZERO
from analysis.checks.relation import Cell, Relation, terms
from analysis.checks.rules.across import agree, table_total
from analysis.checks.rules.coded import PERSONNEL
from analysis.checks.rules.prose import amounts, is_slip
from analysis.checks.tables import Table

_OF_ALL, _GENERAL = "appropriation_basic_expenditure", "general_basic_expenditure"
_TABLE_OF = {"basic": _GENERAL, "appropriation_basic": _OF_ALL}
_AGENCY = "agency_operating"
_OTHER_FUNDS = {"fund_expenditure": "fund", "capital_expenditure": "capital"}


def appropriation_basic(facts: Facts) -> Iterator[Relation]:
    """Basic expenditure of all appropriation holds that of the general public budget.

    It is the same where the other two funds have no money.
    """
    table = facts.tables.get(_OF_ALL)
    only_general = all(_has_none(facts, kind, fund) for kind, fund in _OTHER_FUNDS.items())
    for code in table.rows if table and _GENERAL in facts.tables else ():
        whole, part = facts.cell(_OF_ALL, code), facts.cell(_GENERAL, code)
        if part.state == "missing" and not only_general:
            continue
        if only_general:
            yield Relation(f"{_OF_ALL}/{code}", terms(whole), terms(part))
        else:
            yield Relation(f"{_OF_ALL}/{code}", terms(part), terms(whole), "at_most")


def agency_rows(facts: Facts) -> Iterator[Relation]:
    """Where agency operating expenses are all operating expenditure, they are it row by row.

    Some places add project money to them; then the totals differ and the rows say nothing.
    """
    agency, basic = facts.tables.get(_AGENCY), facts.tables.get(_GENERAL)
    if agency is None or basic is None:
        return
    operating = [code for code in _classes(basic) if code not in PERSONNEL]
    right = terms(*(facts.cell(_GENERAL, code) for code in operating))
    if agree(table_total(facts, _AGENCY), right):
        for code in agency.rows:
            if code.isdigit():
                left = terms(facts.cell(_AGENCY, code))
                yield Relation(f"{_AGENCY}/{code}", left, terms(facts.cell(_GENERAL, code)))


def _classes(table: Table) -> list[str]:
    return [code for code in table.rows if len(code) == 3 and code.isdigit()]


def _has_none(facts: Facts, kind: str, fund: str) -> bool:
    """Whether the document shows no money of a fund, neither in its table nor in the summary."""
    granted = facts.cell("appropriation_summary", f"revenue/current_year/{fund}")
    if granted.value:
        return False
    if facts.status(kind) == "declared_empty":
        return True
    if kind not in facts.tables:
        return facts.status(kind) == "absent"
    cells = [cell for term in table_total(facts, kind) for cell in term.factors]
    return bool(cells) and all(cell.value == 0 for cell in cells)


def purposes(facts: Facts) -> Iterator[Relation]:
    """Personnel and operating expenditure of the prose are sums of economic classes.

    Personnel (人员经费) is wages and allowances to persons, operating (公用经费) all other classes.
    Where they are not, and no figure is mistyped, the place counts single items otherwise.
    """
    for claim, cell in amounts(facts):
        kind, purpose = _TABLE_OF.get(claim.section_key or ""), claim.subject_key or ""
        if kind is None or purpose not in ("personnel", "operating"):
            continue
        table = facts.tables.get(kind)
        if table is None:
            yield Relation(claim.claim_id, terms(cell), terms(facts.cell(kind, "total", purpose)))
            continue
        wanted = [c for c in _classes(table) if (c in PERSONNEL) is (purpose == "personnel")]
        if purpose in table.columns or not wanted:
            continue
        parts = [facts.cell(kind, code) for code in wanted]
        if agree(terms(cell), terms(*parts)) or _is_slip_of_sum(cell, parts):
            yield Relation(claim.claim_id, terms(cell), terms(*parts))
        else:
            yield Relation(claim.claim_id, terms(cell), op="given", reason="scope_not_stated")


def _is_slip_of_sum(cell: Cell, parts: list[Cell]) -> bool:
    values = [part.value for part in parts if part.value is not None]
    if len(values) < len(parts):
        return False
    return is_slip(cell, sum(values, ZERO), min(part.step for part in parts))
