"""Which columns the numbers of a row stand in, where blank cells are gone.

A row with fewer numbers than columns has several placements that keep the order. Arithmetic
decides among them: the relations of the columns in the row, then the sums of rows over rows.
Where arithmetic leaves more than one, the blanks that stand between the numbers say which is the
likeliest, and the reading is uncertain. A blank counts as nothing in these sums only to choose a
placement; it stays a blank. Not done here: judging whether the document agrees with itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise, product
from math import comb, prod
from typing import NamedTuple

from analysis.disclosure.tables.keyed import Column

Amount = tuple[int, int]  # value and printed step, in the smallest step of the table
Spot = tuple[int, ...]  # the column of each number of a row
_GONE = "blank cells are gone"
_MOST_SPOTS = 3000
_MOST_COMBINATIONS = 4000
_MOST_TOLD = 6  # of the ways in which a row could be read, too


@dataclass(slots=True)
class Run:
    """The numbers of one row in printed order.

    ``gaps`` count the blanks between neighbours, None over a line break. ``known`` holds amounts
    of the same row printed in another table, by column; a column that was blank there is None.
    ``allowed`` names the columns that each number may stand in.
    """

    amounts: Sequence[Amount]
    gaps: Sequence[int | None]
    known: Mapping[str, Amount | None] = field(default_factory=dict)
    allowed: Sequence[frozenset[int]] | None = None


class Placed(NamedTuple):
    """The chosen columns, how certain that is, and why; ``sure`` are columns beyond doubt."""

    spot: Spot
    reading: str = "certain"
    note: str | None = None
    sure: frozenset[int] = frozenset()

    def reading_of(self, column: int) -> tuple[str, str | None]:
        """Return reading and note of the cell in a column."""
        if column in self.sure:
            return "inferred", _GONE + "; this cell is the same in every reading that is left"
        return self.reading, self.note


def place(
    columns: Sequence[Column], runs: Sequence[Run], sums: Sequence[tuple[int, Sequence[int]]]
) -> list[Placed]:
    """Return where the numbers of each run stand.

    ``sums`` names rows that are the sum of other rows: (row, its parts). A run with as many
    numbers as there are columns, or with none, has one placement.
    """
    spots = [list(_spots(len(columns), run)) for run in runs]
    if all(len(s) == 1 for s in spots):
        return [Placed(s[0]) for s in spots]
    relations = _trusted(_relations(columns), runs, len(columns))
    by_row = [
        _fewest(options, relations, run) if len(options) > 1 else options
        for options, run in zip(spots, runs, strict=True)
    ]
    left = _narrow(by_row, runs, sums, len(columns))
    normal = _normal_gap(runs, len(columns))
    # What the gaps say of one row bears on the rows that it is the sum of, and on its own sum.
    fitting = [_fitting(rest, run, normal) for rest, run in zip(left, runs, strict=True)]
    likely = _narrow(fitting, runs, sums, len(columns))
    return [
        _choose(columns, run, _Options(*options))
        for run, options in zip(runs, zip(spots, by_row, left, likely, strict=True), strict=True)
    ]


def fits(width: int, run: Run) -> bool:
    """Return whether the numbers of a row can stand in ``width`` columns at all."""
    return next(_spots(width, run), None) is not None


class _Options(NamedTuple):
    """The placements of a row that are left after each step of evidence."""

    first: list[Spot]
    by_row: list[Spot]
    by_sums: list[Spot]
    likely: list[Spot]


def _spots(width: int, run: Run) -> Iterator[Spot]:
    count = len(run.amounts)
    if comb(width, count) > _MOST_SPOTS:  # too many: the first number in the first column
        rest = combinations(range(1, width), count - 1)
        yield from ((0, *spot) for spot, _ in zip(rest, range(_MOST_SPOTS), strict=False))
        return
    for spot in combinations(range(width), count):
        if run.allowed is None or all(c in a for c, a in zip(spot, run.allowed, strict=True)):
            yield spot


def _relations(columns: Sequence[Column]) -> list[tuple[int, list[int]]]:
    keys = [c.key for c in columns]
    parts: dict[int, list[int]] = {}
    for index, column in enumerate(columns):
        if column.parent in keys:
            parts.setdefault(keys.index(column.parent), []).append(index)
    return [(whole, children) for whole, children in parts.items() if len(children) > 1]


def _trusted(
    relations: list[tuple[int, list[int]]], runs: Sequence[Run], width: int
) -> list[tuple[int, list[int]]]:
    """Drop a relation that most of the full rows deny: this template's columns do not add up so."""
    full = [run for run in runs if len(run.amounts) == width]
    spot = tuple(range(width))
    return [
        relation
        for relation in relations
        if 2 * sum(_violations([relation], run, spot) for run in full) <= len(full)
    ]


def _violations(relations: list[tuple[int, list[int]]], run: Run, spot: Spot) -> int:
    cells = dict(zip(spot, run.amounts, strict=True))
    broken = 0
    for whole, parts in relations:
        printed = [cells[c] for c in parts if c in cells]
        broken += not _adds_up(cells.get(whole), printed)
    return broken


def _adds_up(whole: Amount | None, parts: Sequence[Amount]) -> bool:
    """True where the sum holds within the intervals of what is printed; a blank adds nothing."""
    value, step = whole or (0, 0)
    difference = value - sum(v for v, _ in parts)
    return 2 * abs(difference) <= step + sum(s for _, s in parts)


