"""A ruled table that goes on over a page becomes one grid.

It goes on where nothing but the page's own furniture stands between its parts, the later part is
on the next page, and its columns stand where those of the earlier part do (a part that holds only
merged cells, or only the first row of the header, may show fewer). A header that is printed again
is taken once. The second half of a row that the page break cuts in two (``split_row``) is joined to
the first. Not done here: saying that such a row is certain; the sums of the table tell.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from analysis.disclosure.split_row import is_amount, is_second_half, said
from analysis.sources.document import Block, Grid, Line

_SAME_EDGE = 4.0  # points; programs set a table's parts apart by a line's width or two


def join_continued(blocks: Sequence[Block]) -> tuple[Grid, ...]:
    """Return the ruled tables of the blocks; one that goes on over pages is one Grid.

    The page of a joined Grid is that of its first part; its cells and lines keep their own.
    """
    grids: list[Grid] = []
    last_page: int | None = None
    apart = False
    for block in blocks:
        if isinstance(block, Line):
            apart = apart or bool(block.text.strip() and not block.furniture)
            continue
        joined = None
        if grids and not apart and last_page is not None and block.page == last_page + 1:
            joined = _join(grids[-1], block)
        if joined is None:
            grids.append(block)
        else:
            grids[-1] = joined
        last_page, apart = block.page, False
    return tuple(grids)


def _join(first: Grid, second: Grid) -> Grid | None:
    """One grid of both, or None where their columns differ."""
    edges, later = _edges(first), _edges(second)
    if len(later) > len(edges) and not any(map(is_amount, first.cells)):
        # The page ends within the header, before the row that parts its groups.
        if (parted := _on_columns(first, edges, later)) is None:
            return None
        first, edges = parted, later
    moved = _on_columns(second, later, edges)
    if moved is None:
        return None
    repeated = _repeated_rows(first, second)
    shift = first.row_count - repeated
    below = [c._replace(row=c.row + shift) for c in moved.cells if c.row >= repeated]
    joined = first._replace(cells=(*first.cells, *below), row_count=shift + second.row_count)
    return _mended(joined, first.row_count) if is_second_half(joined, first.row_count) else joined


def _on_columns(grid: Grid, own: Sequence[float], edges: Sequence[float]) -> Grid | None:
    """The grid in the columns that ``edges`` part; None where one of its ``own`` is not there."""
    at = [place for edge in own if (place := _find(edges, edge)) is not None]
    if not at or len(at) < len(own) or (at[0], at[-1]) != (0, len(edges) - 1):
        return None
    cells = [
        cell._replace(
            column=at[cell.column],
            column_span=at[cell.column + cell.column_span] - at[cell.column],
        )
        for cell in grid.cells
    ]
    return grid._replace(cells=tuple(cells), column_count=len(edges) - 1)


def _mended(grid: Grid, row: int) -> Grid:
    """The grid with the lines of ``row`` put to those of the row before."""
    rest = {cell.column: cell.lines for cell in grid.cells if cell.row == row}
    cells = [
        cell._replace(
            row=cell.row - (cell.row > row),
            lines=cell.lines + (rest.get(cell.column, ()) if cell.row == row - 1 else ()),
        )
        for cell in grid.cells
        if cell.row != row
    ]
    return grid._replace(cells=tuple(cells), row_count=grid.row_count - 1)


def _edges(grid: Grid) -> list[float]:
    """The left edge of each column and the right edge of the last; empty where unknown."""
    left: dict[int, float] = {}
    right = None
    for cell in grid.cells:
        if cell.box is None:
            return []
        left.setdefault(cell.column, cell.box[0])
        if cell.column + cell.column_span == grid.column_count:
            right = cell.box[2]
    if right is None or len(left) != grid.column_count:
        return []
    return [*(left[column] for column in range(grid.column_count)), right]


def _find(edges: Sequence[float], value: float) -> int | None:
    index = bisect_left(edges, value - _SAME_EDGE)
    return index if index < len(edges) and edges[index] <= value + _SAME_EDGE else None


def _repeated_rows(first: Grid, second: Grid) -> int:
    """How many rows from the top the second part says as the first does: its header again.

    Only whole merged blocks count, so that no cell is cut.
    """
    one, other = _by_row(first), _by_row(second)
    most = min(first.row_count, second.row_count)
    same = next((n for n in range(most) if one[n] != other[n] or not any(one[n])), most)
    while same and any(c.row < same < c.row + c.row_span for c in second.cells):
        same -= 1
    return same if same < second.row_count else 0


def _by_row(grid: Grid) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(grid.row_count)]
    for cell in grid.cells:
        rows[cell.row].append(said(cell))
    return rows
