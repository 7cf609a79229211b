"""A finding as a card: what is said here, what there, the difference, what it may mean, how sure.

Not done here: ranking (``analysis.checks.findings``), the numbers of a side (``agreement_sides``),
the words that follow the rule (``agreement_words``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from analysis.briefing.content.agreement_about import finding_marks
from analysis.briefing.content.agreement_more import alike_findings, evidence
from analysis.briefing.content.agreement_quotes import (
    Quote,
    place,
    quotes,
    span,
    table_name,
    value,
)
from analysis.briefing.content.agreement_sides import difference, left, right
from analysis.briefing.content.agreement_words import (
    headline,
    kind,
    means,
    message,
    sentences,
    sure,
)
from analysis.briefing.content.context import blocks, connection_of, counted, joined
from analysis.briefing.markdown import Markdown, escape, raw
from analysis.briefing.report import Report
from analysis.briefing.words import Slot
from analysis.checks.findings import Finding
from analysis.checks.result import CheckResult
from analysis.measures import Quantity

__all__ = ["brief_card", "card"]

_ONE_BY_ONE = 4  # so many figures of a side are quoted one by one; more are added up
_WHOLE = 8  # a card with no more results than this fits a page, and is not broken
_COLOURS = {"arithmetic": "#b4532a", "scope": "#14375e"}
_OTHER_COLOUR, _SOFT = "#9aa4b1", "#55606e"


def card(
    report: Report, finding: Finding, number: int, alike: Mapping[int, Finding] | None = None
) -> Markdown:
    """The whole card; ``number`` makes its anchor.

    ``alike``: further findings of the same kind by their numbers, each to be named in a line.
    """
    alike = alike or {}
    results = [e for one in (finding, *alike.values()) for e in one.evidence]
    ids = [i for e in results for i in (*e.left_figures, *e.right_figures, *e.suspects)]
    found = quotes(connection_of(report), ids)
    lead, marks = finding.lead, finding_marks(report, finding)
    parts = [
        f"#### {headline(report, lead)} {{#finding-{number} .unlisted {marks}}}",
        f"[{_soft(kind(report, lead, found))}]{{.finding-kind}}",
        _sides(report, lead, found),
        _difference(report, lead, found),
        report.say("card.means", text=means(report, lead)),
        _doubt(report, lead, found),
        report.say("card.sure", text=sure(report, lead, found)),
        evidence(report, finding, found),
        alike_findings(report, alike, found),
    ]
    return _framed(finding.severity, blocks(*parts), whole=len(results) <= _WHOLE)


def brief_card(report: Report, finding: Finding, number: int) -> Markdown:
    """The finding in two sentences, with a link to its card."""
    lead = finding.lead
    found = quotes(connection_of(report), (*lead.left_figures, *lead.right_figures))
    one, other = left(lead, found), right(lead, found)
    if one is not None and other is not None:
        text = report.say("card.brief_both", left=one, right=other)
    elif one is not None and one.value is not None:
        text = report.say("card.brief_left", left=one)
    else:
        text = Markdown("")
    text = sentences(report, text, means(report, lead))
    more = f"[{report.plain('card.more')}](#finding-{number})"
    said = report.say("card.in_brief", headline=headline(report, lead), text=text)
    return Markdown(f"{said} {more}")


def _framed(severity: str, body: str, *, whole: bool) -> Markdown:
    """The card with its coloured edge, in both formats; ``whole``: never broken over pages."""
    colour = _COLOURS.get(severity, _OTHER_COLOUR)
    edge = f'stroke: (left: 2.5pt + rgb("{colour}")), inset: (left: 10pt, y: 2pt)'
    edge += "" if not whole else ", breakable: false"
    opened = raw("typst", f"#block(width: 100%, above: 1.6em, below: 1.6em, {edge})[")
    return Markdown(
        f"::::: {{.finding .finding-{severity}}}\n\n{opened}\n{body}\n{raw('typst', ']')}\n:::::\n"
    )


def _sides(report: Report, result: CheckResult, found: Mapping[str, Quote]) -> Markdown:
    """The quoted figures of both sides; the message of the rule where there are none."""
    here = [found[i] for i in result.left_figures if i in found]
    there = [found[i] for i in result.right_figures if i in found]
    if not here:
        return Markdown(f"::: {{.finding-side}}\n{message(report, result)}\n:::")
    one, other = left(result, found), right(result, found)
    sides = [_side(report, "card.here" if there else "card.found", here, one)]
    if there:
        sides.append(_side(report, "card.there", there, other))
    return blocks(_side_by_side(sides), _quoted([*here, *there]))


def _side_by_side(sides: Sequence[str]) -> str:
    """Two columns, in both formats; a single side takes the whole width."""
    inner = raw("typst", "], [").join(f"::: {{.finding-side}}\n{side}\n:::\n" for side in sides)
    columns = ", ".join(["1fr"] * len(sides))
    opened = raw("typst", f"#grid(columns: ({columns}), column-gutter: 14pt, [")
    return f":::: {{.finding-sides}}\n\n{opened}\n{inner}\n{raw('typst', '])')}\n::::"


def _soft(text: str) -> str:
    """Small print for the PDF; in HTML the style sheet does it."""
    return f'`#text(size: 8pt, fill: rgb("{_SOFT}"))[`{{=typst}}{text}`]`{{=typst}}'


def _quoted(figures: Sequence[Quote]) -> Markdown:
    """The sentences in which the figures stand, each once; none where there are many."""
    quoted = dict.fromkeys(quote.sentence for quote in figures if quote.sentence)
    if len(quoted) > _ONE_BY_ONE:
        return Markdown("")
    return Markdown("\n\n".join(f"> {escape(sentence)}" for sentence in quoted))


def _side(report: Report, label: str, side: Sequence[Quote], total: Quantity | None) -> Markdown:
    parts: list[str] = [f"[**{escape(report.plain(label))}**]{{.finding-label}}"]
    if len(side) > _ONE_BY_ONE:
        parts.append(_added_up(report, side, total))
    else:
        parts += [
            report.say("card.figure", value=value(report, quote), place=place(report, quote))
            for quote in side
        ]
        if len(side) > 1 and total is not None:
            made = "card.product" if re.search(r"f\d+ \* f", total.formula) else "card.made"
            parts.append(report.say(made, total=total))
    return Markdown("\n\n".join(parts))


def _added_up(report: Report, side: Sequence[Quote], total: Quantity | None) -> Markdown:
    kinds = dict.fromkeys(quote.table_kind for quote in side)
    slots: dict[str, Slot] = {
        "parts": counted(report, len(side), "count.side"),
        "table": joined(report, [table_name(report, kind) for kind in kinds]),
        "lines": span(report, side),
    }
    if total is None:
        return report.say("card.figures", **slots)
    return report.say("card.sum", total=total, **slots)


def _difference(report: Report, result: CheckResult, found: Mapping[str, Quote]) -> Markdown:
    gap = difference(left(result, found), right(result, found))
    if gap is None or not gap.value:
        return Markdown("")
    return report.say("card.difference", difference=gap)


def _doubt(report: Report, result: CheckResult, found: Mapping[str, Quote]) -> Markdown:
    """The one cell that would have to change; several that are as likely are not named."""
    if len(result.suspects) != 1 or result.suspects[0] not in found:
        return Markdown("")
    return report.say("card.doubt", place=place(report, found[result.suspects[0]]))
