"""Does the document agree with itself: counts of verdicts, findings, what could not be checked.

Not done here: testing (``analysis.checks``), how a finding looks (``agreement_cards``), the matrix
(``agreement_matrix``), stated reasons (``agreement_reasons``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import polars as pl

from analysis.briefing import tables
from analysis.briefing.content.agreement_about import result_marks
from analysis.briefing.content.agreement_cards import STRONG, brief_card, card
from analysis.briefing.content.agreement_matrix import matrix
from analysis.briefing.content.agreement_reasons import reasons
from analysis.briefing.content.agreement_words import message, rule_title
from analysis.briefing.content.context import check_results, findings_of, tested_in
from analysis.briefing.content.phrases import blocks, joined, left_out, sentences
from analysis.briefing.content.quantities import counted
from analysis.briefing.markdown import Markdown, raw
from analysis.briefing.report import Report
from analysis.checks.findings import Finding
from analysis.checks.relation import SEVERITIES
from analysis.checks.result import CheckResult
from analysis.measures import Quantity

__all__ = [
    "counts",
    "finding_cards",
    "matrix",
    "reasons",
    "unchecked",
    "weak_findings",
]

_HELD = ("exact", "rounding", "contradiction")


def counts(report: Report) -> Markdown:
    """How many relations were tested, with what verdicts, and how many findings that makes."""
    verdicts = Counter(result.verdict for result in check_results(report))
    found = Counter(finding.severity for finding in findings_of(report))
    unchecked = counted(report, verdicts["not_checkable"], "verdict.not_checkable")
    held = {f"agreement.count.{v}": _verdict(report, v, verdicts[v]) for v in _HELD}
    kinds = {f"agreement.kind.{s}": _kind(report, s, found[s]) for s in SEVERITIES}
    tested, findings = _number(report, tested_in(report), "tested"), _found(report, found.total())
    return blocks(
        sentences(
            report,
            report.say("agreement.counts", tested=tested, verdicts=_parts(report, held)),
            report.say("agreement.counts.unchecked", unchecked=unchecked),
        ),
        report.say("agreement.findings", findings=findings, kinds=_parts(report, kinds)),
        report.say("agreement.rule"),
    )


def _parts(report: Report, numbers: Mapping[str, Quantity]) -> Markdown:
    """How many there are of each kind, by the key of its words; none are left out."""
    return joined(report, (report.say(k, number=n) for k, n in numbers.items() if n.value))


def _verdict(report: Report, verdict: str, number: int) -> Quantity:
    return counted(report, number, f"verdict.{verdict}")


def _kind(report: Report, severity: str, number: int) -> Quantity:
    return counted(report, number, f"severity.{severity}")


def finding_cards(report: Report, limit: int | None = None, brief: bool = False) -> Markdown:
    """The findings of hard arithmetic and of scope as cards, the gravest first.

    ``limit``: so many findings of any kind. ``brief``: two sentences each, with a link to the card.
    Statements that break the same rule (things that are missing) share a card. Where there is no
    finding at all the section is left out: the counts above have said so.
    """
    shown: dict[tuple[str, int], dict[int, Finding]] = {}
    for number, finding in enumerate(findings_of(report), start=1):
        if limit or finding.severity in STRONG:
            lead = finding.lead
            apart = number if lead.left_figures or lead.right_figures else 0
            shown.setdefault((lead.rule, apart), {})[number] = finding
    if not shown:
        return report.say("agreement.no_findings") if findings_of(report) else left_out()
    groups = list(shown.values())[:limit]
    if brief:
        firsts = (next(iter(alike.items())) for alike in groups)
        return blocks(*(brief_card(report, finding, number) for number, finding in firsts))
    return blocks(*(_shared_card(report, dict(alike)) for alike in groups))


def weak_findings(report: Report) -> Markdown:
    """The findings on weak evidence or of notation: folded in HTML, set smaller in the PDF.

    Those that break the same rule share a card.
    """
    weak: dict[tuple[str, str], dict[int, Finding]] = {}
    for number, finding in enumerate(findings_of(report), start=1):
        if finding.severity not in STRONG:
            key = (finding.lead.rule, finding.severity)
            weak.setdefault(key, {})[number] = finding
    if not weak:
        return left_out()
    total = sum(map(len, weak.values()))
    summary = report.plain("agreement.weak_summary", findings=_found(report, total))
    return blocks(
        raw("html", f'<details class="weak-findings"><summary>{summary}</summary>'),
        raw("typst", "#[#set text(size: 8.5pt)"),
        *(_shared_card(report, dict(alike)) for alike in weak.values()),
        raw("typst", "]"),
        raw("html", "</details>"),
    )


def _shared_card(report: Report, alike: dict[int, Finding]) -> Markdown:
    """One card for findings of the same kind: the first in full, the others a line each."""
    first = min(alike)
    return card(report, alike.pop(first), first, alike)


def unchecked(report: Report) -> Markdown:
    """What could not be checked, each with its reason."""
    left_out = [r for r in check_results(report) if r.verdict == "not_checkable"]
    if not left_out:
        return report.say("agreement.unchecked.none")
    alike: dict[tuple[str, str], list[CheckResult]] = {}
    for result in left_out:
        alike.setdefault(_title_and_reason(report, result), []).append(result)
    frame = pl.DataFrame(
        [
            {
                "relation": title,
                "reason": reason,
                **report.sourced(number=counted(report, len(same), "verdict.not_checkable")),
            }
            for (title, reason), same in alike.items()
        ]
    )
    columns = ("relation", "reason", "number")
    labels = {c: report.plain(f"agreement.unchecked.{c}") for c in columns}
    table = tables.build(frame, labels, plain=("relation", "reason"))
    return blocks(
        report.say("agreement.unchecked.lead"),
        report.table(
            table,
            name="unchecked",
            caption=report.say("agreement.unchecked.caption"),
            widths=(46, 42, 12),
            size="8pt",
            rows=[result_marks(report, same) for same in alike.values()],
        ),
    )


def _title_and_reason(report: Report, result: CheckResult) -> tuple[str, str]:
    """The relation and why it was not tested: its message is “title: verdict: reason.”"""
    title = rule_title(report, result)
    colon = report.plain("list.colon")
    rest = message(report, result).removeprefix(title).removeprefix(colon)
    reason = rest.partition(colon)[2].rstrip(".。")
    return title.rstrip("*"), reason[:1].upper() + reason[1:]


def _number(report: Report, number: int, what: str) -> Quantity:
    return counted(report, number, f"count.{what}")


def _found(report: Report, number: int) -> Quantity:
    return counted(report, number, "count.findings")
