"""The picture of one page becomes Lines and Grids in reading order, as a page of text would.

Each line carries the confidence of its recognition. Not done here: decoding pictures, and what
only the whole document tells (page numbers).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

import numpy as np

from analysis.sources.document import Block, Box, Cell, Grid, Line
from analysis.sources.limits import Clock
from analysis.sources.pdf_layer import Seen
from analysis.sources.pdf_tables import Lattice, Slot
from analysis.sources.pdf_text import Word, printed_lines
from analysis.sources.scan_image import Picture, Pixels, find_ink, straighten, turn_quarters
from analysis.sources.scan_looks import read_line
from analysis.sources.scan_recognise import is_upside_down
from analysis.sources.scan_rules import find_rules
from analysis.sources.scan_text import Piece, clean_ink, in_lines, pieces
from analysis.sources.scan_witness import testify

_REACH = 9.0  # points around a pixel that say how dark its paper is
_FAINT = 10  # the contrast of a thin rule in a coarse scan; grain is as dark, but never straight
_INSET = 1.2  # points at the edge of a cell that are its rule, blurred
_SAMPLE = 8  # the longest pieces of a page tell which way its text runs ...
_LOW = 0.5  # of the usual height of text: what lacks as much is a stroke (一, -)
_LONG = 3.0  # ... they are so many times as long as high, where it runs from left to right


def scanned_blocks(
    picture: Picture, number: int, clock: Clock, layer: Sequence[Seen] = ()
) -> tuple[list[Block], float]:
    """Return the blocks of a page from top to bottom, and the height of the page in points.

    Lines count from 1 through the page in that order, those inside cells included. Boxes are
    those of the page after it was turned upright and straightened. ``layer`` is the text that a
    scanner wrote under the picture.
    """
    page = _upright(picture, number, clock)
    blocks = page.blocks()
    testify(page.lines, layer, page.picture)
    return blocks, page.picture.height


@dataclass(slots=True)
class _Page:
    """A page set straight, its rules and the ink of its text."""

    picture: Picture
    number: int
    clock: Clock
    lattices: tuple[Lattice, ...] = field(init=False)
    text: Pixels = field(init=False)
    paper: Pixels = field(init=False)  # the picture with its rules painted over
    blank: int = field(init=False)  # its shade
    pieces: list[Piece] = field(init=False)  # of text, all of the page
    text_height: int = field(init=False)  # pixels, the usual one
    lines: list[Line] = field(default_factory=list)  # in the order of their numbers

    def __post_init__(self) -> None:
        ink = find_ink(self.picture.grey, self.picture.pixels(_REACH))
        faint = find_ink(self.picture.grey, self.picture.pixels(_REACH), _FAINT)
        rules = find_rules(self.picture, faint)
        self.lattices = rules.lattices
        self.text = clean_ink(self.picture, np.where(rules.ink > 0, 0, ink).astype(np.uint8))
        self.blank = int(np.percentile(self.picture.grey, 90))
        self.paper = np.where(rules.ink > 0, self.blank, self.picture.grey).astype(np.uint8)
        height, width = self.text.shape
        self.pieces = pieces(self.picture, self.text, Piece(0, 0, width, height))
        self.text_height = int(median([p.bottom - p.top for p in self.pieces] or [1]))

    def blocks(self) -> list[Block]:
        items: list[tuple[Box, Line | Lattice]] = [(la.box, la) for la in self.lattices]
        items += [(line.box, line) for line in self._outside() if line.box]
        blocks: list[Block] = []
        for _, item in sorted(items, key=lambda item: (item[0][1], item[0][0])):
            if isinstance(item, Line):
                blocks.append(self._numbered(item))
            else:
                blocks.append(self._grid(item))
        return blocks

    def pieces_outside(self) -> list[Piece]:
        """The pieces of text that stand in no table."""
        left = self.text.copy()
        for lattice in self.lattices:
            area = self._area(lattice.box)
            left[area.top : area.bottom, area.x0 : area.x1] = 0
        height, width = left.shape
        return in_lines(pieces(self.picture, left, Piece(0, 0, width, height)))

    def sample(self) -> list[Piece]:
        """The longest pieces of text of the page."""
        return sorted(self.pieces, key=lambda p: p.x1 - p.x0)[-_SAMPLE:]

    def length(self) -> float:
        """How long the longest pieces are, in heights: text that runs sideways has none."""
        return median([(p.x1 - p.x0) / (p.bottom - p.top) for p in self.sample()] or [_LONG])

    def cut(self, piece: Piece) -> Pixels:
        """The picture of a piece, rules painted over; a low one with paper above and below."""
        cut = self.paper[piece.top : piece.bottom, piece.x0 : piece.x1]
        lacking = self.text_height - cut.shape[0]
        if lacking < _LOW * self.text_height:
            return cut
        edge = lacking // 2
        return np.pad(cut, ((edge, lacking - edge), (0, 0)), constant_values=self.blank)

    def word(self, piece: Piece) -> Word | None:
        """What a piece says, with its box in points and its confidence; None for nothing."""
        # One line takes a moment, and a page of noise has thousands.
        self.clock.check(f"page {self.number}")
        found = read_line(self.cut(piece))
        if not found.text:
            return None
        x0, top, x1, bottom = (edge * self.picture.point for edge in piece)
        box = {"x0": x0, "top": top, "x1": x1, "bottom": bottom}
        return {"text": found.text, "confidences": found.confidences} | box

    def _area(self, box: Box, inset: float = 0.0) -> Piece:
        x0, top, x1, bottom = box
        edges = (x0 + inset, top + inset, x1 - inset, bottom - inset)
        return Piece(*(max(round(edge / self.picture.point), 0) for edge in edges))

    def _lines(self, found: Sequence[Piece]) -> list[Line]:
        words = [word for piece in found if (word := self.word(piece)) is not None]
        lines = []
        for text, box in printed_lines(words):
            sure = _confidences(text, words, box)
            lines.append(Line(text, 0, self.number, _rounded(box), False, min(sure), sure))
        return lines

    def _outside(self) -> list[Line]:
        return self._lines(self.pieces_outside())

    def _pieces(self, slot: Slot) -> list[Piece]:
        return in_lines(pieces(self.picture, self.text, self._area(slot.box, _INSET)))

    def _numbered(self, line: Line) -> Line:
        self.lines.append(line)
        line.line = len(self.lines)
        return line

    def _grid(self, lattice: Lattice) -> Grid:
        cells = tuple(
            Cell(
                row=slot.row,
                column=slot.column,
                lines=tuple(self._numbered(line) for line in self._lines(self._pieces(slot))),
                row_span=slot.row_span,
                column_span=slot.column_span,
                box=_rounded(slot.box),
            )
            for slot in lattice.slots
        )
        return Grid(cells, len(lattice.ys) - 1, len(lattice.xs) - 1, self.number)


def _upright(picture: Picture, number: int, clock: Clock) -> _Page:
    """The page as it is to be read: many are scanned lying on their side or upside down."""
    page = _Page(straighten(picture), number, clock)
    quarters = 0
    if page.length() < _LONG:
        lying = _Page(straighten(turn_quarters(picture, 1)), number, clock)
        if lying.length() > page.length():
            page, quarters = lying, 1
    if is_upside_down([page.cut(piece) for piece in page.sample()]):
        page = _Page(straighten(turn_quarters(picture, quarters + 2)), number, clock)
    return page


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
