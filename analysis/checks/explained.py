"""How much of a movement the stated reasons explain; what nobody explains is in ``movements``.

“主要原因是项目支出增加” names a line. Where the document prints that line for both years, its
movement over the movement of the whole is the share that the reason explains. Every number is a
``Quantity`` that can be computed again from its figures. Not done here: whether the direction of
a reason is right (``rules.reasons``), wording.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from analysis.checks.facts import Facts
from analysis.checks.movements import LINES, Movement, find_movements, stated_change
from analysis.checks.relation import terms
from analysis.checks.rules.across import agree
from analysis.checks.store import load_disclosures
from analysis.disclosure import records as r
from analysis.disclosure.recorder import Disclosure
from analysis.measures.quantity import Quantity

if TYPE_CHECKING:
    import duckdb

# Subjects whose movement the lines of all expenditure add up to.
_WHOLES = {"total", "total_revenue", "total_expenditure"}
_SHOWN = Decimal("0.0001")


class ExplainedChange(NamedTuple):
    """A stated reason with the movement that it explains.

    ``whole`` is the movement that the reason is given for, ``part`` that of the line it names,
    ``share`` the part over the whole in per cent, ``rest`` the whole less the part. What the
    document does not print is None, and ``missing`` says what that is.
    """

    document_id: str
    reason_id: str
    subject_key: str
    named_key: str | None
    reason: str
    line: int | None
    whole: Quantity | None
    part: Quantity | None
    share: Quantity | None
    rest: Quantity | None
    missing: str | None


def explained_changes(
    connection: duckdb.DuckDBPyConnection, document_id: str | None = None
) -> list[ExplainedChange]:
    """Return every stated reason of a document's narrative, or of all documents, explained."""
    return [
        change
        for disclosure in load_disclosures(connection)
        if document_id in (None, disclosure.document.document_id)
        for change in explain(disclosure)
    ]


def explain(disclosure: Disclosure) -> list[ExplainedChange]:
    """Return the stated reasons of a document, each with the share that it explains.

    A reason that names the line itself (公务接待费减少，因压减接待) explains no share of it.
    """
    facts = Facts(disclosure)
    known = {movement.key: movement for movement in find_movements(disclosure)}
    return [
        _explain(facts, reason, known)
        for reason in disclosure.reason
        if reason.project_id is None and reason.named_key not in (None, "", reason.subject_key)
    ]


def _explain(facts: Facts, reason: r.Reason, known: dict[str, Movement]) -> ExplainedChange:
    subject, named = reason.subject_key or "", reason.named_key or ""
    whole = stated_change(facts, subject, reason.section)
    line = known.get(LINES.get(named, named))
    part = line.change if line is not None and _belongs(facts, subject, named) else None
    share = rest = None
    if whole is not None and part is not None and whole.value:
        share = _over(part, whole)
        rest = _less(whole, part)
    missing = None if share else "whole" if whole is None else "part"
    return ExplainedChange(
        facts.disclosure.document.document_id,
        reason.reason_id,
        subject,
        reason.named_key,
        reason.reason or "",
        reason.line,
        whole,
        part,
        share,
        rest,
        missing,
    )


def _belongs(facts: Facts, subject: str, named: str) -> bool:
    """Whether the printed line is part of the whole: not all project money is general budget."""
    kind = subject.partition("/")[0]
    if named == subject or named.startswith(f"{kind}/"):
        return True
    if kind == "appropriation" and agree(
        terms(facts.cell("overall_funds", "expenditure/total")),
        terms(facts.cell("appropriation_summary", "expenditure/total")),
    ):
        return named in LINES  # all expenditure is appropriation
    return subject in _WHOLES and named in LINES


def _over(part: Quantity, whole: Quantity) -> Quantity:
    value = Decimal(part.value or 0) / Decimal(whole.value or 1) * 100
    formula = f"({part.formula}) / ({_shift(whole.formula, len(part.figure_ids))}) * 100"
    ids = (*part.figure_ids, *whole.figure_ids)
    return Quantity(value.quantize(_SHOWN), "percent", formula, ids)


def _less(whole: Quantity, part: Quantity) -> Quantity:
    value = Decimal(whole.value or 0) - Decimal(part.value or 0)
    formula = f"{whole.formula} - ({_shift(part.formula, len(whole.figure_ids))})"
    return Quantity(value, "wan_yuan", formula, (*whole.figure_ids, *part.figure_ids))


def _shift(formula: str, by: int) -> str:
    """Return a formula over f1, f2, … as one over the figures ``by`` places further on."""
    return re.sub(r"f(\d+)", lambda match: f"f{int(match[1]) + by}", formula)
