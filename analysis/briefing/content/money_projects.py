"""Whose money the projects spend.

Not done here: the projects one by one (``projects``), what is bought (``money_purchases``).
"""

from __future__ import annotations

from collections import defaultdict

import great_tables as gt
import polars as pl

from analysis.briefing import charts, tables
from analysis.briefing.content.agreement_sides import difference
from analysis.briefing.content.context import Row, rows_of
from analysis.briefing.content.frames import (
    by_size,
    has_amount,
    part_list,
    row_name,
    whole,
    with_original,
)
from analysis.briefing.content.phrases import absent, blocks, gap, left_out, sentences
from analysis.briefing.content.quantities import quantity
from analysis.briefing.filters import about
from analysis.briefing.markdown import Markdown
from analysis.briefing.names import inline, name
from analysis.briefing.report import Report
from analysis.briefing.words import Slot
from analysis.measures.columns import frame_of
from analysis.measures.quantity import Quantity

__all__ = ["sources"]

_ALL = "all_projects"


def sources(report: Report) -> Markdown:
    """The sources of the money of each project, and of all of them."""
    rows = [row for row in rows_of(report, "source_shares") if has_amount(row)]
    everywhere = by_size(row for row in rows if row["scope"] == _ALL)
    if not everywhere:
        none = absent(report, "source_shares")
        return left_out() if none else gap(report, "source_shares")
    said = part_list(report, everywhere)
    sentence = report.say("money.sources", total=whole(everywhere), parts=said)
    sentence = sentences(report, sentence, _without_sheet(report, whole(everywhere)))
    frame = _parted(report, rows, [row["key"] for row in everywhere])
    second = everywhere[1] if len(everywhere) > 1 else everywhere[0]
    slots: dict[str, Slot] = {
        "name": inline(row_name(report, second)),
        "share": quantity(second, "share_pct", 1),
    }
    chart = report.chart(
        lambda sheet: charts.multiples(frame, report.plain("head.total"), sheet),
        name="sources",
        caption=report.say("money.sources.chart", **slots),
        alt_text=report.plain("money.sources.chart.alt", listed=_listed(report, frame), **slots),
        data=_table(report, frame),
        rows=[about([key]) for key in frame["project"]],
    )
    return blocks(sentence, gap(report, "source_shares"), chart)


def _without_sheet(report: Report, sheets: Quantity) -> Markdown:
    """What project expenditure is more than the sheets come to; empty where it is not more."""
    printed = [row for row in rows_of(report, "nature_shares") if row["key"] == "project"]
    rest = difference(quantity(printed[0], "amount_wan"), sheets) if printed else None
    if rest is None or rest.sign <= 0:
        return Markdown("")
    total = quantity(printed[0], "amount_wan")
    return report.say("money.sources.rest", total=total, rest=rest)


def _parted(report: Report, rows: list[Row], order: list[str]) -> pl.DataFrame:
    by_project: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row["scope"] != _ALL:
            by_project[row["scope"]].append(row)
    names = {row["project_id"]: row["name"] for row in rows_of(report, "project_budgets")}
    data = []
    for project, parts in sorted(by_project.items(), key=lambda item: -item[1][0]["total_wan"]):
        printed = names.get(project) or project
        total = quantity(parts[0], "total_wan")
        for row in sorted(parts, key=lambda row: order.index(row["key"])):
            data.append(
                {
                    "project": project,
                    "name": name(printed, report.language, "project"),
                    "original": printed,
                    "part": row_name(report, row),
                    **report.sourced(
                        amount=quantity(row, "amount_wan"), share=quantity(row, "share_pct", 1)
                    ),
                    "mark": report.words.number(quantity(row, "share_pct", 1)),
                    "total": row["total_wan"],
                    "label": report.words.number(total, "n"),
                }
            )
    return frame_of(data)


def _listed(report: Report, frame: pl.DataFrame) -> str:
    colon = report.plain("list.colon")
    said = [
        f"{row['name']}, {row['part']}{colon}{row['amount']:,.2f} ({row['share']}%)"
        for row in frame.iter_rows(named=True)
    ]
    return report.plain("list.semicolon").join(said)


def _table(report: Report, frame: pl.DataFrame) -> gt.GT:
    labels = with_original(report, {"name": report.plain("head.name")})
    labels |= {
        "part": report.plain("head.source"),
        "amount": report.plain("head.amount"),
        "share": report.plain("head.share"),
    }
    return tables.build(frame, labels, plain=("part",))
