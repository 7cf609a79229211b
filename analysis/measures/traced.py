"""Exact arithmetic that remembers how each number was made.

A ``Traced`` is a value together with the calculation over printed figures that gave it. Measures
calculate with these, so that value, formula and sources cannot part ways::

    now = printed(Decimal("8603.77"), "d/t/total/now")
    before = printed(Decimal("7869.89"), "d/t/total/before")
    (now - before).formula(("d/t/total/now", "d/t/total/before"))      # "f1 - f2"
    (now - before).percent_of(before)                                   # (f1 - f2) / f2 * 100

Unknown is not zero: where an operand is unknown, so is the result. Whoever leaves an unknown part
out of a sum does so by hand (``known``) and has to say so.

Not done here: how a formula is written (``formula``), units and wording (``frames.quantity_of``,
``analysis.briefing``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from analysis.measures.formula import EXACT, Node, leaves, write
from analysis.measures.quantity import Quantity

__all__ = ["UNKNOWN", "Traced", "known", "printed", "total"]

_RATIO_STEP = Decimal(1).scaleb(-12)


@dataclass(frozen=True, slots=True)
class Traced:
    """A value, None where it is unknown, and the calculation that gave it."""

    value: Decimal | None
    _node: Node | None = None

    def __add__(self, other: Traced) -> Traced:
        return _apply("+", self, other)

    def __sub__(self, other: Traced) -> Traced:
        return _apply("-", self, other)

    def __mul__(self, other: Traced) -> Traced:
        return _apply("*", self, other)

    def __neg__(self) -> Traced:
        if self.value is None or self._node is None:
            return UNKNOWN
        return Traced(-self.value, ("neg", (self._node,)))

    @property
    def is_known(self) -> bool:
        """Whether there is a value."""
        return self.value is not None

    def percent_of(self, whole: Traced) -> Traced:
        """Per cent of ``whole``, to 12 decimals, half away from zero; unknown of a whole of zero.

        >>> printed(Decimal(1), "a").percent_of(printed(Decimal(8), "b")).value
        Decimal('12.500000000000')
        """
        return _apply("%", self, whole)

    def ratio_to(self, other: Traced) -> Traced:
        """How many times ``other`` it is, to 12 decimals; unknown where ``other`` is zero."""
        return _apply("/", self, other)

    def times(self, number: Decimal) -> Traced:
        """The value times a plain number, such as 10,000 元 in a 万元."""
        if self.value is None or self._node is None:
            return UNKNOWN
        return Traced(EXACT.multiply(self.value, number), (f"*{number}", (self._node,)))

    @property
    def figure_ids(self) -> tuple[str, ...]:
        """The printed figures in the order of their first use."""
        return tuple(dict.fromkeys(leaves(self._node)))

    def formula(self, figure_ids: Sequence[str]) -> str | None:
        """The calculation over f1, f2, … of ``figure_ids``; None where the value is unknown."""
        if self.value is None or self._node is None:
            return None
        return write(self._node, figure_ids)

    def quantity(self, unit: str) -> Quantity:
        """The number as the briefing takes it; without sources where it is unknown."""
        formula = self.formula(self.figure_ids)
        if self.value is None or formula is None:
            return Quantity(None, unit, "count: not stated")
        return Quantity(plain(self.value), unit, formula, self.figure_ids)


UNKNOWN = Traced(None)


def printed(value: Decimal | None, figure_id: str | None) -> Traced:
    """A figure as the document prints it; unknown where no value is printed."""
    return Traced(value, figure_id) if value is not None and figure_id else UNKNOWN


def known(parts: Iterable[Traced]) -> list[Traced]:
    """The parts that are known; what is left out has to be said beside the sum."""
    return [part for part in parts if part.is_known]


def total(parts: Iterable[Traced]) -> Traced:
    """The sum; unknown where there is no part, or one is unknown. A sum of one is that one."""
    parts = list(parts)
    if len(parts) == 1:
        return parts[0]
    return _apply("sum", *parts) if parts else UNKNOWN


def plain(value: Decimal) -> Decimal:
    """The value without trailing zeros after the point, and without an exponent.

    >>> plain(Decimal("2000.000000")), plain(Decimal("464.200000"))
    (Decimal('2000'), Decimal('464.2'))
    """
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize(EXACT)


def _apply(op: str, *operands: Traced) -> Traced:
    values = [o.value for o in operands if o.value is not None]
    nodes = [o._node for o in operands if o._node is not None]
    if len(values) < len(operands) or len(nodes) < len(operands):
        return UNKNOWN
    match op:
        case "+" | "sum":
            value = values[0]
            for other in values[1:]:
                value = EXACT.add(value, other)
        case "-":
            value = EXACT.subtract(values[0], values[1])
        case "*":
            value = EXACT.multiply(values[0], values[1])
        case _:
            if values[1] == 0:
                return UNKNOWN
            above = EXACT.multiply(values[0], Decimal(100 if op == "%" else 1))
            value = EXACT.divide(above, values[1]).quantize(_RATIO_STEP, context=EXACT)
    return Traced(value, (op, tuple(nodes)))
