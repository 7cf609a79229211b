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
    """The title of the page: unit and year of the document that the report is about."""
    about = subject(report)
    return report.head(
        title=report.plain(
            "report.title", unit=name(about.unit_name, report.language), year=about.year
        ),
        subtitle=report.plain("report.subtitle"),
        kicker=report.plain("report.kicker"),
    )
