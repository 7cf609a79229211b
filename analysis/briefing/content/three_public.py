"""The “three public” expenses: the total and its stated change, then the items.

Not done here: computing the changes (``analysis.measures``).
"""

from __future__ import annotations

from analysis.briefing.content.context import Row, rows_of, subject
from analysis.briefing.content.phrases import blocks, gap, sentences
from analysis.briefing.content.quantities import quantity
from analysis.briefing.content.two_years import table_of_two_years
from analysis.briefing.markdown import Markdown
from analysis.briefing.report import Report
from analysis.briefing.words import Slot

__all__ = ["expenses"]


def expenses(report: Report) -> Markdown:
    """The “three public” expenses: the total and its stated change, then the items."""
    rows = [
        row for row in rows_of(report, "three_public_changes")
        if row["fiscal_year"] == subject(report).year
    ]  # fmt: skip
    if not rows:
        return gap(report, "three_public_changes")
    total = next((row for row in rows if row["item"] == "total"), None)
    said = []
    if total is not None:
        slots: dict[str, Slot] = {
            "total": quantity(total, "amount_wan"),
            "change": quantity(total, "change_wan"),
            "pct": quantity(total, "change_pct", 1),
            "previous": quantity(total, "previous_wan"),
            "previous_year": subject(report).year - 1,
        }
        said.append(report.say("changes.three_public", **slots))
        if total["stated_pct"] is not None:
            stated = quantity(total, "stated_pct")
            said.append(report.say("changes.three_public.stated", stated=stated))
        if total["previous_origin"] == "derived":
            said.append(report.say("changes.three_public.derived"))
    if any(row["previous_origin"] == "last_document" for row in rows):
        said.append(report.say("changes.three_public.last_document"))
    text = sentences(report, *said)
    return blocks(text, _table(report, rows))


def _table(report: Report, rows: list[Row]) -> Markdown:
    names = [report.plain(f"changes.item.{row['item']}") for row in rows]
    totals = [i for i, row in enumerate(rows) if row["item"] == "total"]
    table = table_of_two_years(report, rows, names, bold_rows=totals)
    caption = report.say("changes.three_public.table")
    return report.table(table, name="three-public", caption=caption)
