"""Year to year: what this document calls last year's figure, and what last year's document said.

Not done here: trends over documents (``analysis.measures``).
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis.checks.facts import Facts
from analysis.checks.relation import Relation, terms
from analysis.checks.rules.projects import current
from analysis.checks.stated_changes import stated_changes


def yearly_totals(facts: Facts) -> Iterator[Relation]:
    """Last year's totals of the overall sheet are those that last year's document printed."""
    if facts.previous is None:
        yield Relation(str(facts.year - 1), op="given", reason="no_previous_document")
        return
    before = Facts(facts.previous)
    for line in facts.disclosure.yearly_total:
        now = facts.figure(line.figure_id)
        then = before.cell("overall_funds", f"{line.side}/{line.item_key}", str(line.fiscal_year))
        if line.fiscal_year < facts.year and now is not None and then.value is not None:
            key = f"{line.side}/{line.item_key}/{line.fiscal_year}"
            yield Relation(key, terms(now), terms(then))


def project_years(facts: Facts) -> Iterator[Relation]:
    """Last year's budget of a project is what last year's document printed for it."""
    if facts.previous is None:
        return
    before = Facts(facts.previous)
    known = {project.project_id: project for project in facts.previous.project}
    for line in facts.disclosure.project_year:
        project = known.get(line.project_id)
        now = facts.figure(line.figure_id)
        if line.fiscal_year != before.year or line.component or project is None or now is None:
            continue
        then = current(before, project)
        if then is not None:
            yield Relation(f"{line.project_id}/{line.fiscal_year}", terms(now), terms(then))


def prose_changes(facts: Facts) -> Iterator[Relation]:
    """The earlier figure that a change leads back to is what last year's prose stated."""
    if facts.previous is None:
        return
    before = Facts(facts.previous)
    for change in stated_changes(facts):
        if change.current is None or change.claim.base_year != before.year:
            continue
        for claim, cell in before.claims:
            if (
                claim.measure == "amount"
                and claim.section_key == change.claim.section_key
                and claim.subject_key == change.claim.subject_key
                and claim.fiscal_year in (None, before.year)
                and claim.subject_key
            ):
                yield Relation(change.claim.claim_id, change.prior, terms(cell))
                break
