"""What report.qmd says, section by section: functions that take the open report.

Not done here: computing (``analysis.measures``, ``analysis.checks``), the look of a chart or table.
"""

from __future__ import annotations

from analysis.briefing.markdown import Markdown
from analysis.briefing.names import name
from analysis.briefing.report import Report

__all__ = ["head"]

_LATEST = "SELECT unit_name, fiscal_year FROM document ORDER BY fiscal_year DESC LIMIT 1"


def head(report: Report) -> Markdown:
    """The title of the page: unit and year of the latest document."""
    assert report.warehouse is not None
    unit, year = report.warehouse.execute(_LATEST).fetchone() or ("", 0)
    return report.head(
        title=report.plain("report.title", unit=name(unit, report.language), year=year),
        subtitle=report.plain("report.subtitle"),
        kicker=report.plain("report.kicker"),
    )
