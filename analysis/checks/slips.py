"""Naming the slip that would turn one printed number into another.

Not done here: deciding which cell is wrong (``suspects``).
"""

from __future__ import annotations

from decimal import Decimal

_WAN = Decimal(10_000)


def slip(printed: Decimal, needed: Decimal, step: Decimal) -> str | None:
    """Return the kind of slip between what is printed and what would be needed, if it has a name.

    ``one_digit``: one digit differs; ``swapped``: two neighbouring digits changed places;
    ``point``: the decimal point is shifted; ``unit``: 元 for 万元 or the other way;
    ``dropped``: a digit is left out or too many; ``sign``. Both numbers are compared as printed
    at ``step``.
    """
    if not needed or not printed or printed == needed:
        return None
    if printed == -needed:
        return "sign"
    if printed < 0 or needed < 0:
        return None
    if needed in (printed * _WAN, printed / _WAN):
        return "unit"
    one, other = _digits(printed, step), _digits(needed, step)
    if len(one) == len(other):
        differing = [i for i, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
        if len(differing) == 1:
            return "one_digit"
        if len(differing) == 2:
            first, second = differing
            if second == first + 1 and one[first] == other[second] and one[second] == other[first]:
                return "swapped"
    if _is_power_of_ten(printed / needed) or _is_power_of_ten(needed / printed):
        return "point"
    long, short = (one, other) if len(one) > len(other) else (other, one)
    if len(long) == len(short) + 1 and any(
        long[:i] + long[i + 1 :] == short for i in range(len(long))
    ):
        return "dropped"
    return None


def _digits(value: Decimal, step: Decimal) -> str:
    """Return the digits of a number printed at a step, without the point."""
    return str(int(value / step)) if step else format(value.normalize(), "f").replace(".", "")


def _is_power_of_ten(ratio: Decimal) -> bool:
    return ratio == Decimal(10) ** ratio.adjusted() and ratio != 1
