"""The one chart of the first page: the projects then and now, or where the money goes.

Not done here: the page around it (``glance``), computing (``analysis.measures``).
"""

from __future__ import annotations

import polars as pl

from analysis.briefing import charts, tables
from analysis.briefing.content.context import Row, rows_of, subject
from analysis.briefing.content.frames import (
    bar_rows,
    by_size,
    has_amount,
    listed,
    row_name,
    share_table,
    with_original,
)
from analysis.briefing.content.phrases import absent, blocks, first_known, gap
from analysis.briefing.content.quantities import counted, quantity
from analysis.briefing.markdown import Markdown
from analysis.briefing.names import inline, name
from analysis.briefing.report import Report
from analysis.briefing.words import Slot
from analysis.measures.columns import frame_of

__all__ = ["chart", "largest_classes"]

_DRAWN = 8  # bars or arrows: with more, the page would not hold the findings any more


def chart(report: Report) -> Markdown:
    """Each project's budget, last year and this year; of many projects the largest.

    Without projects that can be compared: the classes that the money goes to.
    """
    rows = [row for row in _projects_now(report) if row["change_wan"] is not None]
    if not rows:
        why = "" if absent(report, "project_budgets") else gap(report, "project_budgets")
        return blocks(_classes_chart(report), why)
    rows.sort(key=lambda row: -max(row["amount_wan"], row["previous_wan"]))
    frame = frame_of(
        [
            {
                "name": name(row["name"], report.language, "project"),
                "original": row["name"],
                **report.sourced(
                    previous=quantity(row, "previous_wan"),
                    amount=quantity(row, "amount_wan"),
                    change=quantity(row, "change_wan"),
                ),
                "label": _moved(report, row),
            }
            for row in rows
        ]
    )
    year = subject(report).year
    fell = sum(row["change_wan"] < 0 for row in rows)
    rose = sum(row["change_wan"] > 0 for row in rows)
    counts: dict[str, Slot] = {
        "projects": counted(report, len(rows), "count.compared"),
        "fell": counted(report, fell, "count.fell"),
        "rose": counted(report, rose, "count.rose"),
        "previous_year": year - 1,
    }
    drawn = frame.head(_DRAWN)
    caption = _captioned(report, report.say("glance.chart", **counts), frame)
    labels = with_original(report, {"name": report.plain("head.name")})
    labels |= {
        "previous": report.plain("head.previous", year=year - 1),
        "amount": report.plain("head.current", year=year),
        "change": report.plain("head.change"),
    }
    return report.chart(
        lambda sheet: charts.pairs(drawn, str(year - 1), str(year), sheet),
        name="projects-now",
        caption=caption,
        alt_text=report.plain("glance.chart.alt", **counts, listed=listed(report, drawn)),
        data=tables.build(frame, labels),
    )


def _classes_chart(report: Report) -> Markdown:
    """What the money goes to, by the largest functional classes."""
    rows = largest_classes(report)
    if not rows:
        return Markdown("")
    frame = bar_rows(report, rows)
    key = first_known(f"glance.classes.{rows[0]['scope']}", "glance.classes")
    slots: dict[str, Slot] = {
        "name": inline(row_name(report, rows[0])),
        "share": quantity(rows[0], "share_pct", 1),
    }
    return report.chart(
        lambda sheet: charts.bars(frame.head(_DRAWN), sheet),
        name="classes-now",
        caption=_captioned(report, report.say(key, **slots), frame),
        alt_text=report.plain("glance.classes.alt", listed=listed(report, frame), **slots),
        data=share_table(report, frame, code=True),
    )


def _captioned(report: Report, caption: Markdown, frame: pl.DataFrame) -> Markdown:
    """The caption; where not all rows are drawn it says so."""
    if frame.height <= _DRAWN:
        return caption
    number = counted(report, _DRAWN, "count.drawn")
    return report.say("glance.chart.largest", caption=caption, drawn=number)


def largest_classes(report: Report) -> list[Row]:
    """The functional classes with an amount, the largest first."""
    rows = rows_of(report, "function_shares")
    return by_size(row for row in rows if row["level"] == 1 and has_amount(row))


def _projects_now(report: Report) -> list[Row]:
    year = subject(report).year
    return [
        row
        for row in rows_of(report, "project_budgets")
        if row["fiscal_year"] == year and not row["component"]
    ]


def _moved(report: Report, row: Row) -> str:
    return report.plain(
        "mark.moved", change=quantity(row, "change_wan"), pct=quantity(row, "change_pct", 1)
    )
