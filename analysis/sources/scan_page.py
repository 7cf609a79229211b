"""The picture of one page becomes Lines and Grids in reading order, as a page of text would.

Each line carries the confidence of its recognition. Not done here: decoding pictures, and what
only the whole document tells (page numbers).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from analysis.sources.document import Block, Box, Cell, Grid, Line
from analysis.sources.lattice import Lattice
from analysis.sources.limits import Clock
from analysis.sources.pdf_layer import Seen
from analysis.sources.pdf_text import Word, printed_lines
from analysis.sources.scan_image import Picture
from analysis.sources.scan_layout import Layout, upright
from analysis.sources.scan_looks import read_line
from analysis.sources.scan_text import Piece
from analysis.sources.scan_witness import testify


def scanned_blocks(
    picture: Picture, number: int, clock: Clock, layer: Sequence[Seen] = ()
) -> tuple[list[Block], float]:
    """Return the blocks of a page from top to bottom, and the height of the page in points.

    Lines count from 1 through the page in that order, those inside cells included. Boxes are
    those of the page after it was turned upright and straightened. ``layer`` is the text that a
    scanner wrote under the picture.
    """
    page = _Page(upright(picture), number, clock)
    blocks = page.blocks()
    testify(page.lines, layer, page.layout.picture)
    return blocks, page.layout.picture.height


@dataclass(slots=True)
class _Page:
    """A page of which the text is read."""

    layout: Layout
    number: int
    clock: Clock
    lines: list[Line] = field(default_factory=list)  # in the order of their numbers

    def blocks(self) -> list[Block]:
        items: list[tuple[Box, Line | Lattice]] = [(la.box, la) for la in self.layout.lattices]
        items += [
            (line.box, line) for line in self._lines(self.layout.pieces_outside()) if line.box
        ]
        blocks: list[Block] = []
        for _, item in sorted(items, key=lambda item: (item[0][1], item[0][0])):
            if isinstance(item, Line):
                blocks.append(self._numbered(item))
            else:
                blocks.append(self._grid(item))
        return blocks

    def word(self, piece: Piece) -> Word | None:
        """What a piece says, with its box in points and its confidence; None for nothing."""
        # One line takes a moment, and a page of noise has thousands.
        self.clock.check(f"page {self.number}")
        found = read_line(self.layout.cut(piece))
        if not found.text:
            return None
        x0, top, x1, bottom = (edge * self.layout.picture.point for edge in piece)
        box = {"x0": x0, "top": top, "x1": x1, "bottom": bottom}
        return {"text": found.text, "confidences": found.confidences} | box

    def _lines(self, found: Sequence[Piece]) -> list[Line]:
        words = [word for piece in found if (word := self.word(piece)) is not None]
        lines = []
        for text, box in printed_lines(words):
            sure = _confidences(text, words, box)
            lines.append(Line(text, 0, self.number, _rounded(box), False, min(sure), sure))
        return lines

    def _numbered(self, line: Line) -> Line:
        self.lines.append(line)
        line.line = len(self.lines)
        return line

    def _grid(self, lattice: Lattice) -> Grid:
        cells = tuple(
            Cell(
                row=slot.row,
                column=slot.column,
                lines=tuple(
                    self._numbered(line) for line in self._lines(self.layout.pieces_in(slot))
                ),
                row_span=slot.row_span,
                column_span=slot.column_span,
                box=_rounded(slot.box),
            )
            for slot in lattice.slots
        )
        return Grid(cells, len(lattice.ys) - 1, len(lattice.xs) - 1, self.number)


def _confidences(text: str, words: Sequence[Word], box: Box) -> tuple[float, ...]:
    """How sure recognition is of each character of a printed line; of the blanks between its words
    there is no doubt.
    """
    x0, top, x1, bottom = box
    inside = [
        w
        for w in words
        if x0 <= (w["x0"] + w["x1"]) / 2 <= x1 and top <= (w["top"] + w["bottom"]) / 2 <= bottom
    ]
    sure: list[float] = []
    for word in sorted(inside, key=lambda w: w["x0"]):
        begin = text.find(word["text"], len(sure))
        sure += [1.0] * (begin - len(sure)) if begin > 0 else []
        sure += word["confidences"]
    return tuple(round(number, 2) for number in sure) or (0.0,)


def _rounded(box: Box) -> Box:
    x0, top, x1, bottom = (round(edge, 2) for edge in box)
    return x0, top, x1, bottom
