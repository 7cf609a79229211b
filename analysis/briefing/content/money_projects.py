"""Whose money the projects spend, and what the listed uses of a fund and purchases are.

Not done here: the projects one by one (``projects``), computing (``analysis.measures``).
"""

from __future__ import annotations

from collections import defaultdict

import great_tables as gt
import polars as pl

from analysis.briefing import charts, tables
from analysis.briefing.content.context import Row, connection_of, rows_of, subject
from analysis.briefing.content.frames import (
    bar_rows,
    by_size,
    has_amount,
    part_list,
    row_name,
    share_table,
    whole,
    with_original,
)
from analysis.briefing.content.phrases import absent, blocks, gap, left_out
from analysis.briefing.content.quantities import quantity
from analysis.briefing.filters import about
from analysis.briefing.markdown import Markdown
from analysis.briefing.names import inline, name
from analysis.briefing.report import Report
from analysis.briefing.words import Slot
from analysis.measures.columns import frame_of
from analysis.measures.quantity import Quantity

__all__ = ["fund_uses", "procurement", "sources"]

_ALL = "all_projects"
_AGENCY_COST = """
    SELECT figure_id, f.amount_wan FROM claim c JOIN figure f USING (figure_id)
    WHERE c.document_id = $1 AND c.fiscal_year = $2 AND c.project_id IS NULL
      AND c.subject_key = 'operating_cost' AND c.measure = 'amount' AND f.amount_wan IS NOT NULL
    ORDER BY c.line, f.col, c.claim_id LIMIT 1
"""


def sources(report: Report) -> Markdown:
    """The sources of the money of each project, and of all of them."""
    rows = [row for row in rows_of(report, "source_shares") if has_amount(row)]
    everywhere = by_size(row for row in rows if row["scope"] == _ALL)
    if not everywhere:
        none = absent(report, "source_shares")
        return left_out() if none else gap(report, "source_shares")
    said = part_list(report, everywhere)
    sentence = report.say("money.sources", total=whole(everywhere), parts=said)
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


def fund_uses(report: Report) -> Markdown:
    """The uses that the document lists for the fund, and what the list leaves open."""
    rows = by_size(filter(has_amount, rows_of(report, "fund_uses")))
    if not rows:
        return _no_uses(report)
    rest = [row for row in rows if row["key"] == "remainder"]
    frame = bar_rows(report, rows, level=2)
    frame = frame.with_columns(level=pl.when(pl.col("code") == "remainder").then(1).otherwise(2))
    total = quantity(rows[0], "total_wan")
    key = "money.fund_uses" if rest else "money.fund_uses.complete"
    slots: dict[str, Slot] = {}
    if rest:
        slots["rest"] = quantity(rest[0], "amount_wan")
        slots["share"] = quantity(rest[0], "share_pct", 1)
    caption = report.say(f"{key}.chart", **slots)
    table = share_table(report, frame)
    return blocks(
        report.say(key, total=total, **slots),
        report.table(table, name="fund-uses", caption=caption),
    )


def procurement(report: Report) -> Markdown:
    """What running the agency costs, what is procured, and which services are purchased."""
    said = [_agency_cost(report)]
    for measure in ("procurement_shares", "service_shares"):
        rows = by_size(filter(has_amount, rows_of(report, measure)))
        if not rows:
            continue
        parts = part_list(report, rows)
        said.append(report.say(f"money.{measure}", total=whole(rows), parts=parts))
    if any(said):
        return blocks(*said)
    why = gap(report, "procurement_shares")
    above = rows_of(report, "fund_uses") or _no_uses(report) != why
    return why if above else Markdown("")  # what stands above says it already


def _agency_cost(report: Report) -> Markdown:
    """Agency operating expenses (机关运行经费) as the text states them; empty where it does not."""
    about = subject(report)
    query = [about.document_id, about.year]
    row = connection_of(report).execute(_AGENCY_COST, query).fetchone()
    if row is None:
        return Markdown("")
    return report.say("money.agency_cost", amount=Quantity(row[1], "wan_yuan", "f1", (row[0],)))


def _no_uses(report: Report) -> Markdown:
    """Why no uses of the fund are listed: there may be no money of it."""
    funds = [row for row in rows_of(report, "fund_shares") if has_amount(row)]
    if funds and not any(row["amount_wan"] for row in funds if row["key"] == "fund"):
        return report.say("money.no_fund")
    return gap(report, "fund_uses")


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
