"""What the listed uses of a fund are, what running the agency costs, and what is bought.

Not done here: computing (``analysis.measures``), whose money the projects spend
(``money_projects``).
"""

from __future__ import annotations

import polars as pl

from analysis.briefing.content.context import connection_of, rows_of, subject
from analysis.briefing.content.frames import (
    bar_rows,
    by_size,
    has_amount,
    part_list,
    share_table,
    whole,
)
from analysis.briefing.content.phrases import blocks, gap
from analysis.briefing.content.quantities import quantity
from analysis.briefing.markdown import Markdown
from analysis.briefing.report import Report
from analysis.briefing.words import Slot
from analysis.measures.quantity import Quantity

__all__ = ["fund_uses", "procurement"]

_AGENCY_COST = """
    SELECT figure_id, f.amount_wan FROM claim c JOIN figure f USING (figure_id)
    WHERE c.document_id = $1 AND c.fiscal_year = $2 AND c.project_id IS NULL
      AND c.subject_key = 'operating_cost' AND c.measure = 'amount' AND f.amount_wan IS NOT NULL
    ORDER BY c.line, f.col, c.claim_id LIMIT 1
"""


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
