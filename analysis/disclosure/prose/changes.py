"""Words of change: which way, against which year, and for which reason.

The words stand in ``directions.csv``. Not done here: whether the words fit the numbers.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from analysis.disclosure.prose.function_names import FunctionNames
from analysis.disclosure.prose.subjects import subject_key
from analysis.disclosure.prose.years import OF_YEAR
from analysis.disclosure.vocabulary import HAN, rows

_BASE = re.compile(
    r"(?:[比与较同和]|[小大少多高低]于)\s*(?:(?:19|20)\d\d\s*年度?\s*[-—至~]\s*)?"
    rf"(?:(?P<year>(?:19|20)\d\d)\s*{OF_YEAR}|(?P<last>上\s*年|去\s*年|上一年|前一年|年初)|(?P<before>前\s*年))"
    r"|同比"
)
# Between the year compared with and its own figure: “比2023年预算数 9 万元增加 1 万元”
_TO_FIGURE = re.compile(r"(?!.*(?:相比|比较))[^，,；;。：:]{0,30}")
_PARTS = re.compile(r"[、；;,，。]|[一二三四五六]是")
_CLAUSE = re.compile(r"[，,；;。]")
_MONEY_WORD = re.compile(r"预算|经费|资金|支出|拨款|金额")
_REASON = re.compile(
    r"(?:主要|上升|下降|增加|减少|增长|变化|变动|调整)?的?(?:主要)?(?:原因|理由)\s*"
    r"(?:(?:主要)?(?:是|为|系|在于)[：:]?|[：:，,])\s*(?:因(?!公[出务])为?|由于)?"
    r"|主要(?:是|系)(?:因(?!公[出务])为?|由于)?"
)
_BECAUSE = re.compile(r"(?:(?<=^)|(?<=[，,；;。：:]))\s*(?:因为?(?!公[出务]|此)|由于)")


class Named(NamedTuple):
    """A line that a reason names and what it says of it."""

    key: str | None
    direction: str | None


@cache
def words() -> dict[str, str]:
    """Return the words of change with their direction."""
    return {row["word"]: row["direction"] for row in rows("prose/directions")}


@cache
def _alternatives(direction: str) -> str:
    found = (word for word, its in words().items() if direction in ("", its))
    return "|".join(sorted(found, key=len, reverse=True))


@cache
def _before_figure() -> re.Pattern[str]:
    moving = f"{_alternatives('up')}|{_alternatives('down')}"
    return re.compile(
        rf"(?P<word>{moving})\s*了?\s*(?:(?:上年|去年|\d{{4}}\s*年)?(?:预算)?(?:数|数额|额度?|金额"
        rf"|比例|幅度|比率)|{HAN}{{0,6}}(?:支出|预算|经费|收入|拨款|资金))?\s*(?:各)?(?:为|约为?|达到?|近)?"
        r"(?:百分之)?\s*$"
    )


@cache
def _any_word() -> re.Pattern[str]:
    return re.compile(_alternatives(""))


@cache
def _unchanged() -> re.Pattern[str]:
    return re.compile(_alternatives("unchanged"))


def direction_before(lead: str) -> str | None:
    """Return up or down where a word of change stands directly before a figure."""
    found = _before_figure().search(lead)
    return words()[found["word"]] if found else None


def without_change(lead: str) -> str:
    """Return what stands before “比2023年预算增加”: the subject, where there is one."""
    found = _before_figure().search(lead)
    rest = lead[: found.start()] if found else lead
    compared = list(_BASE.finditer(rest))
    if not compared:
        return rest
    return rest[: compared[-1].start()] + _after_base(rest[compared[-1].end() :])


def _after_base(text: str) -> str:
    """“相比，财政拨款支出” -> “财政拨款支出”"""
    return re.sub(r"^\s*(?:度|当年)?(?:预算)?(?:执行)?数?(?:相?比较?)?\s*[，,]?", "", text)


def base_year(text: str, current_year: int) -> int | None:
    """Return the year that the last comparison in ``text`` is made with; None where none is."""
    found = list(_BASE.finditer(text))
    if not found:
        return None
    if found[-1]["year"]:
        return int(found[-1]["year"])
    return current_year - (2 if found[-1]["before"] else 1)


def compared_year(lead: str, current_year: int) -> int | None:
    """Return the year whose own figure comes next: “比2023年 9 万元增加…”; None for others."""
    found = list(_BASE.finditer(lead))
    if not found or not _TO_FIGURE.fullmatch(lead, found[-1].end()):
        return None
    return None if last_direction(lead[found[-1].end() :]) else base_year(lead, current_year)


def unchanged_at(text: str) -> list[int]:
    """Return the offsets at which the text says that something did not change."""
    return [found.start() for found in _unchanged().finditer(text)]


def without_comparison(lead: str) -> str:
    """Return what stands before “与2023年预算相比”."""
    compared = _BASE.search(lead)
    return lead[: compared.start()] if compared else lead


def first_direction(text: str) -> str | None:
    """Return the direction of the first word of change in ``text``."""
    found = _any_word().search(text)
    return words()[found.group()] if found else None


def budget_direction(text: str) -> str | None:
    """Return the direction of the last clause in which money itself rises or falls."""
    found = [
        first_direction(clause) for clause in _CLAUSE.split(text) if _MONEY_WORD.search(clause)
    ]
    return next((direction for direction in reversed(found) if direction), None)


def last_direction(text: str) -> str | None:
    """Return the direction of the last word of change in ``text``."""
    found = _any_word().findall(text)
    return words()[found[-1]] if found else None


def reason_at(text: str, offset: int = 0, *, bare_because: bool = False) -> tuple[int, int] | None:
    """Return where a reason is announced and where it begins; None where the text gives none.

    With ``bare_because`` a clause that begins with 因 gives a reason, too.
    """
    found = _REASON.search(text, offset)
    if found is None and bare_because:
        found = _BECAUSE.search(text, offset)
    return (found.start(), found.end()) if found else None


def named_lines(reason: str, section_key: str, names: FunctionNames | None) -> list[Named]:
    """Return the lines of the budget that a reason names as having moved, in order."""
    found: list[Named] = []
    for part in _PARTS.split(reason):
        moved = _any_word().search(part)
        if moved is None:
            continue
        before, after = part[: moved.start()], part[moved.end() :]
        key = subject_key(before, section_key, names) or subject_key(after, section_key, names)
        if key:
            named = Named(key, words()[moved.group()])
            if named not in found:
                found.append(named)
    return found
