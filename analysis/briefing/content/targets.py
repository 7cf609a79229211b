"""Performance targets: what became of them, and how that compares with the money.

The targets of the year are counted from the project sheets, because the overall sheet repeats many
of them; from the overall sheet only where no project has targets.

Not done here: what raised and lowered mean (``analysis.measures``), the targets one by one
(``targets_moved``), the shape of the charts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import polars as pl

from analysis.briefing import tables
from analysis.briefing.charts.tallies import tallies
from analysis.briefing.content.context import Row, rows_of
from analysis.briefing.content.frames import tabled
from analysis.briefing.content.phrases import joined, sentences
from analysis.briefing.content.quantities import counted
from analysis.briefing.filters import about
from analysis.briefing.markdown import Markdown
from analysis.briefing.names import name
from analysis.briefing.report import Report
from analysis.briefing.theme import ACCENT, PALETTE
from analysis.measures import Quantity

__all__ = ["COMPARED", "MOVED", "annual", "chart", "lead", "path_count", "scope_name"]

_COLOURS = {
    "lowered": ACCENT,
    "dropped": "#7a2f10",  # darker than lowered, so that grey print tells them apart
    "kept": PALETTE[4],
    "not_comparable": "#e9ecf0",
    "new": PALETTE[2],
    "raised": PALETTE[0],
}
_TOLD = ("kept", "lowered", "raised", "dropped", "new", "not_comparable")  # order of the sentence
MOVED = ("lowered", "dropped", "raised", "new")
COMPARED = ("kept", *MOVED)  # held against the year before


def lead(report: Report) -> Markdown:
    """How many targets took which path."""
    rows = annual(report)
    if not rows:
        return report.say("targets.none")
    taken = Counter(row["path"] for row in rows)
    shares = [
        report.say(f"targets.part.{path}", number=path_count(report, taken[path], path))
        for path in _TOLD
        if taken[path]
    ]
    without = taken["no_history"] + taken["no_values"]
    parts = [report.say("targets.lead", total=_total(report, rows), parts=joined(report, shares))]
    if shares:
        overall = rows[0]["scope"] == "overall"
        parts += [
            report.say("targets.from_overall" if overall else "targets.from_projects"),
            report.say("targets.meaning"),
        ]
    if without:
        number = counted(report, without, "count.no_history")
        parts.append(report.say("targets.no_history", number=number))
    return sentences(report, *parts)


def chart(report: Report) -> Markdown:
    """What became of the targets of each project."""
    rows = [row for row in annual(report) if row["path"] in _COLOURS]
    if not rows:
        return Markdown("")
    taken = Counter((scope_name(report, row), row["path"]) for row in rows)
    keys = {scope_name(report, row): row["scope"] for row in rows}
    totals = Counter(scope_name(report, row) for row in rows)
    paths = [path for path in _COLOURS if any(taken[scope, path] for scope in totals)]
    words = {path: report.plain(f"path.{path}") for path in paths}
    order = sorted(totals, key=lambda scope: (-totals[scope], scope))
    frame = pl.DataFrame(
        [
            {
                "project": keys[scope],
                "name": scope,
                "part": words[path],
                **report.sourced(number=path_count(report, taken[scope, path], path)),
            }
            for scope in order
            for path in paths
        ]
    )
    wide = tables.across(frame, "name", "part", "number")
    labels = {"name": report.plain("targets.moved.project")} | {w: w for w in words.values()}
    moved = sum(row["path"] in MOVED for row in rows)
    colours = {words[path]: _COLOURS[path] for path in paths}
    return report.chart(
        lambda sheet: tallies(frame, colours, sheet),
        name="targets-by-project",
        caption=report.say(
            "targets.chart.caption",
            moved=counted(report, moved, "count.moved"),
            total=_total(report, rows),
        ),
        alt_text=report.plain("targets.chart.alt", listed=tabled(report, wide.select(*labels))),
        data=tables.build(wide, labels),
        rows=[about([keys[scope]]) for scope in wide["name"]],
    )


def annual(report: Report) -> list[Row]:
    """The targets of the year: those of the projects, else those of the overall sheet."""
    rows = [row for row in rows_of(report, "target_paths") if row["horizon"] == "annual"]
    return [row for row in rows if row["scope"] != "overall"] or rows


def scope_name(report: Report, row: Row) -> str:
    """The project of a target, or the overall sheet."""
    if row["scope"] == "overall":
        return report.plain("targets.overall")
    return name(row["scope_name"] or row["scope"], report.language, "project")


def path_count(report: Report, number: int, path: str) -> Quantity:
    """How many targets took a path, as a number."""
    return counted(report, number, "count.path", path=report.plain(f"path.{path}"))


def _total(report: Report, rows: Iterable[Row]) -> Quantity:
    return counted(report, sum(row["path"] in _COLOURS for row in rows), "count.targets")
