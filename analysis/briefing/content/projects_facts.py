"""What is known of a project, and the sentences that say it.

Not done here: charts and the order of the section (``projects``), computing (``measures``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from analysis.briefing.content.context import Row, connection_of, of_unit, rows_of, subject
from analysis.briefing.content.frames import by_size, has_amount, part_list
from analysis.briefing.content.phrases import joined, sentences
from analysis.briefing.content.quantities import quantity
from analysis.briefing.markdown import Markdown
from analysis.briefing.names import both, inline, is_translated, name
from analysis.briefing.report import Report
from analysis.measures.sheets import stated_reasons

__all__ = [
    "Project",
    "all_projects",
    "change_sentence",
    "merged_sentences",
    "path_sentence",
    "quoted_reason",
    "reason_sentence",
    "source_sentence",
    "turned_down",
]


@dataclass(frozen=True)
class Project:
    """A project of the document: its years, oldest first; what was merged into it; its lines."""

    key: str
    name: str
    years: Sequence[Row]
    components: Sequence[Row]
    sources: Sequence[Row]
    details: Sequence[Row]
    reasons: Sequence[str]

    @property
    def sign(self) -> int:
        """1 where the last year's step is a rise, -1 a fall, 0 where there is none."""
        change = self.years[-1]["change_wan"] if self.years else None
        return 0 if not change else 1 if change > 0 else -1


@cache
def all_projects(report: Report) -> tuple[Project, ...]:
    """Every project of the document, the largest budget of the year first."""
    about = subject(report)
    mine = {row["project_id"]: row["name"] for row in rows_of(report, "project_budgets")}
    rows = [row for row in of_unit(report, "project_budgets") if row["project_id"] in mine]
    reasons = stated_reasons(connection_of(report)).to_dicts()
    found = []
    for key, printed in mine.items():
        years = [row for row in rows if row["project_id"] == key]
        found.append(
            Project(
                key=key,
                name=printed or key,
                years=[row for row in years if not row["component"]],
                components=[row for row in years if row["component"]],
                sources=_scoped(report, "source_shares", key),
                details=_scoped(report, "detail_shares", key),
                reasons=[
                    row["reason"]
                    for row in reasons
                    if (row["document_id"], row["project_id"]) == (about.document_id, key)
                ],
            )
        )
    return tuple(sorted(found, key=lambda project: -(project.years[-1]["amount_wan"] or 0)))


def turned_down(project: Project) -> bool:
    """Whether the project rose in the year before and fell in the last one."""
    steps = [row["change_wan"] for row in project.years[-2:]]
    return len(steps) > 1 and None not in steps and steps[0] > 0 > steps[1]


def path_sentence(report: Report, project: Project) -> Markdown:
    """The budgets of the years, one after the other."""
    points = [
        report.say("projects.point", year=row["fiscal_year"], amount=quantity(row, "amount_wan"))
        for row in project.years
    ]
    return report.say("projects.path", path=Markdown(" → ".join(points)))


def change_sentence(report: Report, project: Project) -> Markdown:
    """The last step of the path, in amount and per cent."""
    row = project.years[-1]
    return report.say(
        "projects.change",
        change=quantity(row, "change_wan"),
        pct=quantity(row, "change_pct", 1),
        amount=quantity(row, "amount_wan"),
        year=row["fiscal_year"],
        previous_year=row["fiscal_year"] - 1,
    )


def merged_sentences(report: Report, project: Project) -> list[Markdown]:
    """For each year that is a sum of projects merged since: which ones, with how much."""
    said = []
    for year in sorted({row["fiscal_year"] for row in project.components}):
        parts = [
            report.say(
                "projects.component",
                name=inline(both(row["component"], report.language, "project")),
                amount=quantity(row, "amount_wan"),
            )
            for row in project.components
            if row["fiscal_year"] == year
        ]
        said.append(report.say("projects.merged", year=year, parts=joined(report, parts)))
    return said


def reason_sentence(report: Report, project: Project) -> Markdown:
    """The reason that the document gives, in its own words; in English with a translation."""
    if not project.reasons:
        return report.say("projects.reason.none") if project.sign else Markdown("")
    said = (
        report.say("projects.reason", reason=quoted_reason(report, reason))
        for reason in project.reasons
    )
    return sentences(report, *said)


def quoted_reason(report: Report, reason: str) -> str:
    """The reason in quotation marks; in English after its translation, where there is one."""
    if report.language == "zh" or not is_translated(reason, "reason"):
        return f"“{reason}”"
    return f"{name(reason, report.language, 'reason')} (“{reason}”)"


def source_sentence(report: Report, project: Project) -> Markdown:
    """Where the project's money comes from."""
    rows = by_size(filter(has_amount, project.sources))
    if not rows:
        return report.say("projects.sources.none")
    if len(rows) == 1:
        said = inline(both(rows[0]["name"], report.language))
        return report.say("projects.sources.one", name=said)
    return report.say("projects.sources", parts=part_list(report, rows))


def _scoped(report: Report, measure: str, key: str) -> list[Row]:
    return [row for row in rows_of(report, measure) if row["scope"] == key]
