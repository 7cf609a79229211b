"""Which tables and projects a relation or a finding is about, for the reader who narrows down.

Not done here: hiding (``render/assets/filter.js``), reading the figures (``agreement_quotes``).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from analysis.briefing.content.context import connection_of, rows_of
from analysis.briefing.filters import about
from analysis.briefing.report import Report
from analysis.checks.findings import Finding
from analysis.checks.result import CheckResult

__all__ = ["finding_marks", "kinds_of", "result_marks"]


def finding_marks(report: Report, finding: Finding) -> str:
    """The attributes of a finding: the tables and projects of all its evidence."""
    return result_marks(report, finding.evidence, thing="finding")


def result_marks(report: Report, results: Iterable[CheckResult], thing: str = "") -> str:
    """The same for results that stand in one row or card."""
    results = list(results)
    kinds = {kind for result in results for kind in kinds_of(report, result)}
    projects = {row["project_id"] for row in rows_of(report, "project_budgets")}
    named = {part for result in results for part in _parts(report, result)}
    return about(sorted(named & projects), sorted(kinds), thing)


def kinds_of(report: Report, result: CheckResult) -> set[str]:
    """The kinds of table in which the figures of a result stand."""
    return {kind for kind, _ in _figures(report, result)}


def _parts(report: Report, result: CheckResult) -> Iterable[str]:
    """The parts of the row keys; one of them is the project, where a row belongs to one."""
    return (part for _, row_key in _figures(report, result) for part in row_key.split("."))


def _figures(report: Report, result: CheckResult) -> list[tuple[str, str]]:
    known = _known(report)
    return [known[i] for i in (*result.left_figures, *result.right_figures) if i in known]


@cache
def _known(report: Report) -> dict[str, tuple[str, str]]:
    query = "SELECT figure_id, table_kind, row_key FROM figure"
    rows = connection_of(report).execute(query).fetchall()
    return {figure_id: (kind, row_key or "") for figure_id, kind, row_key in rows}
