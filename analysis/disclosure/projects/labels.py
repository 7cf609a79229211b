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
from itertools import accumulate
from typing import NamedTuple

from analysis.disclosure.projects.body import Strip, strip_of, tells_ends
from analysis.disclosure.projects.words import alternatives, lookup, rows
from analysis.disclosure.vocabulary import fold
from analysis.sources.document import Line

_WORD = re.compile(r"\S+")
# PDF fonts put radicals in the place of the characters that look like them.
_RADICAL = re.compile(r"[\u2e80-\u2fdf]")


class Label(NamedTuple):
    """A label found: its field, and its begin and end in the squeezed text."""

    field: str
    begin: int
    end: int


class Squeezed:
    """Lines as one text without blanks, with the way back to each line."""

    def __init__(self, lines: Sequence[Line], squeezed: Sequence[str] | None = None) -> None:
        """``squeezed`` holds each line without blanks, where that is known."""
        self.lines = lines
        self.tells = tells_ends(lines)
        self._squeezed = squeezed or ["".join(line.text.split()) for line in lines]
        self._starts = list(accumulate(map(len, self._squeezed), initial=0))  # of each line
        self.text = _same_length("".join(self._squeezed))

    def part(self, begin: int, end: int | None = None) -> Squeezed:
        """Return some of the lines by their indices, as a text of their own."""
        return Squeezed(self.lines[begin:end], self._squeezed[begin:end])

    def origin(self, offset: int) -> tuple[int, int]:
        """Return the line index and the offset in that line of a squeezed character."""
        index = bisect_right(self._starts, offset) - 1
        offset -= self._starts[index]
        text, squeezed = self.lines[index].text, self._squeezed[index]
        first = len(text) - len(text.lstrip())
        if text.startswith(squeezed, first):
            return index, first + offset
        for word in _WORD.finditer(text):
            begin, end = word.span()
            if begin + offset < end:
                return index, begin + offset
            offset -= end - begin
        raise IndexError(f"the squeezed text ends before {offset} characters more")

    def begins_word(self, offset: int) -> bool:
        """Return whether a printed word begins at ``offset``, other than in mid-sentence."""
        index, begin = self.origin(offset)
        before = self.lines[index].text[:begin]
        if before.strip():
            return before[-1].isspace()
        # the first word of a line goes on with a line that was only broken
        return not (self.tells and index > 0 and not self.lines[index - 1].text[-1].isspace())

    def ends_word(self, offset: int) -> bool:
        """Return whether a printed word ends before ``offset``, or a colon follows."""
        if offset >= len(self.text) or self.text[offset] in ":：":
            return True
        index, begin = self.origin(offset)
        return begin == 0 or self.lines[index].text[begin - 1].isspace()

    def strips(self, begin: int, end: int) -> list[Strip]:
        """Return the printed lines between two squeezed offsets, empty paragraphs too."""
        if begin >= end:
            return []
        first, head = self.origin(begin)
        last, tail = self.origin(end - 1)
        found = [strip_of(line, self.tells) for line in self.lines[first : last + 1]]
        rest = self.lines[last].text[tail + 1 :].strip()
        if head or rest:
            to = tail + 1 if rest and first == last else None
            found[0] = strip_of(self.lines[first], self.tells, head, to)
        if rest and first < last:
            found[-1] = strip_of(self.lines[last], self.tells, 0, tail + 1)
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
        begin, end = match.span()
        if squeezed.ends_word(end) and squeezed.begins_word(begin):
            stop = end + (text[end : end + 1] in (":", "："))
            found.append(Label(fields[match.group()], begin, stop))
    return found
