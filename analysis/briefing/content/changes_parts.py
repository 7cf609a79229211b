"""What the change of the total is made of: each project's part, and what no project explains.

Where the document tells no earlier total, the classes of last year's document stand in; without
one, what the text states.

Not done here: computing contributions (``analysis.measures``), judging why something is left over
(``analysis.checks``; the section on agreement says it).
"""

from __future__ import annotations

from collections.abc import Callable

import great_tables as gt
import polars as pl

from analysis.briefing import charts, tables
from analysis.briefing.content.changes_stated import stated_table
from analysis.briefing.content.context import Row, gaps_of, of_unit, rows_of, subject
from analysis.briefing.content.frames import listed, with_original
from analysis.briefing.content.phrases import blocks, gap, left_out, sentences
from analysis.briefing.content.quantities import quantity
from analysis.briefing.markdown import Markdown
from analysis.briefing.names import both, inline, name
from analysis.briefing.report import Report
from analysis.briefing.words import Slot
from analysis.measures.columns import frame_of

__all__ = ["waterfall"]


def waterfall(report: Report) -> Markdown:
    """From last year's total to this year's: other expenditure, the projects, and the rest."""
    lines = _lines(report, "expenditure")
    total = lines.pop("total", None)
    projects = _lines(report, "project")
    kind = "project"
    if total is None or total["previous_wan"] is None:
        lines, kind, projects = _lines(report, "function", of_unit), "class", {}
        total = lines.pop("total", None)
    if total is None or total["previous_wan"] is None:
        return stated_table(report) or _none(report)
    if projects:  # the projects stand in for the one line of project expenditure
        lines.pop("project", None)
        projects.pop("total", None)
    # What the items of the total leave open is another thing than what the projects leave open.
    rests = {
        "items": lines.pop("not_explained", None),
        "sheets": projects.pop("not_explained", None),
    }
    left_over = {key: row for key, row in rests.items() if row is not None}
    steps = [row for row in (*lines.values(), *projects.values()) if row["contribution_wan"]]
    frame = _frame(report, total, steps, left_over, kind)
    year = subject(report).year
    slots: dict[str, Slot] = {
        "year": year,
        "previous_year": year - 1,
        "change": quantity(total, "contribution_wan"),
    }
    said = [report.say("changes.parts", **slots)]
    largest = max(steps, key=lambda row: abs(row["contribution_wan"]), default=None)
    if largest is not None:
        called = inline(both(largest["name"], report.language, kind) or _unnamed(report, largest))
        change = quantity(largest, "contribution_wan")
        said.append(report.say("changes.parts.largest", name=called, change=change))
    caption = report.say("changes.parts.chart", **slots)
    sheets = _lines(report, "project_sheets").get("total")
    if "sheets" in left_over and sheets is not None:
        moved = quantity(sheets, "contribution_wan")
        said.append(report.say("changes.parts.sheets", sheets=moved))
    for key, row in left_over.items():
        rest = quantity(row, "contribution_wan")
        said.append(report.say(f"changes.parts.rest.{key}", rest=rest))
        caption = report.say("changes.parts.chart.rest", rest=rest, **slots)
    text = sentences(report, *said)
    chart = report.chart(
        lambda sheet: charts.waterfall(frame, sheet),
        name="waterfall",
        caption=caption,
        alt_text=report.plain("changes.parts.chart.alt", listed=listed(report, frame), **slots),
        data=_table(report, frame),
    )
    return blocks(text, chart)


def _none(report: Report) -> Markdown:
    """Why there is nothing to show: a table that cannot be read is named, one that no document
    of the kind has is not.
    """
    unread = any(row["reason"] == "not_readable" for row in gaps_of(report, "contributions"))
    return gap(report, "contributions") if unread else left_out()


def _lines(
    report: Report, base: str, told: Callable[[Report, str], tuple[Row, ...]] = rows_of
) -> dict[str, Row]:
    """The contributions to a base in the year of the document, by key.

    ``told``: by the document itself, or by all documents of its unit.
    """
    year = subject(report).year
    return {
        row["key"]: row
        for row in told(report, "contributions")
        if row["base"] == base and row["fiscal_year"] == year
    }


def _frame(
    report: Report, total: Row, steps: list[Row], left_over: dict[str, Row], naming: str
) -> pl.DataFrame:
    year = subject(report).year
    level = total["previous_wan"]
    data = [
        {
            "name": report.plain("changes.parts.total", year=year - 1),
            "original": None,
            "kind": "total",
            "start": level * 0,
            "stop": level,
            **report.sourced(amount=quantity(total, "previous_wan")),
            "label": report.words.number(quantity(total, "previous_wan"), "n"),
        }
    ]
    kinds = [("part", row) for row in steps] + list(left_over.items())
    for kind, row in kinds:
        change = row["contribution_wan"]
        data.append(
            {
                "name": name(row["name"], report.language, naming)
                or _unnamed(report, row, "" if kind == "part" else kind),
                "original": row["name"],
                "kind": "part" if kind == "part" else "rest",
                "start": level,
                "stop": level + change,
                **report.sourced(amount=quantity(row, "contribution_wan")),
                "label": report.words.number(quantity(row, "contribution_wan"), "signed,n"),
            }
        )
        level += change
    data.append(
        {
            "name": report.plain("changes.parts.total", year=year),
            "original": None,
            "kind": "total",
            "start": level * 0,
            "stop": total["amount_wan"],
            **report.sourced(amount=quantity(total, "amount_wan")),
            "label": report.words.number(quantity(total, "amount_wan"), "n"),
        }
    )
    return frame_of(data, {"original": pl.String()})


def _unnamed(report: Report, row: Row, rest: str = "") -> str:
    """What a step without a printed name is called: a column of a table, or what is left over."""
    key = f"changes.parts.not_explained.{rest}" if rest else f"part.{row['key']}"
    return report.called(key, otherwise=report.plain("changes.parts.not_explained.part"))


def _table(report: Report, frame: pl.DataFrame) -> gt.GT:
    labels = with_original(report, {"name": report.plain("head.name")})
    labels["amount"] = report.plain("head.amount")
    bold = [i for i, kind in enumerate(frame["kind"]) if kind == "total"]
    return tables.build(frame, labels, bold_rows=bold)
