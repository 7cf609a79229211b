"""What changed: the totals of the years, and what each is made of.

Not done here: computing changes (``analysis.measures``), what a change is made of
(``changes_parts``), the “three public” expenses (``three_public``), single projects (``projects``).
"""

from __future__ import annotations

from collections.abc import Iterable

from analysis.briefing import charts, tables
from analysis.briefing.content.context import Row, of_unit, subject
from analysis.briefing.content.frames import has_amount, listed
from analysis.briefing.content.phrases import blocks, gap, sentences
from analysis.briefing.content.quantities import quantity
from analysis.briefing.markdown import Markdown
from analysis.briefing.names import name
from analysis.briefing.report import Report
from analysis.briefing.words import Slot
from analysis.measures.columns import frame_of

__all__ = ["years"]

_YEARS = 5  # as many as fit beside each other
_SIDE = "expenditure"


def years(report: Report) -> Markdown:
    """Expenditure of each year that the documents tell, basic and project."""
    rows = [row for row in of_unit(report, "yearly_totals") if row["fiscal_year"] > _first(report)]
    totals = {row["fiscal_year"]: row for row in _items(rows, _SIDE, "total")}
    if not totals:
        return gap(report, "yearly_totals")
    last = totals[max(totals)]
    said = [report.say(
        "changes.total",
        year=last["fiscal_year"],
        previous_year=last["fiscal_year"] - 1,
        total=quantity(last, "amount_wan"),
        change=quantity(last, "change_wan"),
        pct=quantity(last, "change_pct", 1),
    )]  # fmt: skip
    revenue = {row["fiscal_year"]: row["amount_wan"] for row in _items(rows, "revenue", "total")}
    if revenue and all(revenue.get(year) == row["amount_wan"] for year, row in totals.items()):
        said.append(
            report.say("changes.balanced" if len(totals) > 1 else "changes.balanced.one_year")
        )
    for key in ("basic", "project"):
        for row in _items(rows, _SIDE, key):
            if row["fiscal_year"] == last["fiscal_year"] and row["change_wan"] is not None:
                slots: dict[str, Slot] = {
                    "change": quantity(row, "change_wan"),
                    "pct": quantity(row, "change_pct", 1),
                }
                said.append(report.say(f"changes.{key}", **slots))
    text = sentences(report, *said)
    parts = [row for row in rows if row["side"] == _SIDE and row["item_key"] != "total"]
    parts = [row for row in parts if has_amount(row) and row["fiscal_year"] in totals]
    return blocks(text, _columns(report, parts, totals), gap(report, "yearly_totals"))


def _columns(report: Report, parts: list[Row], totals: dict[int, Row]) -> Markdown:
    if not parts or len(totals) < 2:
        return Markdown("")
    order = ("basic", "project")
    parts.sort(key=lambda row: order.index(row["item_key"]) if row["item_key"] in order else 9)
    frame = frame_of(
        [
            {
                "year": row["fiscal_year"],
                "part": _part(report, row),
                **report.sourced(
                    amount=quantity(row, "amount_wan"),
                    total=quantity(totals[row["fiscal_year"]], "amount_wan"),
                ),
                "label": report.words.number(quantity(row, "amount_wan"), "n"),
                "total_label": report.words.number(
                    quantity(totals[row["fiscal_year"]], "amount_wan"), "n"
                ),
            }
            for row in parts
        ]
    )
    last = totals[max(totals)]
    slots: dict[str, Slot] = {
        "year": last["fiscal_year"],
        "first_year": min(totals),
        "change": quantity(last, "change_wan"),
        "pct": quantity(last, "change_pct", 1),
    }
    named = listed(report, frame, "year", "part")
    labels = {
        "year": report.plain("head.year"),
        "part": report.plain("head.name"),
        "amount": report.plain("head.amount"),
        "total": report.plain("head.total"),
    }
    return report.chart(
        lambda sheet: charts.columns(frame, sheet),
        name="years",
        caption=report.say("changes.years.chart", **slots),
        alt_text=report.plain("changes.years.chart.alt", listed=named, **slots),
        data=tables.build(frame, labels, plain=("part",)),
    )


def _part(report: Report, row: Row) -> str:
    """The name of a part of the total; of a column of a table by its key."""
    key = row["item_key"]
    return name(row["item"], report.language) or report.called(f"part.{key}", otherwise=key)


def _items(rows: Iterable[Row], side: str, key: str) -> list[Row]:
    return [
        row for row in rows if (row["side"], row["item_key"]) == (side, key) and has_amount(row)
    ]


def _first(report: Report) -> int:
    return subject(report).year - _YEARS
