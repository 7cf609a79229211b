"""What the value of an indicator says: an operator, a number and its unit; or words.

A number is the value's own where the value holds one number only; each further number is still
a figure. Dates inside a value are none. Not done here: telling value columns apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from analysis.disclosure.cells import number_cell
from analysis.disclosure.joined import Joined
from analysis.disclosure.numbers import find_numbers
from analysis.disclosure.projects.mentions import mention_spans
from analysis.disclosure.projects.words import alternatives, lookup, rows
from analysis.disclosure.recorder import CellValue

_DASH = re.compile(r"[-－—–/]{1,2}")
_UNIT = re.compile(r"\s*([%％‰]|[\u4e00-\u9fff]+(?:/[\u4e00-\u9fff]+)?)")
# A unit is at most so long where more words follow it: 个, 人次, 万元.
_LONGEST_UNIT = 4


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """A value: state (value, text, blank, dash), its own operator, number, unit; all figures."""

    text: str | None
    state: str
    operator: str | None = None
    number: Decimal | None = None
    unit: str | None = None
    figures: tuple[CellValue, ...] = ()


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
    printed = text.text
    if not printed:
        return BLANK_VALUE
    if _DASH.fullmatch(printed):
        return IndicatorValue(
            printed, "dash", figures=(CellValue("dash", printed, place=text.place(0)),)
        )
    dates = mention_spans(printed)
    numbers = [n for n in find_numbers(printed) if not any(a <= n.begin < b for a, b in dates)]
    figures = tuple(
        number_cell(n.printed, text.place(n.begin), _unit_word(printed, n.end)) for n in numbers
    )
    if len(figures) != 1:
        return IndicatorValue(printed, "text", figures=figures)
    cell, number = figures[0], numbers[0]
    return IndicatorValue(
        printed,
        "value",
        _operator(printed, number.begin, number.end + len(cell.unit_word)),
        cell.value,
        cell.unit_word or None,
        figures,
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
