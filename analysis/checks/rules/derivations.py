"""Calculations in the text of a project: computed, and compared with the amount they explain.

Counts and rates in a product are taken as stated; the amount is the interval that rounds to it.
Not done here: finding the calculations (``analysis.disclosure.prose.derivations``).
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis.checks.facts import Facts
from analysis.checks.interval import Interval
from analysis.checks.judge import judge
from analysis.checks.relation import Cell, Relation, Term, terms
from analysis.disclosure import records as r

_OPS = {"implied_count": "whole", "of_which": "at_most"}


def calculations(facts: Facts) -> Iterator[Relation]:
    """Each stated calculation gives the amount that it explains."""
    by_id: dict[str, list[r.DerivationTerm]] = {}
    for term in facts.disclosure.derivation_term:
        by_id.setdefault(term.derivation_id, []).append(term)
    for derivation in facts.disclosure.derivation:
        result = facts.figure(derivation.result_figure_id)
        right = _terms(facts, by_id.get(derivation.derivation_id, []))
        if result is None or not right:
            continue
        op = _OPS.get(derivation.kind or "", "equal")
        left = terms(result)
        if op == "at_most":
            left, right = right, left
        relation = Relation(
            derivation.derivation_id,
            left,
            right,
            op,
            words={"sentence": derivation.sentence or ""},
            steps="stated",
        )
        if op == "equal" and _cut_off(result, relation):
            relation.variant, relation.severity = "cut_off", "weak"
        yield relation


def _terms(facts: Facts, found: list[r.DerivationTerm]) -> tuple[Term, ...]:
    """Return the terms with all their figures; none where one of these has no value."""
    built: list[Term] = []
    for term in sorted(found, key=lambda term: term.seq):
        cells = [facts.figure(figure_id) for figure_id in term.factor_figure_ids]
        if not cells or any(cell is None or cell.value is None for cell in cells):
            return ()
        built.append(Term(tuple(cell for cell in cells if cell is not None), term.sign or 1))
    return tuple(built)


def _cut_off(result: Cell, relation: Relation) -> bool:
    """Whether the printed amount is the computed one with its last decimals cut off."""
    judgement = judge(relation)
    if judgement.holds or judgement.right is None or result.value is None or not result.step:
        return False
    return (
        Interval(result.value, result.value + result.step).meets(
            Interval(judgement.right, judgement.right)
        )
        and judgement.right < result.value + result.step
    )
