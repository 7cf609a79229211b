"""The “three public” expenses: the total and its stated change, then the items.

Not done here: computing the changes (``analysis.measures``).
"""

from __future__ import annotations

import polars as pl

from analysis.briefing import tables
from analysis.briefing.content.context import Row, rows_of, subject
from analysis.briefing.content.phrases import blocks, gap, sentences
from analysis.briefing.content.quantities import quantity
from analysis.briefing.markdown import Markdown
from analysis.briefing.report import Report
from analysis.briefing.words import Slot
from analysis.measures.columns import frame_of

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
    year = subject(report).year
    frame = frame_of(
        [
            {
                "name": report.plain(f"changes.item.{row['item']}"),
                **report.sourced(
                    previous=quantity(row, "previous_wan"),
                    amount=quantity(row, "amount_wan"),
                    change=quantity(row, "change_wan"),
                    pct=quantity(row, "change_pct", 1),
                ),
            }
            for row in rows
        ],
        {c: pl.Decimal(38, 6) for c in ("previous", "amount", "change")}
        | {"pct": pl.Decimal(38, 1)}
        | {f"{c}_src": pl.String() for c in ("previous", "amount", "change", "pct")},
    )
    labels = {
        "name": report.plain("head.name"),
        "previous": report.plain("head.previous", year=year - 1),
        "amount": report.plain("head.current", year=year),
        "change": report.plain("head.change"),
        "pct": report.plain("head.change_pct"),
    }
    labels = {c: said for c, said in labels.items() if frame[c].null_count() < frame.height}
    bold = [i for i, row in enumerate(rows) if row["item"] == "total"]
    table = tables.build(frame, labels, bold_rows=bold, blank="—")
    caption = report.say("changes.three_public.table")
    return report.table(table, name="three-public", caption=caption)
