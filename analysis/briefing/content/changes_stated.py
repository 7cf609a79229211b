"""Changes that the text states itself: of the money as a whole, and of single lines of the budget.

They stand in for what no table tells: a document that prints one year says in its text how that
differs from the last. Not done here: reading and computing them (``analysis.measures``), judging
them (``analysis.checks``), the “three public” expenses (``three_public``).
"""

from __future__ import annotations

from analysis.briefing.content.context import Row, rows_of, subject
from analysis.briefing.content.phrases import blocks
from analysis.briefing.content.quantities import quantity
from analysis.briefing.content.subjects import subject_name
from analysis.briefing.content.two_years import table_of_two_years
from analysis.briefing.markdown import Markdown
from analysis.briefing.names import inline
from analysis.briefing.report import Report

__all__ = ["headline_change", "stated_table"]

# What stands for the money as a whole, the widest first.
_WHOLE = ("total", "total_expenditure", "total_revenue", "appropriation", "general")
_ELSEWHERE = ("three_public", "project/")  # these have sections of their own


def headline_change(report: Report) -> Markdown:
    """The stated change of the widest whole that has one, in a clause; empty where none has."""
    rows = {row["subject_key"]: row for row in reversed(_stated(report))}
    row = next((rows[key] for key in _WHOLE if key in rows), None)
    if row is None:
        return Markdown("")
    return report.say(
        "changes.stated.clause",
        name=inline(subject_name(report, row["subject_key"])),
        change=quantity(row, "change_wan"),
        pct=quantity(row, "change_pct", 1),
        previous_year=row["previous_year"],
    )


def stated_table(report: Report) -> Markdown:
    """A table of what the text says of each line, the largest change first; empty where it does
    not say anything of the kind.
    """
    first = {row["subject_key"]: row for row in reversed(_stated(report))}
    rows = sorted(first.values(), key=lambda row: (_place(row), -abs(row["change_wan"])))
    if not rows:
        return Markdown("")
    names = [subject_name(report, row["subject_key"]) for row in rows]
    table = table_of_two_years(report, rows, names)
    caption = report.say("changes.stated.table")
    return blocks(
        report.say("changes.stated.lead"),
        report.table(table, name="stated-changes", caption=caption),
    )


def _stated(report: Report) -> list[Row]:
    """The changes of the year that the text states with an amount, in its order."""
    return [
        row
        for row in rows_of(report, "stated_changes")
        if row["fiscal_year"] == subject(report).year
        and row["project_id"] is None
        and not row["subject_key"].startswith(_ELSEWHERE)
        and row["change_wan"] is not None
        and (row["amount_wan"] or row["previous_wan"])  # nothing in both years is no news
    ]


def _place(row: Row) -> int:
    key = row["subject_key"]
    return _WHOLE.index(key) if key in _WHOLE else len(_WHOLE)
