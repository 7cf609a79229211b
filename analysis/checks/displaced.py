"""What else the cells of a text without a grid may say, where their place is in doubt.

Where blank cells are gone, the amounts of a row may stand in other columns, in their order. Where
none is blank, one of the headings may stand out of order. Where the names of rows have run
together, an amount may be that of another row. Not done here: amounts that were misread
(``doubtful``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from analysis.checks.interval import ZERO
from analysis.checks.relation import Cell, Relation
from analysis.checks.tables import Table


def other_places(relation: Relation, tables: Sequence[Table]) -> Iterator[dict[str, Decimal]]:
    """Give other values of the cells of a relation, by key: each set is one other reading."""
    here = {cell.key for cell in relation.cells}
    for table in tables:
        rows = [list(row.cells.values()) for row in table.rows.values()]
        for row in rows:
            if any(_is_displaced(cell) for cell in row) and any(cell.key in here for cell in row):
                yield from _along(row)
        for column in table.columns:
            cells = [c for row in table.rows.values() if (c := row.cells.get(column))]
            yield from _between([cell for cell in cells if _is_displaced(cell)], here)


def _is_displaced(cell: Cell) -> bool:
    return cell.is_doubtful and cell.confidence is None and cell.value is not None


def _along(row: Sequence[Cell]) -> Iterator[dict[str, Decimal]]:
    """The amounts of a row in other columns; what is certain keeps its place."""
    fixed = [cell for cell in row if cell.value is not None and not _is_displaced(cell)]
    free = [cell for cell in row if cell not in fixed]
    amounts = [cell.value for cell in free if cell.value is not None]
    if len(amounts) == len(free):
        yield from _one_moved(free)
    for taken in combinations(free, len(amounts)):
        values = dict.fromkeys((cell.key for cell in free), ZERO)
        yield values | {c.key: value for c, value in zip(taken, amounts, strict=True)}


def _one_moved(cells: Sequence[Cell]) -> Iterator[dict[str, Decimal]]:
    """The amounts of cells in the order that they have when one of their headings is moved."""
    for heading in cells:
        others = [cell for cell in cells if cell is not heading]
        for place in range(len(cells)):
            order = [*others[:place], heading, *others[place:]]
            moved = zip(order, cells, strict=True)
            yield {cell.key: printed.value or ZERO for cell, printed in moved}


def _between(cells: Sequence[Cell], here: set[str]) -> Iterator[dict[str, Decimal]]:
    """The amounts of two rows exchanged, one of which stands in the relation."""
    for one in cells:
        for other in cells if one.key in here else ():
            if one is not other:
                yield {one.key: other.value or ZERO, other.key: one.value or ZERO}
