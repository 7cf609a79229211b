"""Header words and what they mean (``columns.csv`` and its like).

A word may be broken over lines and cells may touch; the words are found by the cheapest cutting
of the whole header into known words. Not done here: which columns the words make
(``columns``).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analysis.disclosure.tables.tokens import Token
from analysis.disclosure.vocabulary import fold

CODE, CODE_PART, NAME, AMOUNT, GROUP, SUBTOTAL, TEXT, IGNORE, UNKNOWN = (
    "code",
    "code_part",
    "name",
    "amount",
    "group",
    "subtotal",
    "text",
    "ignore",
    "unknown",
)
_ORNAMENT = re.compile(r"[“”\"'‘’*:]|20\d\d年度?")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_CUT_INSIDE_CELL, _KNOWN, _UNKNOWN = 2, 1, 4
# A banner over several columns: 本年政府性基金预算支出, 2024年一般公共预算基本支出.
_BANNER = re.compile(
    r"(?:本年|本年度|当年)?(?:财政拨款)?"
    r"(?:一般公共预算|政府性基金预算|政府性基金|国有资本经营预算|国有资本经营|财政拨款|部门|单位)"
    r"(?:预算)?(?:财政拨款)?(?:基本|项目)?(?:支出|收入)(?:预算)?"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A header word: its ``role``, ``key`` and the keys of the groups that it may stand under."""

    role: str
    key: str
    parents: tuple[str, ...]
    text: str


@cache
def vocabulary(name: str) -> dict[str, Word]:
    """Return the header words of ``<name>.csv`` by their folded text."""
    known: dict[str, Word] = {}
    with (Path(__file__).parent / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            parents = tuple(filter(None, row["parents"].split("|")))
            for text in row["words"].split("|"):
                known[plain(text)] = Word(row["role"], row["key"], parents, text)
    return known


@cache
def plain(text: str) -> str:
    """Return a header text for comparing: folded, without quotation marks and the year."""
    return _ORNAMENT.sub("", fold(text))


def years(texts: Iterable[str]) -> tuple[int, ...]:
    """Return the years that header texts name, each once, in printed order."""
    found = [int(y) for text in texts for y in _YEAR.findall(fold(text))]
    return tuple(dict.fromkeys(found))


def word(text: str, words: str) -> Word:
    """Return what a whole header cell means; role ``unknown`` keeps the text as its own key."""
    bare = plain(text)
    found = vocabulary(words).get(bare)
    if found is not None:
        return found
    if _BANNER.fullmatch(bare):
        return Word(IGNORE, "", (), bare)
    return Word(UNKNOWN, bare, (), bare)


def segment(tokens: list[Token], words: str) -> list[Word]:
    """Return the header words that the tokens spell, in order.

    A known word may run over several tokens (公用经 / 费) or be a part of one (合计基本支出);
    what is not known stays a word of its own, token by token.
    """
    text, ends = "", set[int]()
    for token in tokens:
        text += plain(token.text)
        ends.add(len(text))
    edges = ends | {0}
    known = vocabulary(words)
    longest = max(map(len, known))
    # best[i] is the cheapest cutting of text[:i]: cost, where its last word begins, that word.
    best: list[tuple[int, int, Word | None]] = [(10**6, 0, None) for _ in range(len(text) + 1)]
    best[0] = (0, 0, None)
    for begin in range(len(text)):
        cost = best[begin][0]
        if cost >= 10**6:
            continue
        inside = 0 if begin in edges else _CUT_INSIDE_CELL
        for end in range(begin + 1, min(begin + longest, len(text)) + 1):
            found = known.get(text[begin:end])
            if found is not None:
                price = cost + _KNOWN + inside + (0 if end in edges else _CUT_INSIDE_CELL)
                if price < best[end][0]:
                    best[end] = (price, begin, found)
        if begin in edges:
            for end in _cells_from(begin, ends, text):
                cell = word(text[begin:end], words)
                price = cost + (_UNKNOWN if cell.role == UNKNOWN else _KNOWN)
                unbroken = end == min(e for e in ends if e > begin)
                if (cell.role != UNKNOWN or unbroken) and price < best[end][0]:
                    best[end] = (price, begin, cell)
    return _trace(best)


def _cells_from(begin: int, ends: set[int], text: str) -> list[int]:
    """Return where a cell that begins here can end: at most four pieces, 30 characters."""
    return sorted(e for e in ends if begin < e <= begin + 30)[:4]


def _trace(best: list[tuple[int, int, Word | None]]) -> list[Word]:
    words: list[Word] = []
    at = len(best) - 1
    while at > 0:
        _, begin, found = best[at]
        if found is None:
            return words[::-1]
        words.append(found)
        at = begin
    return words[::-1]
