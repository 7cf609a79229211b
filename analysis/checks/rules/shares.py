"""Shares that the prose states (占 60.1 %) against the part and the whole that they are of.

What the share is of is the line that its words name (占总支出预算), the list that its part stands
in, or the amount that the section is about. The first that fits counts; where none fits, the first
one. Not done here: the shares of the overall performance sheet (``overall``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from analysis.checks.facts import Facts, Stated
from analysis.checks.judge import is_cut_off, judge
from analysis.checks.knowledge import read_yaml
from analysis.checks.relation import Cell, Relation, terms
from analysis.checks.subjects import table_cells
from analysis.disclosure import records as r
from analysis.disclosure.prose.subjects import subject_key
from analysis.disclosure.vocabulary import fold

_NAMED = r"占(?P<whole>[^，,。；;：:占\d]{0,24}?)的?(?:比重|比例|比)?(?:为|约|达)?"
_NOTHING = ("", "比", "比重", "比例")
_HUNDRED = 100


def shares(facts: Facts) -> Iterator[Relation]:
    """A stated share is its part over the whole that it is of, at its printed precision.

    One step more or less that makes the shares of a sentence add to 100 is no contradiction.
    """
    stated = [
        (claim, cell, *_of(facts, index))
        for index, (claim, cell) in enumerate(facts.claims)
        if claim.measure == "share_pct" and claim.project_id is None
    ]
    for claim, percent, part, named in stated:
        wholes = _wholes(facts, part, named) if part and named is not None else []
        relations = [
            Relation(claim.claim_id, terms(percent), terms(part[1]), "ratio", terms(whole))
            for whole in wholes
            if part and whole.value and whole.unit == part[1].unit
        ]
        fitting = [one for one in relations if judge(one).verdict in ("exact", "rounding")]
        if fitting or relations:
            yield _settled((fitting or relations)[0], [s for s in stated if _beside(s[0], claim)])


def _beside(other: r.Claim, claim: r.Claim) -> bool:
    return (other.section_key, other.sentence) == (claim.section_key, claim.sentence)


def _of(facts: Facts, index: int) -> tuple[Stated | None, str | None]:
    """Return the amount before a share that it is said of, and the words for the whole.

    The words are None where they name something that is no line of the budget.
    """
    claim, cell = facts.claims[index]
    part = next(
        (
            (other, amount)
            for other, amount in reversed(facts.claims[:index])
            if other.measure == "amount"
            and _beside(other, claim)
            and other.subject == claim.subject
            and other.fiscal_year == claim.fiscal_year
        ),
        None,
    )
    found = re.search(_NAMED + re.escape(cell.printed) + "[%％]", fold(claim.sentence or ""))
    words = found["whole"] if found else ""
    if words in _NOTHING:
        return part, ""
    return part, subject_key(words, claim.section_key or "")


def _wholes(facts: Facts, part: Stated, named: str) -> list[Cell]:
    claim, _ = part
    if named:
        return _amounts(facts, named, claim)
    listed = [cell for other, cell in facts.claims if other.claim_id == claim.parent_claim_id]
    leading = _leading().get(claim.section_key or "", ())
    return listed + [cell for key in leading for cell in _amounts(facts, key, claim)]


def _amounts(facts: Facts, key: str, claim: r.Claim) -> list[Cell]:
    """Return where the budget year's amount of a subject is said in the section, or printed."""
    said = [
        cell
        for other, cell in facts.claims
        if other.measure == "amount"
        and (other.subject_key, other.section_key) == (key, claim.section_key)
        and other.fiscal_year == claim.fiscal_year
    ]
    return said + table_cells(facts, replace(claim, subject_key=key))


@cache
def _leading() -> dict[str, tuple[str, ...]]:
    """Return the subjects that a section is about (``shares.yml``)."""
    return {section: tuple(keys) for section, keys in read_yaml("shares").items()}


def _settled(relation: Relation, beside: list[tuple[r.Claim, Cell, object, object]]) -> Relation:
    if is_cut_off(relation):
        relation.variant, relation.severity = "cut_off", "weak"
    judgement = judge(relation)
    percent = relation.left[0].factors[0]
    values = [cell.value for _, cell, _, _ in beside if cell.value is not None]
    if judgement.verdict != "contradiction" or judgement.left is None or judgement.right is None:
        return relation
    gap = abs(judgement.left - judgement.right)
    if sum(values) == _HUNDRED and len(values) > 1 and gap < percent.step:
        relation.reason = "made_to_add_up"
    return relation
