"""Which columns each of the headings over several columns covers, in a header without rules.

They part the columns below among them: each stands at the middle of its columns, or flush with the
first. Where two ways to part them fit nearly alike, none is chosen. Not done here: which pieces are
such headings (``bare_heads``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from statistics import median

from analysis.sources.bare_columns import Band
from analysis.sources.bare_text import Piece, Pieces

_BETTER = 6.0  # points by which one way to part the columns must fit better than the next
_TOLERANCE = 12.0  # points by which a heading may stand off the middle of its columns ...
_CLEARLY = 0.35  # ... or this share of what it would be off with the columns parted otherwise


@dataclass(frozen=True, slots=True)
class Head(Pieces):
    """A heading: its pieces, the columns that it covers, and its level from 0, the top."""

    first: int
    last: int
    level: int = 0
    groups: bool = False  # there are headings of its columns below


def span_heads(
    pieces: Sequence[Piece], free: Sequence[int], heads: Sequence[Head], bands: Sequence[Band]
) -> list[Head] | None:
    """Return the headings over several columns: each ``free`` column has one of them above it.

    None where it cannot be told which.
    """
    if not pieces:
        return []
    # A heading below that covers several columns is not parted by one above.
    units = _units(free, heads)
    runs = _runs(units)
    if not units or len(pieces) < len(runs):
        return None
    fits = sorted(
        (cost, parts)
        for parts in _partings(units, len(pieces))
        if (cost := _misfit(pieces, parts, heads, bands)) is not None
    )
    best, next_best = (fits[i][0] if len(fits) > i else float("inf") for i in (0, 1))
    if best == float("inf") or next_best - best < _BETTER:
        return None
    if best > max(_TOLERANCE, _CLEARLY * next_best):
        return None
    return [
        Head((piece,), part[0], part[-1], groups=True)
        for piece, part in zip(pieces, fits[0][1], strict=True)
    ]


def _units(free: Sequence[int], heads: Sequence[Head]) -> list[tuple[int, ...]]:
    units: list[tuple[int, ...]] = []
    for column in free:
        if units and column in units[-1]:
            continue
        widest = max(
            (h for h in heads if h.first <= column <= h.last), key=lambda h: h.last - h.first
        )
        units.append(tuple(range(widest.first, widest.last + 1)))
    return units


def _runs(units: Sequence[tuple[int, ...]]) -> list[list[tuple[int, ...]]]:
    runs: list[list[tuple[int, ...]]] = []
    for unit in units:
        if runs and runs[-1][-1][-1] + 1 == unit[0]:
            runs[-1].append(unit)
        else:
            runs.append([unit])
    return runs


def _partings(units: Sequence[tuple[int, ...]], count: int) -> list[list[tuple[int, ...]]]:
    """Every way to part the columns among so many headings, in order, none torn apart."""
    ways: list[list[tuple[int, ...]]] = []
    for cuts in combinations(range(1, len(units)), count - 1):
        ends = [0, *cuts, len(units)]
        parts = [tuple(c for unit in units[a:b] for c in unit) for a, b in pairwise(ends)]
        if all(part[-1] - part[0] + 1 == len(part) for part in parts):
            ways.append(parts)
    return ways


def _misfit(
    pieces: Sequence[Piece],
    parts: Sequence[tuple[int, ...]],
    heads: Sequence[Head],
    bands: Sequence[Band],
) -> float | None:
    """How far the headings stand off the middle of their columns, or off their beginning."""
    for piece, part in zip(pieces, parts, strict=True):
        begin, end = bands[part[0]][0], bands[part[-1]][1]
        if piece.x0 < begin - _TOLERANCE or piece.x1 > end + _TOLERANCE:
            return None
    flush = max(
        abs(piece.x0 - bands[part[0]][0]) for piece, part in zip(pieces, parts, strict=True)
    )
    return min(flush, _off_middle(pieces, parts, _middles(heads, len(bands)), bands))


def _middles(heads: Sequence[Head], width: int) -> list[float | None]:
    """Where the lowest heading of each column has its middle: that of the column, if centred."""
    lowest: list[float | None] = [None] * width
    for head in sorted(heads, key=lambda h: h.top):
        if head.first == head.last:
            ends = min(p.x0 for p in head.pieces), max(p.x1 for p in head.pieces)
            lowest[head.first] = sum(ends) / 2
    return lowest


def _off_middle(
    pieces: Sequence[Piece],
    parts: Sequence[tuple[int, ...]],
    middles: Sequence[float | None],
    bands: Sequence[Band],
) -> float:
    """How far headings stand off the middle of their columns, all of them set to the middle.

    Each edge between columns lies as far behind the middle of one as the edge before it lies ahead
    of it, so that one edge gives all. What it is follows from a heading over an even number of
    columns; that over an odd number has its middle wherever that edge may be.
    """
    first, last = parts[0][0], parts[-1][-1]
    known = [m for m in middles[first : last + 1] if m is not None]
    if len(known) < last - first + 1:
        return float("inf")
    fixed = [0.0]  # the edges where the first one is 0; every second one moves against it
    for middle in known:
        fixed.append(2 * middle - fixed[-1])
    signs = [1 if i % 2 == 0 else -1 for i in range(len(fixed))]
    wanted: list[float] = []
    off = 0.0
    for piece, part in zip(pieces, parts, strict=True):
        begin, end = part[0] - first, part[-1] + 1 - first
        middle = (fixed[begin] + fixed[end]) / 2
        if signs[begin] == signs[end]:
            wanted.append(signs[begin] * (piece.centre - middle))
        else:
            off = max(off, abs(piece.centre - middle))
    if not wanted:
        return off
    start = median(wanted)
    edges = [f + sign * start for f, sign in zip(fixed, signs, strict=True)]
    gaps = [(bands[first + i][1], bands[first + i + 1][0]) for i in range(last - first)]
    outside = [max(a - x, x - b, 0.0) for x, (a, b) in zip(edges[1:-1], gaps, strict=True)]
    return max(off, *(abs(w - start) for w in wanted), *outside)
