"""What report.qmd says, section by section: functions that take the open report.

Not done here: computing (``analysis.measures``, ``analysis.checks``), the look of a chart or table.
"""

from __future__ import annotations

from analysis.briefing.markdown import Markdown
from analysis.briefing.report import Report
from analysis.measures.quantity import Quantity

__all__ = ["expenditure_total", "head"]

_LATEST = "SELECT unit_name, fiscal_year FROM document ORDER BY fiscal_year DESC LIMIT 1"
_TOTAL = """
    SELECT f.figure_id, f.amount_wan FROM figure f JOIN document d USING (document_id)
    WHERE f.table_kind = 'expenditure_summary' AND f.row_key = 'total' AND f.column_key = 'total'
    ORDER BY d.fiscal_year DESC, f.figure_id LIMIT 1
"""


def head(report: Report) -> Markdown:
    """The title of the page: unit and year of the latest document."""
    assert report.warehouse is not None
    unit, year = report.warehouse.execute(_LATEST).fetchone() or ("", 0)
    return report.head(
        title=report.plain("report.title", unit=unit, year=year),
        subtitle=report.plain("report.subtitle"),
        kicker=report.plain("report.kicker"),
    )


def expenditure_total(report: Report) -> Quantity:
    """Expenditure of the year: 合计 of 支出总表."""
    assert report.warehouse is not None
    found = report.warehouse.execute(_TOTAL).fetchone()
    if found is None:
        return Quantity(None, "wan_yuan")
    return Quantity(found[1], "wan_yuan", "f1", (found[0],))
