"""One page of a PDF becomes Lines and Grids in reading order.

Not done here: opening the file, and what only the whole document tells (page numbers).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from analysis.sources.bare_tables import BareTables
from analysis.sources.bare_text import text_lines
from analysis.sources.document import Block, Box, Cell, Grid, Line
from analysis.sources.lattice import Lattice
from analysis.sources.pdf_cells import assign
from analysis.sources.pdf_hidden import ShownAreas
from analysis.sources.pdf_tables import find_lattices, level_rules
from analysis.sources.pdf_text import Char, Printed, Word, clean_chars, printed_lines, words_of


def stand_up(page: Any) -> Any:
    """Return the page turned so that its text runs from left to right.

    A wide table set sideways on an upright page is turned; boxes are then those of the turned
    page. Other pages come back as they are.
    """
    matrices = [char["matrix"] for char in page.chars]  # (a, b, …): the text runs along (a, b)
    down = sum(b < -abs(a) for a, b, *_ in matrices)
    up = sum(b > abs(a) for a, b, *_ in matrices)
    if max(down, up) <= len(page.chars) / 2:
        return page
    source = page.page_obj
    source.rotate = (source.rotate + (90 if up > down else 270)) % 360
    source.attrs["Rotate"] = source.rotate  # the size of the page is taken from here
    return type(page)(page.pdf, source, page.page_number, page.initial_doctop)


def page_blocks(page: Any, number: int, areas: ShownAreas, bare: BareTables) -> list[Block]:
    """Return the blocks of a pdfplumber page, from top to bottom.

    Lines count from 1 through the page in that order, those inside cells included, so that page
    and line lead to one printed line.
    """
    chars = clean_chars(areas.shown(page, page.chars))
    lattices = find_lattices(page)
    words = _words_by_cell(chars, lattices)
    unruled = bare.find(text_lines(words[None]), number, *level_rules(page, lattices))
    if unruled:
        lattices += unruled
        words = _words_by_cell(chars, lattices)

    blocks: list[Block] = []
    counter = _Counter(number)
    for box, item in _in_order(printed_lines(words[None]), lattices):
        if isinstance(item, str):
            blocks.append(counter.line((item, box)))
        else:
            cells = [words.get((item, slot), []) for slot in range(len(lattices[item].slots))]
            blocks.append(_grid(lattices[item], cells, counter))
    return blocks


def _words_by_cell(
    chars: list[Char], lattices: Sequence[Lattice]
) -> dict[tuple[int, int] | None, list[Word]]:
    """The words of each cell, as (lattice, slot); those of none under None."""
    for char, owner in zip(chars, assign(chars, lattices), strict=True):
        char["cell"] = owner
    words: dict[tuple[int, int] | None, list[Word]] = defaultdict(list)
    for word in words_of(chars, "cell"):
        words[word["cell"]].append(word)
    return words


def _in_order(lines: Sequence[Printed], lattices: Sequence[Lattice]) -> list[tuple[Box, str | int]]:
    """Lines by their text and tables by their number, from top to bottom, left to right."""
    items: list[tuple[Box, str | int]] = [(box, text) for text, box in lines]
    items += [(lattice.box, number) for number, lattice in enumerate(lattices)]
    return sorted(items, key=lambda item: (item[0][1], item[0][0]))


class _Counter:
    """Numbers the lines of one page."""

    def __init__(self, page: int) -> None:
        self.page, self.last = page, 0

    def line(self, printed: Printed) -> Line:
        self.last += 1
        text, box = printed
        return Line(text, self.last, self.page, _rounded(box))


def _grid(lattice: Lattice, words: Sequence[list[Word]], counter: _Counter) -> Grid:
    cells = tuple(
        Cell(
            row=slot.row,
            column=slot.column,
            lines=tuple(counter.line(p) for p in printed_lines(words[index])),
            row_span=slot.row_span,
            column_span=slot.column_span,
            box=_rounded(slot.box),
        )
        for index, slot in enumerate(lattice.slots)
    )
    rows, columns = len(lattice.ys) - 1, len(lattice.xs) - 1
    return Grid(cells, rows, columns, counter.page, lattice.ruled)


def _rounded(box: Box) -> Box:
    x0, top, x1, bottom = (round(edge, 2) for edge in box)
    return x0, top, x1, bottom
