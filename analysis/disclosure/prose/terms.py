"""The figures of one paragraph of a calculation, each with the place it has in the arithmetic.

Not done here: which calculation they form (``calculations``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.disclosure import records as r
from analysis.disclosure.joined import Joined
from analysis.disclosure.prose.claims import About, Claims
from analysis.disclosure.prose.outline import without_ordinal
from analysis.disclosure.prose.phrases import measure_of, noun_after, subject_before
from analysis.disclosure.prose.subjects import subject_key
from analysis.disclosure.prose.tokens import Quantity, scan, speak_for
from analysis.disclosure.vocabulary import HAN

_OPEN, _CLOSE = "（(【[［〔", "）)】]］〕"
_TOTAL = re.compile(
    r"(?:共计|合计|总计|总共|小计|共需要?|需要?(?=经费|资金|费用)|共)\s*(?:需要?)?"
    r"(?:经费|资金|费用|预算)?\s*(?:共计)?\s*(?:约|为|：|:)?\s*$"
)
_TIMES = re.compile(rf"^(?:{HAN}|[/（）()\s]){{0,12}}[×✕＊*xX](?:{HAN}|[\s（(]){{0,6}}$")
_PLUS = re.compile(rf"^(?:{HAN}|[/）)\s]){{0,12}}[+＋](?:{HAN}|[\s（(]){{0,12}}$")
_EQUALS = re.compile(rf"^(?:{HAN}|[/）)\s]){{0,12}}[=＝]\s*(?:约|共)?\s*$")


@dataclass(slots=True)
class Term:
    """A figure of a paragraph.

    ``inside`` is the figure directly before the bracket that this one stands in; ``depth``
    counts brackets; ``link`` says how it is tied to the figure before: times, plus, equals.
    """

    found: Quantity
    claim: r.Claim
    lead: str
    measure: str
    depth: int
    inside: Term | None
    sentence: int
    is_total: bool
    link: str


def terms_of(item: Joined, claims: Claims, group: r.Claim | None, section_key: str) -> list[Term]:
    """Record the figures of a paragraph as claims and return them with their places.

    The first amount is what the paragraph is about; ``group`` is what that is a part of.
    """
    terms: list[Term] = []
    text, head, cursor = item.text, None, 0
    brackets: list[Term | None] = []
    for found in speak_for(scan(item), item, claims.recorder):
        between = text[cursor : found.begin]
        _follow_brackets(between, terms, brackets)
        lead = _since_bracket(between) if cursor else without_ordinal(item.cut(0, found.begin)).text
        cursor = found.end
        what = measure_of(text, lead, found)
        inside = next((term for term in reversed(brackets) if term), None)
        is_total = bool(_TOTAL.search(lead)) and what.measure == "amount"
        parent = inside.claim if inside else head
        if what.measure != "amount" or is_total:
            parent = None
        phrase = subject_before(lead)
        after = noun_after(text, found) if what.measure in ("count", "share_pct") else ""
        key = subject_key(phrase) if what.measure == "amount" else None
        about = About(
            subject=after or phrase,
            subject_key=key if key == "higher_level_grants" else None,
            measure=what.measure,
            direction=what.direction,
            fiscal_year=claims.recorder.fiscal_year,
            parent=parent if head else group,
        )
        claim = claims.add(found, item, about, section="", section_key=section_key)
        head = head or (claim if what.measure == "amount" else None)
        terms.append(
            Term(
                found=found,
                claim=claim,
                lead=lead,
                measure=what.measure,
                depth=len(brackets),
                inside=inside,
                sentence=text.count("。", 0, found.begin),
                is_total=is_total,
                link=_link(between) if terms else "",
            )
        )
    return terms


def _follow_brackets(between: str, terms: list[Term], brackets: list[Term | None]) -> None:
    for at, character in enumerate(between):
        if character in _OPEN:
            directly = not between[:at].strip() and bool(terms)
            brackets.append(terms[-1] if directly else None)
        elif character in _CLOSE and brackets:
            brackets.pop()


def _since_bracket(between: str) -> str:
    """Return the text since the last bracket that opens and does not close again."""
    depth = 0
    for at in range(len(between) - 1, -1, -1):
        if between[at] in _CLOSE:
            depth += 1
        elif between[at] in _OPEN:
            if not depth:
                return between[at + 1 :]
            depth -= 1
    return between


def _link(between: str) -> str:
    for name, pattern in (("times", _TIMES), ("plus", _PLUS), ("equals", _EQUALS)):
        if pattern.search(between):
            return name
    return ""
