"""The lattice of a table without rules, from its headings, its rows and the edges of its columns.

Not done here: finding these (``bare_heads``, ``bare_rows``, ``bare_columns``).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product

from analysis.sources.bare_spans import Head
from analysis.sources.bare_text import TextLine
from analysis.sources.lattice import Lattice, Slot


def lattice_of(
    heads: Sequence[Head], rows: Sequence[tuple[TextLine, ...]], edges: Sequence[float]
) -> Lattice:
    """Return the lattice; a heading without others below it reaches down to the body."""
    top = min([h.top for h in heads] or [rows[0][0].top])
    levels = max((head.level for head in heads), default=-1) + 1
    ys = [top]
    for level in range(1, levels):
        above = max(h.bottom for h in heads if h.level == level - 1 and h.groups)
        ys.append((above + min(h.top for h in heads if h.level == level)) / 2)
    begin = min(line.top for line in rows[0])
    if levels:
        ys.append((max(h.bottom for h in heads) + begin) / 2)
    for row, following in pairwise(rows):
        ys.append((max(ln.bottom for ln in row) + min(ln.top for ln in following)) / 2)
    ys.append(max(line.bottom for line in rows[-1]))
    slots: list[Slot] = []
    taken: set[tuple[int, int]] = set()
    for head in heads:
        end = head.level if head.groups else levels - 1
        taken.update(product(range(head.level, end + 1), range(head.first, head.last + 1)))
        slots.append(_slot(head.level, head.first, end, head.last, edges, ys))
    every = product(range(len(ys) - 1), range(len(edges) - 1))
    slots += [_slot(r, c, r, c, edges, ys) for r, c in every if (r, c) not in taken]
    slots.sort(key=lambda slot: (slot.row, slot.column))
    return Lattice(tuple(edges), tuple(ys), tuple(slots), ruled=False)


def _slot(
    row: int, column: int, last_row: int, last_column: int, xs: Sequence[float], ys: Sequence[float]
) -> Slot:
    box = (xs[column], ys[row], xs[last_column + 1], ys[last_row + 1])
    return Slot(row, column, last_row - row + 1, last_column - column + 1, box)
