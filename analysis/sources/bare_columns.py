"""The columns of a table that no upright rule parts: where its rows leave blank space between them.

Not done here: rows (``bare_rows``), and headings over several columns (``bare_heads``).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from analysis.sources.bare_text import Piece, TextLine

Band = tuple[float, float]
_SNAP = 1.0  # points by which a cell's text may reach over the edge of its column


def find_bands(lines: Sequence[TextLine]) -> list[Band] | None:
    """Return where the text of each column begins and ends, from left to right.

    Lines of several pieces part them; what stands alone on a line widens the column it stands in,
    or is one that is blank elsewhere. None where two pieces of a line share a column.
    """
    rows = [line for line in lines if len(line.pieces) > 1]
    bands: list[Band] = []
    for x0, x1 in sorted((p.x0, p.x1) for line in rows for p in line.pieces):
        if bands and x0 <= bands[-1][1]:
            bands[-1] = bands[-1][0], max(bands[-1][1], x1)
        else:
            bands.append((x0, x1))
    for line in rows:
        if len({covered(p, bands) for p in line.pieces}) < len(line.pieces):
            return None
    for line in lines:
        if len(line.pieces) == 1:
            bands = widened(bands, line.pieces[0]) or bands
    return bands


def covered(piece: Piece, bands: Sequence[Band]) -> tuple[int, ...]:
    """Return the columns over which a piece stands; none where it stands between two."""
    return tuple(i for i, (x0, x1) in enumerate(bands) if piece.x0 < x1 and piece.x1 > x0)


def widened(bands: Sequence[Band], piece: Piece) -> list[Band] | None:
    """Return the columns with room for a piece that is of one of them, or of a new one.

    None where it would reach into another column.
    """
    over = covered(piece, bands)
    if len(over) > 1:
        return None
    kept = [band for i, band in enumerate(bands) if i not in over]
    old = [bands[i] for i in over] or [(piece.x0, piece.x1)]
    return sorted([*kept, (min(piece.x0, old[0][0]), max(piece.x1, old[0][1]))])


def edges_of(bands: Sequence[Band], known: Iterable[float]) -> list[float]:
    """Return the edges of the columns: rules that are ``known`` to part them, else the middle."""
    xs = sorted(known)
    gaps = [(left[1], right[0]) for left, right in pairwise(bands)]
    inner = [next((x for x in xs if a - _SNAP <= x <= b + _SNAP), (a + b) / 2) for a, b in gaps]
    before = [x for x in xs if x <= bands[0][0] + _SNAP]
    behind = [x for x in xs if x >= bands[-1][1] - _SNAP]
    first = max(before, default=bands[0][0] - _SNAP)
    last = min(behind, default=bands[-1][1] + _SNAP)
    return [first, *inner, last]


def fit(lines: Iterable[TextLine], edges: Sequence[float]) -> bool:
    """Return whether every piece stands between two neighbouring edges, and no two together."""
    for line in lines:
        columns = [column_of(piece, edges) for piece in line.pieces]
        if None in columns or len(set(columns)) < len(columns):
            return False
    return True


def column_of(piece: Piece, edges: Sequence[float]) -> int | None:
    """Return the column in which a piece stands; None where it reaches over an edge."""
    column = bisect_right(edges, piece.centre) - 1
    if not 0 <= column < len(edges) - 1:
        return None
    inside = edges[column] - _SNAP <= piece.x0 and piece.x1 <= edges[column + 1] + _SNAP
    return column if inside else None
