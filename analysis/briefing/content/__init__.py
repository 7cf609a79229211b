"""What report.qmd says, section by section: functions that take the open report.

Not done here: computing (``analysis.measures``, ``analysis.checks``), the look of a chart or table.
"""

from __future__ import annotations

from analysis.briefing.content.context import subject
from analysis.briefing.markdown import Markdown
from analysis.briefing.names import name
from analysis.briefing.report import Report

__all__ = ["head"]


def head(report: Report) -> Markdown:
    """The title of the page: unit, year and kind of the document that the report is about."""
    about = subject(report)
    of_kind = ".accounts" if about.kind == "final_accounts" else ""
    unit = name(about.unit_name, report.language)
    return report.head(
        title=report.plain(f"report.title{of_kind}", unit=unit, year=about.year),
        subtitle=report.plain("report.subtitle"),
        kicker=report.plain(f"report.kicker{of_kind}"),
    )
