"""Figures in sentences against the tables, against each other, and a list against its whole.

Not done here: changes against an earlier year (``changes``), projects (``projects``),
calculations (``derivations``).
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

# Sections whose lists name every part of the whole; elsewhere 其中 may leave parts out.
_COMPLETE = ("procurement", "services", "three_public", "revenue", "expenditure", "basic", "assets")
# Sections whose lists say where the money comes from or goes; a part left unsaid is a finding.
_ACCOUNTED = ("fund", "capital", "general", "revenue", "expenditure")
_PLANNED = "年初预算"  # of final accounts: what the year began with
# The prose about the budget itself, in which one subject has one amount.
_PROSE = (
    *_COMPLETE,
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


def list_sums(facts: Facts) -> Iterator[Relation]:
    """The parts that a sentence lists add up to the whole that it states.

    A list under 其中 need not be complete: then its sum is not more than the whole, and a list
    that leaves a part unsaid is reported as that.
    """
    computed = {
        d.result_figure_id for d in facts.disclosure.derivation if d.kind == "sum"
    }  # the calculations of the prose are tested as such
    partly = {d.result_figure_id for d in facts.disclosure.derivation if d.kind == "of_which"}
    wholes = {claim.claim_id: (claim, cell) for claim, cell in facts.claims}
    parts: dict[tuple[str, str], list[Stated]] = {}
    for claim, cell in facts.claims:
        if claim.parent_claim_id in wholes and claim.measure in ("amount", "count"):
            # 本年收入 and a list by function may follow one whole: two lists, not one
            kind = (claim.subject_key or "").rpartition("/")[0]
            parts.setdefault((claim.parent_claim_id or "", kind), []).append((claim, cell))
    for (parent, kind), below in parts.items():
        claim, whole = wholes[parent]
        key = f"{parent}/{kind}" if kind else parent
        cells = [cell for _, cell in below if cell.unit == whole.unit]
        if claim.project_id is not None or not cells or claim.measure not in ("amount", "count"):
            continue
        left, right = terms(whole), terms(*cells)
        if whole.figure_id in computed:
            continue
        if claim.section_key in _COMPLETE and len(cells) > 1 and whole.figure_id not in partly:
            yield Relation(key, left, right, steps="list")
            continue
        if whole.figure_id not in partly:
            yield Relation(f"{key}/at_most", right, left, "at_most", steps="list")
        if claim.section_key in _ACCOUNTED and not agree(left, right):
            yield Relation(key, left, right, severity="scope", variant="incomplete", guards=False)


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
