"""Where the pieces of a running text do not stand in the order in which they are read.

A program that takes the pieces of a page one by one may put a number behind the words that follow
it, or two numbers in each other's place. It shows where a unit begins a line and no number ends the
line before, where a clause is a number and nothing else, and where a share is an amount of money.
What stands under the same heading is ``uncertain`` then, and all of the text where two have it. Not
done here: putting the pieces in order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from analysis.disclosure.joined import Joined
from analysis.disclosure.recorder import Recorder
from analysis.sources.document import Line

_NOTE = "the pieces of the text around it do not stand in their order"
_UNIT = re.compile(r"\s*(?:[万亿]?元|[%％])(?=\s*(?:[，,。；;、）)]|$))")
# “某某局    年支出预算”: the number of the year stands elsewhere.
_YEAR_LEFT = re.compile(r"[^\s\d]\s{2,}年(?:度|财政|预算|一般|政府|收|支)")
# What a unit may stand behind: a number in digits or words, "单位：", an opening bracket.
_BEFORE_UNIT = re.compile(r"(?:[0-9一二三四五六七八九十百千万亿几多余数/：:（(]|单位)\s*$")
_NUMBER = r"\d[\d,，.]*\s*"
_ALONE = re.compile(rf"[；;。]\s*{_NUMBER}(?:[万亿]?元|[%％])\s*[；;。]")
_SHARE_OF_MONEY = re.compile(rf"占(?![地用有比])[^，,。；;：:%％\d]{{0,30}}{_NUMBER}[万亿]?元")
_PAGE = re.compile(r"\s*\d{1,3}\s*")
_WHOLE_GROUPS = re.compile(r"\s*\d{3}(?:,\d{3})*(?:[.．]\d+)?\s*(?:$|[万亿]?元)")
_SENTENCE_END = re.compile(r"[。；;！]\s*$")
_FEWEST = 2  # sections that make all of a text doubtful

Place = tuple[int, int]  # page, 0 without pages, and line


class Torn:
    """Collects which sections of a text are torn, and marks their figures at the end."""

    def __init__(self, lines: Sequence[Line], printed: Sequence[Line], recorder: Recorder) -> None:
        """Take the lines of the text without page numbers, and all that are ``printed``."""
        self._recorder = recorder
        self._first = self._begun = len(recorder.out.figure)
        self._places = _torn_lines(lines) | _cut_lines(printed)
        self._section_is_torn, self._sections = False, list[tuple[int, int]]()
        self._before = ""

    def enter_section(self) -> None:
        """Begin the section of a further heading."""
        end = len(self._recorder.out.figure)
        if self._section_is_torn:
            self._sections.append((self._begun, end))
        self._begun, self._section_is_torn, self._before = end, False, ""

    def look_at(self, sentence: Joined) -> None:
        """Look at a sentence of the section."""
        text = self._before + sentence.text
        here = any((place.page or 0, place.line) in self._places for place in sentence.places)
        if here or _ALONE.search(text) or _SHARE_OF_MONEY.search(sentence.text):
            self._section_is_torn = True
        self._before = sentence.text[-1:]

    def mark(self) -> None:
        """Mark what stands in torn sections, or in all of them."""
        self.enter_section()
        found = self._sections
        if len(found) >= _FEWEST:
            found = [(self._first, len(self._recorder.out.figure))]
        for begin, end in found:
            for figure in self._recorder.out.figure[begin:end]:
                figure.reading = "uncertain"
                figure.reading_note = "; ".join(filter(None, (figure.reading_note, _NOTE)))


def _cut_lines(lines: Sequence[Line]) -> set[Place]:
    """The lines whose amount may begin with the number above: that of a page, or 18|330.37 万元."""
    return {
        (line.page or 0, line.line)
        for before, number, line in zip(lines, lines[1:], lines[2:], strict=False)
        if not number.furniture
        and _PAGE.fullmatch(number.text)
        and _WHOLE_GROUPS.match(line.text)
        and not _SENTENCE_END.search(before.text)
    }


def _torn_lines(lines: Sequence[Line]) -> set[Place]:
    """The lines that begin with a unit which no number stands before, or hold such a 年."""
    return {
        (line.page or 0, line.line)
        for before, line in pairwise(lines)
        if (_UNIT.match(line.text) and not _BEFORE_UNIT.search(before.text))
        or _YEAR_LEFT.search(line.text)
    }
