"""The printed lines of a sheet that has lost its grid, and what their ends tell.

Text taken from a typeset document prints a blank where a cell's paragraph ends and none where
a line is only broken; ``Strip.ends`` keeps that. A file whose line ends were trimmed tells
nothing: then ``ends`` is None and the readers fall back on words and numbers. Page numbers are
taken out here. Not done here: deciding which strip belongs to which cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from analysis.disclosure.joined import EMPTY, Joined, join
from analysis.disclosure.recorder import Recorder
from analysis.sources.document import Block, Line, Place

_PAGE_NUMBER = re.compile(r"\s*[-—–]?\s*(\d{1,4})\s*[-—–]?\s*")
_ORDINAL_START = re.compile(
    r"\s*(?:\d{1,2}\s*[.、．)）](?!\d)|[（(]?[一二三四五六七八九十]{1,3}[)）、])"
)
_FIRST_WIDE = "\u2e80"  # Chinese characters and signs, which are set wide, begin here
# A page number stands in a wider gap than two lines of one page have between them.
_GAP = 2
# Fewer line ends than this with a blank (or without one): the blanks tell nothing.
_TELLING = 0.05


class Strip:
    """A printed line, or the part of one that belongs to a cell, blanks at its ends taken off.

    ``ends`` is True where a paragraph ends with it, False where its line is only broken, None
    where the file does not tell. A strip without text is a blank cell's empty paragraph.
    ``printed`` are its characters.
    """

    __slots__ = ("begin", "end", "ends", "line", "printed")

    def __init__(self, line: Line, begin: int, end: int, ends: bool | None) -> None:
        self.line, self.begin, self.end, self.ends = line, begin, end, ends
        self.printed = line.text[begin:end]

    @property
    def gap(self) -> bool:
        """True where more than one blank stands at the line's end."""
        return self.line.text[-2:].isspace()

    @property
    def text(self) -> Joined:
        """The text with its place."""
        printed = self.printed
        if not printed:
            return EMPTY
        line = self.line
        return Joined(printed, (0,), (Place(line.page, line.line, self.begin + 1, line.box),))

    def part(self, begin: int, end: int) -> Joined:
        """Return the characters of the line from ``begin`` to ``end`` with their place."""
        if begin >= end:
            return EMPTY
        line = self.line
        place = Place(line.page, line.line, begin + 1, line.box)
        return Joined(line.text[begin:end], (0,), (place,))


def body_lines(blocks: Sequence[Block], recorder: Recorder) -> list[Line]:
    """Return the lines of a region without page numbers and without lines that are truly empty.

    A line of one blank stays: it is what is left of an empty paragraph. The token of each page
    number is accounted for.
    """
    lines = [block for block in blocks if isinstance(block, Line)]
    kept: list[Line] = []
    for index, line in enumerate(lines):
        text = line.text
        if not text:
            continue
        if (
            len(text) < 12
            and (number := _PAGE_NUMBER.fullmatch(text))
            and _stands_alone(lines, index)
        ):
            place = Place(line.page, line.line, number.start(1) + 1)
            recorder.use(place, "page_number", "a number alone in a gap between pages")
        else:
            kept.append(line)
    return kept


def _stands_alone(lines: Sequence[Line], index: int) -> bool:
    before = lines[max(index - _GAP, 0) : index]
    after = lines[index + 1 : index + 1 + _GAP]
    return all(not line.text.strip() for line in (*before, *after))


def tells_ends(lines: Iterable[Line]) -> bool:
    """Return whether the blanks at line ends tell where paragraphs end."""
    texts = [line.text for line in lines if not line.text.isspace()]
    ending = sum([text[-1].isspace() for text in texts])
    return _TELLING * len(texts) < ending < (1 - _TELLING) * len(texts)


def paragraphs(strips: Sequence[Strip]) -> list[Joined]:
    """Return the paragraphs of a running text, line breaks taken out.

    Where the file does not tell where paragraphs end, a new one begins at an ordinal.
    """
    found: list[Joined] = []
    open_pieces: list[Joined] = []
    for strip in strips:
        printed = strip.printed
        if strip.ends is None and _ORDINAL_START.match(printed) and open_pieces:
            found.append(join(open_pieces))
            open_pieces = []
        if printed:
            open_pieces.append(strip.text)
        if strip.ends and open_pieces:
            found.append(join(open_pieces))
            open_pieces = []
    if open_pieces:
        found.append(join(open_pieces))
    return found


def join_strips(strips: Sequence[Strip]) -> Joined:
    """Return strips joined as ``join`` does, quickly where each seam is beside Chinese."""
    text, starts, places = "", [], []
    for strip in strips:
        printed, line = strip.printed, strip.line
        if not printed or not (text[-1:] >= _FIRST_WIDE or printed[0] >= _FIRST_WIDE or not text):
            return join([strip.text for strip in strips])
        starts.append(len(text))
        places.append(Place(line.page, line.line, strip.begin + 1, line.box))
        text += printed
    return Joined(text, tuple(starts), tuple(places))


def strip_of(line: Line, tells: bool, begin: int = 0, end: int | None = None) -> Strip:
    """Return the part of a line from ``begin`` to ``end`` as a strip."""
    whole = line.text
    text = whole[begin:end]
    left = text.lstrip()
    start = begin + len(text) - len(left)
    ends: bool | None = None
    if tells:
        ends = (end is not None and end < len(whole)) or whole[-1].isspace()
    return Strip(line, start, start + len(left.rstrip()), ends)
