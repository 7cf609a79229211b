"""Where the money comes from and where it goes: by fund, by function, by what it is spent on.

Not done here: computing shares (``analysis.measures``), sources of project money
(``money_projects``), what changed (``changes``).
"""

from __future__ import annotations

import polars as pl

from analysis.briefing import charts
from analysis.briefing.content.context import Row, rows_of
from analysis.briefing.content.frames import (
    bar_rows,
    by_size,
    has_amount,
    listed,
    part_list,
    share_table,
    told_apart,
    whole,
)
from analysis.briefing.content.phrases import blocks, first_known, gap, sentences
from analysis.briefing.content.quantities import quantity
from analysis.briefing.markdown import Markdown
from analysis.briefing.names import inline
from analysis.briefing.report import Report
from analysis.briefing.words import Slot

__all__ = ["economic", "functions", "sources_of_all", "splits"]

# What the whole is split by, in the order of the chart, and the words for each split.
_SPLITS = ("fund_shares", "revenue_shares", "nature_shares", "personnel_shares")


def splits(report: Report) -> Markdown:
    """The same money split by fund, by kind of expenditure, and basic expenditure by kind."""
    said, frames, gaps = [], [], []
    for measure in _SPLITS:
        rows = by_size(filter(has_amount, rows_of(report, measure)))
        if measure == "revenue_shares" and rows and _same_as_funds(report, rows):
            continue
        if not rows:
            gaps.append(gap(report, measure))
            continue
        if measure == "revenue_shares":
            gaps.append(gap(report, measure))
        said.append(_parts(report, f"money.{measure}", rows))
        frames.append(_heading(report, measure))
        frames.append(bar_rows(report, rows, level=2))
    if not frames:
        return blocks(*gaps)
    frame = pl.concat(frames)
    chart = report.chart(
        lambda sheet: charts.bars(frame, sheet),
        name="splits",
        caption=report.say("money.splits.chart"),
        alt_text=report.plain("money.splits.chart.alt", listed=listed(report, frame)),
        data=share_table(report, frame),
    )
    return blocks(sentences(report, *said), *gaps, chart)


def sources_of_all(report: Report) -> list[Row]:
    """Where all the money comes from, the largest part first: the sources of revenue; by fund where
    they are not told, or only repeat the funds.
    """
    rows = by_size(filter(has_amount, rows_of(report, "revenue_shares")))
    if len(rows) > 1 and not _same_as_funds(report, rows):
        return rows
    return by_size(filter(has_amount, rows_of(report, "fund_shares"))) or rows


def functions(report: Report) -> Markdown:
    """Classes of the functional classification, and the items in each."""
    return _tree(report, "function_shares", "functions")


def economic(report: Report) -> Markdown:
    """Basic expenditure by economic class and item."""
    return _tree(report, "economic_shares", "economic")


def _tree(report: Report, measure: str, name: str) -> Markdown:
    """A sentence on the largest parts and a chart of the top level with the deepest below it."""
    rows = [row for row in rows_of(report, measure) if has_amount(row)]
    if not rows:
        return gap(report, measure)
    deepest = max(row["level"] for row in rows)
    tops = by_size(row for row in rows if row["level"] == 1)
    items = by_size(row for row in rows if row["level"] == deepest)
    parts = []
    for top in tops:
        parts.append(bar_rows(report, [top]))
        below = [row for row in items if deepest > 1 and row["key"].startswith(top["key"])]
        parts.append(bar_rows(report, below, level=2))
    frame = pl.concat(parts)
    drawn = told_apart(report, frame)
    largest = items[0]
    first: dict[str, Slot] = {
        "name": inline(
            drawn.row(by_predicate=pl.col("code") == largest["key"], named=True)["name"]
        ),
        "share": quantity(largest, "share_pct", 1),
    }
    chart = report.chart(
        lambda sheet: charts.bars(drawn, sheet),
        name=name,
        caption=report.say(
            first_known(f"money.functions.chart.{largest['scope']}", f"money.{name}.chart"), **first
        ),
        alt_text=report.plain(f"money.{name}.chart.alt", listed=listed(report, drawn), **first),
        data=share_table(report, frame, code=True),
    )
    return blocks(_parts(report, f"money.{name}", tops), gap(report, measure), chart)


def _parts(report: Report, key: str, rows: list[Row]) -> Markdown:
    """A sentence that names every part of a whole with amount and share."""
    return report.say(key, total=whole(rows), parts=part_list(report, rows))


def _heading(report: Report, measure: str) -> pl.DataFrame:
    """A row without a bar that names the split."""
    empty = bar_rows(report, [])
    row = {"name": report.plain(f"money.{measure}.head"), "level": 1}
    return pl.concat([empty, pl.DataFrame([row], schema={"name": pl.String, "level": pl.Int64})],
                     how="diagonal")  # fmt: skip


def _same_as_funds(report: Report, rows: list[Row]) -> bool:
    """Whether the sources only repeat the split by fund, so that it need not be shown twice."""
    funds = by_size(filter(has_amount, rows_of(report, "fund_shares")))
    return [row["amount_wan"] for row in rows] == [row["amount_wan"] for row in funds]
