"""What shows that a number is no figure, and which unit makes it one.

The kinds of number that are no figure stand in ``tokens.csv``: patterns for what stands before
the number, for the number and for what follows, blanks taken out; units are those of money, a
percent mark, or a counting word (``counters.csv``). Not done here: finding numbers (``tokens``).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from analysis.disclosure.vocabulary import HAN, rows

_GOES_ON = {"年": "(?![初末])"}  # 年末结转: a word of its own, no span of time
_CLAUSE_END = re.compile(r"[。；;:：！？!?）)】”]$")


class _Rule(NamedTuple):
    disposition: str
    where: str
    left: re.Pattern[str] | None
    token: re.Pattern[str]
    right: re.Pattern[str] | None
    note: str


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            row["disposition"],
            row["where"],
            re.compile(f"(?:{row['left']})$") if row["left"] else None,
            re.compile(row["token"]),
            re.compile(row["right"]) if row["right"] else None,
            row["note"],
        )
        for row in rows("prose/tokens")
    )


@lru_cache(maxsize=4096)
def _rules_of(token: str) -> tuple[_Rule, ...]:
    """Return the rules for numbers such as this one; the same ones come again and again."""
    return tuple(rule for rule in _rules() if rule.token.fullmatch(token))


def verdict(left: str, token: str, right: str, line_start: bool) -> tuple[str, str] | None:
    """Return the disposition of a number that is no figure and what decided it; None for others.

    ``left`` and ``right`` are what stands around the number without blanks; ``line_start`` says
    that it is the first on its printed line.
    """
    for rule in _rules_of(token):
        if rule.where == "line_start" and not line_start:
            continue
        if rule.where == "clause_start" and left and not _CLAUSE_END.search(left):
            continue
        if rule.left and not rule.left.search(left):
            continue
        if rule.right and not rule.right.match(right):
            continue
        return rule.disposition, rule.note
    return None


def is_bare_ordinal(token: str, right: str, line_start: bool) -> bool:
    """True for “1养老机构…”: a small number before words at the start of a line, no point."""
    if not line_start or not token.isdigit() or len(token) > 2:
        return False
    return bool(re.match(rf"{HAN}|[“《]", right)) and not unit_pattern().match(right)


@cache
def unit_pattern() -> re.Pattern[str]:
    """Return the pattern of what makes a number a quantity when it follows."""
    words = sorted({row["word"] for row in rows("prose/counters")}, key=len, reverse=True)
    counted = "|".join(re.escape(word) + _GOES_ON.get(word, "") for word in words)
    return re.compile(
        r"(?P<money>亿元|万\s?元|元|万(?!\s?元)(?P<wan>" + counted + r")?)"
        rf"(?:(?<=元)[/／每](?P<per>{HAN}{{1,4}}?)(?=[的，。；、）)]|\d|$|[×*]))?"
        r"|(?P<percent>[%％‰]|个百分点)"
        rf"|(?P<count>{counted})"
    )


@cache
def counts_things(word: str) -> bool:
    """Whether a counting word is of things that come whole, and measures nothing."""
    return any(row["word"] == word and not row["note"] for row in rows("prose/counters"))


def names_quantity(right: str) -> str | None:
    """Return money, percent or count where a unit of that kind follows a number; else None."""
    unit = unit_pattern().match(right)
    if unit is None:
        return None
    if unit["percent"]:
        return "percent"
    return "count" if unit["count"] or unit["wan"] else "money"
