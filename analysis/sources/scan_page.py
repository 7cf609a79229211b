"""The picture of one page becomes Lines and Grids in reading order, as a page of text would.

Each line carries the confidence of its recognition. A page is recognised by itself; only then, and
in the order of the pages, its tables without rules are found, which may go on from the page before.
Not done here: decoding pictures, and what only the whole document tells (page numbers).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from analysis.sources.bare_tables import BareTables
from analysis.sources.bare_text import text_lines
from analysis.sources.document import Block, Box, Cell, Grid, Line
from analysis.sources.lattice import Lattice
from analysis.sources.limits import Clock
from analysis.sources.pdf_cells import assign
from analysis.sources.pdf_layer import Seen
from analysis.sources.pdf_text import Word, printed_lines
from analysis.sources.scan_image import Picture
from analysis.sources.scan_layout import Layout, upright
from analysis.sources.scan_looks import read_line
from analysis.sources.scan_recognise import Recognised
from analysis.sources.scan_text import Piece
from analysis.sources.scan_witness import testify
from analysis.sources.scan_words import levelled, parted

_DASHES = "一-—－–―.,，、。·"  # what one low stroke may be
_DOUBTFUL = 0.5
_Slots = Sequence[Sequence[Word]]  # the words of each cell of a table


@dataclass(slots=True)
class RecognisedPage:
    """What recognition read on a page: the words of each cell of its ruled tables, and the others.

    Boxes are those of the page after it was turned upright and straightened, in points; of each of
    the other words there is a list of the parts that wide blanks make of it.
    """

    picture: Picture
    ruled: list[tuple[Lattice, _Slots]]
    outside: list[tuple[Word, list[Word]]]
    rules: tuple[list[float], list[float]]  # heights and ends of level rules of no ruled table

    def blocks(
        self, number: int, position: int, bare: BareTables, layer: Sequence[Seen] = ()
    ) -> list[Block]:
        """Return the blocks of the page from top to bottom.

        Lines count from 1 through the page in that order, those inside cells included. ``number``
        is that of the page, ``position`` where it stands among all that ``bare`` has seen.
        ``layer`` is the text that a scanner wrote under the picture.
        """
        parts = [part for _, pieces in self.outside for part in pieces]
        unruled = bare.find(text_lines(parts), position, *self.rules)
        owners = dict(zip(map(id, parts), assign(parts, unruled), strict=True))
        cells: dict[tuple[int, int], list[Word]] = defaultdict(list)
        free: list[Word] = []
        for word, pieces in self.outside:
            mine = [owners[id(part)] for part in pieces]
            if not any(mine):
                free.append(word)
                continue
            for part, owner in zip(pieces, mine, strict=True):
                (cells[owner] if owner else free).append(part)
        bared = [
            (lattice, [cells[index, slot] for slot in range(len(lattice.slots))])
            for index, lattice in enumerate(unruled)
        ]
        made = _Blocks(number)
        found = made.of([*self.ruled, *bared], free)
        testify(made.lines, layer, self.picture)
        return found


def recognise_page(picture: Picture, number: int, clock: Clock) -> RecognisedPage:
    """Return what a page says; ``number`` names it where it takes longer than the clock allows."""
    layout = upright(picture)

    def read(pieces: Sequence[Piece]) -> list[tuple[Word, Piece]]:
        words = []
        for piece in pieces:
            # One line takes a moment, and a page of noise has thousands.
            clock.check(f"page {number}")
            word = _word(layout, piece)
            if word["text"]:
                words.append((word, piece))
        return words

    height = layout.text_height * layout.picture.point
    ruled: list[tuple[Lattice, _Slots]] = [
        (lattice, [[w for w, _ in read(layout.pieces_in(slot))] for slot in lattice.slots])
        for lattice in layout.lattices
    ]
    outside = [
        (word, [levelled(p, height) for p in parted(word, layout.blanks(piece), height)])
        for word, piece in read(layout.pieces_outside())
    ]
    return RecognisedPage(layout.picture, ruled, outside, layout.level_rules())


def _word(layout: Layout, piece: Piece) -> Word:
    """What a piece says, with its box in points, and of each character how sure, and where."""
    area = layout.with_paper(piece)
    found = read_line(layout.cut(area), (piece.x0 - area.x0, area.x1 - piece.x1))
    if found.text and found.text not in _DASHES and layout.is_dash(piece):  # =, read of one stroke
        found = Recognised("-", (_DOUBTFUL,), found.places[:1])
    places = tuple(area.x0 + place for place in found.places)
    if places and places[0] < piece.x0:  # what was no ink was read
        piece = piece._replace(x0=area.x0)
    if places and places[-1] > piece.x1:
        piece = piece._replace(x1=area.x1)
    point = layout.picture.point
    x0, top, x1, bottom = (edge * point for edge in piece)
    return {
        "text": found.text,
        "confidences": found.confidences,
        "places": tuple(place * point for place in places),
        "size": bottom - top,
        **{"x0": x0, "top": top, "x1": x1, "bottom": bottom},
    }


@dataclass(slots=True)
class _Blocks:
    """The blocks of a page, with its lines numbered."""

    number: int
    lines: list[Line] = field(default_factory=list)  # in the order of their numbers

    def of(self, tables: Sequence[tuple[Lattice, _Slots]], words: Sequence[Word]) -> list[Block]:
        items: list[tuple[Box, Line | tuple[Lattice, _Slots]]] = [
            (table[0].box, table) for table in tables
        ]
        items += [(line.box, line) for line in self._lines(words) if line.box]
        ordered = sorted(items, key=lambda item: (item[0][1], item[0][0]))
        return [
            self._numbered(item) if isinstance(item, Line) else self._grid(*item)
            for _, item in ordered
        ]

    def _lines(self, words: Sequence[Word]) -> list[Line]:
        lines = []
        for text, box in printed_lines(words):
            sure = _confidences(text, words, box)
            lines.append(Line(text, 0, self.number, _rounded(box), False, min(sure), sure))
        return lines

    def _numbered(self, line: Line) -> Line:
        self.lines.append(line)
        line.line = len(self.lines)
        return line

    def _grid(self, lattice: Lattice, words: _Slots) -> Grid:
        cells = tuple(
            Cell(
                row=slot.row,
                column=slot.column,
                lines=tuple(self._numbered(line) for line in self._lines(mine)),
                row_span=slot.row_span,
                column_span=slot.column_span,
                box=_rounded(slot.box),
            )
            for slot, mine in zip(lattice.slots, words, strict=True)
        )
        rows, columns = len(lattice.ys) - 1, len(lattice.xs) - 1
        return Grid(cells, rows, columns, self.number, lattice.ruled)


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
