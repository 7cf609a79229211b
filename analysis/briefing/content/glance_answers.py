"""The first questions of a reader, answered in a line each: where from, what for, what changed and
why, and whether the document can be relied on.

Not done here: what changed (``glance_changed``), the numbers in boxes and the chart (``glance``).
"""

from __future__ import annotations

from collections import Counter

from analysis.briefing.content.agreement_cards import STRONG
from analysis.briefing.content.context import (
    Row,
    check_results,
    connection_of,
    findings_of,
    subject,
    tested_in,
)
from analysis.briefing.content.frames import has_amount, row_name
from analysis.briefing.content.glance_changed import what_changed
from analysis.briefing.content.glance_chart import largest_classes
from analysis.briefing.content.money import sources_of_all
from analysis.briefing.content.phrases import first_known, joined, sentences
from analysis.briefing.content.projects_facts import all_projects
from analysis.briefing.content.quantities import counted, quantity
from analysis.briefing.markdown import Markdown
from analysis.briefing.names import inline, name
from analysis.briefing.report import Report

__all__ = ["answers"]

_NAMED = 3  # parts of a whole that a line names; the table behind it has all
_UNREAD = "SELECT count(*) FROM section WHERE document_id = ? AND status = 'not_readable'"


def answers(report: Report) -> Markdown:
    """A list with a line for each question that the document answers."""
    lines = (_where_from(report), _what_for(report), what_changed(report), _trust(report))
    listed = "\n".join(f"- {line}" for line in lines if line)
    return Markdown(listed)


def _where_from(report: Report) -> Markdown:
    rows = sources_of_all(report)
    if len(rows) == 1:
        return report.say("answers.from.one", name=inline(row_name(report, rows[0])))
    return report.say("answers.from", parts=_shares(report, rows)) if rows else Markdown("")


def _what_for(report: Report) -> Markdown:
    rows = largest_classes(report)
    said = []
    if rows:
        more = Markdown("")
        if len(rows) > _NAMED:
            number = counted(report, len(rows) - _NAMED, "count.parts")
            more = report.say("answers.more", more=number)
        key = first_known(f"answers.for.{rows[0]['scope']}", "answers.for")
        said.append(report.say(key, parts=_shares(report, rows[:_NAMED]), more=more))
    projects = all_projects(report)
    if len(projects) > 1 and has_amount(largest := projects[0].years[-1]):
        called = inline(name(projects[0].name, report.language, "project"))
        amount = quantity(largest, "amount_wan")
        said.append(report.say("answers.for.project", name=called, amount=amount))
    return sentences(report, *said)


def _shares(report: Report, rows: list[Row]) -> Markdown:
    return joined(
        report,
        (
            report.say(
                "answers.part",
                name=inline(row_name(report, row)),
                share=quantity(row, "share_pct", 1),
            )
            for row in rows
        ),
    )


def _trust(report: Report) -> Markdown:
    """How much of what was tested holds, what kind of findings there are, what was not read."""
    verdicts = Counter(result.verdict for result in check_results(report))
    tested = tested_in(report)
    said = []
    if tested:
        holds = counted(report, verdicts["exact"] + verdicts["rounding"], "count.holds")
        said.append(
            report.say(
                "answers.trust",
                findings=counted(report, len(findings_of(report)), "count.findings"),
                holds=holds,
                tested=counted(report, tested, "count.tested"),
            )
        )
        said.append(_kinds(report))
    query = [subject(report).document_id]
    (unread,) = connection_of(report).execute(_UNREAD, query).fetchone() or (0,)
    if unread:
        said.append(report.say("answers.unread", number=counted(report, unread, "count.unread")))
    return sentences(report, *said)


def _kinds(report: Report) -> Markdown:
    """How many findings there are of each kind; those that weigh little are one kind."""
    found = Counter(finding.severity for finding in findings_of(report))
    numbers = {kind: found.pop(kind, 0) for kind in STRONG} | {"lesser": found.total()}
    parts = [
        report.say(f"answers.kind.{kind}", number=counted(report, number, "count.findings"))
        for kind, number in numbers.items()
        if number
    ]
    return report.say("answers.kinds", parts=joined(report, parts)) if parts else Markdown("")
