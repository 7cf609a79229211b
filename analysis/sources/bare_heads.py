"""The header of a table that has no rules: which heading stands over which columns.

A heading over several columns stands above the headings of these, at their middle or flush with the
first; each column below has one above it. Not done here: what the words mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.sources.bare_columns import Band, covered, widened
from analysis.sources.bare_groups import ROW, is_group, of_line
from analysis.sources.bare_spans import Head, span_heads
from analysis.sources.bare_text import Piece, TextLine


def find_heads(
    lines: Sequence[TextLine], bands: list[Band], row_gap: float
) -> tuple[list[Head], list[Band]] | None:
    """Return the headings that the lines of a header hold, and the columns with room for them.

    ``row_gap`` is how far rows stand apart; lines of one cell stand closer. None where which
    heading covers which columns cannot be told.
    """
    if not lines:
        return [], bands
    found = _columns(lines, bands, row_gap)
    if found is None:
        return None
    bands = found
    heads: list[Head] = []
    for line in reversed(lines):
        leaves, grouped = of_line(line, heads, bands, row_gap)
        spans = span_heads(grouped, _free(leaves, grouped, row_gap), leaves, bands)
        if spans is None:
            return None
        heads = _put_together([*leaves, *spans])
    return _levelled(heads), bands


def _columns(lines: Sequence[TextLine], bands: list[Band], row_gap: float) -> list[Band] | None:
    """The columns with room for their headings; None where a heading and its column differ.

    A heading that stands over no text is that of the one column beside it that has none, else that
    of a column that is blank in every row.
    """
    columns, filled = list(bands), [True] * len(bands)
    heads: list[Head] = []
    for line in reversed(lines):
        for piece in line.pieces:
            if covered(piece, columns) or is_group(piece, heads, columns, row_gap):
                continue
            at = sum(x1 <= piece.x0 for _, x1 in columns)
            columns.insert(at, (piece.x0, piece.x1))
            filled.insert(at, False)
            heads = [_shifted(head, at) for head in heads]
        before = {head.first for head in heads}
        heads, grouped = of_line(line, heads, columns, row_gap)
        for piece in line.pieces:
            if piece not in grouped:
                [at] = covered(piece, columns)
                if at not in before and any(i in before for i in _blank_beside(at, filled)):
                    return None  # is it the heading of this one, or over several?
                wider = widened(columns, piece)
                if wider is None:
                    return None
                columns = wider
    named = {head.first for head in heads}
    lacking = [i for i in range(len(columns)) if i not in named]
    return _matched(columns, filled, lacking)


def _blank_beside(column: int, filled: Sequence[bool]) -> list[int]:
    """The columns beside one that have a heading and no text."""
    return [i for i in (column - 1, column + 1) if 0 <= i < len(filled) and not filled[i]]


def _matched(
    columns: list[Band], filled: Sequence[bool], lacking: Sequence[int]
) -> list[Band] | None:
    """The columns, those that lack a heading joined to the heading beside them that lacks text."""
    joined = list(columns)
    for index in reversed(lacking):
        beside = _blank_beside(index, filled)
        if len(beside) != 1:
            return None
        first, last = sorted((index, beside[0]))
        joined[first : last + 1] = [(joined[first][0], joined[last][1])]
    return joined


def _put_together(heads: Sequence[Head]) -> list[Head]:
    """The headings; one over a single column is the beginning of the one below."""
    whole: list[Head] = []
    for head in heads:
        if head.groups and head.first == head.last:
            mine = [h for h in whole if h.first == h.last == head.first]
            whole = [h for h in whole if h not in mine]
            head = Head((*head.pieces, *(p for h in mine for p in h.pieces)), head.first, head.last)
        whole.append(head)
    return whole


def _shifted(head: Head, at: int) -> Head:
    move = 1 if head.first >= at else 0
    return replace(head, first=head.first + move, last=head.last + (1 if head.last >= at else 0))


def _free(heads: Sequence[Head], grouped: Sequence[Piece], row_gap: float) -> list[int]:
    """The columns that have headings a row below these and none at their height."""
    if not grouped:
        return []
    height = max(piece.bottom for piece in grouped) + ROW * row_gap
    below: set[int] = set()
    beside: set[int] = set()
    for head in heads:
        columns = range(head.first, head.last + 1)
        (below if head.top >= height else beside).update(columns)
    return sorted(below - beside)


def _levelled(heads: Sequence[Head]) -> list[Head]:
    """The headings with their levels: one more than that of the heading above."""
    done: list[Head] = []
    for head in sorted(heads, key=lambda h: (-(h.last - h.first), h.top)):
        above = [h for h in done if h.groups and h.first <= head.first and head.last <= h.last]
        done.append(replace(head, level=max((h.level + 1 for h in above), default=0)))
    return done
