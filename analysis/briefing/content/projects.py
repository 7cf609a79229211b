"""The projects one by one: the path of each over the years, its reason, its sources, its lines.

Not done here: what the projects together do to the total (``changes_parts``), computing
(``analysis.measures``), the facts of one project (``projects_facts``).
"""

from __future__ import annotations

import polars as pl

from analysis.briefing import charts, tables
from analysis.briefing.content import projects_facts
from analysis.briefing.content.context import Row, of_unit, subject
from analysis.briefing.content.frames import (
    bar_rows,
    has_amount,
    listed,
    share_table,
    with_original,
)
from analysis.briefing.content.phrases import absent, blocks, gap, left_out, sentences
from analysis.briefing.content.projects_facts import Project
from analysis.briefing.content.quantities import counted, quantity
from analysis.briefing.filters import about
from analysis.briefing.markdown import Markdown, escape
from analysis.briefing.names import both, inline, name
from analysis.briefing.report import Report
from analysis.briefing.words import Slot
from analysis.measures.columns import frame_of

__all__ = ["one_by_one", "paths"]


def paths(report: Report) -> Markdown:
    """The budget of each project over the years, in small charts."""
    projects = projects_facts.all_projects(report)
    if not projects:
        none = absent(report, "project_budgets")
        return left_out() if none else gap(report, "project_budgets")
    known = {project.key for project in projects}
    rows = [
        row
        for row in of_unit(report, "project_budgets")
        if row["project_id"] in known and not row["component"]
    ]
    if len({row["fiscal_year"] for row in rows}) == 1:  # a point is no path
        number = counted(report, len(projects), "count.sheets")
        return report.say("projects.paths.one_year", year=subject(report).year, projects=number)
    frame = pl.concat([_path(report, project, rows) for project in projects])
    turned = sum(projects_facts.turned_down(project) for project in projects)
    slots: dict[str, Slot] = {
        "first_year": int(min(row["fiscal_year"] for row in rows)),
        "year": subject(report).year,
        "previous_year": subject(report).year - 1,
        "projects": counted(report, len(projects), "count.sheets"),
        "fell": counted(report, sum(p.sign < 0 for p in projects), "count.fell"),
        "turned": counted(report, turned, "count.turned"),
    }
    named = listed(report, frame, "name", "year")
    labels = with_original(report, {"name": report.plain("head.name")})
    labels |= {"year": report.plain("head.year"), "amount": report.plain("head.amount")}
    chart = report.chart(
        lambda sheet: charts.panels(frame, sheet),
        name="paths",
        caption=report.say("projects.paths.chart", **slots),
        alt_text=report.plain("projects.paths.chart.alt", listed=named, **slots),
        data=tables.build(frame, labels),
        rows=[about([key]) for key in frame["project"]],
    )
    return blocks(report.say("projects.paths", **slots), chart)


def one_by_one(report: Report) -> Markdown:
    """A heading, a paragraph and the expenditure lines for each project, the largest first."""
    return blocks(
        *(
            _project(report, project, number)
            for number, project in enumerate(projects_facts.all_projects(report), start=1)
        )
    )


def _path(report: Report, project: Project, rows: list[Row]) -> pl.DataFrame:
    mine = [row for row in rows if row["project_id"] == project.key]
    return frame_of(
        [
            {
                "project": project.key,
                "name": name(project.name, report.language, "project"),
                "original": project.name,
                "year": row["fiscal_year"],
                **report.sourced(amount=quantity(row, "amount_wan")),
                "label": report.words.number(quantity(row, "amount_wan"), "n"),
            }
            for row in mine
        ],
        {"amount": pl.Decimal(38, 6), "amount_src": pl.String()},
    )


def _project(report: Report, project: Project, number: int) -> Markdown:
    heading = escape(both(project.name, report.language, "project"))
    text = sentences(
        report,
        projects_facts.path_sentence(report, project),
        projects_facts.change_sentence(report, project),
        *projects_facts.merged_sentences(report, project),
        projects_facts.reason_sentence(report, project),
        projects_facts.source_sentence(report, project),
    )
    marks = about([project.key], thing="project")
    return blocks(
        f"### {heading} {{#project-{number} {marks}}}", text, _details(report, project, number)
    )


def _details(report: Report, project: Project, number: int) -> Markdown:
    rows = [row for row in project.details if has_amount(row)]
    rows.sort(key=lambda row: (row["key"] == "remainder", -row["amount_wan"]))
    if len(rows) < 2:
        return Markdown("")
    frame = bar_rows(report, rows, level=2)
    first: dict[str, Slot] = {
        "name": inline(frame["name"][0]),
        "share": quantity(rows[0], "share_pct", 1),
        "lines": counted(report, len(rows), "count.lines"),
    }
    return report.chart(
        lambda sheet: charts.bars(frame, sheet),
        name=f"details-{number}",
        caption=report.say("projects.details.chart", **first),
        alt_text=report.plain("projects.details.chart.alt", listed=listed(report, frame), **first),
        data=share_table(report, frame),
    )
