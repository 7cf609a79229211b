"""Where a table without upright rules may stand: its header, its body, and what goes on behind.

Lines with numbers are its rows; what stands close above them is its header. Not done here: whether
these lines are a table (``bare_tables``).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from analysis.sources.bare_columns import fit
from analysis.sources.bare_text import TextLine

FEWEST_COLUMNS = 3
_FEWEST_ROWS = 3  # with numbers; fewer where the header has so many headings on a line
# Lines without numbers between two with some, in one table; the fewer where the many do not fit.
MOST_BETWEEN, FEW_BETWEEN = 30, 4
_NEAR = 1.5  # heights between a heading over columns and these
_HEAD = 3  # lines at the head of a page, where a table goes on
# Of the widest gap: as wide, and so a gap between rows; less wide, and so one within a heading.
_AS_WIDE, _LESS_WIDE = 0.95, 0.8
_BEHIND = 0.15  # heights by which a line of a table may stand further off than any before
_CLOSE = 3.0  # times the height of a line: a wider gap ends a header


def find_region(
    lines: Sequence[TextLine], begin: int, *, goes_on: bool
) -> tuple[int, int, int] | None:
    """Return the first line of the header and of the body of what may be a table, and its end."""
    while True:
        numbered = [i for i in range(begin, len(lines)) if lines[i].has_numbers]
        if not numbered:
            return None
        last = end_of(lines, numbered[0], len(lines), MOST_BETWEEN)
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
        if rows >= _FEWEST_ROWS or widest >= FEWEST_COLUMNS or (goes_on and body <= _HEAD):
            return first, body, last
        begin = last


def _body(lines: Sequence[TextLine], begin: int, numbered: int) -> tuple[int, int] | None:
    """A line of the header, and where the body begins: a row without numbers may be the first.

    Both are the same where there is no header; None where such a row may be the rest of a heading.
    """
    above = numbered - 1
    while above >= begin and len(lines[above].pieces) == 1 and not lines[above].is_label:
        above -= 1
    if above < max(begin, numbered - 1 - FEW_BETWEEN) or not _is_header(lines[above], None):
        return numbered, numbered
    gaps = [lines[i + 1].top - lines[i].bottom for i in range(above, numbered)]
    body = above + 1 + gaps.index(max(gaps))
    for position, gap in zip(range(above + 1, body), gaps, strict=False):
        if gap >= _AS_WIDE * max(gaps):
            return above, position
        if gap > _LESS_WIDE * max(gaps):
            return None
    return above, body


def end_of(lines: Sequence[TextLine], body: int, limit: int, most: int) -> int:
    """Return the line behind the last one with numbers.

    More than ``most`` lines without, or a label, end the table.
    """
    end = body + 1
    for position in range(body + 1, limit):
        if lines[position].is_label or position - end > most:
            break
        if lines[position].has_numbers:
            end = position + 1
    return end


def goes_on_behind(
    lines: Sequence[TextLine], body: Sequence[TextLine], edges: Sequence[float]
) -> list[TextLine]:
    """Return the lines without numbers that go on where the body ends, as close as its own."""
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
