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
from analysis.sources.bare_rows import split_rows
from analysis.sources.bare_text import TextLine
from analysis.sources.pdf_tables import Lattice

_FEWEST_COLUMNS = 3
_FEWEST_ROWS = 3  # with numbers; fewer where the header has so many headings on a line
_FEWEST_HEADS = 2
# Lines without numbers between two with some, in one table; the fewer where the many do not fit.
_MOST_BETWEEN, _FEW_BETWEEN = 30, 4
_NEAR = 1.5  # heights between a heading over columns and these
_HEAD = 3  # lines at the head of a page, where a table goes on
# Of the widest gap: as wide, and so a gap between rows; less wide, and so one within a heading.
_AS_WIDE, _LESS_WIDE = 0.95, 0.8
_BEHIND = 0.15  # heights by which a line of a table may stand further off than any before
_CLOSE = 3.0  # times the height of a line: a wider gap ends a header


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
        while (region := _region(lines, position, goes_on=bool(before))) is not None:
            first, body, last = region
            header = lines[first:body]
            for most in (_MOST_BETWEEN, _FEW_BETWEEN):
                rest = lines[body : _end(lines, body, last, most)]
                lattice = _table(header, rest, breaks, edges, before)
                if lattice is not None:
                    break
            position = last
            if lattice is not None:
                behind = _behind(lines[position:], rest, lattice.xs)
                lattice = _table(header, [*rest, *behind], breaks, edges, before) or lattice
                position = body + len(rest) + len(behind)
                found.append(lattice)
                before = []
                self._edges, self._page = list(lattice.xs), page
        return found


def _region(lines: Sequence[TextLine], begin: int, *, goes_on: bool) -> tuple[int, int, int] | None:
    """Where the next table may stand: the first line of its header, of its body, and the end."""
    while True:
        numbered = [i for i in range(begin, len(lines)) if lines[i].has_numbers]
        if not numbered:
            return None
        last = _end(lines, numbered[0], len(lines), _MOST_BETWEEN)
        found = _body(lines, begin, numbered[0])
        if found is None:
            begin = last
            continue
        first, body = found
        amounts = [p.x0 for p in lines[numbered[0]].pieces[1:] if p.is_number]
        while first > begin and (
            _is_header(lines[first - 1], lines[first])
            or _is_over(lines[first - 1], lines[first], min(amounts, default=0.0))
        ):
            first -= 1
        widest = max((len(line.pieces) for line in lines[first:body]), default=0)
        rows = sum(i < last for i in numbered)
        if rows >= _FEWEST_ROWS or widest >= _FEWEST_COLUMNS or (goes_on and body <= _HEAD):
            return first, body, last
        begin = last


def _body(lines: Sequence[TextLine], begin: int, numbered: int) -> tuple[int, int] | None:
    """A line of the header, and where the body begins: a row without numbers may be the first.

    Both are the same where there is no header; None where such a row may be the rest of a heading.
    """
    above = numbered - 1
    while above >= begin and len(lines[above].pieces) == 1 and not lines[above].is_label:
        above -= 1
    if above < max(begin, numbered - 1 - _FEW_BETWEEN) or not _is_header(lines[above], None):
        return numbered, numbered
    gaps = [lines[i + 1].top - lines[i].bottom for i in range(above, numbered)]
    body = above + 1 + gaps.index(max(gaps))
    for position, gap in zip(range(above + 1, body), gaps, strict=False):
        if gap >= _AS_WIDE * max(gaps):
            return above, position
        if gap > _LESS_WIDE * max(gaps):
            return None
    return above, body


def _end(lines: Sequence[TextLine], body: int, limit: int, most: int) -> int:
    """The line behind the last with numbers before more than ``most`` lines without, or a label."""
    end = body + 1
    for position in range(body + 1, limit):
        if lines[position].is_label or position - end > most:
            break
        if lines[position].has_numbers:
            end = position + 1
    return end


def _behind(
    lines: Sequence[TextLine], body: Sequence[TextLine], edges: Sequence[float]
) -> list[TextLine]:
    """The lines without numbers that go on where the body ends, as close as its lines stand."""
    gaps = [below.top - above.bottom for above, below in pairwise(body)]
    behind: list[TextLine] = []
    for line in lines:
        above = (behind or body)[-1]
        close = gaps and line.top - above.bottom <= max(gaps) + _BEHIND * line.height
        if not close or line.is_label or not fit([line], edges):
            break
        behind.append(line)
    return behind


def _is_header(line: TextLine, below: TextLine | None) -> bool:
    if line.is_label or line.has_numbers:
        return False
    gap = below.top - line.bottom if below else 0.0
    near = gap <= _CLOSE * line.height
    return near and (len(line.pieces) > 1 or (below is not None and gap < line.height / 2))


def _is_over(line: TextLine, below: TextLine, left: float) -> bool:
    """Whether a line is a single heading over columns of amounts; a title stands over all."""
    piece = line.pieces[0]
    alone = len(line.pieces) == 1 and not line.is_label and not piece.is_number
    near = below.top - line.bottom <= _NEAR * line.height
    return alone and near and piece.x0 >= left - _NEAR * line.height


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
    if len(edges) <= _FEWEST_COLUMNS or not fit(body, edges):
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
