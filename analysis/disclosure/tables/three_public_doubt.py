"""The three public expenses with blank cells, and a heading beside them whose place is open.

机关运行经费 is broken over lines and may come before the others in a text, though its column is the
last. Where blank cells are gone, what stands in which column depends on it: the cells that another
place of that heading gives another amount are ``uncertain``. Not done here: full rows (``order``),
columns that blanks set apart (``three_public_places``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from analysis.disclosure.recorder import CellValue
from analysis.disclosure.tables.gaps import add_up
from analysis.disclosure.tables.keyed import KeyedTable, with_reading

_OPEN = "blank cells are gone, and a heading beside the three may stand in another place"
_MOST_COLUMNS = 10
Sums = Mapping[str, Sequence[str]]
Way = dict[str, CellValue]  # what stands in which column


def doubt_beside(table: KeyedTable, sums: Sums) -> None:
    """Mark the cells whose amount depends on where a heading beside the three stands."""
    keys = [column.key for column in table.columns]
    beside = [key for key in keys if not any(key in (w, *parts) for w, parts in sums.items())]
    for row in table.rows:
        printed = [cell for cell in row.cells.values() if cell.place is not None]
        if not beside or len(printed) in (0, len(keys)) or len(keys) > _MOST_COLUMNS:
            continue
        ways = [way for order in _orders(keys, beside) for way in _ways(order, printed, sums)]
        for key, cell in row.cells.items():
            if cell.place is not None and any(way.get(key) is not cell for way in ways):
                row.cells[key] = with_reading(cell, "uncertain", _OPEN)


def _orders(keys: Sequence[str], beside: Sequence[str]) -> Iterator[list[str]]:
    for key in beside:
        others = [other for other in keys if other != key]
        for place in range(len(keys)):
            yield [*others[:place], key, *others[place:]]


def _ways(keys: Sequence[str], printed: Sequence[CellValue], sums: Sums) -> Iterator[Way]:
    for chosen in combinations(keys, len(printed)):
        way = dict(zip(chosen, printed, strict=True))
        if all(_fits(way, whole, parts) for whole, parts in sums.items()):
            yield way


def _fits(way: Way, whole: str, parts: Sequence[str]) -> bool:
    found = [way[part] for part in parts if part in way]
    return (whole in way) == bool(found) and add_up(way.get(whole), found)
