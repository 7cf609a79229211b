"""What the prose says of change: earlier figures, percentages, direction words, 持平.

Not done here: reasons against the lines that moved (``reasons``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from analysis.checks.facts import Facts
from analysis.checks.judge import is_cut_off, judge
from analysis.checks.relation import Cell, Relation, Term, terms
from analysis.checks.stated_changes import beside, stated_changes
from analysis.checks.subjects import earlier_cell
from analysis.disclosure import records as r

_OTHER_BASIS = "口径"


def percentages(facts: Facts) -> Iterator[Relation]:
    """The change over the earlier figure is the stated percentage, at its printed precision.

    A sentence that compares on another basis than the printed one (统计口径) says no earlier one.
    """
    for change in stated_changes(facts):
        if change.percent is not None and change.current is not None and len(change.prior) > 1:
            right = terms(change.cell)
            key = change.claim.claim_id
            if _OTHER_BASIS in (change.claim.sentence or ""):
                yield Relation(key, op="given", reason="other_basis")
                continue
            relation = Relation(key, terms(change.percent), right, "ratio", change.prior)
            if _is_of_this_year(relation, change.current):
                relation.variant = "of_this_year"
            yield _percent(relation)


def _is_of_this_year(relation: Relation, current: Cell) -> bool:
    """Whether a percentage that does not fit is the change over what it led to."""
    instead = replace(relation, over=terms(current))
    return judge(relation).verdict == "contradiction" and judge(instead).verdict == "exact"


def _percent(relation: Relation) -> Relation:
    if not relation.variant and is_cut_off(relation):
        relation.variant, relation.severity = "cut_off", "weak"
    return relation


def percentages_of_two(facts: Facts) -> Iterator[Relation]:
    """A percentage fits the two years' figures that its sentence gives."""
    for claim, percent in facts.stated(measure="change_pct"):
        if beside(facts, claim, "change") or not claim.base_year:
            continue
        then, now = said_before(facts, claim, claim.base_year), said_now(facts, claim)
        if then is not None and now is not None:
            relation = Relation(
                claim.claim_id,
                terms(percent),
                terms(now, minus=[then]),
                "ratio",
                terms(then),
            )
            yield _percent(relation)


def said_before(facts: Facts, claim: r.Claim, year: int) -> Cell | None:
    """Return the figure of an earlier year that the sentence of a claim gives for its subject."""
    for other, cell in facts.claims:
        if (
            other.measure in ("amount", "executed")
            and other.fiscal_year == year
            and (other.subject_key, other.sentence) == (claim.subject_key, claim.sentence)
        ):
            return cell
    return None


def said_now(facts: Facts, claim: r.Claim) -> Cell | None:
    """Return the figure of the budget year that the sentence of a claim gives for its subject."""
    for other, cell in facts.claims:
        if (
            other.measure == "amount"
            and other.fiscal_year == facts.year
            and (other.subject_key, other.sentence) == (claim.subject_key, claim.sentence)
        ):
            return cell
    return None


def earlier_figures(facts: Facts) -> Iterator[Relation]:
    """The earlier figure that a change leads back to is what the document prints for that year."""
    silent = False
    for change in stated_changes(facts):
        if change.current is None or not change.claim.base_year:
            continue
        earlier = _earlier(facts, change.claim, change.claim.base_year)
        if earlier is None and not facts.disclosure.yearly_total:
            silent = True
            continue
        yield Relation(
            change.claim.claim_id,
            change.prior,
            terms(earlier) if earlier else (),
            reason=None if earlier else "no_earlier_figure",
            steps="prose",
        )
    if silent:  # said once, not for every change of the document
        yield Relation("earlier_years", op="given", reason="no_earlier_figure")


