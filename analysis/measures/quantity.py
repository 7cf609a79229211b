"""A number that knows where it comes from.

A ``Quantity`` is what measures and checks hand to the briefing: a value with its unit, the formula
that made it, and the printed figures that the formula took in. The formula is written over these
figures by position, so that the value can be computed again from the warehouse alone::

    Quantity(Decimal("8603.77"), "wan_yuan", "f1", ("2024-ab12cd34/revenue_summary/total/total",))
    Quantity(Decimal("-374.0"), "wan_yuan", "f1 - f2", (this_year_id, last_year_id))
    Quantity(Decimal("12.3"), "percent", "f1 / sum(f2..f9) * 100", (part_id, *all_ids))

A count of things (rows, verdicts) has no printed figure behind it; its formula says in words what
was counted, after ``count:``.

Not done here: wording and number formats (``analysis.briefing.words``), reading the warehouse
(``analysis.briefing.passport`` looks the figures up).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

__all__ = ["EXACT", "Quantity", "evaluate", "recomputes"]

# Wide enough for any product of printed figures (the default of 28 digits would round it); making
# a value and computing it again share it.
EXACT = Context(prec=60, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value with its unit, its formula and the printed figures behind it.

    ``value`` is exact: ``Decimal`` or ``int``; ``None`` where the document gives none.
    ``unit`` is a key of ``analysis/briefing/words/terms/units.yml``: wan_yuan, yuan, percent,
    percentage_points, count, …
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


_RUN = re.compile(r"\bf(\d+)\.\.f(\d+)\b")


def evaluate(formula: str, figures: Sequence[Decimal]) -> Decimal | None:
    """Compute ``formula`` with ``figures`` as f1, f2, …

    Returns None for a ``count:`` formula. Raises ValueError for anything that is not plain
    arithmetic (+ - * /, brackets, ``sum``, ``abs``) over existing figures.
    """
    if formula.startswith("count:"):
        return None
    text = _RUN.sub(lambda m: ", ".join(f"f{i}" for i in range(int(m[1]), int(m[2]) + 1)), formula)
    try:
        tree = ast.parse(text, mode="eval").body
    except SyntaxError as error:
        raise ValueError(f"formula {formula!r} is not arithmetic over f1, f2, …") from error
    with localcontext(EXACT):
        return _value(tree, figures, formula)


def recomputes(quantity: Quantity, figures: Sequence[Decimal]) -> bool:
    """Whether the formula over ``figures`` gives the value, at the value's own decimals."""
    result = evaluate(quantity.formula, figures)
    if result is None:
        return True
    if quantity.value is None:
        return False
    value = Decimal(quantity.value)
    return result.quantize(value, context=EXACT) == value


def _value(node: ast.expr, figures: Sequence[Decimal], formula: str) -> Decimal:
    match node:
        case ast.Constant(value=int() | float()):
            return Decimal(ast.unparse(node))
        case ast.Name(id=name) if re.fullmatch(r"f[1-9]\d*", name):
            position = int(name[1:])
            if position > len(figures):
                raise ValueError(f"formula {formula!r} names {name}, given {len(figures)} figures")
            return figures[position - 1]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, figures, formula)
        case ast.BinOp(left=left, op=op, right=right):
            a, b = _value(left, figures, formula), _value(right, figures, formula)
            match op:
                case ast.Add():
                    return a + b
                case ast.Sub():
                    return a - b
                case ast.Mult():
                    return a * b
                case ast.Div():
                    return a / b
        case ast.Call(func=ast.Name(id="sum"), args=args, keywords=[]):
            return sum((_value(a, figures, formula) for a in args), Decimal(0))
        case ast.Call(func=ast.Name(id="abs"), args=[arg], keywords=[]):
            return abs(_value(arg, figures, formula))
    raise ValueError(f"formula {formula!r}: {ast.unparse(node)!r} is not allowed in it")
