"""Changes that the prose states, each with the figure that it leads to and its per cent.

Not done here: testing them (``rules.changes``).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from analysis.checks.facts import Facts, Stated
from analysis.checks.relation import Cell, Term, terms
from analysis.checks.subjects import table_cells
from analysis.disclosure import records as r


class Change(NamedTuple):
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
        percent = beside(facts, claim, "change_pct")
        yield Change(claim, cell, current_of(facts, claim), percent[1] if percent else None)


def beside(facts: Facts, claim: r.Claim, measure: str) -> Stated | None:
    """Return the claim of another measure in the same sentence about the same subject.

    What no line of the budget is named for is told apart by its words: in “运转类经费压减10%，
    租赁费增加209万元” the per cent is not that of the amount.
    """
    for other, cell in facts.claims:
        if not claim.subject_key and (other.subject or "") not in ("", claim.subject or ""):
            continue
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
    """Return the amount that a change leads to: in the same section, else in the tables.

    What nobody knows is told by its words; of final accounts, what was spent is an amount too.
    """
    best: Cell | None = None
    final = facts.disclosure.document.document_kind == "final_accounts"
    for other, cell in facts.claims:
        if not claim.subject_key and other.subject != claim.subject:
            continue
        if (
            (other.measure == "amount" or (final and other.measure == "executed"))
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
