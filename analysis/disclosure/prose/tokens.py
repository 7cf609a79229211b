"""What a number in running text is: a quantity, or a date, a reference, an ordinal, …

What no rule of ``token_rules`` takes is a quantity where a unit follows. Not done here: what a
quantity is said of (``claims``), cells of tables.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from analysis.disclosure.cells import number_cell
from analysis.disclosure.joined import Joined
from analysis.disclosure.numbers import TOKEN
from analysis.disclosure.prose.token_rules import (
    counts_things,
    is_bare_ordinal,
    unit_pattern,
    verdict,
)
from analysis.disclosure.prose.unitless import NOTE, UNIT, is_unitless_amount
from analysis.disclosure.recorder import CellValue, Recorder
from analysis.disclosure.vocabulary import without_blanks

_BEFORE, _AFTER = 24, 16  # characters that a rule may look at on either side
_BEFORE_UNIT = " \t\u3000\xa0多余"  # “200多人次”
_PER_CENT = re.compile(r"百分之\s*\Z")  # “增长百分之2.6”
_SPAN = re.compile(r"[-—–~～至]\s*(?:" + TOKEN.pattern + r")\s*")
_CENTS = re.compile(r"[.．]\d\d$")
_COUNT_BEFORE_WAN = re.compile(r"(?:人次|人数|户数|数量|次数|场次)(?:达到?|为|约|超过?)?$")


class Quantity(NamedTuple):
    """A number with its unit; ``begin`` and ``end`` (behind the unit) are offsets in the text.

    ``kind`` is money, percent or count. ``per`` is what a price is for (“元/人”: 人).
    ``printed_unit`` is False where the text leaves the unit out.
    """

    begin: int
    end: int
    printed: str
    kind: str
    unit_word: str
    per: str = ""
    printed_unit: bool = True

    def cell(self, text: Joined) -> CellValue:
        """Return the value with its place; a bare 万 of money is 万元."""
        place = text.place(self.begin)
        if self.unit_word == "万" and self.kind == "money":
            return replace(number_cell(self.printed, place, "万元"), unit_word="万")
        if self.unit_word == "个百分点":
            return replace(number_cell(self.printed, place, "%"), unit_word=self.unit_word)
        if not self.printed_unit:
            word = self.unit_word
            return number_cell(self.printed, place, word, reading="inferred", reading_note=NOTE)
        return number_cell(self.printed, place, self.unit_word)


class Mark(NamedTuple):
    """A number that is no figure: its disposition, and what decided it."""

    begin: int
    end: int
    printed: str
    disposition: str
    note: str


def around(text: str, begin: int, end: int) -> tuple[str, str]:
    """Return what stands before and after a number, blanks taken out."""
    left = without_blanks(text[max(0, begin - _BEFORE) : begin])
    return left, without_blanks(text[end : end + _AFTER])


def scan(text: Joined) -> list[Quantity | Mark]:
    """Return every number of a text that is a quantity or known to be none, in order.

    A number that fits no rule and has no unit is left out: the ledger will show it.
    """
    found: list[Quantity | Mark] = []
    starts = set(text.starts)
    for match in TOKEN.finditer(text.text):
        begin, end, token = match.start(), match.end(), match.group()
        quantity = _quantity(text.text, begin, end, token)
        if quantity and quantity.kind != "count":
            found.append(quantity)  # money and percentages are never anything else
            continue
        left, right = around(text.text, begin, end)
        decided = verdict(left, token, right, line_start=begin in starts)
        if decided:
            found.append(Mark(begin, end, token, *decided))
        elif is_bare_ordinal(token, right, line_start=begin in starts):
            found.append(Mark(begin, end, token, "ordinal", "number of an item, point left out"))
        elif quantity:
            found.append(quantity)
        elif is_unitless_amount(left, token, right):
            before = [q.unit_word for q in found if isinstance(q, Quantity) and q.kind == "money"]
            word = before[-1] if before else UNIT
            found.append(Quantity(begin, end, token, "money", word, printed_unit=False))
    return found


def _quantity(text: str, begin: int, end: int, token: str) -> Quantity | None:
    start = end
    while start < len(text) and text[start] in _BEFORE_UNIT:
        start += 1
    unit = unit_pattern().match(text, start)
    stop = unit.end() if unit else end
    if unit is None and _PER_CENT.search(text, 0, begin):
        return Quantity(begin, end, token, "percent", "%")
    if unit is None:
        span = _SPAN.match(text, start)  # “2-3 个”: the first number has the unit of the second
        unit = unit_pattern().match(text, span.end()) if span else None
    if unit is None:
        return None
    if unit["percent"]:
        return Quantity(begin, stop, token, "percent", unit["percent"])
    if unit["count"] and _CENTS.search(token) and counts_things(unit["count"]):
        return None  # money of a table beside words: 2,946.25 本年支出合计
    if unit["count"]:
        return Quantity(begin, stop, token, "count", unit["count"])
    word = "".join(unit["money"].split())  # “万 元”
    counts = unit["wan"] or (word == "万" and _COUNT_BEFORE_WAN.search(around(text, begin, end)[0]))
    return Quantity(begin, stop, token, "count" if counts else "money", word, unit["per"] or "")


def speak_for(marks: list[Quantity | Mark], text: Joined, recorder: Recorder) -> list[Quantity]:
    """Tell the recorder of the numbers that are no figures and return the quantities."""
    quantities: list[Quantity] = []
    for mark in marks:
        if isinstance(mark, Mark):
            recorder.use(text.place(mark.begin), mark.disposition, mark.note)
        else:
            quantities.append(mark)
    return quantities
