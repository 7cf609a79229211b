"""A page that is a picture, set straight and the right way up: its tables, and where text stands.

Not done here: what the text says (``scan_page``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

import numpy as np

from analysis.sources.document import Box
from analysis.sources.lattice import Lattice, Slot
from analysis.sources.scan_image import Picture, Pixels
from analysis.sources.scan_ink import clean_ink, find_ink
from analysis.sources.scan_rules import find_rules
from analysis.sources.scan_straight import straighten, turn_quarters
from analysis.sources.scan_strokes import Stroke
from analysis.sources.scan_text import Piece, in_lines, pieces
from analysis.sources.scan_turned import is_upside_down

_REACH = 9.0  # points around a pixel that say how dark its paper is
_FAINT = 10  # the contrast of a thin rule in a coarse scan; grain is as dark, but never straight
_INSET = 1.2  # points at the edge of a cell that are its rule, blurred
_LOW = 0.5  # of the usual height of text: what lacks as much is a stroke (一, -)
_STROKE, _SOLID = 2.2, 0.6  # points: no higher is a dash; of its area is inked
_ACROSS = 0.9  # of the longest rule: one that goes all the way across
_FLAT = 4.0  # points; the smallest print is higher
_PAPER = 1.0  # heights of a text: how far beside it there may be strokes of it
_SAMPLE = 8  # the longest pieces of a page tell which way its text runs ...
_LONG = 3.0  # ... they are so many times as long as high, where it runs from left to right
_CLEARLY = 1.5  # times as long must they be on the page that is turned


def upright(picture: Picture) -> Layout:
    """Return the page as it is to be read: many are scanned lying on their side or upside down."""
    page = Layout(straighten(picture))
    quarters = 0
    if page.length() < _LONG:
        lying = Layout(straighten(turn_quarters(picture, 1)))
        if lying.length() > _CLEARLY * page.length():
            page, quarters = lying, 1
    if is_upside_down([page.cut(piece) for piece in page.sample()]):
        page = Layout(straighten(turn_quarters(picture, quarters + 2)))
    return page


@dataclass(slots=True)
class Layout:
    """A page set straight, its rules and the ink of its text."""

    picture: Picture
    lattices: tuple[Lattice, ...] = field(init=False)
    text: Pixels = field(init=False)
    paper: Pixels = field(init=False)  # the picture with its rules painted over
    blank: int = field(init=False)  # its shade
    rules: Pixels = field(init=False)  # their ink
    pieces: list[Piece] = field(init=False)  # of text, all of the page
    read: Pixels = field(init=False)  # the ink of these: without dust
    text_height: int = field(init=False)  # pixels, the usual one
    loose: tuple[Stroke, ...] = field(init=False)  # level rules of no ruled table

    def __post_init__(self) -> None:
        ink = find_ink(self.picture.grey, self.picture.pixels(_REACH))
        faint = find_ink(self.picture.grey, self.picture.pixels(_REACH), _FAINT)
        rules = find_rules(self.picture, faint)
        self.lattices, self.loose, self.rules = rules.lattices, rules.loose, rules.ink
        text = np.where(self.rules > 0, 0, ink).astype(np.uint8)
        self.text = clean_ink(self.picture, text)
        self.blank = int(np.percentile(self.picture.grey, 90))
        self.paper = np.where(self.rules > 0, self.blank, self.picture.grey).astype(np.uint8)
        height, width = self.text.shape
        self.pieces = pieces(self.picture, self.text, Piece(0, 0, width, height))
        self.read = np.zeros_like(self.text)
        for p in self.pieces:
            self.read[p.top : p.bottom, p.x0 : p.x1] = self.text[p.top : p.bottom, p.x0 : p.x1]
        self.text_height = int(median([p.bottom - p.top for p in self.pieces] or [1]))

    def pieces_outside(self) -> list[Piece]:
        """Return the pieces of text that stand in no table."""
        left = self.text.copy()
        for lattice in self.lattices:
            area = self._area(lattice.box)
            left[area.top : area.bottom, area.x0 : area.x1] = 0
        height, width = left.shape
        return in_lines(pieces(self.picture, left, Piece(0, 0, width, height)))

    def pieces_in(self, slot: Slot) -> list[Piece]:
        """Return the pieces of text in a cell."""
        return in_lines(pieces(self.picture, self.text, self._area(slot.box, _INSET)))

    def sample(self) -> list[Piece]:
        """Return the longest pieces of text of the page; what is flat is a piece of a rule."""
        high = [p for p in self.pieces if p.bottom - p.top >= self.picture.pixels(_FLAT)]
        return sorted(high, key=lambda p: p.x1 - p.x0)[-_SAMPLE:]

    def length(self) -> float:
        """Return how long the longest are, in heights: text that runs sideways has no long ones."""
        return median([(p.x1 - p.x0) / (p.bottom - p.top) for p in self.sample()] or [0.0])

    def cut(self, piece: Piece) -> Pixels:
        """Return the picture of a piece without rules; of a low one with paper above and below."""
        cut = self.paper[piece.top : piece.bottom, piece.x0 : piece.x1]
        lacking = self.text_height - cut.shape[0]
        if lacking < _LOW * self.text_height:
            return cut
        edge = lacking // 2
        return np.pad(cut, ((edge, lacking - edge), (0, 0)), constant_values=self.blank)

    def with_paper(self, piece: Piece) -> Piece:
        """Return a piece with the paper to its left and right.

        Strokes as faint as grain (一, the left of 4 in thin print) are no ink, and can be read.
        """
        rows = slice(piece.top, piece.bottom)
        reach = round(_PAPER * (piece.bottom - piece.top))
        before = slice(max(piece.x0 - 2 * reach, 0), piece.x0)
        behind = slice(piece.x1, piece.x1 + 2 * reach)
        left = self._free(self.read[rows, before][:, ::-1], self.rules[rows, before][:, ::-1])
        right = self._free(self.read[rows, behind], self.rules[rows, behind])
        return piece._replace(x0=piece.x0 - min(left, reach), x1=piece.x1 + min(right, reach))

    def _free(self, text: Pixels, rules: Pixels) -> int:
        """How many columns there are without ink: up to a rule, half of the way to other text."""
        inked, ruled = (np.flatnonzero(np.asarray(ink.any(axis=0))) for ink in (text, rules))
        end = int(ruled[0]) - 1 if len(ruled) else text.shape[1]
        beside = int(inked[0]) if len(inked) else end
        if beside + self.picture.pixels(_INSET) < end:  # else it is the edge of the rule, blurred
            end = beside // 2
        return max(end, 0)

    def is_dash(self, piece: Piece) -> bool:
        """Return whether the ink of a piece is one level stroke."""
        height, width = piece.bottom - piece.top, piece.x1 - piece.x0
        ink = self.text[piece.top : piece.bottom, piece.x0 : piece.x1]
        low = height <= self.picture.pixels(_STROKE) and width > height
        return low and bool(ink.any(axis=1).all()) and float((ink > 0).mean()) >= _SOLID

    def blanks(self, piece: Piece) -> list[tuple[float, float]]:
        """Return from where to where a piece has no ink, in points, from left to right."""
        part = self.text[piece.top : piece.bottom, piece.x0 : piece.x1]
        inked = np.flatnonzero(np.asarray(part.any(axis=0))) + piece.x0
        point = self.picture.point
        return [((left + 1) * point, right * point) for left, right in pairwise(inked.tolist())]

    def level_rules(self) -> tuple[list[float], list[float]]:
        """Return where level rules lie outside the ruled tables, in points.

        First the heights of those that go all the way across, then where any begins or ends.
        """
        longest = max((s.end - s.begin for s in self.loose), default=0)
        point = self.picture.point
        across = [s.at * point for s in self.loose if s.end - s.begin > _ACROSS * longest]
        return across, sorted({x * point for s in self.loose for x in (s.begin, s.end)})

    def _area(self, box: Box, inset: float = 0.0) -> Piece:
        x0, top, x1, bottom = box
        edges = (x0 + inset, top + inset, x1 - inset, bottom - inset)
        return Piece(*(max(round(edge / self.picture.point), 0) for edge in edges))
