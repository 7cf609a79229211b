"""What a card lists below a finding: relations of the same cause, findings of the same kind.

Not done here: the card itself (``agreement_cards``).
"""

from __future__ import annotations

from collections.abc import Mapping

from analysis.briefing.content.agreement_about import finding_marks
from analysis.briefing.content.agreement_quotes import Quote, place, span, value
from analysis.briefing.content.agreement_sides import left, right
from analysis.briefing.content.agreement_words import headline, message
from analysis.briefing.content.phrases import blocks, sentences
from analysis.briefing.content.quantities import counted
from analysis.briefing.markdown import Markdown, escape
from analysis.briefing.names import both
from analysis.briefing.report import Report
from analysis.checks.findings import Finding
from analysis.checks.result import CheckResult

__all__ = ["alike_findings", "evidence"]


def evidence(report: Report, finding: Finding, found: Mapping[str, Quote]) -> Markdown:
    """The other relations that fall through the same cause, in one list."""
    others = finding.evidence[1:]
    if not others:
        return Markdown("")
    lines = dict.fromkeys(_evidence_line(report, result, found) for result in others)
    more = counted(report, len(others), "count.evidence")
    listed = "\n".join(f"- {line}" for line in lines)
    return blocks(report.say("card.evidence", more=more), listed)


def _evidence_line(report: Report, result: CheckResult, found: Mapping[str, Quote]) -> str:
    one, other = left(result, found), right(result, found)
    title = headline(report, result)
    here = [found[i] for i in result.left_figures if i in found]
    where = f" ({span(report, here)})" if here else ""
    if report.language == "zh" and where:
        where = f"（{span(report, here)}）"
    if one is None or one.value is None:
        return report.say("card.evidence_plain", headline=title) + where
    if other is None or other.value is None:
        return report.say("card.evidence_left", headline=title, left=one) + where
    return report.say("card.evidence_item", headline=title, left=one, right=other) + where


def alike_findings(
    report: Report, alike: Mapping[int, Finding], found: Mapping[str, Quote]
) -> Markdown:
    """Further findings of the same kind, a line each, with the anchors of their numbers."""
    if not alike:
        return Markdown("")
    lines = [
        f"- [{number}. {_alike_line(report, finding.lead, found)}]"
        f"{{#finding-{number} {finding_marks(report, finding)}}}"
        for number, finding in alike.items()
    ]
    more = counted(report, len(alike), "count.alike")
    return blocks(report.say("card.alike", more=more), "\n".join(lines))


def _alike_line(report: Report, result: CheckResult, found: Mapping[str, Quote]) -> Markdown:
    """Each figure of the result with its place; the message where it has none."""
    figures = [found[i] for i in (*result.left_figures, *result.right_figures) if i in found]
    if not figures:
        return escape(message(report, result))
    names = {quote.row_name for quote in figures}
    if len(figures) == 2 and len(names) == 1:
        one, other = figures
        return report.say(
            "card.alike_pair",
            name=both(one.row_name or one.table_kind, report.language, one.table_kind),
            left=value(report, one),
            left_at=span(report, [one]),
            right=value(report, other),
            right_at=span(report, [other]),
        )
    said = [
        report.say("card.figure", value=value(report, quote), place=place(report, quote))
        for quote in figures
    ]
    return sentences(report, *said)