def _fewest(spots: list[Spot], relations: list[tuple[int, list[int]]], run: Run) -> list[Spot]:
    costs = [_violations(relations, run, spot) for spot in spots]
    least = min(costs)
    return [spot for spot, c in zip(spots, costs, strict=True) if c == least]


def _narrow(
    spots: list[list[Spot]],
    runs: Sequence[Run],
    sums: Sequence[tuple[int, Sequence[int]]],
    width: int,
) -> list[list[Spot]]:
    """Keep the placements that stand in a best combination of every sum they enter."""
    left = [list(s) for s in spots]
    changed = True
    while changed:
        changed = False
        for whole, parts in sums:
            rows = [whole, *parts]
            if all(len(left[row]) == 1 for row in rows):
                continue
            options, of_rows = [left[row] for row in rows], [runs[row] for row in rows]
            if prod(map(len, options)) <= _MOST_COMBINATIONS:
                kept = _best_combinations(options, of_rows, width)
            else:
                kept = _within_whole(options, of_rows, width)
            for row, keep in zip(rows, kept, strict=True):
                if len(keep) < len(left[row]):
                    left[row], changed = [s for s in left[row] if s in keep], True
    return left


def _best_combinations(spots: list[list[Spot]], runs: Sequence[Run], width: int) -> list[set[Spot]]:
    best, kept = width + 1, [set[Spot]() for _ in runs]
    for combination in product(*spots):
        cells = [
            dict(zip(spot, run.amounts, strict=True))
            for spot, run in zip(combination, runs, strict=True)
        ]
        broken = sum(
            not _adds_up(cells[0].get(c), [row[c] for row in cells[1:] if c in row])
            for c in range(width)
        )
        if broken < best:
            best, kept = broken, [set() for _ in runs]
        if broken == best:
            for keep, spot in zip(kept, combination, strict=True):
                keep.add(spot)
    return kept


def _within_whole(spots: list[list[Spot]], runs: Sequence[Run], width: int) -> list[set[Spot]]:
    """Keep the placements of many parts that stand where their whole is printed, too.

    Only where one is left for each part, and the sums hold.
    """
    every = [set(options) for options in spots]
    if len(spots[0]) > 1 or any(value < 0 for run in runs for value, _ in run.amounts):
        return every
    printed = set(spots[0][0])
    kept = [
        [spot for spot in options if all(c in printed or not v for c, v in _cells(spot, run))]
        for options, run in zip(spots, runs, strict=True)
    ]
    if any(len(options) != 1 for options in kept):
        return every
    cells = [dict(zip(o[0], run.amounts, strict=True)) for o, run in zip(kept, runs, strict=True)]
    parts = [[row[c] for row in cells[1:] if c in row] for c in range(width)]
    holds = all(_adds_up(cells[0].get(c), parts[c]) for c in range(width))
    return [set(options) for options in kept] if holds else every


def _cells(spot: Spot, run: Run) -> Iterator[tuple[int, int]]:
    """The columns of a placement with the values in them."""
    return ((c, value) for c, (value, _) in zip(spot, run.amounts, strict=True))


def _normal_gap(runs: Sequence[Run], width: int) -> int:
    """The widest gap between the numbers of full rows: what stands between filled cells."""
    gaps = [g for r in runs if len(r.amounts) == width for g in r.gaps if g is not None]
    return max(gaps, default=1)


def _misfit(spot: Spot, run: Run, normal: int) -> int:
    """Count the gaps that say otherwise: wide without a blank cell, narrow with one."""
    return sum(
        (gap > normal) != (right - left > 1)
        for gap, (left, right) in zip(run.gaps, pairwise(spot), strict=True)
        if gap is not None
    )


def _fitting(spots: list[Spot], run: Run, normal: int) -> list[Spot]:
    """Keep the placements that the gaps speak against least."""
    misfits = [_misfit(spot, run, normal) for spot in spots]
    return [spot for spot, misfit in zip(spots, misfits, strict=True) if misfit == min(misfits)]


def _choose(columns: Sequence[Column], run: Run, options: _Options) -> Placed:
    left = options.by_sums
    if len(options.first) == 1:
        return Placed(options.first[0])
    if len(left) == 1:
        what = "the columns of the row" if len(options.by_row) == 1 else "the sums of the rows"
        return Placed(left[0], "inferred", f"{_GONE}; only this fits {what}")
    agreeing = [spot for spot in left if _agrees(columns, run, spot)] if run.known else []
    if len(agreeing) == 1:
        return Placed(agreeing[0], "inferred", f"{_GONE}; only this agrees with the row elsewhere")
    best = min(options.likely)
    others = _told([_words(columns, spot) for spot in left if spot != best])
    sure = frozenset(
        c for c in range(len(columns)) if len({s.index(c) if c in s else -1 for s in left}) == 1
    )
    return Placed(best, "uncertain", f"{_GONE}; could also be {others}", sure)


def _told(ways: Sequence[str]) -> str:
    """The first of other ways to read a row, and how many more there are."""
    more = len(ways) - _MOST_TOLD
    return "; ".join(ways[:_MOST_TOLD]) + (f"; {more} more" if more > 0 else "")


def _agrees(columns: Sequence[Column], run: Run, spot: Spot) -> bool:
    cells = dict(zip(spot, run.amounts, strict=True))
    for index, column in enumerate(columns):
        if column.key in run.known:
            here, there = cells.get(index, (0, 0)), run.known[column.key] or (0, 0)
            if not _adds_up(here, [there]):
                return False
    return True


def _words(columns: Sequence[Column], spot: Spot) -> str:
    return ", ".join(columns[index].key for index in spot)
