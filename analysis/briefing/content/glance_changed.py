"""What changed and why, in a line: what moved the total, the reason given for it, and where the
project sheets tell another story.

Not done here: computing (``analysis.measures``), the sections on it (``changes_parts``).
"""

from __future__ import annotations

from analysis.briefing.content.changes_stated import headline_change
from analysis.briefing.content.context import Row, connection_of, of_unit, rows_of, subject
from analysis.briefing.content.phrases import joined, sentences
from analysis.briefing.content.projects_facts import quoted_reason
from analysis.briefing.content.quantities import quantity
from analysis.briefing.markdown import Markdown
from analysis.briefing.names import inline, name
from analysis.briefing.report import Report
from analysis.measures.sheets import stated_reasons

__all__ = ["sheets_against_total", "what_changed"]

_STEPS = 2  # steps that the line names; the waterfall has all
# Whose reason is the reason of the whole change, the first that the document gives.
_WHOLE = ("total_expenditure", "total_revenue", "total", "appropriation")


def what_changed(report: Report) -> Markdown:
    """What moved the total, the reason given for it, and what the project sheets show instead."""
    moved = [
        report.say(
            "answers.moved",
            name=inline(_called(report, row)),
            change=quantity(row, "contribution_wan"),
        )
        for row in _steps(report)[:_STEPS]
    ]
    said = []
    if moved:
        said.append(report.say("answers.changed", parts=joined(report, moved)))
    elif stated := headline_change(report):
        said.append(report.say("answers.changed.stated", stated=stated))
    if said:
        said.append(_reason(report))
        said.append(sheets_against_total(report))
    return sentences(report, *said)


def _steps(report: Report) -> list[Row]:
    """What the change of the total is made of, the largest step first."""
    steps = _contributions(report, "expenditure") or _contributions(report, "function", True)
    parts = [row for row in steps if row["kind"] == "part" and row["contribution_wan"]]
    return sorted(parts, key=lambda row: -abs(row["contribution_wan"]))


def _contributions(report: Report, base: str, told_by_all: bool = False) -> list[Row]:
    rows = of_unit(report, "contributions") if told_by_all else rows_of(report, "contributions")
    year = subject(report).year
    return [row for row in rows if (row["base"], row["fiscal_year"]) == (base, year)]


def _called(report: Report, row: Row) -> str:
    key = row["key"]
    return name(row["name"], report.language) or report.called(f"part.{key}", otherwise=key)


def _reason(report: Report) -> Markdown:
    """The reason that the document gives for the change of its total; none is said to be none."""
    about = subject(report).document_id
    given = {
        row["subject_key"]: row["reason"]
        for row in reversed(stated_reasons(connection_of(report)).to_dicts())
        if row["document_id"] == about and row["project_id"] is None
    }
    reason = next((given[key] for key in _WHOLE if key in given), None)
    if reason is None:
        return Markdown("")
    return report.say("answers.reason", reason=quoted_reason(report, reason))


def sheets_against_total(report: Report) -> Markdown:
    """How the project sheets move together, where they do not give what the total says."""
    rest = [r for r in _contributions(report, "project") if r["kind"] == "not_explained"]
    sheets = [r for r in _contributions(report, "project_sheets") if r["kind"] == "total"]
    if not rest or not sheets or not rest[0]["contribution_wan"]:
        return Markdown("")
    change = quantity(sheets[0], "contribution_wan")
    return report.say("answers.sheets", sheets=change, rest=quantity(rest[0], "contribution_wan"))
