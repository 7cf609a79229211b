"""Verdicts: does a relation hold, by the intervals of its figures.

``exact``: the printed decimals agree; ``rounding``: the intervals allow it; ``contradiction``:
they cannot both be; ``not_checkable``: a side is blank or missing. A blank cell is unknown. Only
where the other cells of a sum balance without it is it proven to be zero, and such a proof holds
for the whole document. Not done here: which cell is to blame (``suspects``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import product

from analysis.checks.interval import ZERO, Interval, round_to_step
from analysis.checks.relation import Cell, Relation, Term

HOLDS = ("exact", "rounding")
_ONE = Decimal(1)
_NOTHING: Mapping[str, Decimal] = {}


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with both sides, their difference, and what rounding can explain of it."""

    verdict: str
    left: Decimal | None = None
    right: Decimal | None = None
    allowance: Decimal | None = None
    reason: str | None = None
    proven: tuple[str, ...] = ()

    @property
    def difference(self) -> Decimal | None:
        """Left minus right."""
        return None if self.left is None or self.right is None else self.left - self.right

    @property
    def holds(self) -> bool:
        """Whether the figures can all be right."""
        return self.verdict in HOLDS


@dataclass(slots=True)
class _Side:
    """The sum of a side's known terms: point value, half the interval's width, unknown cells."""

    point: Decimal
    half: Decimal
    unknown: list[Cell]
    step: Decimal | None  # the printed step where the side is one printed figure

    @property
    def interval(self) -> Interval:
        return Interval(self.point - self.half, self.point + self.half)


def _value(cell: Cell, zeros: set[str], instead: Mapping[str, Decimal]) -> Decimal | None:
    if cell.key in instead:
        return instead[cell.key]
    return ZERO if cell.value is None and cell.key in zeros else cell.value


def _finest(relation: Relation) -> Decimal:
    """Return the finest step to which a figure of the relation is printed."""
    return min((c.step for c in relation.cells() if c.value is not None), default=ZERO)


def _side(
    side: tuple[Term, ...],
    zeros: set[str],
    instead: Mapping[str, Decimal],
    finest: Decimal | None = None,
    stated: bool = False,
) -> _Side:
    point, half, unknown = ZERO, ZERO, []
    for term in side:
        part = Decimal(term.sign)
        missing = False
        for cell in term.factors:
            value = _value(cell, zeros, instead)
            if value is None:
                unknown.append(cell)
                missing = True
            else:
                part *= value
        if missing:
            continue
        point += part
        # the factors of a product are counts and rates, taken as stated
        if len(term.factors) == 1 and term.factors[0].value is not None:
            step = term.factors[0].step if finest is None else finest
            half += ZERO if stated and step >= _ONE else step / 2
    single = len(side) == 1 and len(side[0].factors) == 1 and not unknown
    printed_to = (side[0].factors[0].step if finest is None else finest) if single else None
    return _Side(point, half, unknown, printed_to)


def judge(
    relation: Relation,
    zeros: set[str] | frozenset[str] = frozenset(),
    instead: Mapping[str, Decimal] = _NOTHING,
) -> Judgement:
    """Return the verdict on a relation.

    ``zeros`` are keys of blank cells proven to be zero; ``instead`` gives other values for cells
    by key, which answers “would it hold if this cell said that?”.
    """
    if relation.op == "given":
        return Judgement(relation.verdict or "not_checkable", reason=relation.reason)
    if relation.reason:
        return Judgement("not_checkable", reason=relation.reason)
    known = set(zeros)
    if relation.op == "ratio":
        return _ratio(relation, known, instead)
    finest = _finest(relation) if relation.steps == "list" else None
    left = _side(relation.left, known, instead, finest)
    right = _side(relation.right, known, instead, finest, relation.steps == "stated")
    match relation.op:
        case "equal":
            return _equal(left, right)
        case "at_most":
            return _at_most(left, right)
        case "whole":
            return _whole(left, right)
        case "direction":
            return _direction(left, relation.direction)
    raise ValueError(f"unknown op {relation.op!r} of {relation.check_id}")


def _equal(left: _Side, right: _Side) -> Judgement:
    allowance = left.half + right.half
    unknown = left.unknown + right.unknown
    if abs(left.point - right.point) > allowance:
        if unknown:
            return _blank(left, right, unknown)
        return Judgement("contradiction", left.point, right.point, allowance)
    verdict = "exact" if _prints_alike(left, right) else "rounding"
    proven = tuple(cell.key for cell in unknown)
    return Judgement(verdict, left.point, right.point, allowance, proven=proven)


def _prints_alike(left: _Side, right: _Side) -> bool:
    """Equal, or equal once the finer side is rounded to the step that the other is printed to."""
    if left.point == right.point:
        return True
    return any(
        one.step and round_to_step(other.point, one.step) == one.point
        for one, other in ((left, right), (right, left))
    )


def _blank(left: _Side, right: _Side, unknown: list[Cell]) -> Judgement:
    missing = any(cell.state == "missing" for cell in unknown)
    return Judgement(
        "not_checkable",
        None if left.unknown else left.point,
        None if right.unknown else right.point,
        reason="missing" if missing else "blank",
    )


def _at_most(left: _Side, right: _Side) -> Judgement:
    if left.unknown or (right.unknown and left.point > right.point):
        return _blank(left, right, left.unknown + right.unknown)
    allowance = left.half + right.half
    gap = left.point - right.point
    verdict = "exact" if gap <= 0 else "rounding" if gap <= allowance else "contradiction"
    return Judgement(verdict, left.point, right.point, allowance)


def _whole(left: _Side, right: _Side) -> Judgement:
    if left.unknown or right.unknown or right.point <= 0:
        return _blank(left, right, left.unknown + right.unknown)
    nearest = (left.point / right.point).to_integral_value() * right.point
    if left.point == nearest:
        verdict = "exact"
    elif left.interval.whole_multiple(right.point) is not None:
        verdict = "rounding"
    else:
        verdict = "contradiction"
    return Judgement(verdict, left.point, nearest, left.half)


def _direction(change: _Side, direction: str | None) -> Judgement:
    if change.unknown:
        return _blank(change, change, change.unknown)
    point, half = change.point, change.half
    if direction == "unchanged" or (direction in ("up", "down") and not point):
        signed, strict = -abs(point), direction == "unchanged"
        verdict = "exact" if not point and strict else "rounding"
        if signed < -half:
            verdict = "contradiction"
    else:
        signed = point if direction == "up" else -point
        verdict = "exact" if signed > 0 else "rounding" if signed + half > 0 else "contradiction"
    return Judgement(verdict, point, ZERO, half)


def _ratio(relation: Relation, zeros: set[str], instead: Mapping[str, Decimal]) -> Judgement:
    """Compare a printed percentage with 100 × |right| / |over|, both taken over the interval ends.

    A figure may stand above and below the line (a change over the base that it leads back to),
    so the ends are those over all corners of the figures' intervals: a quotient of sums is
    monotone in each of them.
    """
    left = _side(relation.left, zeros, instead)
    cells = {c.key: c for side in (relation.right, relation.over) for t in side for c in t.factors}
    ends: list[tuple[Fraction, ...]] = []
    unknown = list(left.unknown)
    points: dict[str, Fraction] = {}
    for key, cell in cells.items():
        value = _value(cell, zeros, instead)
        if value is None:
            unknown.append(cell)
            continue
        half = Fraction(cell.step) / 2 if cell.value is not None else Fraction(0)
        points[key] = Fraction(value)
        ends.append((points[key] - half, points[key] + half) if half else (points[key],))
    if unknown:
        return _blank(left, left, unknown)

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
