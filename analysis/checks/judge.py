"""Verdicts: does a relation hold, by the intervals of its figures.

``exact``: the printed decimals agree; ``rounding``: the intervals allow it; ``contradiction``:
they cannot both be; ``not_checkable``: a side is blank or missing. A blank cell is unknown. Only
where the other cells of a sum balance without it is it proven to be zero, and such a proof holds
for the whole document. A side of which nothing is there is never proven. Not done here: which
cell is to blame (``suspects``).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from analysis.checks.interval import ZERO, round_to_step
from analysis.checks.ratio import judge_ratio
from analysis.checks.relation import Cell, Relation
from analysis.checks.sides import Side, finest_step, sum_up
from analysis.checks.verdict import HOLDS, Judgement, blank

__all__ = ["HOLDS", "Judgement", "is_cut_off", "judge"]

_NOTHING: Mapping[str, Decimal] = {}


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
        return judge_ratio(relation, known, instead)
    finest = finest_step(relation) if relation.steps in ("list", "prose") else None
    rounded = relation.steps == "prose"
    left = sum_up(relation.left, known, instead, finest, rounded=rounded)
    right = sum_up(relation.right, known, instead, finest, relation.steps == "stated", rounded)
    match relation.op:
        case "equal":
            return _equal(left, right, relation.blanks_are_nothing)
        case "at_most":
            return _at_most(left, right)
        case "whole":
            return _whole(left, right)
        case "direction":
            return _direction(left, relation.direction)
    raise ValueError(f"unknown op {relation.op!r} of {relation.check_id}")


def _equal(left: Side, right: Side, blanks_are_nothing: bool) -> Judgement:
    allowance = left.half + right.half
    unknown = left.unknown + right.unknown
    if left.absent or right.absent:
        return _blank(left, right, unknown)
    if abs(left.point - right.point) > allowance:
        missing = any(cell.state == "missing" for cell in unknown)
        listed = blanks_are_nothing and not missing and not left.unknown and right.half > 0
        unsaid = unknown and not listed
        if unsaid and not _exceeded(left, right):
            return _blank(left, right, unknown)
        return Judgement("contradiction", left.point, right.point, allowance)
    verdict = "exact" if _prints_alike(left, right) else "rounding"
    # Blanks on both sides may be one amount as well as none.
    proven = () if left.unknown and right.unknown else tuple(cell.key for cell in unknown)
    return Judgement(verdict, left.point, right.point, allowance, proven=proven)


def _exceeded(left: Side, right: Side) -> bool:
    """Whether one side is more than the other already without the blanks that it holds.

    A blank can hide an amount, but not a negative one: those are printed with their sign.
    """
    if left.subtracts or right.subtracts or any(c.state == "missing" for c in left.unknown):
        return False
    if any(cell.state == "missing" for cell in right.unknown):
        return False
    more = left if left.point > right.point else right
    less = right if more is left else left
    return not less.unknown and less.step is not None


def _prints_alike(left: Side, right: Side) -> bool:
    """Equal, or equal once the finer side is rounded to the step that the other is printed to."""
    if left.point == right.point:
        return True
    return any(
        one.step and round_to_step(other.point, one.step) == one.point
        for one, other in ((left, right), (right, left))
    )


def _blank(left: Side, right: Side, unknown: list[Cell]) -> Judgement:
    known = [None if side.unknown else side.point for side in (left, right)]
    return blank(known[0], known[1], any(cell.state == "missing" for cell in unknown))


def _at_most(left: Side, right: Side) -> Judgement:
    if left.unknown or (right.unknown and left.point > right.point):
        return _blank(left, right, left.unknown + right.unknown)
    allowance = left.half + right.half
    gap = left.point - right.point
    verdict = "exact" if gap <= 0 else "rounding" if gap <= allowance else "contradiction"
    return Judgement(verdict, left.point, right.point, allowance)


def _whole(left: Side, right: Side) -> Judgement:
    if left.unknown or right.unknown or right.point <= 0:
        return _blank(left, right, left.unknown + right.unknown)
    if 2 * left.half >= right.point:  # some whole number always fits
        return Judgement("not_checkable", left.point, reason="too_coarse")
    nearest = (left.point / right.point).to_integral_value() * right.point
    if left.point == nearest:
        verdict = "exact"
    elif left.interval.whole_multiple(right.point) is not None:
        verdict = "rounding"
    else:
        verdict = "contradiction"
    return Judgement(verdict, left.point, nearest, left.half)


def _direction(change: Side, direction: str | None) -> Judgement:
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


def is_cut_off(relation: Relation) -> bool:
    """Whether the left figure is the computed right side with its last decimals cut off."""
    printed = relation.left[0].factors[0]
    judgement = judge(relation)
    if judgement.verdict != "contradiction" or judgement.left is None or judgement.right is None:
        return False
    return judgement.left < judgement.right < judgement.left + printed.step
