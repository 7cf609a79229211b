"""One side of a relation: the sum of its known terms, the width of its interval, its blanks.

Not done here: comparing two sides (``judge``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from analysis.checks.interval import ZERO, Interval
from analysis.checks.relation import Cell, Relation, Term

_ONE = Decimal(1)
_CENTS = Decimal(1).scaleb(-2)  # 万元: what amounts are rounded to, if they are


@dataclass(slots=True)
class Side:
    """The sum of a side's known terms: point value, half the interval's width, unknown cells."""

    point: Decimal
    half: Decimal
    unknown: list[Cell]
    step: Decimal | None  # the printed step where the side is one printed figure
    subtracts: bool = False  # whether a term is taken off
    absent: bool = False  # nothing is printed, and not even the place for it is there

    @property
    def interval(self) -> Interval:
        """Everything that rounds to the figures of the side."""
        return Interval(self.point - self.half, self.point + self.half)


def value_of(cell: Cell, zeros: set[str], instead: Mapping[str, Decimal]) -> Decimal | None:
    """Return what a cell counts as: what is put in its place, its value, a proven zero."""
    if cell.key in instead:
        return instead[cell.key]
    if cell.state in ("declared_empty", "dash"):
        return ZERO  # the document says that there is no such money
    return ZERO if cell.value is None and cell.key in zeros else cell.value


def finest_step(relation: Relation) -> Decimal:
    """Return the finest step to which a figure of the relation is printed."""
    return min((c.step for c in relation.cells if c.value is not None), default=ZERO)


def _step(cell: Cell, finest: Decimal | None, rounded: bool) -> Decimal:
    """Return the step to which a cell counts."""
    if finest is None or (rounded and cell.step <= _CENTS):
        return cell.step
    return max(finest, _CENTS) if rounded else finest


def sum_up(
    side: tuple[Term, ...],
    zeros: set[str],
    instead: Mapping[str, Decimal],
    finest: Decimal | None = None,
    stated: bool = False,
    rounded: bool = False,
) -> Side:
    """Return the sum of a side's terms whose cells are known.

    ``finest`` is the step to which every figure counts, where they are of one list, and
    ``rounded`` leaves those with cents their own; ``stated`` takes whole amounts exactly.
    """
    point, half, unknown = ZERO, ZERO, []
    subtracts, absent = False, True
    for factors, sign in side:
        part: Decimal | None = _ONE
        for cell in factors:
            value = value_of(cell, zeros, instead)
            if value is None:
                unknown.append(cell)
                part = None
                continue
            absent = False
            if part is not None:
                part *= value
        if sign < 0:
            subtracts = True
        if part is None:
            continue
        point += sign * part
        # the factors of a product are counts and rates, taken as stated
        if len(factors) == 1 and factors[0].value is not None:
            step = _step(factors[0], finest, rounded)
            half += ZERO if stated and step >= _ONE else step / 2
    single = len(side) == 1 and len(side[0].factors) == 1 and not unknown
    printed_to = _step(side[0].factors[0], finest, rounded) if single else None
    absent = absent and any(cell.state == "missing" for cell in unknown)
    return Side(point, half, unknown, printed_to, subtracts, absent)
