"""Are amounts in printed order totals with their parts behind them, down to the last?

Each amount is a single one, or the sum of those that follow it, which may be sums themselves: then
no amount is missing, and none stands out of its order but for amounts of one sum. Not done here:
sums up to rounding.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

_MOST_STEPS = 200_000


def are_nested(amounts: Sequence[Decimal]) -> bool:
    """Return whether the first amount is the sum of all others in this way.

    False where that is not found out within a bound on the work.
    """
    ends: list[set[int]] = [set() for _ in amounts]  # behind each amount and its parts
    steps = 0
    for begin in range(len(amounts) - 1, -1, -1):
        ends[begin].add(begin + 1)
        reached = {(begin + 1, Decimal(0))}
        left = list(reached)
        while left:
            at, total = left.pop()
            for end in ends[at] if at < len(amounts) else ():
                steps += 1
                if steps > _MOST_STEPS:
                    return False
                new = (end, total + amounts[at])
                if new[1] == amounts[begin]:
                    ends[begin].add(end)
                elif new[1] < amounts[begin] and new not in reached:
                    reached.add(new)
                    left.append(new)
    return bool(amounts) and len(amounts) in ends[0]
