"""A list of a two-sided table that was cut: its numbers leave out some that stand together.

A page or a column that was lost takes several items with it. Where the sums of a side do not hold
and the numbers of its items skip more than one at one place (三、 is followed by 八、), its amounts
are ``uncertain``. A list that prints only what has an amount skips numbers at several places. Not
done here: lists without numbers; what was cut off at their end nothing shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.disclosure.tables.gaps import add_up
from analysis.disclosure.tables.items import EXPENDITURE, REVENUE, Item
from analysis.disclosure.tables.keyed import with_reading
from analysis.disclosure.tables.sides_doubt import sums_of_sides

_DIGITS = "一二三四五六七八九"
_TEN = "十"
_SEVERAL = 2
_NOTE = "the numbers of the list leave out {before} to {behind}, and its sums do not hold"


def doubt_cut(items: Sequence[Item]) -> None:
    """Mark the amounts of a side that was cut."""
    for side in (REVENUE, EXPENDITURE):
        mine = [item for item in items if item.side == side]
        gaps = list(_gaps(mine))
        if len(gaps) != 1 or all(add_up(*cells) for _, _, cells in sums_of_sides(mine)):
            continue
        [(before, behind)] = gaps
        if behind - before <= _SEVERAL:
            continue
        note = _NOTE.format(before=before + 1, behind=behind - 1)
        for item in mine:
            for column, cell in item.cells.items():
                if cell.place is not None:
                    item.cells[column] = with_reading(cell, "uncertain", note)


def _gaps(items: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """Yield the numbers before and behind each gap in the numbers of a side (一、)."""
    last = 0
    for item in items:
        number = _number(item.ordinal) if item.depth == 1 else None
        if number is None:
            continue
        if number > last + 1:
            yield last, number
        last = number


def _number(ordinal: str) -> int | None:
    """The value of 十二、; None where it is no such number."""
    tens, ten, ones = ordinal.rstrip("、").rpartition(_TEN)
    if any(digit not in _DIGITS for digit in tens + ones) or not (ten or ones):
        return None
    high = (_DIGITS.index(tens) + 1 if tens else 1) if ten else 0
    return 10 * high + (_DIGITS.index(ones) + 1 if ones else 0)
