"""Headings that a text has in another order than their columns: the amounts say which order it is.

A heading that is broken over lines, or stands in the middle of several, may come before or behind
its neighbours in a text that was taken from a page line by line. Where the amounts of the full rows
do not add up in the order of the headings, up to two headings, each with its parts, are tried in
other places; the others keep their order. The fewest moves count. Not done here: rows with blank
cells (``placement``), columns that blanks set apart (``sides_places``, ``three_public_places``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, permutations

from analysis.disclosure.recorder import CellValue
from analysis.disclosure.tables.gaps import add_up
from analysis.disclosure.tables.keyed import Column

MOVED = "the headings stand in another order than the columns; only this order adds up"
Sums = Mapping[str, Sequence[str]]  # the parts of each column that is a sum
Block = tuple[Column, ...]  # a heading with its parts
_FEWEST, _MOST_BLOCKS = 3, 8
_MOST_MOVED = 2


def sums_of(columns: Sequence[Column]) -> Sums:
    """Return which columns are the sum of which."""
    found: dict[str, list[str]] = {}
    for column in columns:
        if column.parent and column.parent != column.key:
            found.setdefault(column.parent, []).append(column.key)
    keys = {column.key for column in columns}
    return {whole: parts for whole, parts in found.items() if whole in keys and len(parts) > 1}


def in_order(
    columns: Sequence[Column], rows: Sequence[Sequence[CellValue]], sums: Sums
) -> tuple[Column, ...] | None:
    """Return the columns in the order in which the full ``rows`` add up.

    Where most rows add up as the columns stand, they stay; None where no order is left, or several
    that give a row other amounts.
    """
    full = [row for row in rows if len(row) == len(columns)]
    failing = [row for row in full if not _adds_up(columns, row, sums)]
    if len(columns) < _FEWEST or not sums or 2 * len(failing) <= len(full):
        return tuple(columns)
    for moved in range(1, _MOST_MOVED + 1):
        fitting = [
            order
            for order in _orders(_blocks(columns), moved)
            if all(_adds_up(order, row, sums) for row in full)
        ]
        if fitting:
            read = {tuple(_read(order, row) for row in full) for order in fitting}
            return fitting[0] if len(read) == 1 else None
    return None


def are_disordered(
    columns: Sequence[Column], rows: Sequence[Sequence[CellValue]], sums: Sums
) -> bool:
    """Whether in most of the full rows an amount is more than the one that it should be part of."""
    full = [row for row in rows if len(row) == len(columns)]
    return 2 * sum(_has_larger_part(columns, row, sums) for row in full) > len(full)


def _has_larger_part(columns: Sequence[Column], row: Sequence[CellValue], sums: Sums) -> bool:
    values = {column.key: cell.value for column, cell in zip(columns, row, strict=True)}
    return any(
        (values[part] or 0) > (values[whole] or 0) >= 0
        for whole, parts in sums.items()
        for part in parts
    )


def _adds_up(columns: Sequence[Column], row: Sequence[CellValue], sums: Sums) -> bool:
    cells = {column.key: cell for column, cell in zip(columns, row, strict=True)}
    return all(
        add_up(cells[whole], [cells[part] for part in parts]) for whole, parts in sums.items()
    )


def _read(columns: Sequence[Column], row: Sequence[CellValue]) -> frozenset[tuple[str, object]]:
    return frozenset((c.key, cell.value) for c, cell in zip(columns, row, strict=True))


def _blocks(columns: Sequence[Column]) -> list[Block]:
    """The headings with their parts behind them."""
    blocks: list[Block] = []
    for column in columns:
        if blocks and column.parent in {part.key for part in blocks[-1]} - {"total"}:
            blocks[-1] = (*blocks[-1], column)
        else:
            blocks.append((column,))
    return blocks


def _orders(blocks: Sequence[Block], moved: int) -> Iterator[tuple[Column, ...]]:
    """Yield the orders in which ``moved`` of the blocks stand elsewhere."""
    if len(blocks) > _MOST_BLOCKS:
        return
    places = range(len(blocks))
    seen: set[tuple[int, ...]] = set()
    for taken in combinations(places, moved):
        rest = [i for i in places if i not in taken]
        for spots in combinations(places, moved):
            for put in permutations(taken):
                at = dict(zip(spots, put, strict=True))
                left = iter(rest)
                order = tuple(at[i] if i in at else next(left) for i in places)
                if order not in seen:
                    seen.add(order)
                    yield tuple(column for i in order for column in blocks[i])
