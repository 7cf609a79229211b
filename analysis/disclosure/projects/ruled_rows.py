"""The ruled tables of a region as one run of rows, lines between the tables among them.

Tables that follow each other over pages are one, also where a page shows fewer columns than the
next; a label or a level that the page break cuts in two is one cell again. Not done here: what
the cells mean, and putting together a row whose values a page break cuts (its readers do that).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from analysis.disclosure.projects.level_words import level_key, parents_of
from analysis.disclosure.vocabulary import fold
from analysis.sources.document import Block, Cell, Grid, Line

_SAME_EDGE = 4.0  # points; programs set a table's parts apart by a line's width or two

Known = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class RuledRow:
    """A row: for each column the cell that covers it. ``first_on_page``: a page break above it."""

    index: int
    cells: tuple[Cell | None, ...]
    first_on_page: bool = False

    @property
    def covering(self) -> list[Cell]:
        """The cells of the row from left to right, those that began above too, each once."""
        return list({id(cell): cell for cell in self.cells if cell is not None}.values())

    @property
    def begun(self) -> list[Cell]:
        """The cells that begin in this row."""
        return [cell for cell in self.covering if cell.row == self.index]

    @property
    def filled(self) -> list[Cell]:
        """The cells that begin in this row and hold text."""
        return [cell for cell in self.begun if cell.lines]


Item = Line | RuledRow


def ruled_rows(blocks: Sequence[Block], known: Known) -> list[Item]:
    """Return the lines and rows of a region in printed order, blank lines left out.

    ``known`` tells of a folded text whether it is a label or another word of the form.
    """
    items: list[Item] = []
    run: list[Grid] = []
    for block in blocks:
        if isinstance(block, Grid):
            if run and not _goes_on(run[-1], block):
                items += _rows(run, known)
                run = []
            run.append(block)
        elif block.text.strip() and not block.furniture:
            items += _rows(run, known)
            run = []
            items.append(block)
    return items + _rows(run, known)


def cell_text(cell: Cell | None) -> str:
    """Return what a cell says, folded for comparing."""
    return fold("".join(line.text for line in cell.lines)) if cell is not None else ""


def _goes_on(first: Grid, second: Grid) -> bool:
    if first.page is None or second.page != first.page + 1:
        return False
    one, other = _edges([first]), _edges([second])
    if not one or not other:
        return False
    return abs(one[0] - other[0]) <= _SAME_EDGE and abs(one[-1] - other[-1]) <= _SAME_EDGE


def _edges(grids: Sequence[Grid]) -> list[float]:
    """The edges of all columns from left to right; empty where a cell has no area."""
    edges: list[float] = []
    boxes = [cell.box for grid in grids for cell in grid.cells]
    if any(box is None for box in boxes):
        return []
    for x in sorted(x for box in boxes if box for x in (box[0], box[2])):
        if not edges or x - edges[-1] > _SAME_EDGE:
            edges.append(x)
    return edges


def _rows(run: Sequence[Grid], known: Known) -> list[Item]:
    if not run:
        return []
    cells, breaks, height = _on_one_grid(run) if len(run) > 1 else (list(run[0].cells), [], 0)
    height = height or run[0].row_count
    for row in breaks:
        cells = _mend(cells, row, known)
    width = max((c.column + c.column_span for c in cells), default=0)
    places: list[list[Cell | None]] = [[None] * width for _ in range(height)]
    for cell in cells:
        for row in range(cell.row, min(cell.row + cell.row_span, height)):
            places[row][cell.column : cell.column + cell.column_span] = [cell] * cell.column_span
    return [RuledRow(i, tuple(row), i in breaks) for i, row in enumerate(places)]


def _on_one_grid(run: Sequence[Grid]) -> tuple[list[Cell], list[int], int]:
    """The cells of all grids in the columns of all, and the rows at which a page begins."""
    edges = _edges(run)
    cells: list[Cell] = []
    breaks: list[int] = []
    height = 0
    for grid in run:
        if height:
            breaks.append(height)
        for cell in grid.cells:
            assert cell.box is not None, "grids are joined only where their cells have areas"
            begin, end = _nearest(edges, cell.box[0]), _nearest(edges, cell.box[2])
            moved = cell._replace(row=cell.row + height, column=begin, column_span=end - begin)
            cells.append(moved)
        height += grid.row_count
    return cells, breaks, height


def _nearest(edges: Sequence[float], value: float) -> int:
    return min(bisect_left(edges, value - _SAME_EDGE), len(edges) - 1)


def _mend(cells: Sequence[Cell], row: int, known: Known) -> list[Cell]:
    """Put words of the form that the page break before ``row`` cuts to what stands above it."""
    above = {c.column: c for c in cells if c.row < row <= c.row + c.row_span}
    below = {c.column: c for c in cells if c.row == row}
    longer: dict[int, Cell] = {}
    gone: set[int] = set()
    for column, cell in below.items():
        upper = above.get(column)
        if upper is None or upper.column_span != cell.column_span:
            continue
        right = [cell_text(side.get(column + cell.column_span)) for side in (above, below)]
        if _is_rest(cell_text(upper), cell_text(cell), right, known):
            span = upper.row_span + cell.row_span
            longer[id(upper)] = upper._replace(lines=upper.lines + cell.lines, row_span=span)
            gone.add(id(cell))
    return [longer.get(id(cell), cell) for cell in cells if id(cell) not in gone]


def _is_rest(upper: str, lower: str, right: Sequence[str], known: Known) -> bool:
    """Whether two cells above each other are one; ``right`` are the cells beside both.

    A merged cell shows its word on one page only, or a part of it on each. An empty cell beside
    a level that does not belong to the word is a cell of its own.
    """
    if not upper:
        return known(lower) and _fits(lower, right[0])
    if not lower:
        return known(upper) and _fits(upper, right[1])
    return known(upper + lower) and not (known(upper) and known(lower))


def _fits(word: str, level2: str) -> bool:
    parents = parents_of(level2)
    return not parents or level_key(1, word) in (None, *parents)


def rows_of(items: Sequence[Item]) -> Iterator[RuledRow]:
    """Yield the rows among items."""
    return (item for item in items if isinstance(item, RuledRow))
