"""Which cell of which table of a PDF page each character belongs to.

Not done here: finding the tables (``pdf_tables``, ``bare_tables``).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from analysis.sources.lattice import Lattice
from analysis.sources.pdf_text import Char

_TOUCH = 0.1  # of the character's size; characters closer than this were set in one go


def assign(chars: Sequence[Char], lattices: Sequence[Lattice]) -> list[tuple[int, int] | None]:
    """Return for each character its cell as (lattice, slot), None outside of all tables.

    Characters that were set in one go belong to one cell, also where they stick out of it: the
    hidden end of a long name is not part of the next column's number.
    """
    maps = [_slot_map(lattice) for lattice in lattices]
    owners = [_find(char, lattices, maps) for char in chars]
    begin = 0
    for end in range(1, len(chars) + 1):
        if end < len(chars) and _touch(chars[end - 1], chars[end]):
            continue
        run = owners[begin:end]
        if len(set(run)) > 1:
            owners[begin:end] = [Counter(run).most_common(1)[0][0]] * len(run)
        begin = end
    return owners


def _touch(left: Char, right: Char) -> bool:
    size = max(right["size"], 1)
    return (
        abs(left["top"] - right["top"]) < _TOUCH * size
        and abs(right["x0"] - left["x1"]) < _TOUCH * size
    )


def _slot_map(lattice: Lattice) -> dict[tuple[int, int], int]:
    return {
        (row, column): index
        for index, slot in enumerate(lattice.slots)
        for row in range(slot.row, slot.row + slot.row_span)
        for column in range(slot.column, slot.column + slot.column_span)
    }


def _find(
    char: Char, lattices: Sequence[Lattice], maps: Sequence[dict[tuple[int, int], int]]
) -> tuple[int, int] | None:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    for index, lattice in enumerate(lattices):
        column, row = bisect_right(lattice.xs, x) - 1, bisect_right(lattice.ys, y) - 1
        if (row, column) in maps[index]:
            return index, maps[index][row, column]
    return None
