"""Headings: which lines are one, and which section they open.

Not done here: the depth at which a heading stands (``outline``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from analysis.disclosure.vocabulary import fold, rows
from analysis.sources.document import Line

_CHINESE = "一二三四五六七八九十"
ORDINAL = re.compile(
    rf"\s*(?:(?P<chinese>[{_CHINESE}]{{1,3}}、)"
    rf"|(?P<in_brackets>[（(][{_CHINESE}]{{1,3}}[）)]、?)"
    r"|(?P<digit>\d{1,2}\s?[、．.](?!\d)|\d{1,2}[．.](?=(?:19|20)\d\d\s*年))"
    r"|(?P<digit_in_brackets>[（(]\d{1,2}[）)]、?)"
    r"|(?P<digit_bracket>\d{1,2}[）)])"
    r"|(?P<circle>[①-⑳]、?))"
)
_OF_SENTENCE = re.compile(r"[。；;，,：:！？]")
_YEAR = re.compile(r"(?:19|20)\d\d年度?")
_TITLE_END = re.compile(r"(?:情况|说明|安排|范围|概况|设置|职责|职能|解释|预算|总体情况)$")
_OF_CLASSIFICATION = re.compile(r"\(\d{0,3}[类款项]\)")
_DIGIT = re.compile(r"\d")
_BARE_END = re.compile(r"(?:情况|说明|概况|设置|职责|职能|解释|构成|组成)$")
_REST_OF_TITLE = re.compile(r"(?:支出|收入)?(?:预算)?(?:安排)?(?:的)?(?:情况)?(?:的)?(?:说明|情况)")
_LONGEST_TITLE = 45
# Lists are numbered this way far more often than headings.
_OF_LISTS = ("digit", "digit_in_brackets", "digit_bracket", "circle")


def section_key(title: str) -> str | None:
    """Return the section_key of a heading; None where the vocabulary does not know it."""
    folded = fold(title)
    if _OF_CLASSIFICATION.search(folded):
        return None
    for key, pattern in _titles():
        if pattern.search(folded):
            return key
    return None


@cache
def _titles() -> tuple[tuple[str, re.Pattern[str]], ...]:
    found = rows("prose/section_titles")
    return tuple((row["section_key"], re.compile(row["pattern"])) for row in found)


def is_title(text: str, kind: str | None = None) -> bool:
    """True for a line that is a heading; ``kind`` is that of its ordinal."""
    folded = fold(ORDINAL.sub("", text, count=1))
    if not folded or len(folded) > _LONGEST_TITLE:
        return False
    if kind in _OF_LISTS and not _TITLE_END.search(folded):
        return False
    return not _OF_SENTENCE.search(folded) and not _DIGIT.search(_YEAR.sub("", folded))


def is_bare_title(lines: Sequence[Line], index: int) -> bool:
    """True for a heading without an ordinal: short, of known words, after a full stop."""
    folded = fold(lines[index].text)
    before = fold(lines[index - 1].text) if index else "。"
    after = fold(lines[index + 1].text) if index + 1 < len(lines) else "。"
    return (
        before.endswith(("。", "；", ";"))
        and bool(_BARE_END.search(folded))
        and not _DIGIT.match(after)
        and is_title(lines[index].text)
        and section_key(folded) is not None
    )


def goes_on(text: str, following: str) -> bool:
    """True where a heading is broken over two lines."""
    folded = fold(following)
    if _REST_OF_TITLE.fullmatch(folded):
        return True
    if _TITLE_END.search(fold(text)) or ORDINAL.match(following):
        return False
    return len(folded) <= _LONGEST_TITLE // 2 and bool(_TITLE_END.search(folded))
