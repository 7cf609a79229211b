"""Performance targets: what became of them, and how that compares with the money.

The targets of the year are counted from the project sheets, because the overall sheet repeats many
of them; from the overall sheet only where no project has targets.

Not done here: what raised and lowered mean (``analysis.measures``), the shape of the charts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import polars as pl

from analysis.briefing import tables
from analysis.briefing.charts.tallies import tallies
from analysis.briefing.content.context import (
    Row,
    blocks,
    connection_of,
    counted,
    joined,
    quantity,
    rows_of,
    subject,
)
from analysis.briefing.content.linked import linked_table
from analysis.briefing.content.method_notes import note_text
from analysis.briefing.markdown import Markdown, escape
from analysis.briefing.names import both, name
from analysis.briefing.report import Report
from analysis.briefing.theme import ACCENT, PALETTE
from analysis.measures import Quantity

__all__ = ["chart", "lead", "moved_table", "two_ways"]

_COLOURS = {
    "lowered": ACCENT,
    "dropped": PALETTE[3],
    "kept": PALETTE[4],
    "not_comparable": "#e9ecf0",
    "new": PALETTE[2],
    "raised": PALETTE[0],
}
_TOLD = ("kept", "lowered", "raised", "dropped", "new", "not_comparable")  # order of the sentence
_MOVED = ("lowered", "dropped", "raised", "new")
_YEARS = ("year_before_last", "last_year", "target")
_LINES = "SELECT indicator_id, line FROM indicator WHERE document_id = ?"
_UNSURE = """
    SELECT i.level3, i.line, i.reading_note, i.scope, p.name FROM indicator i
    LEFT JOIN project p ON p.document_id = i.document_id AND p.project_id = i.scope
    WHERE i.document_id = ? AND i.reading = 'uncertain' ORDER BY i.line, i.indicator_id
