"""What became of every number of the document, and which cells have no certain reading.

Not done here: reading (``analysis.disclosure``), notes in words (``method_notes``).
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from analysis.briefing import tables
from analysis.briefing.content.context import connection_of, has_pages, subject
from analysis.briefing.content.method_notes import note_text
from analysis.briefing.content.phrases import blocks, table_name
from analysis.briefing.content.quantities import counted
from analysis.briefing.filters import about
from analysis.briefing.markdown import Markdown
from analysis.briefing.report import Report
from analysis.measures import Quantity

__all__ = ["ledger", "readings"]

# Indicators count as cells of their own, blanks of the coded tables too; a figure counts once.
# Where the document has pages ($2) these say the place: each page counts its lines anew.
_READINGS = """
    SELECT kind, reading, note, count(*), min(place), max(place) FROM (
        SELECT table_kind AS kind, reading, reading_note AS note, if($2, page, line) AS place
        FROM figure
        WHERE document_id = $1 AND table_kind != 'indicator'
        UNION ALL
        SELECT 'indicator', reading, reading_note, if($2, NULL, line) FROM indicator
        WHERE document_id = $1
        UNION ALL
        SELECT table_kind, reading, reading_note, NULL FROM budget_line
        WHERE document_id = $1 AND figure_id IS NULL
    )
    WHERE reading != 'certain' GROUP BY ALL
    ORDER BY reading DESC, kind, count(*) DESC, note
"""
_LEDGER = """
    SELECT disposition, count(*) FROM number WHERE document_id = ?
    GROUP BY disposition ORDER BY count(*) DESC, disposition
"""
_LEFT = """
    SELECT token, page, line FROM number WHERE document_id = ? AND disposition = 'unaccounted'
    ORDER BY page, line, col
"""


def readings(report: Report) -> Markdown:
    """Cells that were placed by inference or have several readings, by place and reason."""
    asked = [subject(report).document_id, has_pages(report)]
    found = connection_of(report).execute(_READINGS, asked).fetchall()
    if not found:
        return report.say("method.readings.none")
    cells = {
        reading: _reading(report, sum(row[3] for row in found if row[1] == reading), reading)
        for reading in ("inferred", "uncertain")
    }
    frame = pl.DataFrame(
        [
            {
                "where": table_name(report, kind),
                "reading": report.plain(f"reading.{reading}"),
                "how": note_text(report, note or ""),
                **report.sourced(cells=_reading(report, number, reading)),
                "lines": ""
                if first is None
                else str(first)
                if first == last
                else f"{first}–{last}",
            }
            for kind, reading, note, number, first, last in found
        ],
        schema_overrides={"cells": pl.Int64()},
    )
    columns = ("where", "reading", "how", "cells", "lines")
    labels = {column: report.plain(f"method.readings.{column}") for column in columns}
    if has_pages(report):
        labels["lines"] = report.plain("method.readings.pages")
    return blocks(
        report.say("method.readings.lead", **cells),
        report.table(
            tables.build(frame, labels, plain=("where", "how", "lines")),
            name="readings",
            caption=report.say("method.readings.caption"),
            widths=(26, 12, 40, 9, 13),
            size="8pt",
            rows=[about(tables=[kind]) for kind, *_ in found],
        ),
    )


def ledger(report: Report) -> Markdown:
    """How many numbers were taken as what; the unaccounted ones with their lines."""
    document = [subject(report).document_id]
    found = connection_of(report).execute(_LEDGER, document).fetchall()
    taken = dict(found)
    lead = report.say(
        "method.ledger.lead",
        tokens=counted(report, sum(taken.values()), "count.tokens"),
        figures=_disposition(report, taken.get("figure", 0), "figure"),
        left=_disposition(report, taken.get("unaccounted", 0), "unaccounted"),
    )
    return blocks(lead, _left(report, document), _taken(report, found) if found else "")


def _taken(report: Report, found: Sequence[tuple[str, int]]) -> Markdown:
    frame = pl.DataFrame(
        [
            {
                "disposition": report.plain(f"disposition.{kind}"),
                **report.sourced(tokens=_disposition(report, number, kind)),
            }
            for kind, number in found
        ]
    )
    labels = {c: report.plain(f"method.ledger.{c}") for c in ("disposition", "tokens")}
    return report.table(
        tables.build(frame, labels),
        name="ledger",
        caption=report.say("method.ledger.caption"),
        widths=(75, 25),
        size="8pt",
    )


def _left(report: Report, document: list[str]) -> Markdown:
    """The unaccounted numbers one by one."""
    found = connection_of(report).execute(_LEFT, document).fetchall()
    if not found:
        return Markdown("")
    comma = report.plain("list.comma")
    named = (
        report.plain("method.ledger.token_page", token=token, page=page)
        if page
        else report.plain("method.ledger.token", token=token, line=line)
        for token, page, line in found
    )
    return report.say("method.ledger.left", listed=comma.join(named))


def _reading(report: Report, number: int, reading: str) -> Quantity:
    return counted(report, number, "count.reading", reading=report.plain(f"reading.{reading}"))


def _disposition(report: Report, number: int, disposition: str) -> Quantity:
    named = report.plain(f"disposition.{disposition}")
    return counted(report, number, "count.disposition", disposition=named)
