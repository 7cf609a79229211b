"""Stated reasons against the lines that moved.

“主要原因是项目支出增加” is held against project expenditure of the two years in the overall
sheet, and against the budgets of the year before in the project sheets. Not done here: how much
of the movement a line explains (``analysis.checks.explained``).
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis.checks.facts import Facts
from analysis.checks.relation import Cell, Relation, terms
from analysis.checks.rules.project_sums import year_cells
from analysis.checks.rules.projects import current
from analysis.disclosure import records as r

_IN_OVERALL = {"basic": "expenditure/basic", "project": "expenditure/project"}


def named_lines(facts: Facts) -> Iterator[Relation]:
    """The line that a reason names moved the way that it says, where two years are printed."""
    for reason in facts.disclosure.reason:
        key = reason.named_key or ""
        if key not in _IN_OVERALL or reason.named_direction is None:
            continue
        now = facts.cell("overall_funds", _IN_OVERALL[key])
        then = facts.cell("overall_funds", _IN_OVERALL[key], str(facts.year - 1))
        yield Relation(
            f"{reason.reason_id}/{key}",
            terms(now, minus=[then]),
            op="direction",
            direction=reason.named_direction,
            words={"reason": reason.reason or "", "line_one": str(reason.line)},
            guards=False,
        )


def project_sheets(facts: Facts) -> Iterator[Relation]:
    """The project sheets together moved the way that a reason says project expenditure moved.

    Only where every sheet states its budget of the year before; the sheets need not be all
    projects of that year, so the evidence is weak.
    """
    pairs = [_two_years(facts, project.project_id) for project in facts.disclosure.project]
    now = [cell for one, _ in pairs for cell in one]
    then = [cell for _, other in pairs for cell in other]
    complete = bool(pairs) and all(one and other for one, other in pairs)
    said: dict[str, list[r.Reason]] = {}
    for reason in facts.disclosure.reason:
        if reason.named_key == "project" and reason.named_direction and not reason.project_id:
            said.setdefault(reason.named_direction, []).append(reason)
    for direction, reasons in said.items():
        yield Relation(
            direction,
            terms(*now, minus=then) if complete else (),
            op="direction",
            direction=direction,
            reason=None if complete else "years_not_stated",
            words={
                "reason": reasons[0].reason or "",
                "line_one": ", ".join(str(reason.line) for reason in reasons),
            },
            cause="earlier_project_budgets",
            guards=False,
        )


def _two_years(facts: Facts, project_id: str) -> tuple[list[Cell], list[Cell]]:
    project = next(p for p in facts.disclosure.project if p.project_id == project_id)
    cell = current(facts, project)
    return ([cell] if cell else []), year_cells(facts, facts.year - 1, project_id)


def project_changes(facts: Facts) -> Iterator[Relation]:
    """A project's budget moved the way that the reason in its sheet says."""
    for reason in facts.disclosure.reason:
        if reason.project_id is None or reason.direction is None:
            continue
        now, then = _two_years(facts, reason.project_id)
        subject = (reason.subject_key or "project").partition("/")[0]
        if subject in ("project", "total") and now and then:
            yield Relation(
                reason.reason_id,
                terms(*now, minus=then),
                op="direction",
                direction=reason.direction,
                words={"reason": reason.reason or "", "line_one": str(reason.line)},
                guards=False,
            )
