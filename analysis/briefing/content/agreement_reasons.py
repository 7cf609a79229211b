"""Stated reasons against the lines that moved: how much of a change does the reason explain?

Not done here: the calculation (``analysis.checks.explained``, ``analysis.checks.movements``).
"""

from __future__ import annotations

import polars as pl

from analysis.briefing import tables
from analysis.briefing.content.context import disclosure_of, has_pages
from analysis.briefing.content.phrases import blocks, left_out
from analysis.briefing.content.quantities import counted, rounded
from analysis.briefing.content.subjects import subject_name
from analysis.briefing.markdown import Markdown
from analysis.briefing.names import both, name
from analysis.briefing.report import Report
from analysis.checks.explained import ExplainedChange, explain
from analysis.checks.movements import Movement, find_movements
from analysis.measures import Quantity

__all__ = ["reasons"]

_COLUMNS = ("subject", "whole", "reason", "part", "share", "line")


def reasons(report: Report) -> Markdown:
    """Each stated reason with the change it is given for and the share that it explains; then the
    movements without one. The section is left out where the document tells no movement.
    """
    table, rest = _explained(report), _unexplained(report)
    if not table and not rest:
        return left_out()
    return blocks(table or report.say("agreement.explained.none"), rest)


def _explained(report: Report) -> Markdown:
    disclosure = disclosure_of(report)
    found = (
        [change for change in explain(disclosure) if change.whole is not None] if disclosure else []
    )
    if not found:
        return Markdown("")
    rows = dict.fromkeys(_row(report, change) for change in found)  # a reason may name two lines
    frame = pl.DataFrame(
        list(rows),
        schema=dict.fromkeys(_COLUMNS, pl.String),
        orient="row",
    )
    widths: tuple[int, ...] = (18, 14, 29, 17, 14, 8)
    if has_pages(report):  # a reason is kept with its line only
        frame, widths = frame.drop("line"), (20, 15, 33, 17, 15)
    labels = {column: report.plain(f"agreement.explained.{column}") for column in frame.columns}
    texts = ("subject", "reason")
    return blocks(
        report.say("agreement.explained.lead"),
        report.table(
            tables.build(frame, labels, plain=texts, right=[c for c in labels if c not in texts]),
            name="explained",
            caption=report.say("agreement.explained.caption"),
            widths=widths,
            size="8pt",
        ),
    )


def _unexplained(report: Report) -> Markdown:
    """The movements that the document prints and gives no reason for, the largest first."""
    disclosure = disclosure_of(report)
    moved = [m for m in (find_movements(disclosure) if disclosure else ()) if m.change.value]
    if not moved:
        return Markdown("")
    found = [movement for movement in moved if not movement.reasons]
    listed = report.plain("list.semicolon").join(_item(report, movement) for movement in found)
    return report.say(
        "agreement.unexplained",
        number=counted(report, len(found), "count.unexplained"),
        list=Markdown(listed),
    )


def _row(report: Report, change: ExplainedChange) -> tuple[str, ...]:
    missing = report.plain("agreement.explained.missing")
    share = rounded(change.share) if change.share is not None else None
    part = _cell(report, change.part, "signed,n", missing)
    if change.part is not None:
        part = f"{subject_name(report, change.named_key or '')}{report.plain('list.colon')}{part}"
    return (
        subject_name(report, change.subject_key),
        _cell(report, change.whole, "signed,n", missing),
        both(change.reason, report.language, "reason"),
        part,
        _cell(report, share, "", missing),
        str(change.line or ""),
    )


def _cell(report: Report, quantity: Quantity | None, spec: str, missing: str) -> str:
    """A number of the table with its link; why there is none."""
    if quantity is None:
        return missing
    return report.passports.mark_html(quantity, report.words.number(quantity, spec))


def _item(report: Report, movement: Movement) -> Markdown:
    called = report.called(f"subject.{movement.key}", otherwise=movement.name)
    text = name(called, report.language, "project")
    return report.say("agreement.unexplained.item", name=text, change=movement.change)
