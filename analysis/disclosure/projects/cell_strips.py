"""The printed lines of a cell as strips, with what the ruling tells about their ends.

In Word and Excel each line of a cell is a paragraph. In a paged format a line ends its paragraph
where what follows would still have fitted behind it. Not done here: what the paragraphs say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from analysis.disclosure.joined import EMPTY, Joined, join, piece
from analysis.disclosure.projects.body import Strip
from analysis.sources.document import Box, Cell, Line

_WORD = re.compile(r"\S+")
# What a compositor keeps on one line: a number or Latin word, or one sign; closing marks join it.
_CHUNK = re.compile(r"[\x21-\u2e7f]+|.")
_CLOSING = re.compile(r"[，。、；：！？）】》”’〕％,.;:!?)%]+")


def cell_strips(cell: Cell) -> list[Strip]:
    """Return the lines of a cell; ``ends`` says where its paragraphs end."""
    ends = _ends(cell)
    found: list[Strip] = []
    for line, end in zip(cell.lines, ends, strict=True):
        text = line.text
        begin = len(text) - len(text.lstrip())
        if text.strip():
            found.append(Strip(line, begin, len(text.rstrip()), end, False))
    return found


def close_text(lines: Sequence[Line]) -> Joined:
    """Return lines as one text without the blanks that typesetting puts beside digits."""
    return join(piece(line, *word.span()) for line in lines for word in _WORD.finditer(line.text))


def spaced_text(lines: Sequence[Line]) -> Joined:
    """Return lines as one text, the blanks inside each line kept."""
    return join(piece(line) for line in lines) if lines else EMPTY


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
        ends.append(True if line.page == following.page and taken < full - em / 2 else None)
    return [*ends, True] if placed else []


def _full_width(area: Box, boxes: Sequence[Box]) -> float:
    """How wide a line may be: the cell without its margins, which the widest line shows."""
    margin = min(min(box[0] for box in boxes) - area[0], area[2] - max(box[2] for box in boxes))
    return max(area[2] - area[0] - 2 * margin, *(box[2] - box[0] for box in boxes))


def _first_chunk(line: Line, box: Box) -> float:
    """How wide the first piece of a line is that cannot be broken, by its share of the line."""
    text = line.text.strip()
    chunk = _CHUNK.match(text)
    end = chunk.end() if chunk else 0
    if closing := _CLOSING.match(text, end):
        end = closing.end()
    return (box[2] - box[0]) * _width(text[:end]) / max(_width(text), 1)


def _width(text: str) -> float:
    """The width of a text in halves of a Chinese character."""
    return sum(2 if char >= "\u2e80" else 1 for char in text)
