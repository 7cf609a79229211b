"""Amounts in the text of a project against the lines of its sheet.

Not done here: calculations (``derivations``), the budget as a whole (``projects``).
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis.checks.facts import Facts
from analysis.checks.relation import Relation, terms
from analysis.checks.rules.project_sums import year_cells
from analysis.checks.rules.projects import funding
from analysis.disclosure.vocabulary import fold

_SHORTEST_NAME = 3  # characters; shorter names say too little to match by


def details_in_text(facts: Facts) -> Iterator[Relation]:
    """An expenditure line has the same amount in the list and in the text that explains it.

    A paragraph of the text speaks of the line whose name holds its own, or is held by it, the
    characters in order; where several lines fit, nothing is compared.
    """
    for claim, cell in facts.claims:
        if (
            claim.section_key != "derivation"
            or claim.measure != "amount"
            or claim.parent_claim_id
            or claim.fiscal_year not in (None, facts.year)
        ):
            continue
        fitting = [
            (detail.seq, facts.figure(detail.figure_id))
            for detail in facts.disclosure.project_detail
            if detail.project_id == claim.project_id
            and detail.seq
            and is_named_alike(claim.subject or "", detail.item or "")
        ]
        seq, line = fitting[0] if len(fitting) == 1 else (0, None)
        if line is not None:
            key = f"{claim.project_id}/{seq}={claim.claim_id}"
            yield Relation(key, terms(line), terms(cell))


def is_named_alike(one: str, other: str) -> bool:
    """Whether one name is the other with characters left out."""
    short, long = sorted((fold(one), fold(other)), key=len)
    characters = iter(long)
    return len(short) >= _SHORTEST_NAME and all(c in characters for c in short)


def grants_in_text(facts: Facts) -> Iterator[Relation]:
    """Grants of a higher level have the same amount in the text and among the sources."""
    for claim, cell in facts.claims:
        if claim.project_id and claim.subject_key == "higher_level_grants":
            source = funding(facts, claim.project_id).get("higher_level")
            if claim.measure == "amount" and source is not None:
                yield Relation(claim.claim_id, terms(cell), terms(source))


def paid_within_budget(facts: Facts) -> Iterator[Relation]:
    """What was paid in a year is not more than the budget of that year."""
    for claim, cell in facts.claims:
        if claim.measure == "paid" and claim.project_id and claim.fiscal_year:
            budget = year_cells(facts, claim.fiscal_year, claim.project_id)
            if budget:
                yield Relation(claim.claim_id, terms(cell), terms(*budget), "at_most")
