"""A finding as a card: what is said here, what there, the difference, what it may mean, how sure.

The words of a card follow the rule that is broken (``words/findings.yml``). Nothing in a card
depends on one document: a rule without words of its own is called by its title in the catalogue.

Not done here: ranking (``analysis.checks.findings``), the numbers of a side (``agreement_sides``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from analysis.briefing.content.agreement_quotes import Quote, place, quotes, span, table_name
from analysis.briefing.content.agreement_sides import difference, left, right
from analysis.briefing.content.context import blocks, connection_of, counted, joined
from analysis.briefing.markdown import Markdown, escape, raw
from analysis.briefing.names import both
from analysis.briefing.report import Report
from analysis.briefing.words import Slot, entries
from analysis.checks.catalogue import rules_by_id
from analysis.checks.findings import Finding
from analysis.checks.result import CheckResult
from analysis.measures import Quantity

__all__ = ["brief_card", "card", "headline"]

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
    lead = finding.lead
    parts = [
        f"#### {headline(report, lead)} {{#finding-{number} .unlisted}}",
        f"[{_soft(_kind(report, lead, found))}]{{.finding-kind}}",
        _sides(report, lead, found),
        _difference(report, lead, found),
        report.say("card.means", text=report.say(_means(lead))),
        _doubt(report, lead, found),
        report.say("card.sure", text=_sure(report, lead, found)),
        _evidence(report, finding, found),
        _alike(report, alike, found),
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
    text = joined_text(report, text, report.say(_means(lead)))
    more = f"[{report.plain('card.more')}](#finding-{number})"
    said = report.say("card.in_brief", headline=headline(report, lead), text=text)
    return Markdown(f"{said} {more}")


def headline(report: Report, result: CheckResult) -> Markdown:
    """What a contradiction is called."""
    for key in (f"finding.{result.rule}.{result.severity}", f"finding.{result.rule}"):
        if key in entries():
            return report.say(key)
    rule = rules_by_id().get(result.rule)
    title = getattr(rule.title, report.language) if rule else result.rule
    return report.say("finding.other", title=title)


def joined_text(report: Report, *sentences: str) -> Markdown:
    """Sentences one after the other, as the language sets them."""
    return Markdown(("" if report.language == "zh" else " ").join(filter(None, sentences)))


def _framed(severity: str, body: str, *, whole: bool) -> Markdown:
    """The card with its coloured edge, in both formats; ``whole``: never broken over pages."""
    colour = _COLOURS.get(severity, _OTHER_COLOUR)
    edge = f'stroke: (left: 2.5pt + rgb("{colour}")), inset: (left: 10pt, y: 2pt)'
    edge += "" if not whole else ", breakable: false"
    opened = raw("typst", f"#block(width: 100%, above: 1.6em, below: 1.6em, {edge})[")
    return Markdown(
        f"::::: {{.finding .finding-{severity}}}\n\n{opened}\n{body}\n{raw('typst', ']')}\n:::::\n"
    )


def _kind(report: Report, result: CheckResult, found: Mapping[str, Quote]) -> str:
    """How grave it is, and the project that it is about where it is about one."""
    kind = report.plain(f"severity.{result.severity}")
    figures = (*result.left_figures, *result.right_figures)
    projects = {found[i].project_name for i in figures if i in found}
    project = projects.pop() if len(projects) == 1 else None
    if project is None:
        return escape(kind)
    return report.say("card.project", kind=kind, project=both(project, report.language, "project"))


def _sides(report: Report, result: CheckResult, found: Mapping[str, Quote]) -> Markdown:
    """The quoted figures of both sides; the message of the rule where there are none."""
    here = [found[i] for i in result.left_figures if i in found]
    there = [found[i] for i in result.right_figures if i in found]
    if not here:
        return _message(report, result)
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
    sentences = dict.fromkeys(quote.sentence for quote in figures if quote.sentence)
    if len(sentences) > _ONE_BY_ONE:
        return Markdown("")
    return Markdown("\n\n".join(f"> {escape(sentence)}" for sentence in sentences))


def _message(report: Report, result: CheckResult) -> Markdown:
    text = result.message_zh if report.language == "zh" else result.message_en
    return Markdown(f"::: {{.finding-side}}\n{escape(text or '')}\n:::")


def _side(report: Report, label: str, side: Sequence[Quote], total: Quantity | None) -> Markdown:
    parts: list[str] = [f"[**{escape(report.plain(label))}**]{{.finding-label}}"]
    if len(side) > _ONE_BY_ONE:
        parts.append(_added_up(report, side, total))
    else:
        parts += [
            report.say("card.figure", value=_value(report, quote), place=place(report, quote))
            for quote in side
        ]
        if len(side) > 1 and total is not None:
            made = "card.product" if re.search(r"f\d+ \* f", total.formula) else "card.made"
            parts.append(report.say(made, total=total))
    return Markdown("\n\n".join(parts))


def _value(report: Report, quote: Quote) -> Markdown:
    """The figure; a target as it is printed, with its sign (≥ 90 %)."""
    if quote.target is None:
        return report.number(quote.quantity)
    return report.passports.mark(quote.quantity, quote.target)


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


def _means(result: CheckResult) -> str:
    keys = (f"means.{result.rule}.{result.severity}", f"means.{result.rule}")
    return next((key for key in keys if key in entries()), f"means.{result.severity}")


def _sure(report: Report, result: CheckResult, found: Mapping[str, Quote]) -> Markdown:
    figures = (*result.left_figures, *result.right_figures)
    key = f"sure.{result.severity}" if figures else "sure.statement"
    doubtful = any(found[i].reading == "uncertain" for i in figures if i in found)
    reading = report.say("sure.reading") if doubtful else ""
    return joined_text(report, report.say(key), reading)


def _doubt(report: Report, result: CheckResult, found: Mapping[str, Quote]) -> Markdown:
    """The one cell that would have to change; several that are as likely are not named."""
    if len(result.suspects) != 1 or result.suspects[0] not in found:
        return Markdown("")
    return report.say("card.doubt", place=place(report, found[result.suspects[0]]))


def _evidence(report: Report, finding: Finding, found: Mapping[str, Quote]) -> Markdown:
    """The other relations that fall through the same cause, in one list."""
    others = finding.evidence[1:]
    if not others:
        return Markdown("")
    lines = dict.fromkeys(_evidence_line(report, result, found) for result in others)
    more = counted(report, len(others), "count.evidence")
    listed = "\n".join(f"- {line}" for line in lines)
    return blocks(report.say("card.evidence", more=more), listed)


def _alike(report: Report, alike: Mapping[int, Finding], found: Mapping[str, Quote]) -> Markdown:
    """Further findings of the same kind, a line each, with the anchors of their numbers."""
    if not alike:
        return Markdown("")
    lines = [
        f"- [{_alike_line(report, finding.lead, found)}]{{#finding-{number}}}"
        for number, finding in alike.items()
    ]
    more = counted(report, len(alike), "count.alike")
    return blocks(report.say("card.alike", more=more), "\n".join(lines))


def _alike_line(report: Report, result: CheckResult, found: Mapping[str, Quote]) -> Markdown:
    """Each figure of the result with its place; the message where it has none."""
    figures = [found[i] for i in (*result.left_figures, *result.right_figures) if i in found]
    if not figures:
        text = result.message_zh if report.language == "zh" else result.message_en
        return escape(text or "")
    names = {quote.row_name for quote in figures}
    if len(figures) == 2 and len(names) == 1:
        one, other = figures
        return report.say(
            "card.alike_pair",
            name=both(one.row_name or one.table_kind, report.language, one.table_kind),
            left=_value(report, one),
            left_at=span(report, [one]),
            right=_value(report, other),
            right_at=span(report, [other]),
        )
    said = [
        report.say("card.figure", value=_value(report, quote), place=place(report, quote))
        for quote in figures
    ]
    return joined_text(report, *said)


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
