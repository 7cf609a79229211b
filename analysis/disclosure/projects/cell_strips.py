"""The printed lines of a cell as strips, with what the ruling tells about their ends.

In Word and Excel each line of a cell is a paragraph. In a paged format a line ends its paragraph
where what follows would still have fitted behind it. Not done here: what the paragraphs say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from analysis.disclosure.cut_numbers import join_cell, join_number
from analysis.disclosure.joined import EMPTY, Joined, join, piece
from analysis.disclosure.projects.body import Strip
from analysis.disclosure.prose.titles import ORDINAL
from analysis.sources.document import Box, Cell, Line

_WORD = re.compile(r"\S+")
# What a compositor keeps on one line: a number, a Latin word or one sign, with the opening marks
# before it and the closing ones behind.
_CHUNK = re.compile(
    r"[（【《〈“‘〔(\[]*(?:[\x21-\u2017\u2020-\u2e7f]+|.)[，。、；：！？）】》〉”’〕％,.;:!?)\]%]*"
)
_STOPS = ("。", "；", ";", "：", ":")


@dataclass(slots=True)
class Passage:
    """A text in one cell or several; ``head`` is what stands in the cell of its label."""

    head: list[Strip] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)

    def add(self, cell: Cell, *, goes_on: bool) -> None:
        """Add a cell; where it ``goes_on`` over a page, its lines are those of the one before."""
        if goes_on and self.cells:
            above = self.cells.pop()
            cell = above._replace(lines=above.lines + cell.lines)
        self.cells.append(cell)

    @property
    def strips(self) -> list[Strip]:
        """The printed lines of the whole text."""
        return [*self.head, *(strip for cell in self.cells for strip in cell_strips(cell))]


def cell_strips(cell: Cell) -> list[Strip]:
    """Return the lines of a cell; ``ends`` says where its paragraphs end."""
    ends = _ends(cell)
    found: list[Strip] = []
    for line, end in zip(cell.lines, ends, strict=True):
        text = line.text
        begin = len(text) - len(text.lstrip())
        if text.strip():
            found.append(Strip(line, begin, len(text.rstrip()), end))
    return found


def close_text(lines: Sequence[Line]) -> Joined:
    """Return lines as one text without the blanks that typesetting puts beside digits."""
    words = (piece(line, *word.span()) for line in lines for word in _WORD.finditer(line.text))
    return join_number(lines) or join(words)


def spaced_text(lines: Sequence[Line]) -> Joined:
    """Return lines as one text, the blanks inside each line kept."""
    return join_cell(lines) if lines else EMPTY


def _ends(cell: Cell) -> list[bool | None]:
    boxes = [line.box for line in cell.lines]
    if cell.box is None or any(box is None or box == cell.box for box in boxes):
        return [True] * len(boxes)
    placed = [(line, box) for line, box in zip(cell.lines, boxes, strict=True) if box]
    full = _full_width(cell.box, [box for _, box in placed])
    ends: list[bool | None] = []
    for (line, box), (following, next_box) in pairwise(placed):
        em = box[3] - box[1]
        taken = box[2] - box[0] + _first_chunk(following, next_box)
        short = taken < full - em
        ends.append(True if short or _opens_item(line.text, following.text) else None)
    return [*ends, True] if placed else []


def _opens_item(text: str, following: str) -> bool:
    """Whether a full line ends a sentence and an ordinal follows."""
    return text.rstrip().endswith(_STOPS) and ORDINAL.match(following) is not None


def _full_width(area: Box, boxes: Sequence[Box]) -> float:
    """How wide a line may be: the cell without its margins, or its widest line.

    The margin is where most lines begin; brackets may hang out of it, first lines are indented.
    """
    begins = Counter(round(box[0]) for box in boxes)
    margin = max(begins, key=lambda x: (begins[x], x)) - area[0]
    return max(area[2] - area[0] - 2 * margin, *(box[2] - box[0] for box in boxes))


def _first_chunk(line: Line, box: Box) -> float:
    """How wide the first piece of a line is that cannot be broken, by its share of the line."""
    text = line.text.strip()
    chunk = _CHUNK.match(text)
    return (box[2] - box[0]) * _width(chunk.group() if chunk else "") / max(_width(text), 1)


def _width(text: str) -> float:
    """The width of a text in halves of a Chinese character."""
    return sum(2 if char >= "\u2e80" else 1 for char in text)
