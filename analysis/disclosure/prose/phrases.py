"""The phrase that says what a figure is of, and which measure of it the figure is.

Not done here: the key of the phrase (``subjects``), the reading of whole sentences.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from analysis.disclosure.prose.changes import direction_before, without_change
from analysis.disclosure.prose.scope import list_marks
from analysis.disclosure.prose.subjects import phrase_core
from analysis.disclosure.prose.tokens import Quantity, around
from analysis.disclosure.vocabulary import HAN, rows

_ASIDE = re.compile(r"[（(](?!境|\d{0,3}[类款项])[^（）()]{2,40}[）)]")
_CLAUSE = re.compile(r"[，,；;。：:【】]|[（(](?![^（）()]*[）)])")
_ORDINAL = re.compile(
    r"^[\s、及和与）)]*(?:[（(]含[）)])?(?:以上的?|其中|包含|包括|含)?[：:]?"
    r"(?:[一二三四五六七八九十]+是|[（(]?[一二三四五六七八九十\d]{1,3}(?:[）)]|[、．.]))?\s*"
)
_ONLY_SIDE = ("支出", "收入")  # behind a colon: of what stands before it
_SUM = re.compile(r"(?:共计|合计|总计)(?:安排)?(?:为|约)?")  # “…的机关运行经费，合计”
_AFTER = re.compile(rf"\s*((?:{HAN}|[“”《》·]){{1,20}})")
_STOPS_NOUN = re.compile(r"^等|并|以上|以下|，|的(?=标准)|和$|使用$|左右|计$")


class Measured(NamedTuple):
    """Measure and direction of a figure, and the words that stand before and after it."""

    measure: str
    direction: str | None


@cache
def _measures() -> tuple[tuple[str, tuple[str, ...], bool, re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (
            row["measure"],
            tuple(row["kinds"].split(";")),
            row["left"] == "<direction>",
            re.compile("" if row["left"] == "<direction>" else row["left"]),
            re.compile(row["right"]),
        )
        for row in rows("prose/measures")
    )


def measure_of(text: str, lead: str, quantity: Quantity) -> Measured:
    """Return which measure a quantity is; ``lead`` is the text since the figure before it."""
    direction = direction_before(lead)
    if quantity.per:
        return Measured("unit_price", None)
    _, right = around(text, quantity.end, quantity.end)
    if quantity.unit_word == "倍":
        right = "倍" + right
    for measure, kinds, moving, left, after in _measures():
        if quantity.kind not in kinds or (moving and not direction):
            continue
        if left.search(lead) and after.search(right):
            return Measured(measure, direction if moving else None)
    return Measured(quantity.kind, None)


def subject_before(lead: str) -> str:
    """Return the phrase before a figure that says what it is of; empty where none stands there.

    Words that name nothing (“2018年预算支出合计”) stand for what a colon before them names.
    """
    flat = _ASIDE.sub("", without_change(lead))
    parts = _CLAUSE.split(flat)
    marks = _CLAUSE.findall(flat)
    for at in range(len(parts) - 1, -1, -1):
        phrase = _ORDINAL.sub("", parts[at].strip(), count=1).strip(" \t\u3000、")
        core = phrase_core(phrase)
        after_colon = at > 0 and marks[at - 1] in "：:"
        named_before = after_colon and bool(parts[at - 1].strip()) and not _is_mark(parts[at - 1])
        if core and not (named_before and core in _ONLY_SIDE):
            return "" if list_marks().search(phrase) else phrase
        if phrase and not after_colon and not _SUM.fullmatch(phrase):
            return ""
    return ""


def _is_mark(clause: str) -> bool:
    return bool(list_marks().search(clause))


def noun_after(text: str, quantity: Quantity) -> str:
    """Return the noun that is counted, where it follows: “5个事业单位”."""
    found = _AFTER.match(text, quantity.end)
    if not found:
        return ""
    noun = _STOPS_NOUN.split(found.group(1))[0]
    return noun.strip("“”")
