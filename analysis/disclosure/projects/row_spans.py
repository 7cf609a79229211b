"""Readings of an indicator row: which printed units make which cell.

Not done here: finding readings (``row_search``) and choosing among them (``parse_rows``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

Span = tuple[int, int]  # units of a cell; empty for a blank cell


class RowSpans(NamedTuple):
    """One reading of a row: the units of each cell.

    An orphan is a unit that fits no row. ``others`` are readings of the same units that come
    near; ``sure`` is False where neither seams nor known words say where cells end.
    """

    begin: int
    end: int
    levels: tuple[tuple[int, Span], ...] = ()
    name: Span = (0, 0)
    values: tuple[Span, ...] = ()
    basis: Span = (0, 0)
    rest: Span = (0, 0)
    orphan: bool = False
    others: tuple[RowSpans, ...] = ()
    sure: bool = True


class Node(NamedTuple):
    """A reading of the units so far; ``kind`` and the span are those of its last cell.

    ``kind`` is level0, level1, level2, name, value, basis, rest, row (a row is complete), skip
    (an empty paragraph that is no cell) or orphan.
    """

    score: float
    last: str | None  # text of the row's last value
    broken_name: bool  # the name's last line had not ended its paragraph
    before: Node | None
    kind: str
    begin: int
    end: int


def _row_of_cells(cells: Sequence[tuple[str, int, int]]) -> RowSpans:
    """Return the spans of a row given as (kind, begin, end) of its cells in order."""
    spans = [(begin, end) for _, begin, end in cells]
    levels = tuple((int(k[-1]), (a, b)) for k, a, b in cells if k.startswith("level"))
    name = len(levels)
    return RowSpans(
        spans[0][0], spans[-1][1], levels, spans[name], tuple(spans[name + 1 : -1]), spans[-1]
    )


def rows_of_reading(last: Node | None) -> list[RowSpans]:
    """Return the rows of a reading, given its last cell, in order."""
    nodes: list[Node] = []
    while last is not None and last.before is not None:
        nodes.append(last)
        last = last.before
    rows: list[RowSpans] = []
    cells: list[tuple[str, int, int]] = []
    for _, _, _, _, kind, begin, end in reversed(nodes):
        if kind == "orphan":
            rows.append(RowSpans(begin, end, orphan=True))
        elif kind == "rest":
            rows[-1] = rows[-1]._replace(rest=(begin, end), end=end)
        elif kind not in ("row", "skip"):
            cells.append((kind, begin, end))
            if kind == "basis":
                rows.append(_row_of_cells(cells))
                cells = []
    return rows
