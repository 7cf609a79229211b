"""Finding the printed labels of a sheet, also where they are broken over lines.

The lines are squeezed into one text without blanks, in which a label is whole however it was
broken; a match counts only where it begins and ends with a printed word, so that the same
characters inside a sentence are no label. Not done here: what the labels' values mean.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from analysis.disclosure.projects.body import Strip, strip_of, tells_ends
from analysis.disclosure.projects.words import alternatives, lookup, rows
from analysis.disclosure.vocabulary import fold
from analysis.sources.document import Line

# PDF fonts put radicals in the place of the characters that look like them.
_RADICAL = re.compile(r"[\u2e80-\u2fdf]")


class Label(NamedTuple):
    """A label found: its field, and its begin and end in the squeezed text."""

    field: str
    begin: int
    end: int


class Squeezed:
    """Lines as one text without blanks, with the way back to each line."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.tells = tells_ends(lines)
        self._starts: list[int] = []
        self._words: list[tuple[int, int]] = []  # line index, offset in the line
        parts: list[str] = []
        length = 0
        for index, line in enumerate(lines):
            text = line.text
            words = text.split()
            at = 0
            for word in words:
                at = text.index(word, at)
                self._starts.append(length)
                self._words.append((index, at))
                at += len(word)
                length += len(word)
            parts += words
        self.text = _same_length("".join(parts))
        self._begins = set(self._starts)

    def origin(self, offset: int) -> tuple[int, int]:
        """Return the line index and the offset in that line of a squeezed character."""
        at = bisect_right(self._starts, offset) - 1
        index, begin = self._words[at]
        return index, begin + offset - self._starts[at]

    def begins_word(self, offset: int) -> bool:
        """Return whether a printed word begins at ``offset``, other than in mid-sentence."""
        if offset not in self._begins:
            return False
        index, begin = self.origin(offset)
        head_of_line = not self.lines[index].text[:begin].strip()
        broken = head_of_line and index > 0 and not self.lines[index - 1].text[-1].isspace()
        return not (self.tells and broken)

    def ends_word(self, offset: int) -> bool:
        """Return whether a printed word ends before ``offset``, or a colon follows."""
        return offset in self._begins or offset >= len(self.text) or self.text[offset] in ":："

    def strips(self, begin: int, end: int) -> list[Strip]:
        """Return the printed lines between two squeezed offsets, empty paragraphs too."""
        if begin >= end:
            return []
        first, head = self.origin(begin)
        last, tail = self.origin(end - 1)
        found: list[Strip] = []
        for index in range(first, last + 1):
            line = self.lines[index]
            from_ = head if index == first else 0
            to = tail + 1 if index == last and line.text[tail + 1 :].strip() else None
            found.append(strip_of(line, self.tells, from_, to))
        return found


def _same_length(text: str) -> str:
    """Return the text with radicals in place of characters folded; labels have nothing else."""
    if not _RADICAL.search(text):
        return text
    return "".join(one if len(one := fold(char)) == 1 else char for char in text)


@cache
def _pattern(table: str) -> re.Pattern[str]:
    return re.compile(alternatives([row["label"] for row in rows(table)]))


def find_labels(squeezed: Squeezed, table: str = "labels") -> list[Label]:
    """Return the labels of a sheet in order; ``table`` names the CSV file of the labels."""
    fields = lookup(table, "label", "field")
    text = squeezed.text
    found: list[Label] = []
    for match in _pattern(table).finditer(text):
        if squeezed.begins_word(match.start()) and squeezed.ends_word(match.end()):
            stop = match.end() + (text[match.end() : match.end() + 1] in (":", "："))
            found.append(Label(fields[match.group()], match.start(), stop))
    return found
