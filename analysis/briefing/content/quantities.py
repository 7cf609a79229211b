"""Quantities as the sections show them: cells of measures, rounded for the eye, and counts.

Not done here: computing (``analysis.measures``), how a quantity is written (``numbers``).
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from analysis import measures
from analysis.briefing.content.context import Row
from analysis.briefing.numbers import decimals
from analysis.briefing.report import Report
from analysis.briefing.words import Slot
from analysis.measures.quantity import Quantity

__all__ = ["counted", "quantity", "rounded"]

_CENTS = 2


def quantity(row: Row, column: str, places: int | None = None) -> Quantity:
    """A cell of a measure as a quantity; ``places`` rounds it for the eye (see ``rounded``).

    Money has two decimals at least, as it is printed.
    """
    found = measures.quantity_of(row, column)
    if places is not None:
        return rounded(found, places)
    short = found.value is not None and decimals(Decimal(found.value)) < _CENTS
    return rounded(found, _CENTS) if short and found.unit == "wan_yuan" else found


def rounded(value: Quantity, places: int = 1) -> Quantity:
    """The quantity to so many decimals, half up; its formula still gives it."""
    if value.value is None:
        return value
    step = Decimal(1).scaleb(-places)
    short = Decimal(value.value).quantize(step, rounding=ROUND_HALF_UP)
    return Quantity(short, value.unit, value.formula, value.figure_ids)


def counted(report: Report, number: int, key: str, /, **slots: Slot) -> Quantity:
    """A count, with what was counted in the language of the report: the words ``key``."""
    return Quantity(number, "count", f"count: {report.plain(key, **slots)}")
