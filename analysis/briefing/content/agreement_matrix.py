"""Tested relations by table and verdict, as a matrix: where does the document contradict itself?

Not done here: testing (``analysis.checks``), the shape of the chart (``charts.matrix``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import polars as pl

from analysis.briefing import tables
from analysis.briefing.charts.matrix import matrix as draw
from analysis.briefing.content.agreement_about import kinds_of
from analysis.briefing.content.context import check_results
from analysis.briefing.content.frames import tabled
from analysis.briefing.content.phrases import blocks, table_name
from analysis.briefing.content.quantities import counted
from analysis.briefing.filters import about
from analysis.briefing.markdown import Markdown
from analysis.briefing.report import Report
from analysis.briefing.words import entries
from analysis.checks.result import CheckResult
from analysis.checks.verdict import VERDICTS

__all__ = ["in_order", "matrix"]

_NONE = ""  # relations that touch no stored figure


def matrix(report: Report) -> Markdown:
    """The matrix with its numbers as a table; nothing where nothing was tested."""
    results = check_results(report)
    if not results:
        return Markdown("")
    cells = _counted(report, results)
    kinds = in_order({kind for kind, _ in cells})
    names = {kind: _name(report, kind) for kind in kinds}
    verdicts = {verdict: report.plain(f"verdict.{verdict}.short") for verdict in VERDICTS}
    frame = pl.DataFrame(
        [
            {
                "table": kind,
                "name": names[kind],
                "column": verdicts[verdict],
                "kind": verdict,
                **report.sourced(
                    number=counted(report, cells[kind, verdict], f"verdict.{verdict}")
                ),
            }
            for kind in kinds
            for verdict in VERDICTS
        ]
    )
    contradictions = sum(result.verdict == "contradiction" for result in results)
    wide = tables.across(frame, "name", "column", "number")
    labels = {"name": report.plain("agreement.matrix.table")}
    labels |= {column: column for column in verdicts.values()}
    caption = report.say(
        "agreement.matrix.caption",
        contradiction=counted(report, contradictions, "verdict.contradiction"),
    )
    chart = report.chart(
        lambda sheet: draw(frame, sheet),
        name="checks-by-table",
        caption=caption,
        alt_text=report.plain("agreement.matrix.alt", cells=tabled(report, wide.select(*labels))),
        data=tables.build(wide, labels),
        rows=[about(tables=[kind], thing="table") for kind in kinds],
    )
    return blocks(chart, report.say("agreement.matrix.note"))


def _counted(report: Report, results: Iterable[CheckResult]) -> Counter[tuple[str, str]]:
    """How many relations touch each kind of table; one between two tables counts in both."""
    cells: Counter[tuple[str, str]] = Counter()
    for result in results:
        kinds = kinds_of(report, result) or {_NONE}
        cells.update((kind, result.verdict) for kind in kinds)
    return cells


def in_order(kinds: Iterable[str]) -> list[str]:
    """Kinds of table in the order of the words file, which is that of the document."""
    order = [key.removeprefix("table.") for key in entries() if key.startswith("table.")]
    place = {kind: position for position, kind in enumerate(order)}
    return sorted(kinds, key=lambda kind: (kind == _NONE, place.get(kind, len(order)), kind))


def _name(report: Report, kind: str) -> str:
    return table_name(report, kind) if kind else report.plain("agreement.matrix.none")
