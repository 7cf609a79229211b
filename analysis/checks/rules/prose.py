"""Figures in sentences against the tables and against each other.

Not done here: changes against an earlier year (``changes``), lists (``lists``), projects
(``projects``), calculations (``derivations``).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from analysis.checks.facts import Facts, Stated
from analysis.checks.judge import is_cut_off
from analysis.checks.relation import Cell, Relation, terms
from analysis.checks.rules.across import agree
from analysis.checks.slips import slip
from analysis.checks.subjects import table_cells
from analysis.disclosure.vocabulary import fold

_PLANNED = "年初预算"  # of final accounts: what the year began with
# The prose about the budget itself, in which one subject has one amount.
_PROSE = (
    "procurement",
    "services",
    "three_public",
    "revenue",
    "expenditure",
    "basic",
    "assets",
    "overall",
    "appropriation",
    "appropriation_expenditure",
    "appropriation_basic",
    "general",
    "fund",
    "capital",
    "projects",
    "operating_cost",
)


def amounts(facts: Facts) -> Iterator[Stated]:
    """Yield the amounts that the prose states of the budget year.

    The tables of final accounts print what was spent; what their prose says of the budget is
    another figure.
    """
    final = facts.disclosure.document.document_kind == "final_accounts"
    for claim, cell in facts.claims:
        if final and _PLANNED in (claim.subject or ""):
            continue
        if (
            claim.measure == "amount"
            and claim.section_key in _PROSE
            and claim.project_id is None
            and claim.fiscal_year in (None, facts.year)
            and claim.unit in ("wan_yuan", "yuan")
        ):
            yield claim, cell


def against_tables(facts: Facts) -> Iterator[Relation]:
    """A figure that the prose and a table both give is the same in both."""
    for claim, cell in amounts(facts):
        places = table_cells(facts, claim)
        printed = [place for place in places if place.value is not None]
        for place in printed or places[:1]:
            relation = Relation(f"{claim.claim_id}={place.table}", terms(cell), terms(place))
            if is_cut_off(relation):
                relation.variant, relation.severity = "cut_off", "weak"
            yield relation


def against_prose(facts: Facts) -> Iterator[Relation]:
    """Where no table prints it, the prose gives one subject of one section kind one amount."""
    first: dict[tuple[str, str], Cell] = {}
    for claim, cell in amounts(facts):
        if not claim.subject_key or any(c.value is not None for c in table_cells(facts, claim)):
            continue
        # another wording may mean a part of it (其中预留给小型和微型企业)
        key = (f"{claim.section_key}/{claim.subject_key}", fold(claim.subject or ""))
        if key in first:
            yield Relation(claim.claim_id, terms(cell), terms(first[key]))
        else:
            first[key] = cell


def project_scope(facts: Facts) -> Iterator[Relation]:
    """The heading of the projects says 项目支出; the amount is that of one of the scopes.

    Where it is the general public budget's and not the whole, the label leaves that out.
    """
    whole = facts.cell("expenditure_summary", "total", "project")
    general = facts.cell("general_expenditure", "total", "project")
    for claim, cell in amounts(facts):
        if claim.section_key != "projects" or claim.subject_key != "project":
            continue
        if agree(terms(cell), terms(whole)) or not agree(terms(cell), terms(general)):
            yield Relation(claim.claim_id, terms(cell), terms(whole))
        else:
            yield Relation(f"{claim.claim_id}/general", terms(cell), terms(general))
            yield Relation(
                claim.claim_id,
                terms(cell),
                terms(whole),
                severity="scope",
                variant="general_only",
                cause="project_expenditure_scope",
                guards=False,
            )


def performance_scope(facts: Facts) -> Iterator[Relation]:
    """The money under performance management is project expenditure of a scope that is printed.

    Where it is none, and no such figure mistyped, its scope is not stated.
    """
    for claim, cell in facts.stated("performance", subject_key="performance_managed"):
        if claim.measure != "amount" or not cell.value:
            continue
        whole = facts.cell("expenditure_summary", "total", "project")
        general = facts.cell("general_expenditure", "total", "project")
        printed = [c for c in (whole, general) if c.value is not None]
        fitting = [c for c in printed if agree(terms(cell), terms(c))]
        fitting = fitting or [c for c in printed if is_slip(cell, c.value, c.step)]
        if fitting:
            yield Relation(claim.claim_id, terms(cell), terms(fitting[0]))
        else:
            yield Relation(claim.claim_id, terms(cell), op="given", reason="scope_not_stated")


def is_slip(cell: Cell, meant: Decimal | None, step: Decimal) -> bool:
    """Whether a figure is another amount, printed to ``step``, mistyped."""
    if cell.value is None or meant is None:
        return False
    return slip(cell.value, meant, min(cell.step, step)) is not None


def agency_cost(facts: Facts) -> Iterator[Relation]:
    """The agency operating expenses are not more than the operating expenditure of the tables.

    One digit beside it they are all of it, mistyped.
    """
    for claim, cell in facts.stated("operating_cost", subject_key="operating_cost"):
        if claim.measure == "amount" and claim.fiscal_year in (None, facts.year):
            right = facts.cell("general_expenditure", "total", "operating")
            meant = is_slip(cell, right.value, right.step)  # all of it, mistyped
            op = "equal" if meant or agree(terms(cell), terms(right)) else "at_most"
            yield Relation(claim.claim_id, terms(cell), terms(right), op)
