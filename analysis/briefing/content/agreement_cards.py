"""A finding as a card: what is said here, what there, the difference, what it may mean, how sure.

Not done here: ranking (``analysis.checks.findings``), quoting the sides (``agreement_said``), the
words that follow the rule (``agreement_words``).
"""

from __future__ import annotations

from collections.abc import Mapping

from analysis.briefing.content.agreement_about import finding_marks
from analysis.briefing.content.agreement_more import alike_findings, evidence
from analysis.briefing.content.agreement_quotes import Quote, place, quoted, value
from analysis.briefing.content.agreement_said import sides
from analysis.briefing.content.agreement_sides import difference, left, right
from analysis.briefing.content.agreement_words import (
    briefly,
    headline,
    kind,
    means,
    message,
    project_of,
    sure,
)
from analysis.briefing.content.phrases import blocks, sentences
from analysis.briefing.markdown import Markdown, escape, raw
from analysis.briefing.names import name
from analysis.briefing.report import Report
from analysis.briefing.theme import ACCENT, MUTED, PALETTE, SOFT
from analysis.checks.findings import Finding
from analysis.checks.result import CheckResult
from analysis.measures import Quantity

__all__ = ["STRONG", "brief_card", "card", "gap_of"]

STRONG = ("arithmetic", "scope")  # severities that weigh
_WHOLE = 8  # a card with no more results than this fits a page, and is not broken
_COLOURS = {"arithmetic": ACCENT, "scope": PALETTE[0]}


def card(
    report: Report, finding: Finding, number: int, alike: Mapping[int, Finding] | None = None
) -> Markdown:
    """The whole card; ``number`` makes its anchor.

    ``alike``: further findings of the same kind by their numbers, each to be named in a line.
    """
    alike = alike or {}
    results = [e for one in (finding, *alike.values()) for e in one.evidence]
    ids = [i for e in results for i in (*e.left_figures, *e.right_figures, *e.suspects)]
    found = quoted(report, ids)
    lead, marks = finding.lead, finding_marks(report, finding)
    which = kind(report, lead, found)
    parts = [
        f"#### {headline(report, lead)} {{#finding-{number} .unlisted {marks}}}",
        f"[{_soft(report.say('card.number', number=number, kind=which))}]{{.finding-kind}}",
        sides(report, lead, found),
        _difference(report, lead, found),
        report.say("card.means", text=means(report, lead)),
        _doubt(report, lead, found),
        report.say("card.sure", text=sure(report, lead, found)),
        evidence(report, finding, found),
        alike_findings(report, alike, found),
    ]
    return _framed(finding.severity, blocks(*parts), whole=len(results) <= _WHOLE)


def brief_card(report: Report, finding: Finding, number: int) -> Markdown:
    """The finding in two sentences, with its project and a link to its card."""
    lead = finding.lead
    found = quoted(report, (*lead.left_figures, *lead.right_figures))
    one, other = left(lead, found), right(lead, found)
    if one is not None and other is not None:
        text = report.say("card.brief_both", left=one, right=other)
    elif one is not None and one.value is not None:
        text = report.say("card.brief_left", left=one)
    elif not found:  # a statement: what it says is all that there is
        text = escape(message(report, lead))
    else:
        text = Markdown("")
    text = sentences(report, text, briefly(report, lead))
    more = f"[{report.plain('card.more')}](#finding-{number})"
    called, project = (
        headline(report, lead),
        name(project_of(lead, found), report.language, "project"),
    )
    if project:
        said = report.say("card.in_brief.project", headline=called, project=project, text=text)
    else:
        said = report.say("card.in_brief", headline=called, text=text)
    return Markdown(f"{said} {more}")


def _framed(severity: str, body: str, *, whole: bool) -> Markdown:
    """The card with its coloured edge, in both formats; ``whole``: never broken over pages."""
    colour = _COLOURS.get(severity, MUTED)
    edge = f'stroke: (left: 2.5pt + rgb("{colour}")), inset: (left: 10pt, y: 2pt)'
    edge += "" if not whole else ", breakable: false"
    opened = raw("typst", f"#block(width: 100%, above: 1.6em, below: 1.6em, {edge})[")
    return Markdown(
        f"::::: {{.finding .finding-{severity}}}\n\n{opened}\n{body}\n{raw('typst', ']')}\n:::::\n"
    )


def _soft(text: str) -> str:
    """Small print for the PDF; in HTML the style sheet does it."""
    return f'`#text(size: 8pt, fill: rgb("{SOFT}"))[`{{=typst}}{text}`]`{{=typst}}'


def gap_of(report: Report, result: CheckResult) -> Quantity | None:
    """By how much the two sides differ; None where they are no two amounts."""
    found = quoted(report, (*result.left_figures, *result.right_figures))
    return difference(left(result, found), right(result, found))


def _difference(report: Report, result: CheckResult, found: Mapping[str, Quote]) -> Markdown:
    gap = difference(left(result, found), right(result, found))
    if gap is None or not gap.value:
        return Markdown("")
    return report.say("card.difference", difference=gap)


def _doubt(report: Report, result: CheckResult, found: Mapping[str, Quote]) -> Markdown:
    """The one cell that would have to change; several that are as likely are not named."""
    if len(result.suspects) != 1 or result.suspects[0] not in found:
        return Markdown("")
    quote = found[result.suspects[0]]
    return report.say("card.doubt", value=value(report, quote), place=place(report, quote))
