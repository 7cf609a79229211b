"""What the prose says of change: earlier figures, percentages, direction words, 持平.

Not done here: reasons against the lines that moved (``reasons``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from analysis.checks.facts import Facts, Stated
from analysis.checks.judge import is_cut_off
from analysis.checks.relation import Cell, Relation, Term, terms
from analysis.checks.subjects import earlier_cell, table_cells
from analysis.disclosure import records as r


@dataclass(frozen=True, slots=True)
class Change:
    """A stated change with the current figure that it belongs to and, if stated, its per cent."""

    claim: r.Claim
    cell: Cell
    current: Cell | None
    percent: Cell | None

    @property
    def prior(self) -> tuple[Term, ...]:
        """The earlier figure as current ∓ change."""
        assert self.current is not None
        sign = {"up": -1, "down": 1}.get(self.claim.direction or "", 0)
        change = (Term((self.cell,), sign),) if sign else ()
        return (*terms(self.current), *change)


def stated_changes(facts: Facts) -> Iterator[Change]:
    """Yield every change of an amount that the prose states, with what it belongs to."""
    for claim, cell in facts.claims:
        if claim.measure != "change" or cell.unit != "wan_yuan" or claim.project_id:
            continue
        percent = _beside(facts, claim, "change_pct")
        yield Change(claim, cell, current_of(facts, claim), percent[1] if percent else None)


def _beside(facts: Facts, claim: r.Claim, measure: str) -> Stated | None:
    """Return the claim of another measure in the same sentence about the same subject."""
    for other, cell in facts.claims:
        if (
            other.measure == measure
            and other.section_key == claim.section_key
            and other.subject_key == claim.subject_key
            and other.base_year == claim.base_year
            and other.sentence == claim.sentence
        ):
            return other, cell
    return None


def current_of(facts: Facts, claim: r.Claim) -> Cell | None:
    """Return the amount that a change leads to: in the same section, else in the tables."""
    best: Cell | None = None
    for other, cell in facts.claims:
        if (
            other.measure == "amount"
            and other.section_key == claim.section_key
            and other.subject_key == claim.subject_key
            and other.fiscal_year in (None, facts.year)
            and other.project_id == claim.project_id
            and (best is None or other.sentence == claim.sentence)
        ):
            best = cell
    if best is not None:
        return best
    printed = [cell for cell in table_cells(facts, claim) if cell.value is not None]
    return printed[0] if printed else None


def percentages(facts: Facts) -> Iterator[Relation]:
    """The change over the earlier figure is the stated percentage, at its printed precision."""
    for change in stated_changes(facts):
        if change.percent is not None and change.current is not None and len(change.prior) > 1:
            right = terms(change.cell)
            key = change.claim.claim_id
            yield _percent(Relation(key, terms(change.percent), right, "ratio", change.prior))


def _percent(relation: Relation) -> Relation:
    if is_cut_off(relation):
        relation.variant, relation.severity = "cut_off", "weak"
    return relation


def percentages_of_two(facts: Facts) -> Iterator[Relation]:
    """A percentage fits the two years' figures that its sentence gives."""
    for claim, percent in facts.stated(measure="change_pct"):
        if _beside(facts, claim, "change") or not claim.base_year:
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
        )
    if silent:  # said once, not for every change of the document
        yield Relation("earlier_years", op="given", reason="no_earlier_figure")


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


def parts_of_change(facts: Facts) -> Iterator[Relation]:
    """The changes of the three public items add up to the change of their total."""
    changes = {c.claim.subject_key: c for c in stated_changes(facts)}
    total = changes.get("three_public/total")
    if total is None:
        return
    parts = ("three_public/overseas", "three_public/vehicles", "three_public/reception")
    sign = {"up": 1, "down": -1}
    right: list[Term] = []
    for part in parts:
        if part in changes:
            claim = changes[part].claim
            right.append(Term((changes[part].cell,), sign.get(claim.direction or "", 1)))
        elif not any(
            statement.kind == "unchanged" and statement.subject_key == part
            for statement in facts.disclosure.statement
        ):
            return  # nothing is said of this part
    left = (Term((total.cell,), sign.get(total.claim.direction or "", 1)),)
    if right:
        yield Relation("three_public", left, tuple(right))
