"""Which printed lines are one row of a table whose rows no rule parts, or not every one.

A line with numbers is a row. A line without is what is left of a cell that is broken over lines:
it belongs to the row that it stands nearer to. Not done here: columns (``bare_columns``), header.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from analysis.sources.bare_text import TextLine

_OF_ITS_OWN = 0.8  # of the usual gap between rows: a line as far from both sides is a row
_NEARER = 0.25  # heights; it must be so much nearer to one side than to the other


def split_rows(
    lines: Sequence[TextLine], breaks: Sequence[float]
) -> list[tuple[TextLine, ...]] | None:
    """Return the lines of each row; None where it cannot be told.

    ``breaks`` are the heights of rules that go all the way across.
    """
    if not lines:
        return []
    usual = _usual_gap(lines)
    groups = [[lines[0]]]
    for above, below in _between(lines, breaks):
        if above is None:
            groups.append([below])
        else:
            groups[-1].append(below)
    rows: list[tuple[TextLine, ...]] = []
    for group in groups:
        numbered = [line for line in group if line.has_numbers]
        parted = len(groups) > 1 and len(numbered) < 2
        found = [tuple(group)] if parted else _rows(group, usual)
        if found is None:
            return None
        rows += found
    return rows


def _between(
    lines: Sequence[TextLine], breaks: Sequence[float]
) -> list[tuple[TextLine | None, TextLine]]:
    """Each line but the first with the one above it, None where a rule stands between."""
    return [
        (None if any(_parts(at, above, below) for at in breaks) else above, below)
        for above, below in pairwise(lines)
    ]


def _parts(at: float, above: TextLine, below: TextLine) -> bool:
    return (above.top + above.bottom) / 2 < at < (below.top + below.bottom) / 2


def _usual_gap(lines: Sequence[TextLine]) -> float:
    gaps = [b.top - a.bottom for a, b in pairwise(lines) if a.has_numbers and b.has_numbers]
    every = [b.top - a.bottom for a, b in pairwise(lines)]
    return median(gaps) if gaps else max(every, default=0.0)


def _rows(lines: Sequence[TextLine], usual: float) -> list[tuple[TextLine, ...]] | None:
    rows: list[list[TextLine]] = [[lines[0]]]
    ends = [i for i, line in enumerate(lines) if line.has_numbers]
    if not ends:
        return None
    # Before the first and behind the last row with numbers all that is near is part of it.
    for first, last in pairwise([0, *ends, len(lines) - 1]):
        cut = _cut(lines, first, last, usual, whole=first not in ends or last not in ends)
        if cut is None:
            return None
        for position in range(first + 1, last + 1):
            if position in cut:
                rows.append([])
            rows[-1].append(lines[position])
    return [tuple(row) for row in rows]


def _cut(
    lines: Sequence[TextLine], first: int, last: int, usual: float, *, whole: bool
) -> set[int] | None:
    """The lines from ``first`` to ``last`` that begin a row; None where it cannot be told."""
    gaps = {i: lines[i].top - lines[i - 1].bottom for i in range(first + 1, last + 1)}
    if whole:
        return {i for i, gap in gaps.items() if gap >= _OF_ITS_OWN * usual}
    wide = {i for i, gap in gaps.items() if gap >= _OF_ITS_OWN * usual}
    if wide or not gaps:
        return wide
    widest = max(gaps, key=lambda i: gaps[i])
    others = [gap for i, gap in gaps.items() if i != widest]
    if others and gaps[widest] < max(others) + _NEARER * lines[widest].height:
        return None
    return {widest}
