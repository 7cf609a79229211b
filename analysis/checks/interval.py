"""A printed figure as the closed interval of everything that rounds to it.

1,234.56 with the step 0.01 stands for [1234.555, 1234.565]. A sum of such figures stands for the
sum of their intervals; hence n addends printed to u may miss a total printed to u by (n+1)·u/2
and still be rounding. Counts and rates that a calculation is made with are exact: step 0.
Everything is exact decimal arithmetic. Not done here: verdicts (``judge``).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

ZERO = Decimal(0)
_TWO = Decimal(2)


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from ``low`` to ``high``, both included."""

    low: Decimal
    high: Decimal

    @classmethod
    def printed(cls, value: Decimal, step: Decimal) -> Interval:
        """Return the interval of what rounds to ``value`` at the printed ``step``."""
        half = step / _TWO
        return cls(value - half, value + half)

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def times(self, factor: Decimal) -> Interval:
        """Return the interval multiplied by an exact factor of either sign."""
        ends = (self.low * factor, self.high * factor)
        return Interval(min(ends), max(ends))

    def meets(self, other: Interval) -> bool:
        """Whether some value lies in both."""
        return self.low <= other.high and other.low <= self.high

    def whole_multiple(self, unit: Decimal) -> int | None:
        """Return a whole n with n × ``unit`` inside (``unit`` > 0); None if there is none."""
        first = int((self.low / unit).to_integral_value(ROUND_CEILING))
        last = int((self.high / unit).to_integral_value(ROUND_FLOOR))
        return first if first <= last else None


def round_to_step(value: Decimal, step: Decimal) -> Decimal:
    """Return ``value`` rounded half away from zero (四舍五入) to a multiple of ``step``.

    A step of 0 leaves the value as it is.
    """
    if not step:
        return value
    return (value / step).to_integral_value(ROUND_HALF_UP) * step
