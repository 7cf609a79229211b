"""What a judged relation comes to.

Not done here: judging (``judge``).
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

VERDICTS = ("exact", "rounding", "contradiction", "not_checkable")
HOLDS = VERDICTS[:2]


class Judgement(NamedTuple):
    """A verdict with both sides, their difference, and what rounding can explain of it."""

    verdict: str
    left: Decimal | None = None
    right: Decimal | None = None
    allowance: Decimal | None = None
    reason: str | None = None
    proven: tuple[str, ...] = ()

    @property
    def difference(self) -> Decimal | None:
        """Left minus right."""
        return None if self.left is None or self.right is None else self.left - self.right

    @property
    def holds(self) -> bool:
        """Whether the figures can all be right."""
        return self.verdict in HOLDS


def blank(left: Decimal | None, right: Decimal | None, missing: bool) -> Judgement:
    """Return the judgement on a relation with a cell that is blank, or not there at all."""
    reason = "missing" if missing else "blank"
    return Judgement("not_checkable", left, right, reason=reason)
