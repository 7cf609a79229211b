"""Method: how figures are calculated, what could not be read, what must be published.

Not done here: readings and the ledger (``method_ledger``), hashes and versions (``method_facts``).
"""

from __future__ import annotations

from collections import Counter

import polars as pl

from analysis.briefing import tables
from analysis.briefing.content.context import connection_of, has_pages, subject
from analysis.briefing.content.method_facts import facts
from analysis.briefing.content.method_ledger import ledger, readings
from analysis.briefing.content.method_notes import note_text
from analysis.briefing.content.method_rap import rap
from analysis.briefing.content.phrases import blocks, joined, table_name
from analysis.briefing.content.quantities import counted
from analysis.briefing.filters import about
from analysis.briefing.markdown import Markdown
from analysis.briefing.names import both
from analysis.briefing.report import Report
from analysis.briefing.words import entries
from analysis.measures import Quantity

__all__ = ["calculated", "facts", "ledger", "rap", "readings", "required", "unreadable"]

_CALCULATIONS = ("figure", "yuan", "share", "change", "contribution", "project", "target", "check")
_PRESENT = ("published", "declared_empty", "not_readable")
_STATUSES = (*_PRESENT, "missing", "not_in_file", "not_found", "not_asked")
_SECTIONS = """
    SELECT kind, title, status, note, page, first_line FROM section
    WHERE document_id = ? AND status != 'read' ORDER BY first_line, section_id
"""
_REQUIRED = """
    SELECT item, item_zh, basis, status, line FROM required_item
    WHERE document_id = ? ORDER BY rowid
"""


def calculated(report: Report) -> Markdown:
    """How each kind of figure is made."""
    keys = [key for key in _CALCULATIONS if key != "yuan" or report.places is not None]
    lines = [f"- {report.say(f'method.calc.{key}')}" for key in keys]
    return Markdown("\n".join(lines))


def unreadable(report: Report) -> Markdown:
    """The sections without figures: pictures in the original, or declared empty."""
    found = connection_of(report).execute(_SECTIONS, [subject(report).document_id]).fetchall()
    if not found:
        return report.say("method.unreadable.none")
    frame = pl.DataFrame(
        [
            (
                _with_original(report, table_name(report, kind), title),
                report.plain(f"status.{status}"),
                note_text(report, note or ""),
                page or line,
            )
            for kind, title, status, note, page, line in found
        ],
        schema={
            "section": pl.String,
            "status": pl.String,
            "note": pl.String,
            "line": pl.Int64,
        },
        orient="row",
    )
    labels = {column: report.plain(f"method.unreadable.{column}") for column in frame.columns}
    if has_pages(report):
        labels["line"] = report.plain("method.unreadable.page")
    states = Counter(status for _, _, status, *_ in found)
    parts = [
        report.say(f"method.unreadable.{state}", number=_status(report, number, state))
        for state, number in sorted(states.items(), reverse=True)
    ]
    number = counted(report, len(found), "count.unreadable")
    return blocks(
        report.say("method.unreadable.lead", number=number, parts=joined(report, parts)),
        report.table(
            tables.build(frame, labels, plain=("section", "note")),
            name="unreadable",
            caption=report.say("method.unreadable.caption"),
            widths=(34, 16, 42, 8),
            size="8pt",
            rows=[about(tables=[kind]) for kind, *_ in found],
        ),
    )


def required(report: Report) -> Markdown:
    """What must be published, and whether it was."""
    found = connection_of(report).execute(_REQUIRED, [subject(report).document_id]).fetchall()
    taken = Counter(row[3] for row in found)
    parts = [
        report.say(f"method.required.{status}", number=_status(report, taken[status], status))
        for status in _STATUSES
        if taken[status]
    ]
    lead = report.say(
        "method.required.lead",
        total=counted(report, len(found), "count.required"),
        parts=joined(report, parts),
    )
    if not found:
        return lead
    found.sort(key=lambda row: row[3] == "published")
    frame = pl.DataFrame(
        [
            (
                _item(report, item, item_zh),
                _basis(report, basis),
                report.plain(f"status.{status}"),
                line,
            )
            for item, item_zh, basis, status, line in found
        ],
        schema={"item": pl.String, "basis": pl.String, "status": pl.String, "line": pl.Int64},
        orient="row",
    )
    labels = {column: report.plain(f"method.required.{column}") for column in frame.columns}
    widths: tuple[int, ...] = (52, 22, 17, 9)
    if has_pages(report):  # what is required is kept with its line only
        frame, widths = frame.drop("line"), (56, 24, 20)
        del labels["line"]
    unusual = sum(row[3] != "published" for row in found)
    table = report.table(
        tables.build(frame, labels, plain=("item", "basis"), bold_rows=range(unusual)),
        name="required",
        caption=report.say("method.required.caption"),
        widths=widths,
        size="7.5pt",
    )
    return blocks(lead, table)


def _item(report: Report, item: str, item_zh: str) -> str:
    """The name of an item: that of the table, or of the explanation."""
    known = next((k for k in (f"required.{item}", f"table.{item}") if k in entries()), None)
    if report.language == "zh" or known is None:
        return both(item_zh, report.language, "required")
    return _with_original(report, report.plain(known), item_zh)


def _with_original(report: Report, called: str, original: str) -> str:
    return original if report.language == "zh" else f"{called} ({original})"


def _basis(report: Report, basis: str) -> str:
    return report.plain("method.required.local") if basis == "local template" else basis


def _status(report: Report, number: int, status: str) -> Quantity:
    return counted(report, number, "count.status", status=report.plain(f"status.{status}"))
