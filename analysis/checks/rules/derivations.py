"""Calculations in the text of a project: computed, and compared with the amount they explain.

Counts and rates in a product are taken as stated; the amount is the interval that rounds to it.
Not done here: finding the calculations (``analysis.disclosure.prose.derivations``).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from analysis.checks.facts import Facts
from analysis.checks.judge import is_cut_off
from analysis.checks.relation import Cell, Relation, Term, terms
from analysis.disclosure import records as r

_HUNDRED = Decimal(100)
_OPS = {"implied_count": "whole", "of_which": "at_most"}


def calculations(facts: Facts) -> Iterator[Relation]:
    """Each stated calculation gives the amount that it explains."""
    by_id: dict[str, list[r.DerivationTerm]] = {}
    for term in facts.disclosure.derivation_term:
        by_id.setdefault(term.derivation_id, []).append(term)
    for derivation in facts.disclosure.derivation:
        result = facts.figure(derivation.result_figure_id)
        right = _terms(facts, by_id.get(derivation.derivation_id, []))
        if result is None or not right or _names_both_sides(facts, right):
            continue
        if derivation.kind == "implied_total":  # a share of a whole that is not printed
            yield Relation(
                derivation.derivation_id, terms(result), op="given", reason="whole_not_stated"
            )
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
            # planned amounts are taken as they stand; figures of the tables were rounded
            steps="stated" if derivation.project_id else "list",
        )
        if op == "equal" and is_cut_off(relation):
            relation.variant, relation.severity = "cut_off", "weak"
        elif op == "at_most":
            relation.variant = "within"
        yield relation


def _terms(facts: Facts, found: list[r.DerivationTerm]) -> tuple[Term, ...]:
    """Return the terms with all their figures; none where one of these has no value."""
    built: list[Term] = []
    for term in sorted(found, key=lambda term: term.seq):
        cells = [facts.figure(figure_id) for figure_id in term.factor_figure_ids]
        known = [cell for cell in cells if cell is not None and cell.value is not None]
        if len(known) < len(cells):
            return ()
        factors = tuple(_fraction(cell) if cell.unit == "percent" else cell for cell in known)
        built.append(Term(factors, term.sign or 1))  # a term without factors counts one thing
    return tuple(built)


def _names_both_sides(facts: Facts, right: tuple[Term, ...]) -> bool:
    """Whether the terms are total revenue and total expenditure: two sides, not two parts."""
    subjects = {claim.figure_id: claim.subject_key for claim, _ in facts.claims}
    named = {subjects.get(cell.figure_id) for term in right for cell in term.factors}
    return {"total_revenue", "total_expenditure"} <= named


def _fraction(cell: Cell) -> Cell:
    """Return a percentage as the factor that it is."""
    value = None if cell.value is None else cell.value / _HUNDRED
    return cell._replace(value=value, step=cell.step / _HUNDRED)