def within(facts: Facts) -> Iterator[Relation]:
    """An increase is not more than the amount that it leads to: no budget is below nothing.

    Tested where the sentence gives both and neither a percentage nor an earlier figure says more.
    """
    for change in stated_changes(facts):
        claim, current = change.claim, said_now(facts, change.claim)
        if claim.direction != "up" or not claim.subject_key or change.percent is not None:
            continue
        if current is None or (claim.base_year and _earlier(facts, claim, claim.base_year)):
            continue
        left, right = terms(change.cell), terms(current)
        yield Relation(claim.claim_id, left, right, "at_most", steps="prose", guards=False)


def _earlier(facts: Facts, claim: r.Claim, year: int) -> Cell | None:
    """Return the earlier figure of a subject: in its sentence, else in the overall sheet."""
    return said_before(facts, claim, year) or earlier_cell(facts, claim, year)


def unchanged(facts: Facts) -> Iterator[Relation]:
    """What is said not to have changed has the same figure in the earlier year.

    “基本持平” (about level) promises less and is not tested.
    """
    for statement in facts.disclosure.statement:
        said = statement.value or ""
        year = int(said) if said.isdigit() else facts.year - 1
        if statement.kind != "unchanged" or "基本持平" in (statement.sentence or ""):
            continue
        claim, current = _current_figure(facts, statement)
        if claim is None or current is None:
            continue
        earlier = _earlier(facts, claim, year)
        if earlier is None and not facts.disclosure.yearly_total:
            continue
        yield Relation(
            statement.statement_id,
            terms(current),
            terms(earlier) if earlier else (),
            reason=None if earlier else "no_earlier_figure",
            words={"line_one": str(statement.line)},
        )


def _current_figure(facts: Facts, statement: r.Statement) -> tuple[r.Claim | None, Cell | None]:
    """Return the amount of the year that a statement of “unchanged” speaks of."""
    found: tuple[r.Claim | None, Cell | None] = (None, None)
    for claim, cell in facts.claims:
        if (
            claim.measure == "amount"
            and claim.subject_key == statement.subject_key
            and claim.fiscal_year in (None, facts.year)
            and claim.project_id is None
            and (found[0] is None or claim.sentence == statement.sentence)
        ):
            found = (claim, cell)
    return found


def directions(facts: Facts) -> Iterator[Relation]:
    """The word of a change fits the figures of the two years that the document prints."""
    for change in stated_changes(facts):
        claim = change.claim
        if claim.direction is None or change.current is None or not claim.base_year:
            continue
        earlier = _earlier(facts, claim, claim.base_year)
        if earlier is not None:
            left = terms(change.current, minus=[earlier])
            key = claim.claim_id
            yield Relation(key, left, op="direction", direction=claim.direction)


def _said_unchanged(facts: Facts, part: str) -> bool:
    """Whether the prose says that an item did not change, or each of its own parts."""
    said = {s.subject_key for s in facts.disclosure.statement if s.kind == "unchanged"}
    vehicles = {"three_public/vehicle_purchase", "three_public/vehicle_running"}
    return part in said or (part == "three_public/vehicles" and vehicles <= said)


def parts_of_change(facts: Facts) -> Iterator[Relation]:
    """The changes of the three public items add up to the change of their total."""
    stated = list(stated_changes(facts))
    total = next((c for c in stated if c.claim.subject_key == "three_public/total"), None)
    if total is None:
        return
    # Final accounts compare with several years; like is added to like.
    same = [c for c in stated if c.claim.base_year == total.claim.base_year]
    changes = {c.claim.subject_key: c for c in same}
    parts = ("three_public/overseas", "three_public/vehicles", "three_public/reception")
    sign = {"up": 1, "down": -1}
    right: list[Term] = []
    for part in parts:
        if part in changes:
            claim = changes[part].claim
            right.append(Term((changes[part].cell,), sign.get(claim.direction or "", 1)))
        elif not _said_unchanged(facts, part):
            return  # nothing is said of this part
    left = (Term((total.cell,), sign.get(total.claim.direction or "", 1)),)
    if right:
        yield Relation("three_public", left, tuple(right))
