"""Ruled tables of a PDF page: rules become a lattice, cells their rows, columns and spans.

pdfplumber finds the cells. What is added: only rules that a reader sees count (white fills and
shading are none), cells get row and column numbers so that merged ones keep their span, and every
place of the lattice is a cell. Not done here: which characters stand in which cell (``pdf_cells``),
tables without vertical rules (``bare_tables``), and joining a table that goes on over a page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from analysis.sources.lattice import Lattice, Slot
from analysis.sources.pdf_open_sides import open_ends, open_sides

_THICKEST_RULE = 4.0  # points; a filled area that is thicker both ways is shading
_SAME_EDGE = 3.0  # points; edges closer than this are one
_ACROSS = 0.9  # of the widest rule: one that goes all the way across


def find_lattices(page: Any) -> list[Lattice]:
    """Return the ruled tables of a pdfplumber page that have two columns or more.

    A single column of boxes is a frame or a text box; its text is text.
    """
    seen = page.filter(_is_seen)
    sides = open_sides(seen.horizontal_edges, seen.vertical_edges)
    ends = open_ends(seen.horizontal_edges, [*seen.vertical_edges, *sides])
    tables = seen.find_tables({"explicit_vertical_lines": sides, "explicit_horizontal_lines": ends})
    lattices = [_lattice([tuple(cell) for cell in table.cells]) for table in tables]
    return [lattice for lattice in lattices if len(lattice.xs) > 2]


def level_rules(page: Any, lattices: Sequence[Lattice]) -> tuple[list[float], list[float]]:
    """Return where level rules and stripes of shading lie outside the tables of a page.

    First the heights of those that go all the way across, then where any of them begins or ends.
    """
    shown = [e for e in page.horizontal_edges if not any(_within(e, la) for la in lattices)]
    if not shown:
        return [], []
    widest = max(edge["x1"] - edge["x0"] for edge in shown)
    across: dict[int, float] = defaultdict(float)
    for edge in shown:
        across[round(edge["top"])] += edge["x1"] - edge["x0"]
    heights = [float(y) for y, length in across.items() if length > _ACROSS * widest]
    ends = {round(edge[end], 1) for edge in shown for end in ("x0", "x1")}
    return heights, sorted(ends)


def _within(edge: dict[str, Any], lattice: Lattice) -> bool:
    x0, top, x1, bottom = lattice.box
    return bool(
        top - _SAME_EDGE <= edge["top"] <= bottom + _SAME_EDGE
        and edge["x0"] < x1
        and edge["x1"] > x0
    )


def _is_seen(item: dict[str, Any]) -> bool:
    kind = item["object_type"]
    if kind not in ("rect", "line", "curve"):
        return bool(kind == "char")
    if item.get("stroke") and not _is_white(item.get("stroking_color")):
        return True
    thin = min(item["width"], item["height"]) <= _THICKEST_RULE
    return bool(item.get("fill") and thin and not _is_white(item.get("non_stroking_color")))


def _is_white(color: Any) -> bool:
    parts = color if isinstance(color, (tuple, list)) else (color,)
    if not all(isinstance(part, (int, float)) for part in parts):
        return False  # a pattern, or no colour given: black
    inked = [p > 0.05 for p in parts] if len(parts) == 4 else [p < 0.95 for p in parts]
    return not any(inked)


def _lattice(cells: Sequence[tuple[float, ...]]) -> Lattice:
    xs = _edges(x for x0, _, x1, _ in cells for x in (x0, x1))
    ys = _edges(y for _, top, _, bottom in cells for y in (top, bottom))
    slots: list[Slot] = []
    taken: set[tuple[int, int]] = set()
    for x0, top, x1, bottom in cells:
        column, end_column = _nearest(xs, x0), _nearest(xs, x1)
        row, end_row = _nearest(ys, top), _nearest(ys, bottom)
        covered = {(r, c) for r in range(row, end_row) for c in range(column, end_column)}
        if covered and not covered & taken:  # a sliver between two edges is no cell
            taken |= covered
            slots.append(
                Slot(row, column, end_row - row, end_column - column, (x0, top, x1, bottom))
            )
    for row in range(len(ys) - 1):  # a place whose borders are not all drawn is a cell too
        for column in range(len(xs) - 1):
            if (row, column) not in taken:
                box = (xs[column], ys[row], xs[column + 1], ys[row + 1])
                slots.append(Slot(row, column, 1, 1, box))
    return Lattice(xs, ys, tuple(sorted(slots, key=lambda s: (s.row, s.column))))


def _edges(values: Iterable[float]) -> tuple[float, ...]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SAME_EDGE:
            edges.append(value)
    return tuple(edges)


def _nearest(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - value))