"""


def lead(report: Report) -> Markdown:
    """How many targets took which path."""
    rows = _annual(report)
    if not rows:
        return report.say("targets.none")
    taken = Counter(row["path"] for row in rows)
    shares = [
        report.say(f"targets.part.{path}", number=_number(report, taken[path], path))
        for path in _TOLD
        if taken[path]
    ]
    without = taken["no_history"] + taken["no_values"]
    parts = [
        report.say("targets.lead", total=_total(report, rows), parts=joined(report, shares)),
        report.say(
            "targets.from_overall" if rows[0]["scope"] == "overall" else "targets.from_projects"
        ),
        report.say("targets.meaning"),
    ]
    if without:
        number = counted(report, without, "count.no_history")
        parts.append(report.say("targets.no_history", number=number))
    return Markdown(("" if report.language == "zh" else " ").join(parts))


def chart(report: Report) -> Markdown:
    """What became of the targets of each project."""
    rows = [row for row in _annual(report) if row["path"] in _COLOURS]
    if not rows:
        return Markdown("")
    taken = Counter((_scope(report, row), row["path"]) for row in rows)
    totals = Counter(_scope(report, row) for row in rows)
    paths = [path for path in _COLOURS if any(taken[scope, path] for scope in totals)]
    words = {path: report.plain(f"path.{path}") for path in paths}
    order = sorted(totals, key=lambda scope: (-totals[scope], scope))
    frame = pl.DataFrame(
        [(scope, words[path], taken[scope, path]) for scope in order for path in paths],
        schema={"name": pl.String, "part": pl.String, "number": pl.Int64},
        orient="row",
    )
    wide = frame.pivot("part", index="name", values="number")
    labels = {"name": report.plain("targets.moved.project")} | {w: w for w in words.values()}
    moved = sum(row["path"] in _MOVED for row in rows)
    return report.chart(
        tallies(frame, {words[path]: _COLOURS[path] for path in paths}),
        name="targets-by-project",
        caption=report.say(
            "targets.chart.caption",
            moved=counted(report, moved, "count.moved"),
            total=_total(report, rows),
        ),
        alt_text=report.plain("targets.chart.alt", listed=_listed(report, wide)),
        data=tables.build(wide, labels),
    )


def moved_table(report: Report) -> Markdown:
    """The targets that moved, those lowered first, with their values as printed."""
    rows = [row for row in _annual(report) if row["path"] in _MOVED]
    if not rows:
        return report.say("targets.moved.none")
    lines = dict(connection_of(report).execute(_LINES, [subject(report).document_id]).fetchall())
    rows.sort(key=lambda row: (_MOVED.index(row["path"]), lines.get(row["indicator_id"]) or 0))
    year = subject(report).year
    labels = {
        "indicator": report.plain("targets.moved.indicator"),
        "project": report.plain("targets.moved.project"),
        **{column: str(year - 2 + place) for place, column in enumerate(_YEARS)},
        "became": report.plain("targets.moved.became"),
        "line": report.plain("targets.moved.line"),
    }
    frame = pl.DataFrame(
        [
            (
                both(row["level3"], report.language, "indicator"),
                _scope(report, row),
                *(_printed(report, row, column) for column in _YEARS),
                report.plain(f"path.{row['path']}"),
                str(lines.get(row["indicator_id"]) or ""),
            )
            for row in rows
        ],
        schema=dict.fromkeys(labels, pl.String),
        orient="row",
    )
    return report.table(
        linked_table(frame, labels, numeric=(*_YEARS, "line")),
        name="targets-moved",
        caption=report.say("targets.moved.caption"),
        widths=(30, 20, 9, 9, 9, 15, 8),
        size="8pt",
    )


def two_ways(report: Report) -> Markdown:
    """Targets with more than one reading, and those that cannot be compared, with the reason."""
    found = connection_of(report).execute(_UNSURE, [subject(report).document_id]).fetchall()
    if found:
        number = counted(report, len(found), "count.two_ways")
        listed = "\n".join(f"- {_unsure(report, *row)}" for row in found)
        first = blocks(report.say("targets.two_ways.lead", number=number), listed)
    else:
        first = report.say("targets.two_ways.none")
    return blocks(first, _not_comparable(report))


def _unsure(
    report: Report, level3: str, line: int, note: str | None, scope: str, project: str | None
) -> Markdown:
    where = project or ("" if scope != "overall" else report.plain("targets.overall"))
    return report.say(
        "targets.two_ways.item",
        name=both(level3, report.language, "indicator"),
        scope=name(where, report.language, "project"),
        line=line,
        note=escape(note_text(report, note or "")),
    )


def _not_comparable(report: Report) -> Markdown:
    reasons = Counter(r["why"] for r in _annual(report) if r["path"] == "not_comparable")
    if not reasons:
        return Markdown("")
    lines = [
        report.say(
            "targets.not_comparable.item",
            reason=report.plain(f"why.{why}"),
            number=_number(report, number, "not_comparable"),
        )
        for why, number in sorted(reasons.items())
    ]
    listed = "\n".join(f"- {line}" for line in lines)
    return blocks(report.say("targets.not_comparable.lead"), listed)


def _annual(report: Report) -> list[Row]:
    """The targets of the year: those of the projects, else those of the overall sheet."""
    rows = [row for row in rows_of(report, "target_paths") if row["horizon"] == "annual"]
    return [row for row in rows if row["scope"] != "overall"] or rows


def _scope(report: Report, row: Row) -> str:
    if row["scope"] == "overall":
        return report.plain("targets.overall")
    return name(row["scope_name"] or row["scope"], report.language, "project")


def _printed(report: Report, row: Row, column: str) -> str:
    """The value as printed, leading to its source where it is a number."""
    text = row[column]
    if not text:
        return report.plain("targets.moved.empty")
    number = quantity(row, f"{column}_number")
    return report.passports.mark_html(number, text) if number.figure_ids else str(text)


def _number(report: Report, number: int, path: str) -> Quantity:
    what = report.plain("count.path", path=report.plain(f"path.{path}"))
    return Quantity(number, "count", f"count: {what}")


def _total(report: Report, rows: Iterable[Row]) -> Quantity:
    return counted(report, sum(row["path"] in _COLOURS for row in rows), "count.targets")


def _listed(report: Report, wide: pl.DataFrame) -> str:
    comma = report.plain("list.comma")
    lines = []
    for row in wide.iter_rows(named=True):
        numbers = comma.join(f"{part} {n}" for part, n in row.items() if part != "name" and n)
        lines.append(report.plain("targets.chart.alt_row", name=row["name"], numbers=numbers))
    return "".join(lines) if report.language == "zh" else " ".join(lines)
