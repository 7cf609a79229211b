"""Header words and what they mean (``columns.csv`` and its like).

A word may be broken over lines and cells may touch; the words are found by the cheapest cutting
of the whole header into known words. Not done here: which columns the words make
(``columns``).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

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
# “其中：基本支出” beside 项目支出 is 基本支出; what may have others beside it keeps its 其中.
_OF_WHICH = "其中"
_SPENDING = ("basic", "personnel", "operating", "project")
_KNOWN, _NEVER = 1, 10**6
_APART = 2  # blanks between words of columns beside each other
_PRICES = {UNKNOWN: 12, IGNORE: 3}
# A banner over several columns: 本年政府性基金预算支出, 2024年一般公共预算基本支出.
_BANNER = re.compile(
    r"(?:本年|本年度|当年)?(?:财政拨款)?"
    r"(?:一般公共预算|政府性基金预算|政府性基金|国有资本经营预算|国有资本经营|财政拨款|部门|单位)"
    r"(?:预算)?(?:财政拨款)?(?:基本|项目)?(?:支出|收入)(?:预算)?"
)


class Word(NamedTuple):
    """A header word: its ``role``, ``key`` and the keys of the groups that it may stand under.

    ``at`` is where it begins on its line, where the text sets its columns apart by blanks.
    ``holds`` are the keys that may stand under it, where not all may.
    """

    role: str
    key: str
    parents: tuple[str, ...]
    text: str
    at: int | None = None
    holds: tuple[str, ...] = ()


@cache
def vocabulary(name: str) -> dict[str, Word]:
    """Return the header words of ``<name>.csv`` by their folded text."""
    known: dict[str, Word] = {}
    with (Path(__file__).parent / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            parents = tuple(filter(None, row["parents"].split("|")))
            holds = tuple(filter(None, row.get("holds", "").split("|")))
            for text in row["words"].split("|"):
                known[plain(text)] = Word(row["role"], row["key"], parents, text, None, holds)
    return known


@cache
def _by_beginning(name: str) -> dict[str, list[tuple[str, Word]]]:
    """Return the header words of ``<name>.csv`` with their folded text, by its first character."""
    found: dict[str, list[tuple[str, Word]]] = {}
    for text, known in vocabulary(name).items():
        found.setdefault(text[:1], []).append((text, known))
    return found


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
    known = vocabulary(words)
    found = known.get(bare)
    if found is None and bare.startswith(_OF_WHICH):
        part = known.get(bare.removeprefix(_OF_WHICH))
        found = part if part is not None and part.key in _SPENDING else None
    if found is None and bare.endswith(")"):
        label = known.get(bare.partition("(")[0])  # “项目(按支出功能分类)”
        found = label if label is not None and label.role in (CODE, NAME) else None
    if found is not None:
        return found
    if _BANNER.fullmatch(bare):
        return Word(IGNORE, "", (), bare)
    return Word(UNKNOWN, bare, (), bare)


def segment(tokens: list[Token], words: str) -> list[Word]:
    """Return the header words that the tokens spell, in order.

    A known word may run over several tokens (公用经 / 费) or be a part of one (合计基本支出);
    what is not known stays a word of its own, token by token. Where the text keeps the columns in
    their places, each word says where it stands.
    """
    text, edges, seams = "", {0}, [0]
    begins: list[int] = []
    ends = any(token.tail > 0 for token in tokens)
    for token in tokens:
        begins += [token.begin] * len(plain(token.text))
        text += plain(token.text)
        # seams[i] is what all seams before the i-th character cost.
        seams += [seams[-1]] * (len(text) - len(seams)) + [seams[-1] + _seam(token, ends)]
        edges.add(len(text))
    known = _by_beginning(words)
    # What is unknown is dear; so is a cut inside a token, and a word that runs over several.
    # best[i] is the cheapest cutting of text[:i]: cost, where its last word begins, that word.
    best: list[tuple[int, int, Word | None]] = [(_NEVER, 0, None) for _ in range(len(text) + 1)]
    best[0] = (0, 0, None)
    for begin in range(len(text)):
        if best[begin][0] == _NEVER:
            continue
        found = [
            (begin + len(spelled), cell)
            for spelled, cell in known.get(text[begin], ())
            if text.startswith(spelled, begin)
        ]
        if begin in edges:
            found += _whole_cells(begin, edges, text, words)
        for end, cell in found:
            price = best[begin][0] + _PRICES.get(cell.role, _KNOWN)
            price += 2 * ((begin not in edges) + (end not in edges))
            price += seams[end - 1] - seams[begin]
            if price < best[end][0]:
                best[end] = (price, begin, cell)
    words_found = _trace(best)
    if not _keeps_places(tokens):
        return [found for _, found in words_found]
    return [found._replace(at=begins[begin]) for begin, found in words_found]


def _keeps_places(tokens: list[Token]) -> bool:
    """Whether the lines of a header show where its columns stand: blanks before and between words.

    A text that has lost its grid has its words one behind the other, or one to a line.
    """
    beside = [token.gap for token in tokens if not token.starts_line]
    indents = {id(token.line): token.begin for token in tokens if token.starts_line}
    wide = bool(beside) and min(beside) >= _APART
    return wide and len(indents) > 1 and max(indents.values()) >= _APART


def _whole_cells(begin: int, edges: set[int], text: str, words: str) -> Iterator[tuple[int, Word]]:
    """Yield banners of up to four tokens, and the token itself whatever it is."""
    following = sorted(end for end in edges if end > begin)[:4]
    for number, end in enumerate(following):
        cell = word(text[begin:end], words)
        if cell.role != UNKNOWN or number == 0:
            yield end, cell


def _seam(token: Token, ends: bool) -> int:
    """What it costs a word to run on behind a token: little where its cell may go on.

    ``ends`` says that blanks at the ends of lines tell where cells end: without one it goes on.
    """
    if token.tail < 0:
        return 3  # more stands on the line
    if token.tail == 0:
        return 0 if ends else 1
    return 2  # a blank at the end of a line ends most cells


def _trace(best: list[tuple[int, int, Word | None]]) -> list[tuple[int, Word]]:
    words: list[tuple[int, Word]] = []
    at = len(best) - 1
    while at > 0:
        _, begin, found = best[at]
        if found is None:
            return words[::-1]
        words.append((begin, found))
        at = begin
    return words[::-1]
