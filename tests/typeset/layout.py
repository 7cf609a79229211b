"""What a published document is made of before it is set: paragraphs, ruled tables, parts.

Not done here: what stands in them (``tables``, ``overall``, ``sheets``), and setting them
(``formats``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Spot:
    """A cell: its paragraphs, where it begins and how far it spans."""

    text: str
    row: int
    column: int
    height: int = 1
    width: int = 1


@dataclass
class Ruled:
    """A ruled table; ``widths`` are the shares of its columns."""

    widths: Sequence[int]
    spots: list[Spot] = field(default_factory=list)
    height: int = 0
    header: int = 0  # rows that a PDF prints again on each page

    def row(self, *cells: str | tuple[str, int], begin: int = 0) -> int:
        """Add a row of texts, or of texts with the columns that they span; return its number."""
        column = begin
        for cell in cells:
            text, width = (cell, 1) if isinstance(cell, str) else cell
            self.spots.append(Spot(text, self.height, column, 1, width))
            column += width
        self.height += 1
        return self.height - 1

    def span(self, text: str, column: int, first: int, width: int = 1) -> None:
        """Put a cell over the rows from ``first`` to the last one."""
        self.spots.append(Spot(text, first, column, self.height - first, width))

    def merged(self, texts: Sequence[str | None], column: int, first: int, width: int = 1) -> None:
        """Put texts in a column, one for each row; equal ones that follow each other are one."""
        begin = 0
        for end in range(1, len(texts) + 1):
            if end == len(texts) or texts[end] != texts[begin]:
                spot = Spot(texts[begin] or "", first + begin, column, end - begin, width)
                self.spots.append(spot)
                begin = end


@dataclass
class Part:
    """What begins on a page, or a sheet, of its own."""

    name: str
    blocks: list[str | Ruled] = field(default_factory=list)
