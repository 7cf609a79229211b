"""What the two sides of a relation come to, as quantities that compute again from the figures.

A result keeps its figures and, as text, the relation in printed figures ("25 = 23 + 3"). The text
gives the signs and products, the ids give the figures; a formula made of both is taken only when it
gives the stored value. Where none does, the side has no quantity, and the card says what it can.

Not done here: reading the figures (``agreement_quotes``), wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from analysis.briefing.content.agreement_quotes import Quote
from analysis.briefing.numbers import decimals
from analysis.checks.result import CheckResult
from analysis.measures import Quantity
from analysis.measures.formula import evaluate, renumbered

__all__ = ["difference", "left", "right"]

_SIGNS = re.compile(r" (?:= n ×|[=≤|:]) ")
_OPERATOR = re.compile(r"\s([-+×/])\s")
_UNITS = {"wan_yuan": "wan_yuan", "percent": "percent"}
_STORED = Decimal("0.00000001")  # decimals of a stored side (schema.yml, type exact)


def left(result: CheckResult, quotes: Mapping[str, Quote]) -> Quantity | None:
    """The left side of a result; None where its value does not follow from its figures."""
    return _side(result, result.left_figures, result.left_value, 0, quotes)


def right(result: CheckResult, quotes: Mapping[str, Quote]) -> Quantity | None:
    """The right side of a result; None where its value does not follow from its figures."""
    return _side(result, result.right_figures, result.right_value, 1, quotes)


def difference(one: Quantity | None, other: Quantity | None) -> Quantity | None:
    """``one`` less ``other``; between percentages in percentage points."""
    if one is None or other is None or one.value is None or other.value is None:
        return None
    if one.unit != other.unit:
        return None
    shifted = renumbered(other.formula, lambda place: place + len(one.figure_ids))
    unit = "percentage_points" if one.unit == "percent" else one.unit
    value = Decimal(one.value) - Decimal(other.value)
    ids = (*one.figure_ids, *other.figure_ids)
    return Quantity(value, unit, f"{one.formula} - ({shifted})", ids)


def _side(
    result: CheckResult,
    ids: Sequence[str],
    value: Decimal | None,
    position: int,
    quotes: Mapping[str, Quote],
) -> Quantity | None:
    known = [quotes[i].known for i in ids if i in quotes]
    if not ids or len(known) != len(ids):
        return None
    if value is None and len(ids) == 1:  # the rule decided by itself: the printed figure it is
        return quotes[ids[0]].quantity
    values = [Decimal(0) if number is None else number for number in known]
    unit = _UNITS.get(result.unit or "", "count")
    words = {quotes[i].measure for i in ids}
    measured = f"{unit}:{words.pop()}" if len(words) == 1 and all(words) else unit
    for formula in _candidates(result, len(ids), position):
        try:
            made = evaluate(formula, values)
        except (ValueError, ArithmeticError):
            continue
        if made is not None and value is not None and _same(made, value, unit):
            said = unit if " * " in formula else measured  # a product is of another unit
            return Quantity(_plain(value, unit), said, formula, tuple(ids))
    return None


def _same(made: Decimal, value: Decimal, unit: str) -> bool:
    """Whether a formula gives the stored value; of a percentage the rules store a few decimals."""
    places = decimals(value.normalize()) if unit == "percent" else 0
    return made.quantize(Decimal(1).scaleb(-places) if places else _STORED) == value


def _plain(value: Decimal, unit: str) -> Decimal:
    """Without the zeros of storage; money keeps two decimals, as it is printed."""
    short = value.normalize() + 0
    least = Decimal("0.01") if unit == "wan_yuan" else Decimal(1)
    return short.quantize(least) if short == short.quantize(least) else short


def _candidates(result: CheckResult, figures: int, position: int) -> Iterator[str]:
    """Formulas that the side may have: as the relation is written, a ratio of it, a plain sum."""
    sides = _SIGNS.split(result.formula or "")
    if position < len(sides):
        for written in _written(sides[position], figures):
            yield written
            yield f"abs({written}) * 100"
    yield "f1" if figures == 1 else f"sum(f1..f{figures})"


def _written(side: str, figures: int) -> Iterator[str]:
    """“23 + 3” as “f1 + f2”; a bracket stays, a leading minus stays.

    Where there are fewer figures than numbers, one that stands twice is one figure, as in
    “134 / (1,895 + 134)”.
    """
    parts = _OPERATOR.split(side)
    numbers = [part.strip("()-") for part in parts[::2]]
    known = list(dict.fromkeys(numbers))
    if figures not in (len(numbers), len(known)):
        return
    text = ""
    for place, part in enumerate(parts):
        if place % 2:
            text += f" {'*' if part == '×' else part} "
            continue
        twice = figures < len(numbers)
        number = known.index(numbers[place // 2]) if twice else place // 2
        opening = "(" if part.startswith("(") else ""
        minus = "-" if part.lstrip("(").startswith("-") else ""
        text += f"{opening}{minus}f{number + 1}{')' if part.endswith(')') else ''}"
    yield text
