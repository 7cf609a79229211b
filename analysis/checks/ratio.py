"""A printed percentage against the quotient of its figures.

Not done here: anything linear (``judge``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import product

from analysis.checks.interval import round_to_step
from analysis.checks.relation import Relation, Term
from analysis.checks.sides import sum_up, value_of
from analysis.checks.verdict import Judgement, blank


def judge_ratio(relation: Relation, zeros: set[str], instead: Mapping[str, Decimal]) -> Judgement:
    """Compare a printed percentage with 100 × |right| / |over|, both taken over the interval ends.

    A figure may stand above and below the line (a change over the base that it leads back to),
    so the ends are those over all corners of the figures' intervals: a quotient of sums is
    monotone in each of them.
    """
    left = sum_up(relation.left, zeros, instead)
    cells = {c.key: c for side in (relation.right, relation.over) for t in side for c in t.factors}
    ends: list[tuple[Fraction, ...]] = []
    unknown = list(left.unknown)
    points: dict[str, Fraction] = {}
    for key, cell in cells.items():
        value = value_of(cell, zeros, instead)
        if value is None:
            unknown.append(cell)
            continue
        half = Fraction(cell.step) / 2 if cell.value is not None else Fraction(0)
        points[key] = Fraction(value)
        ends.append((points[key] - half, points[key] + half) if half else (points[key],))
    if unknown:
        return blank(None, None, any(cell.state == "missing" for cell in unknown))

    def quotient(values: Mapping[str, Fraction]) -> Fraction | None:
        above, below = (_total(side, values) for side in (relation.right, relation.over))
        return None if not below else 100 * abs(above) / abs(below)

    point = quotient(points)
    corners = [quotient(dict(zip(points, c, strict=True))) for c in product(*ends)]
    possible = [c for c in corners if c is not None]
    if point is None or len(possible) < len(corners):
        return Judgement("not_checkable", left.point, reason="base_is_zero")
    low, high = min(possible), max(possible)
    rounded = _decimal(point, left.step)
    allowance = left.half + _decimal(max(high - point, point - low), None)
    if left.step is not None and rounded == abs(left.point):
        verdict = "exact"
    elif low <= abs(left.point) + left.half and abs(left.point) - left.half <= high:
        verdict = "rounding"
    else:
        verdict = "contradiction"
    return Judgement(verdict, abs(left.point), _decimal(point, None), allowance)


def _total(side: Iterable[Term], values: Mapping[str, Fraction]) -> Fraction:
    total = Fraction(0)
    for term in side:
        part = Fraction(term.sign)
        for cell in term.factors:
            part *= values[cell.key]
        total += part
    return total


_SHOWN = Decimal("0.0001")  # digits of a recomputed percentage that are shown; verdicts use all


def _decimal(value: Fraction, step: Decimal | None) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return round_to_step(exact, step or _SHOWN)
