"""Tables of a page without upright rules: lines of numbers in columns become a lattice.

They may have level rules, stripes of shading or no rules at all. Only a table of numbers whose
every piece of text stands in one column of one row becomes one; all other text stays text. Not done
here: forms with running text in their cells, whose rows and columns nothing tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from analysis.sources.bare_columns import column_of, edges_of, find_bands, fit
from analysis.sources.bare_heads import find_heads
from analysis.sources.bare_lattice import lattice_of
from analysis.sources.bare_region import (
    FEW_BETWEEN,
    FEWEST_COLUMNS,
    MOST_BETWEEN,
    end_of,
    find_region,
    goes_on_behind,
)
from analysis.sources.bare_rows import split_rows
from analysis.sources.bare_text import TextLine
from analysis.sources.lattice import Lattice

_FEWEST_HEADS = 2


class BareTables:
    """Finds such tables page by page; one that goes on keeps the columns of the page before."""

    def __init__(self) -> None:
        self._edges: list[float] = []
        self._page = 0

    def find(
        self,
        lines: Sequence[TextLine],
        page: int,
        breaks: Sequence[float],
        edges: Sequence[float],
    ) -> list[Lattice]:
        """Return the tables that the lines of a page hold.

        ``breaks`` are the heights of rules that go all the way across, ``edges`` the places where
        rules or shading begin or end.
        """
        found: list[Lattice] = []
        position = 0
        before = self._edges if self._page == page - 1 else []
        while (region := find_region(lines, position, goes_on=bool(before))) is not None:
            first, body, last = region
            header = lines[first:body]
            for most in (MOST_BETWEEN, FEW_BETWEEN):
                rest = lines[body : end_of(lines, body, last, most)]
                lattice = _table(header, rest, breaks, edges, before)
                if lattice is not None:
                    break
            position = last
            if lattice is not None:
                behind = goes_on_behind(lines[position:], rest, lattice.xs)
                lattice = _table(header, [*rest, *behind], breaks, edges, before) or lattice
                position = body + len(rest) + len(behind)
                found.append(lattice)
                before = []
                self._edges, self._page = list(lattice.xs), page
        return found


def _table(
    header: Sequence[TextLine],
    body: Sequence[TextLine],
    breaks: Sequence[float],
    known: Sequence[float],
    before: Sequence[float],
) -> Lattice | None:
    if sum(len(line.pieces) for line in header) < _FEWEST_HEADS:
        header, body = (), [*header, *body]  # the first row, broken over lines
    rows = split_rows(body, breaks)
    bands = find_bands(body)
    if rows is None or bands is None or not (header or before):
        return None
    found = find_heads(header, bands, _row_gap([*header, *body], rows))
    if found is None:
        return None
    heads, bands = found
    edges = edges_of(bands, known)
    if before and fit(body, before) and (not heads or len(bands) == len(before) - 1):
        edges = list(before)
    if len(edges) <= FEWEST_COLUMNS or not fit(body, edges):
        return None
    if _has_stray_text(rows, edges):
        return None
    for row in rows:
        numbers = [column_of(p, edges) for line in row for p in line.pieces if p.is_number]
        if len(set(numbers)) < len(numbers):
            return None
    return lattice_of(heads, rows, edges)


def _has_stray_text(rows: Sequence[tuple[TextLine, ...]], edges: Sequence[float]) -> bool:
    """Whether a row is nothing but words in a column without others: what is left of a heading."""
    texts = [column_of(p, edges) for r in rows for ln in r for p in ln.pieces if not p.is_number]
    alone = [
        column_of(row[0].pieces[0], edges)
        for row in rows
        if len(row) == len(row[0].pieces) == 1 and not row[0].pieces[0].is_number
    ]
    return any(texts.count(column) == alone.count(column) for column in alone)


def _row_gap(lines: Sequence[TextLine], rows: Sequence[tuple[TextLine, ...]]) -> float:
    """How far rows stand apart; where there is one alone, the widest gap of the table."""
    gaps = [_gap(above[-1], below[0]) for above, below in pairwise(rows)]
    every = [_gap(above, below) for above, below in pairwise(lines)]
    return median(gaps) if gaps else max(every, default=lines[0].height)


def _gap(above: TextLine, below: TextLine) -> float:
    return below.top - above.bottom
