"""The targets that moved, one by one, and those that have two readings or no comparison.

Not done here: counting them (``targets``), what raised and lowered mean (``analysis.measures``).
"""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

import polars as pl

from analysis.briefing import tables
from analysis.briefing.content.context import Row, connection_of, subject
from analysis.briefing.content.method_notes import note_text
from analysis.briefing.content.phrases import blocks, left_out
from analysis.briefing.content.quantities import counted, quantity
from analysis.briefing.content.targets import COMPARED, MOVED, annual, path_count, scope_name
from analysis.briefing.filters import about
from analysis.briefing.markdown import Markdown, escape
from analysis.briefing.names import both, name
from analysis.briefing.numbers import measure
from analysis.briefing.report import Report
from analysis.measures import Quantity

__all__ = ["moved_table", "two_ways"]

_MEASURED = re.compile(r"([≥≤=＝<>]?)[\d.,]+(\D{1,4})")  # a number and a measure word, no more
_YEARS = ("year_before_last", "last_year", "target")
_LINES = "SELECT indicator_id, line FROM indicator WHERE document_id = ?"
_UNSURE = """
    SELECT i.level3, i.line, i.reading_note, i.scope, p.name FROM indicator i
    LEFT JOIN project p ON p.document_id = i.document_id AND p.project_id = i.scope
    WHERE i.document_id = ? AND i.reading = 'uncertain' ORDER BY i.line, i.indicator_id
"""


def moved_table(report: Report) -> Markdown:
    """The targets that moved, those lowered first, with their values as printed.

    The section is left out where the document sets no targets for the year.
    """
    if not annual(report):
        return left_out()
    rows = [row for row in annual(report) if row["path"] in MOVED]
    if not rows:
        held = any(row["path"] in COMPARED for row in annual(report))
        return report.say("targets.moved.none" if held else "targets.moved.unknown")
    lines = dict(connection_of(report).execute(_LINES, [subject(report).document_id]).fetchall())
    rows.sort(key=lambda row: (MOVED.index(row["path"]), lines.get(row["indicator_id"]) or 0))
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
                scope_name(report, row),
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
        tables.build(frame, labels, plain=("indicator", "project"), right=(*_YEARS, "line")),
        name="targets-moved",
        caption=report.say("targets.moved.caption"),
        widths=(30, 20, 9, 9, 9, 15, 8),
        size="8pt",
        rows=[about([row["scope"]]) for row in rows],
    )


def two_ways(report: Report) -> Markdown:
    """Targets with more than one reading, and those that cannot be compared, with the reason."""
    found = connection_of(report).execute(_UNSURE, [subject(report).document_id]).fetchall()
    if not found and not annual(report):
        return left_out()
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
    said = report.say(
        "targets.two_ways.item",
        name=both(level3, report.language, "indicator"),
        scope=name(where, report.language, "project"),
        line=line,
        note=escape(note_text(report, note or "")),
    )
    return Markdown(f"[{said}]{{{about([scope])}}}")


def _not_comparable(report: Report) -> Markdown:
    reasons = Counter(r["why"] for r in annual(report) if r["path"] == "not_comparable")
    if not reasons:
        return Markdown("")
    lines = [
        report.say(
            "targets.not_comparable.item",
            reason=report.plain(f"why.{why}"),
            number=path_count(report, number, "not_comparable"),
        )
        for why, number in sorted(reasons.items())
    ]
    listed = "\n".join(f"- {line}" for line in lines)
    return blocks(report.say("targets.not_comparable.lead"), listed)


def _printed(report: Report, row: Row, column: str) -> str:
    """The value as printed, leading to its source where it is a number."""
    text = row[column]
    if not text:
        return report.plain("targets.moved.empty")
    number = quantity(row, f"{column}_number")
    if not number.figure_ids:
        return str(text)
    return report.passports.mark_html(number, _written(report, str(text), number))


def _written(report: Report, text: str, number: Quantity) -> str:
    """A value as printed; in English a number with a measure word that English says or drops."""
    found = _MEASURED.fullmatch(text)
    if report.language == "zh" or not found or number.value is None:
        return text
    sign, word = found.groups()
    said = measure(word, "en")
    return text if said == word else f"{sign}{Decimal(number.value).normalize():,f} {said}".strip()
