"""The first page: four numbers, four answers, one chart, three findings. It stands by itself.

Not done here: ranking findings (``analysis.checks``), computing (``analysis.measures``).
"""

from __future__ import annotations

from decimal import Decimal

from analysis import measures
from analysis.briefing.content.agreement_cards import STRONG, brief_card, gap_of
from analysis.briefing.content.context import (
    connection_of,
    findings_of,
    rows_of,
    subject,
    tested_in,
)
from analysis.briefing.content.frames import row_name, whole
from analysis.briefing.content.glance_answers import answers
from analysis.briefing.content.glance_chart import chart, largest_classes
from analysis.briefing.content.phrases import blocks
from analysis.briefing.content.quantities import counted, quantity, rounded
from analysis.briefing.markdown import Markdown, raw
from analysis.briefing.names import both, name
from analysis.briefing.report import Report
from analysis.briefing.words import Slot
from analysis.checks.findings import Finding
from analysis.measures.quantity import Quantity

__all__ = ["chart", "chart_and_findings", "headline", "numbers", "three_findings"]

_FINDINGS = 3


def headline(report: Report) -> Markdown:
    """What the unit plans to spend, and how that compares."""
    found = measures.overview(connection_of(report))
    slots: dict[str, Slot] = {
        "unit": both(subject(report).unit_name, report.language),
        "year": subject(report).year,
    }
    if found["total_expenditure_wan"].value is None:
        return report.say("glance.headline.unknown", **slots)
    said = report.say(
        "glance.headline",
        **slots,
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
            covered=_covered(report),
        ),
        _mover_box(report),
        _findings_box(report, found),
    ]
    inner = "\n\n".join(f"::: {{.tile}}\n{box}\n:::" for box in boxes)
    return Markdown(f":::: {{.tiles}}\n\n{inner}\n\n::::\n")


def chart_and_findings(report: Report) -> Markdown:
    """Answers and chart, and the findings beside them where the screen is wide enough."""
    parts = (
        f"::: {{.glance-chart}}\n\n{blocks(_small(answers(report)), chart(report))}\n:::",
        f"::: {{.glance-findings}}\n\n{_small(three_findings(report))}\n:::",
    )
    return Markdown(f":::::: {{.glance-pair}}\n\n{blocks(*parts)}\n::::::\n")


def _small(text: str) -> Markdown:
    """Set smaller in the PDF, where all of it has to stand on one page."""
    if not text:
        return Markdown("")
    return blocks(raw("typst", "#[#set text(size: 9pt)"), text, raw("typst", "]"))


def three_findings(report: Report) -> Markdown:
    """The findings with the most money at stake, one of each rule; then those without an amount."""
    found = findings_of(report)
    if not found:
        return report.say("glance.findings.none")
    # The number of a finding is its place in the whole ranking, where its card stands.
    ranked = sorted(enumerate(found, start=1), key=lambda numbered: _weight(report, *numbered))
    first_of_rule: dict[str, tuple[int, Finding]] = {}
    for number, finding in ranked:
        first_of_rule.setdefault(finding.lead.rule, (number, finding))
    chosen = list(first_of_rule.values())[:_FINDINGS]
    cards = [brief_card(report, finding, number) for number, finding in chosen]
    return blocks(report.say("glance.findings.lead"), *(f"1. {card}" for card in cards))


def _weight(report: Report, number: int, finding: Finding) -> tuple[bool, Decimal, int]:
    """Where a finding stands: the weak ones last, the others by money, then as they are ranked."""
    gap = gap_of(report, finding.lead)
    money = gap.value if gap is not None and gap.unit == "wan_yuan" else None
    return (finding.severity not in STRONG, -abs(Decimal(money or 0)), number)


def _projects(report: Report, found: dict[str, Quantity]) -> Quantity:
    return counted(report, int(found["projects"].value or 0), "count.sheets")


def _covered(report: Report) -> Quantity:
    """What the project sheets come to together."""
    rows = rows_of(report, "project_shares")
    return whole(rows) if rows else Quantity(None, "wan_yuan")


def _mover_box(report: Report) -> Markdown:
    """The project that moved most in 万元, whichever way; without one, the largest class."""
    movers = [row for row in rows_of(report, "project_movers") if row["rank"] == 1]
    classes = largest_classes(report)
    if not movers and classes:
        return report.say(
            "glance.box.class",
            share=quantity(classes[0], "share_pct", 1),
            name=row_name(report, classes[0]),
            amount=quantity(classes[0], "amount_wan"),
        )
    if not movers:
        return report.say("glance.box.unmoved")
    row = max(movers, key=lambda row: abs(row["change_wan"]))
    return report.say(
        "glance.box.mover",
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
        checks=counted(report, tested_in(report), "count.checks"),
    )
