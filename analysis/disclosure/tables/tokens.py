"""Lines of text that lost their grid, cut into tokens: codes, numbers, dashes and words.

A token knows its line, where it begins, and how many blanks stand around it: cells that were
blank have left blanks behind. Not done here: deciding which row or column a token belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from analysis.disclosure.joined import Joined
from analysis.disclosure.vocabulary import HAN
from analysis.sources.document import Line, Place

CODE, NUMBER, PERCENT, DASH, TEXT = "code", "number", "percent", "dash", "text"

_DIGITS = r"[0-9０-９]+(?:[,，][0-9０-９]{3})*(?:[.．][0-9０-９]+)?"
_NUMBER = re.compile(rf"[-－−]?{_DIGITS}")
# What a token is that is not text; each group bears the name of its kind.
_KINDS = re.compile(
    rf"(?P<{NUMBER}>[-－−]?{_DIGITS})|(?P<{DASH}>[-－—–−/]{{1,2}})|(?P<{PERCENT}>[-－−]?{_DIGITS}[%％])"
)
_LONGEST_WHOLE = 12  # digits
_DIGIT = re.compile("[0-9]")
_CHUNK = re.compile(r"[^\s\u3000\xa0]+")
# A code, or the last of its parts (301 01基本工资), that touches its name; a name its amount.
_CODE_AND_NAME = re.compile(rf"(?!(?:19|20)[0-9]{{2}}年)([0-9]{{3,9}})(?={HAN})")
_PART_AND_NAME = re.compile(rf"([0-9]{{2}})(?={HAN})(?![年月日个万元])")
_PARTS_BEFORE = re.compile(r"[0-9]{3}(?:[0-9]{2})?(?:\s+[0-9]{2})?\s*")
_NAME_AND_AMOUNT = re.compile(rf"(.*(?:{HAN}|[)）]))(-?[0-9][0-9,]*\.[0-9]{{1,2}})")
_NUMERAL = "[一二三四五六七八九十]+"
# ... and an amount that touches the name of the next cell: 1,234.56一、基本支出, 1,234一、….
_AMOUNT_AND_NAME = re.compile(
    rf"(?:^|(?<={HAN})|(?<=[)）]))-?(?:[0-9][0-9,]*\.[0-9]{{2}}|[0-9]{{1,3}}(?:,[0-9]{{3}})+)"
    rf"(?=(?:{_NUMERAL}[、.．]|[(（]{_NUMERAL}[)）]))"
)
# Amounts that touch each other: 1,234.56789.10 has one way to be two with two decimals each.
_AMOUNTS = re.compile(r"(?:-?[0-9]{1,3}(?:,[0-9]{3})*\.[0-9]{2}|-?[0-9]+\.[0-9]{2})")
_TOUCHING = re.compile(rf"(?:{_AMOUNTS.pattern}){{2,}}")
_WIDE = re.compile(HAN)
_WIDEST_ORNAMENT = 20  # blanks within one word set apart; more part two columns


class Token(NamedTuple):
    """A word of a line. ``kind`` is number, percent, dash or text; whole numbers may be codes.

    ``gap`` counts the blanks before it on its line; ``tail`` those behind it where it is the
    line's last token, else -1.
    """

    kind: str
    text: str
    line: Line
    begin: int
    gap: int
    tail: int

    @property
    def is_whole(self) -> bool:
        """True for digits alone: what can be a code, a year or a page number too."""
        return self.kind == NUMBER and len(self.text) <= _LONGEST_WHOLE and self.text.isdigit()

    @property
    def starts_line(self) -> bool:
        """True for the first token of its line."""
        return self.gap == self.begin  # all that stands before it are blanks

    @property
    def is_alone(self) -> bool:
        """True for digits that stand alone on their line."""
        return self.is_whole and self.starts_line and self.tail >= 0

    @property
    def piece(self) -> Joined:
        """The token's text with its place."""
        return Joined(self.text, (0,), (self.place,))

    @property
    def place(self) -> Place:
        """The place of the first character."""
        return Place(self.line.page, self.line.line, self.begin + 1, self.line.box)


def _kind(text: str) -> str:
    found = _KINDS.fullmatch(text)
    return found.lastgroup or TEXT if found else TEXT


def tokenize(lines: Iterable[Line]) -> list[Token]:
    """Return the tokens of the lines in order; characters set apart (合  计) are one word."""
    tokens: list[Token] = []
    for line in lines:
        tokens += _of_line(line)
    return tokens


def _of_line(line: Line) -> list[Token]:
    spans = _spread_words(line.text, _chunks(line.text))
    tokens, end = [], 0
    for number, (begin, stop) in enumerate(spans, 1):
        text = line.text[begin:stop]
        tail = len(line.text) - stop if number == len(spans) else -1
        tokens.append(Token(_kind(text), text, line, begin, begin - end, tail))
        end = stop
    return tokens


def _chunks(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for found in _CHUNK.finditer(text):
        begin, end = found.span()
        chunk = found.group()
        if not _DIGIT.search(chunk) or _NUMBER.fullmatch(chunk):
            spans.append((begin, end))  # neither words nor amounts touch in it
            continue
        cut = 0
        if not spans and (code := _CODE_AND_NAME.match(chunk)):
            cut = code.end()
        elif _PARTS_BEFORE.fullmatch(text[:begin].strip()) and (
            part := _PART_AND_NAME.match(chunk)
        ):
            cut = part.end()
        elif _TOUCHING.fullmatch(chunk):
            spans += [(begin + m.start(), begin + m.end()) for m in _AMOUNTS.finditer(chunk)]
            continue
        elif inside := _AMOUNT_AND_NAME.search(chunk):
            cuts = sorted({0, *inside.span(), len(chunk)})
            spans += [(begin + a, begin + b) for a, b in pairwise(cuts)]
            continue
        elif (glued := _NAME_AND_AMOUNT.fullmatch(chunk)) is not None:
            cut = glued.end(1)
        spans += [(begin, begin + cut), (begin + cut, end)] if cut else [(begin, end)]
    return spans


def _spread_words(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join runs of single characters: “合   计” is one word, its blanks are ornament."""
    joined: list[tuple[int, int]] = []
    last_is_single = False
    for begin, end in spans:
        single = end - begin == 1 and _WIDE.match(text[begin]) is not None
        if single and last_is_single and begin - joined[-1][1] <= _WIDEST_ORNAMENT:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((begin, end))
        last_is_single = single
    return joined


def is_amount(text: str) -> bool:
    """True where a folded text is a number with or without sign, such as an amount or a code."""
    return _NUMBER.fullmatch(text) is not None
