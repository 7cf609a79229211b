"""Exact numbers as text, for terminals and data files.

Not done here: numbers in sentences (``briefing.numbers``, ``checks.messages``).
"""

from __future__ import annotations

from decimal import Decimal

__all__ = ["plain"]


def plain(value: Decimal) -> str:
    """Return a decimal without padding or exponent.

    >>> plain(Decimal("1234.560000")), plain(Decimal("2000.00")), plain(Decimal("0E-8"))
    ('1234.56', '2000', '0')
    """
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
