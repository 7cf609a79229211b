"""A ruled two-sided table becomes items with cells.

The header names each side's column of items and its columns of amounts. Not done here: keys and
levels of items (``items``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from analysis.disclosure.cells import money_cell
from analysis.disclosure.outcome import UnreadableTable
from analysis.disclosure.recorder import BLANK
from analysis.disclosure.regions import Region
from analysis.disclosure.tables import header
from analysis.disclosure.tables.columns import columns_of_paths
from analysis.disclosure.tables.items import EXPENDITURE, REVENUE, Item, sides_of, split_ordinal
from analysis.disclosure.tables.keyed import TOTAL, Column, Row
from analysis.disclosure.tables.notes import numbers_in_words, split_note
from analysis.disclosure.tables.ruled import Ruled, header_paths, joined, text_of
from analysis.disclosure.tables.sides_drafts import WORDS, SidedTable
from analysis.disclosure.vocabulary import fold
from analysis.sources.document import Cell


class _Side(NamedTuple):
    """A list of the table: the grid column of its items, and its columns of amounts."""

    side: str
    name: int
    amounts: tuple[tuple[int, Column], ...]


def sides_from_grids(region: Region, unit: str) -> SidedTable:
    """Return the items of a ruled two-sided table; raises UnreadableTable without its header."""
    _, note, uses = split_note(region.lines)
    table = SidedTable([], note, uses)
    sides: list[_Side] = []
    for grid in region.grids:
        ruled = Ruled(grid)
        table.uses += ruled.uses
        height = ruled.header_height(WORDS)
        found = _sides(header_paths(ruled, height, WORDS))
        body = ruled.rows[height if found else 0 :]
        sides = _told_by_items(found, body) or sides
        for cells in body:
            for side in sides:
                if side.amounts[-1][0] >= len(cells):
                    continue  # a grid that is narrower than the header: no part of the table
                _add_item(cells, side, table, unit)
    if not sides:
        line = region.headings[0].line
        raise UnreadableTable(f"line {line}: expected a header such as 项目, 预算数; found none")
    return table


def _sides(paths: Sequence[Sequence[header.Word]]) -> list[_Side]:
    names = [i for i, path in enumerate(paths) if path and path[-1].role == header.NAME]
    sides: list[_Side] = []
    for number, name in enumerate(names):
        until = names[number + 1] if number + 1 < len(names) else len(paths)
        columns = columns_of_paths([list(path) for path in paths[name + 1 : until]])
        amounts = tuple((name + 1 + i, c) for i, c in enumerate(columns) if c is not None)
        if amounts:
            sides.append(_Side(EXPENDITURE if sides else REVENUE, name, amounts))
    return sides


def _told_by_items(sides: list[_Side], rows: Sequence[Sequence[Cell | None]]) -> list[_Side]:
    """Put revenue where the items speak of it: some print expenditure on the left."""
    if len(sides) < 2:
        return sides
    votes = [sum(_vote(row[side.name]) for row in rows) for side in sides]
    revenue = votes.index(max(votes))
    if votes[0] >= 0 or votes[revenue] <= 0:
        return sides
    return [
        side._replace(side=REVENUE if number == revenue else EXPENDITURE)
        for number, side in enumerate(sides)
    ]


def _vote(label: Cell | None) -> int:
    """Return 1 for an item of revenue only, -1 for one of expenditure only, else 0."""
    name = split_ordinal(fold(text_of(label)))[2]
    told = sides_of(name) if name else set()
    return (REVENUE in told) - (EXPENDITURE in told)


def _add_unnamed(cells: Sequence[Cell | None], side: _Side, table: SidedTable, unit: str) -> None:
    """Keep the amounts that stand beside an empty cell."""
    found = {c.key: money_cell(joined(cells[index]), unit) for index, c in side.amounts}
    printed = [cell for cell in found.values() if cell.place is not None]
    if printed:
        line = printed[0].place.line if printed[0].place else 0
        table.unnamed.append((side.side, Row("", "", line, found)))


def _add_item(cells: Sequence[Cell | None], side: _Side, table: SidedTable, unit: str) -> None:
    label = cells[side.name]
    text = joined(label)
    if not text or label is None:
        _add_unnamed(cells, side, table, unit)
        return
    if all(cells[index] is label for index, _ in side.amounts):
        return  # a total over two lists: its amount stands beside the second
    if label.column_span > 1 and split_note(label.lines)[1]:
        table.note += split_note(label.lines)[1]
        return
    ordinal, depth, _ = split_ordinal(fold(text.text))
    name = text.text
    for length in range(len(name) + 1):
        if fold(name[:length]) == ordinal:
            name = name[length:].strip()
            break
    item = Item(side.side, name, ordinal, depth, label.lines[0].line)
    for index, column in side.amounts:
        amount = joined(cells[index])
        item.cells[column.key] = money_cell(amount, unit) if amount else BLANK
    if TOTAL not in item.cells and not item.cells:
        return
    table.items.append(item)
    table.uses += numbers_in_words(label.lines, "name of an item")
