"""Whose earlier figure a comparison gives, and whose change a percentage is.

“车辆 9 万元，其中：加油 4 万元，维修 5 万元，比2023年 10 万元减少 1 万元”: the comparison may be of
the last part or of the whole; the change that follows tells. Not done here: reading the figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from analysis.disclosure import records as r
from analysis.disclosure.joined import Joined
from analysis.disclosure.prose.tokens import Quantity

_OF_CHANGE = ("change_pct", "change_times")


def compared_claim(
    candidates: Sequence[r.Claim], earlier: Quantity, following: Quantity | None, text: Joined
) -> r.Claim | None:
    """Return the claim whose earlier figure this is: the first that the change after it fits.

    None where none fits, or nothing follows: then it is that of the figure before.
    """
    if following is None or following.kind != "money":
        return None
    was, change = (found.cell(text) for found in (earlier, following))
    for claim in candidates:
        if None not in (claim.value, was.value, change.value) and claim.unit == was.unit:
            gap = abs((claim.value or Decimal(0)) - (was.value or Decimal(0)))
            if gap == change.value and change.unit == was.unit:
                return claim
    return None


def moved_claim(claims: Sequence[r.Claim], measure: str, sentence: str) -> r.Claim | None:
    """Return the change that a percentage without a name of its own follows; else None."""
    last = claims[-1] if claims else None
    follows = last is not None and last.measure == "change" and last.sentence == sentence
    return last if follows and measure in _OF_CHANGE else None
