"""The first page: four numbers, one chart, three findings. It stands by itself.

Not done here: ranking findings (``analysis.checks``), computing (``analysis.measures``).
"""

from __future__ import annotations

import polars as pl

from analysis import measures
from analysis.briefing import charts, tables
from analysis.briefing.content.agreement_cards import brief_card
from analysis.briefing.content.agreement_words import sentences
from analysis.briefing.content.context import (
    Row,
    blocks,
    connection_of,
    counted,
    gap,
    quantity,
    rounded,
    rows_of,
    subject,
)
from analysis.briefing.markdown import Markdown
from analysis.briefing.names import both, name
from analysis.briefing.report import Report
from analysis.briefing.words import Slot
from analysis.checks.findings import Finding, findings
from analysis.measures.quantity import Quantity

__all__ = ["chart", "chart_and_findings", "headline", "numbers", "three_findings"]

_FINDINGS = 3
_DRAWN = 8  # projects in the chart: with more, the page would not hold the findings any more


def headline(report: Report) -> Markdown:
    """What the unit plans to spend, and how that compares."""
    found = measures.overview(connection_of(report))
    said = report.say(
        "glance.headline",
        unit=both(subject(report).unit_name, report.language),
        year=subject(report).year,
        previous_year=subject(report).year - 1,
        total=found["total_expenditure_wan"],
        change=found["expenditure_change_wan"],
    )
    return Markdown(f"{said} {report.say('glance.units')}")


def numbers(report: Report) -> Markdown:
    """The four numbers that stand for the year, each in a box of its own."""
    found = measures.overview(connection_of(report))
    year = subject(report).year
    boxes = [
        report.say(
            "glance.box.total",
            total=found["total_expenditure_wan"],
            pct=rounded(found["expenditure_change_pct"]),
            previous_year=year - 1,
        ),
        report.say(
            "glance.box.projects",
            share=rounded(found["project_share_pct"]),
            projects=_projects(report, found),
        ),
        _mover_box(report),
        _findings_box(report, found),
    ]
    inner = "\n\n".join(f"::: {{.tile}}\n{box}\n:::" for box in boxes)
    return Markdown(f":::: {{.tiles}}\n\n{inner}\n\n::::\n")


def chart_and_findings(report: Report) -> Markdown:
    """The chart and the findings; side by side where the screen is wide enough."""
    parts = (chart(report), f"::: {{.glance-findings}}\n\n{three_findings(report)}\n:::")
    return Markdown(f":::::: {{.glance-pair}}\n\n{blocks(*parts)}\n::::::\n")


def chart(report: Report) -> Markdown:
    """Each project's budget, last year and this year; of many projects the largest."""
    rows = [row for row in _projects_now(report) if row["change_wan"] is not None]
    if not rows:
        return gap(report, "project_budgets")
    rows.sort(key=lambda row: -max(row["amount_wan"], row["previous_wan"]))
    frame = pl.DataFrame(
        {
            "name": [name(row["name"], report.language, "project") for row in rows],
            "original": [row["name"] for row in rows],
            "previous": [row["previous_wan"] for row in rows],
            "amount": [row["amount_wan"] for row in rows],
            "change": [row["change_wan"] for row in rows],
            "label": [_moved(report, row) for row in rows],
        }
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
    listed = report.plain("list.semicolon").join(
        f"{row['name']}: {row['label']}" for row in frame.head(_DRAWN).iter_rows(named=True)
    )
    caption = report.say("glance.chart", **counts)
    if len(rows) > _DRAWN:
        drawn = counted(report, _DRAWN, "count.drawn")
        caption = sentences(report, caption, report.say("glance.chart.largest", drawn=drawn))
    labels = {"name": report.plain("head.name")}
    if report.language == "en":
        labels["original"] = report.plain("head.original")
    labels |= {
        "previous": report.plain("head.previous", year=year - 1),
        "amount": report.plain("head.current", year=year),
        "change": report.plain("head.change"),
    }
    return report.chart(
        charts.pairs(frame.head(_DRAWN), str(year - 1), str(year)),
        name="projects-now",
        caption=caption,
        alt_text=report.plain("glance.chart.alt", **counts, listed=listed),
        data=tables.build(frame, labels),
    )


def three_findings(report: Report) -> Markdown:
    """The findings that weigh most, one of each rule."""
    found = findings(connection_of(report), subject(report).document_id)
    if not found:
        return report.say("glance.findings.none")
    # The number of a finding is its place in the whole ranking, where its card stands.
    first_of_rule: dict[str, tuple[int, Finding]] = {}
    for number, finding in enumerate(found, start=1):
        first_of_rule.setdefault(finding.lead.rule, (number, finding))
    chosen = list(first_of_rule.values())[:_FINDINGS]
    cards = [brief_card(report, finding, number) for number, finding in chosen]
    return blocks(report.say("glance.findings.lead"), *(f"1. {card}" for card in cards))


def _projects(report: Report, found: dict[str, Quantity]) -> Quantity:
    return counted(report, int(found["projects"].value or 0), "count.sheets")


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


def _mover_box(report: Report) -> Markdown:
    """The project that moved most in 万元, whichever way."""
    movers = [row for row in rows_of(report, "project_movers") if row["rank"] == 1]
    if not movers:
        return report.say("glance.box.unmoved")
    row = max(movers, key=lambda row: abs(row["change_wan"]))
    return report.say(
        f"glance.box.{row['direction']}",
        pct=quantity(row, "change_pct", 1),
        change=quantity(row, "change_wan"),
        name=name(row["name"], report.language, "project"),
    )


def _findings_box(report: Report, found: dict[str, Quantity]) -> Markdown:
    if found["findings"].value is None:
        return report.say("glance.box.unchecked")
    return report.say(
        "glance.box.findings",
        findings=counted(report, int(found["findings"].value), "count.findings"),
        checks=counted(report, int(found["checks"].value or 0), "count.checks"),
    )
