"""Words of a page that stand in no ruled table, as pieces: what one cell prints on one line.

Not done here: telling whether pieces make a table (``bare_tables``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from analysis.sources.pdf_text import Word

_NUMBER = re.compile(r"[-－−+(（]?\d[\d,，]*(?:[.．]\d+)?[)）]?[%％]?")
_LABEL = re.compile(r"(?:[^\W\d_a-zA-Z]|[（）()]){0,10}[:：]")
# In heights of the text: a narrower gap parts no cells, except two numbers.
_APART = 0.5
_SAME_LINE = 0.35  # words that begin no further below each other stand on one line


class Piece(NamedTuple):
    """A run of words on one line that no wide gap parts, and its area in points."""

    x0: float
    top: float
    x1: float
    bottom: float
    text: str

    @property
    def is_number(self) -> bool:
        """Whether it is an amount, a per cent or a code, and nothing else."""
        return _NUMBER.fullmatch(self.text) is not None

    @property
    def centre(self) -> float:
        """Where its middle stands."""
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True, slots=True)
class Pieces:
    """Pieces that belong together, and their height on the page."""

    pieces: tuple[Piece, ...]

    @property
    def top(self) -> float:
        """Its upper edge."""
        return min(p.top for p in self.pieces)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(p.bottom for p in self.pieces)


@dataclass(frozen=True, slots=True)
class TextLine(Pieces):
    """A printed line; its pieces stand from left to right."""

    @property
    def height(self) -> float:
        """How high it is, in points; never nothing."""
        return max(self.bottom - self.top, 1.0)

    @property
    def has_numbers(self) -> bool:
        """Whether one of its pieces is a number and there are others beside it."""
        return len(self.pieces) > 1 and any(p.is_number for p in self.pieces)

    @property
    def is_label(self) -> bool:
        """Whether it says something of the table, such as its money unit, and is not part of it."""
        return any(_LABEL.match(p.text) for p in self.pieces)


def text_lines(words: Iterable[Word]) -> list[TextLine]:
    """Return the lines that words make up, from top to bottom.

    A line in the middle of two others, as in a cell that is higher, is a line of its own.
    """
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w["top"], w["x0"])):
        height = word["bottom"] - word["top"]
        if lines and word["top"] - lines[-1][0]["top"] <= _SAME_LINE * height:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [TextLine(tuple(_pieces(sorted(line, key=lambda w: w["x0"])))) for line in lines]


def _pieces(line: Sequence[Word]) -> list[Piece]:
    pieces: list[Piece] = []
    for word in line:
        new = Piece(word["x0"], word["top"], word["x1"], word["bottom"], word["text"])
        last = pieces[-1] if pieces else None
        if last is None or _are_apart(last, new):
            pieces.append(new)
        else:
            top, bottom = min(last.top, new.top), max(last.bottom, new.bottom)
            pieces[-1] = Piece(last.x0, top, max(last.x1, new.x1), bottom, last.text + new.text)
    return pieces


def _are_apart(left: Piece, right: Piece) -> bool:
    gap = right.x0 - left.x1
    return gap >= _APART * (right.bottom - right.top) or (left.is_number and right.is_number)
