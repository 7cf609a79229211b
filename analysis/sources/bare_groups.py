"""Which pieces of a header without rules are headings over several columns.

Such a heading stands a row above headings of its columns. Not done here: which columns it covers
(``bare_spans``).
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.sources.bare_columns import Band, covered
from analysis.sources.bare_spans import Head
from analysis.sources.bare_text import Piece, TextLine

# Of the gap between rows: a heading so far below another is of the next row of the header ...
ROW = 0.8
_LINE = 0.65  # ... and one as near goes on with the same heading


def of_line(
    line: TextLine, below: Sequence[Head], bands: Sequence[Band], row_gap: float
) -> tuple[list[Head], list[Piece]]:
    """Return the headings of one column each with those of one more line, and those of several."""
    grouped: list[Piece] = []
    heads = list(below)
    for piece in line.pieces:
        over = covered(piece, bands)
        if len(over) != 1 or is_group(piece, below, bands, row_gap):
            grouped.append(piece)
            continue
        mine = [h for h in heads if h.first == h.last == over[0]]
        heads = [h for h in heads if h not in mine]
        heads.append(Head((piece, *(p for h in mine for p in h.pieces)), over[0], over[0]))
    return heads, grouped


def is_group(piece: Piece, heads: Sequence[Head], bands: Sequence[Band], row_gap: float) -> bool:
    """Return whether a piece stands a row above headings of several columns that are its own."""
    over = covered(piece, bands)
    near = [h for h in heads if h.top - piece.bottom < _LINE * row_gap]
    if any((h.first, h.last) == (min(over, default=-1), max(over, default=-1)) for h in near):
        return False  # the same heading, broken over lines
    under = [h for h in heads if h.top - piece.bottom >= ROW * row_gap]
    return _groups(piece, bands, under, over)


def _groups(
    piece: Piece, bands: Sequence[Band], under: Sequence[Head], over: Sequence[int]
) -> bool:
    """Whether a piece stands over several columns that have headings of their own below."""
    columns = set(over) or _beside(piece, bands)
    if not columns:
        return False
    named = {c for h in under for c in range(h.first, h.last + 1)}
    if not columns <= named:
        return False
    return len(columns) > 1 or bool({min(columns) - 1, max(columns) + 1} & named)


def _beside(piece: Piece, bands: Sequence[Band]) -> set[int]:
    """The columns to the left and right of a piece that stands between two."""
    left = [i for i, (_, x1) in enumerate(bands) if x1 <= piece.x0]
    right = [i for i, (x0, _) in enumerate(bands) if x0 >= piece.x1]
    return {left[-1], right[0]} if left and right else set()
