"""A number that knows where it comes from.

A ``Quantity`` is what measures and checks hand to the briefing: a value with its unit, the formula
that made it, and the printed figures that the formula took in. The formula is written over these
figures by position, so that the value can be computed again from the warehouse alone::

    Quantity(Decimal("8603.77"), "wan_yuan", "f1", ("2024-ab12cd34/revenue_summary/total/total",))
    Quantity(Decimal("-374.0"), "wan_yuan", "f1 - f2", (this_year_id, last_year_id))
    Quantity(Decimal("12.3"), "percent", "f1 / sum(f2..f9) * 100", (part_id, *all_ids))

A count of things (rows, verdicts) has no printed figure behind it; its formula says in words what
was counted, after ``count:``.

Not done here: writing and reading formulas (``formula``), wording and number formats
(``analysis.briefing.words``), reading the warehouse (``analysis.briefing.passport`` looks the
figures up).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from analysis.measures.formula import EXACT, evaluate

__all__ = ["Quantity", "recomputes"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value with its unit, its formula and the printed figures behind it.

    ``value`` is exact: ``Decimal`` or ``int``; ``None`` where the document gives none.
    ``unit`` is a key of ``analysis/briefing/words/terms/units.yml``: wan_yuan, yuan, percent,
    percentage_points, count, …; ``count:平方米`` is a count in a unit as the document prints it.
    ``formula`` is arithmetic over ``f1``, ``f2``, … (the figures in the order of ``figure_ids``),
    with ``sum(f2..f9)`` for a run of them, or ``count: <what was counted>``.
    ``figure_ids`` are keys of the warehouse table ``figure``.
    """

    value: Decimal | int | None
    unit: str
    formula: str = "f1"
    figure_ids: tuple[str, ...] = ()

    @property
    def sign(self) -> int:
        """1, 0 or -1; 0 for a value that is not there."""
        value = self.value or 0
        return (value > 0) - (value < 0)


def recomputes(quantity: Quantity, figures: Sequence[Decimal]) -> bool:
    """Whether the formula over ``figures`` gives the value, at the value's own decimals."""
    result = evaluate(quantity.formula, figures)
    if result is None:
        return True
    if quantity.value is None:
        return False
    value = Decimal(quantity.value)
    return result.quantize(value, context=EXACT) == value
