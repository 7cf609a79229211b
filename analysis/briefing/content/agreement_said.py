"""What a card quotes: the figures of both sides, each with its place and its printed line.

Not done here: the card around (``agreement_cards``), adding the figures up (``agreement_sides``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from analysis.briefing.content.agreement_quotes import Quote, place, span, value
from analysis.briefing.content.agreement_sides import left, right
from analysis.briefing.content.agreement_words import message
from analysis.briefing.content.phrases import blocks, joined, table_name
from analysis.briefing.content.quantities import counted
from analysis.briefing.markdown import Markdown, escape, raw
from analysis.briefing.report import Report
from analysis.briefing.words import Slot
from analysis.checks.result import CheckResult
from analysis.measures import Quantity

__all__ = ["sides"]

_ONE_BY_ONE = 4  # so many figures of a side are quoted one by one; more are added up


def sides(report: Report, result: CheckResult, found: Mapping[str, Quote]) -> Markdown:
    """The quoted figures of both sides; the message of the rule where there are none.

    A line that both sides are quoted from stands once, below them.
    """
    here = [found[i] for i in result.left_figures if i in found]
    there = [found[i] for i in result.right_figures if i in found]
    if not here:
        return Markdown(f"::: {{.finding-side}}\n{escape(message(report, result))}\n:::")
    one, other = left(result, found), right(result, found)
    lines, others = _lines(here), _lines(there)
    both = [line for line in lines if line in others]
    labels = ("card.here", "card.there") if there else ("card.found", "")
    columns = [_side(report, labels[0], here, one, [line for line in lines if line not in both])]
    if there:
        rest = [line for line in others if line not in both]
        columns.append(_side(report, labels[1], there, other, rest))
    return blocks(_side_by_side(columns), _quoted(both))


def _side_by_side(sides: Sequence[str]) -> str:
    """Two columns, in both formats; a single side takes the whole width."""
    inner = raw("typst", "], [").join(f"::: {{.finding-side}}\n{side}\n:::\n" for side in sides)
    columns = ", ".join(["1fr"] * len(sides))
    opened = raw("typst", f"#grid(columns: ({columns}), column-gutter: 14pt, [")
    return f":::: {{.finding-sides}}\n\n{opened}\n{inner}\n{raw('typst', '])')}\n::::"


def _lines(figures: Sequence[Quote]) -> list[str]:
    """The sentences or rows in which the figures stand, each once; none where there are many."""
    quoted = list(dict.fromkeys(line for quote in figures if (line := quote.said)))
    return quoted if len(quoted) <= _ONE_BY_ONE else []


def _quoted(lines: Sequence[str]) -> Markdown:
    return Markdown("\n\n".join(f"> {escape(line)}" for line in lines))


def _side(
    report: Report,
    label: str,
    side: Sequence[Quote],
    total: Quantity | None,
    lines: Sequence[str],
) -> Markdown:
    parts: list[str] = [f"[**{escape(report.plain(label))}**]{{.finding-label}}"]
    if len(side) > _ONE_BY_ONE:
        parts.append(_added_up(report, side, total))
    else:
        parts += [
            report.say("card.figure", value=value(report, quote), place=place(report, quote))
            for quote in side
        ]
        if len(side) > 1 and total is not None:
            parts.append(_made(report, total))
    return blocks(*parts, _quoted(lines))


def _made(report: Report, total: Quantity) -> Markdown:
    """What the figures of a side come to: a product, a ratio, a sum."""
    if re.search(r"f\d+ \* f", total.formula):
        return report.say("card.product", total=total)
    return report.say("card.computed" if "/" in total.formula else "card.made", total=total)


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
