"""What the value of an indicator says: an operator, a number and its unit; or words.

A number is the value's own where the value holds one number only; each further number is still
a figure. Dates inside a value are none. Not done here: telling value columns apart.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from analysis.disclosure.cells import number_cell
from analysis.disclosure.joined import Joined
from analysis.disclosure.numbers import find_numbers
from analysis.disclosure.projects.mentions import mention_spans
from analysis.disclosure.projects.words import alternatives, lookup, rows
from analysis.disclosure.recorder import CellValue
from analysis.disclosure.vocabulary import HAN
from analysis.sources.document import Place

_DASH = re.compile(r"[-－—–/]{1,2}")
# “≥95 %”, “≥12（次）”
_UNIT = re.compile(rf"\s*(?:[（(]\s*)?([%％‰]|{HAN}+(?:/{HAN}+)?)")
# A unit is at most so long where more words follow it: 个, 人次, 万元.
_LONGEST_UNIT = 4


class IndicatorValue(NamedTuple):
    """A value: state (value, text, blank, dash), its own operator, number, unit; all figures.

    ``mentions`` is True where dates, references or ordinals stand in it.
    """

    text: str | None
    state: str
    operator: str | None = None
    number: Decimal | None = None
    unit: str | None = None
    figures: tuple[CellValue, ...] = ()
    mentions: bool = False


BLANK_VALUE = IndicatorValue(None, "blank")


@cache
def _operators() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words: dict[str, list[str]] = {"before": [], "after": []}
    for row in rows("operators"):
        words[row["position"]].append(re.escape(row["word"]))
    before, after = alternatives(words["before"]), alternatives(words["after"])
    # Words may stand between an operator and its number: 不低于上年度在册总人数 5%.
    return re.compile(rf"({before})[^\d≥≤=＝<>]*$"), re.compile(rf"\s*({after})")


def parse_value(text: Joined) -> IndicatorValue:
    """Return what the value cell ``text`` says, each number with its place."""
    value, offsets = _parse(text.text)
    if not offsets:
        return value
    placed = zip(value.figures, offsets, strict=True)
    figures = tuple([_placed(cell, text.place(at)) for cell, at in placed])
    return IndicatorValue(*value[:5], figures, value.mentions)


@lru_cache(maxsize=2048)
def _parse(printed: str) -> tuple[IndicatorValue, tuple[int, ...]]:
    """Return the value without places, and where in the text its figures begin."""
    if not printed:
        return BLANK_VALUE, ()
    if _DASH.fullmatch(printed):
        return IndicatorValue(printed, "dash", figures=(CellValue("dash", printed),)), (0,)
    dates = mention_spans(printed)
    numbers = [n for n in find_numbers(printed) if not any(a <= n.begin < b for a, b in dates)]
    offsets = tuple(number.begin for number in numbers)
    figures = tuple(number_cell(n.printed, None, _unit_word(printed, n.end)) for n in numbers)
    if len(figures) != 1:
        return IndicatorValue(printed, "text", figures=figures, mentions=bool(dates)), offsets
    cell, number = figures[0], numbers[0]
    operator = _operator(printed, number.begin, number.end + len(cell.unit_word))
    unit = cell.unit_word or None
    own = IndicatorValue(printed, "value", operator, cell.value, unit, figures, bool(dates))
    return own, offsets


def _placed(cell: CellValue, place: Place) -> CellValue:
    return CellValue(
        cell.state, cell.printed, cell.value, cell.unit, cell.unit_word, cell.step, place
    )


def _operator(printed: str, begin: int, end: int) -> str | None:
    before, after = _operators()
    words = lookup("operators", "word", "operator")
    found = before.search(printed[:begin]) or after.match(printed, end)
    return words[found.group(1)] if found else None


def _unit_word(printed: str, end: int) -> str:
    found = _UNIT.match(printed, end)
    if not found:
        return ""
    word = found.group(1)
    suffix = _operators()[1].search(word)
    if suffix:
        word = word[: suffix.start()]
    if len(word) <= _LONGEST_UNIT:
        return word
    for known in ("亿元", "万元", "万", "元"):
        if word.startswith(known):
            return known
    return word[0]
