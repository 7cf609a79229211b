"""What leaves open how a two-sided table of text is to be read, though it could be read.

An item whose words nobody knows may be a piece of another's name, or stand on the other side. Where
a name goes on behind other cells, cells have run together; where there are several columns of
amounts, any may stand in another. Where items of the left side follow each other though the right
side goes on, cells stand in the order of their columns for a while. Where the sums of the table do
not bear the reading out, such cells are ``uncertain``, with the reason. Not done here: text whose
columns wide gaps set apart (``gaps``, ``sides_places``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analysis.disclosure.recorder import CellValue
from analysis.disclosure.tables.gaps import add_up
from analysis.disclosure.tables.items import EXPENDITURE, REVENUE, Item, is_known, sums_of_items
from analysis.disclosure.tables.keyed import with_reading
from analysis.disclosure.tables.tokens import Token
from analysis.disclosure.vocabulary import fold

Sum = tuple[CellValue | None, list[CellValue | None]]
_UNKNOWN = "an item with an amount is not a known one, and no sum of the table bears it out"
_COLUMNS = "amounts stand in several columns, and the sums do not add up"
_TWICE = "the header has one word twice"
_REPEAT = re.compile(r"_\d$")  # a key that there is already
_BROKEN = "a name goes on behind other cells, and the sums do not add up"
_DOWN = "cells of the left side follow each other, and the amount behind them may be of any"


def sums_of_sides(items: Sequence[Item]) -> Iterator[tuple[Item, list[Item], Sum]]:
    """Yield each item that has parts, these, and their cells, side by side, column by column."""
    for side in (REVENUE, EXPENDITURE):
        mine = [item for item in items if item.side == side]
        for whole, parts in sums_of_items(mine):
            for column, cell in mine[whole].cells.items():
                cells = [mine[part].cells.get(column) for part in parts]
                yield mine[whole], [mine[part] for part in parts], (cell, cells)


def doubt_items(
    items: Sequence[Item], names: Sequence[Sequence[Token]], tokens: Sequence[Token]
) -> None:
    """Mark the cells whose item is in doubt.

    ``names`` are the words of each item, ``tokens`` the words and amounts of the table in order.
    """
    sums = list(sums_of_sides(items))
    if not all(add_up(*cells) for _, _, cells in sums):
        strange = any(_is_strange(item) for item in items)
        wide = any(len(item.cells) > 1 for item in items)
        if strange or wide or _are_broken(names, tokens) or _runs_down(items):
            for item in items:
                _mark(item, _UNKNOWN if strange else _COLUMNS if wide else _BROKEN)
    for run in _runs_down(items):
        for item in run:
            _mark(item, _DOWN)
    if any(_REPEAT.search(column) for item in items for column in item.cells):
        for item in items:
            _mark(item, _TWICE)
    _doubt_strange(items, sums)


def doubt_unknown(items: Sequence[Item]) -> None:
    """Mark the items with an amount that nobody knows and no sum bears out.

    What no sum bears out beside them may be of a list which they belong to.
    """
    _doubt_strange(items, list(sums_of_sides(items)))


def _doubt_strange(items: Sequence[Item], sums: Sequence[tuple[Item, list[Item], Sum]]) -> None:
    proven = {
        id(item)
        for whole, parts, cells in sums
        if cells[0] is not None and cells[0].value is not None and add_up(*cells)
        for item in (whole, *parts)
    }
    strange = [item for item in items if _is_strange(item) and id(item) not in proven]
    sides = {item.side for item in strange}
    for item in items:
        if item in strange or (item.side in sides and id(item) not in proven):
            _mark(item, _UNKNOWN)


def _is_strange(item: Item) -> bool:
    """Whether an item that nobody knows has an amount."""
    printed = any(cell.place is not None for cell in item.cells.values())
    return printed and not is_known(fold(item.name))


def _are_broken(names: Sequence[Sequence[Token]], tokens: Sequence[Token]) -> bool:
    """Whether a name goes on behind an amount or behind words of another item."""
    at = {id(token): index for index, token in enumerate(tokens)}
    return any(at[id(name[-1])] - at[id(name[0])] >= len(name) for name in names)


def _runs_down(items: Sequence[Item]) -> list[list[Item]]:
    """The items of the left side that follow each other before others of the right side.

    An amount among them that has another of them without one before it may be that one's.
    """
    runs: list[list[Item]] = []
    last = max((i for i, item in enumerate(items) if _is_listed(item, EXPENDITURE)), default=0)
    for index, item in enumerate(items[:last]):
        if not _is_listed(item, REVENUE):
            continue
        if runs and items[index - 1] is runs[-1][-1]:
            runs[-1].append(item)
        else:
            runs.append([item])
    return [run for run in runs if any(map(_is_blank, run[:-1]))]


def _is_listed(item: Item, side: str) -> bool:
    return item.side == side and item.depth > 0


def _is_blank(item: Item) -> bool:
    return all(cell.place is None for cell in item.cells.values())


def _mark(item: Item, note: str) -> None:
    for column, cell in item.cells.items():
        if cell.place is not None:
            item.cells[column] = with_reading(cell, "uncertain", note)
