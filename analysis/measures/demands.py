"""What became of a target: does this year ask for more, the same, or less than last year?

The rule, in this order:

1. No target now: ``dropped`` where there was one, else ``no_values``. None before: ``new``; where
   the sheet has no column for the years before at all: ``no_history``.
2. The same text (blanks and full-width forms aside): ``kept``.
3. A text against a number, two different texts, two different units (% against a bare number, 个
   against 次; a bare number goes with any counted unit), or ≤ against ≥: ``not_comparable``.
4. Numbers: ``raised`` and ``lowered`` speak of the demand. With ≤ or < a lower number asks for
   more, so its demand is raised. With ≥, >, = or no operator a higher number asks for more. At the
   same number > asks for more than ≥, and < for more than ≤.
5. Cost, and timeliness in another unit than per cent, without an operator: a lower number may well
   be the harder target, so a moved number is ``not_comparable``.

``number`` says what the number itself did, whatever that means for the demand. Not done here:
whether a target was met (``analysis.checks`` compares sheets with each other).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from analysis.measures.traced import UNKNOWN, Traced

__all__ = ["PATHS", "Move", "Target", "compare"]

PATHS = ("raised", "kept", "lowered", "new", "dropped", "not_comparable", "no_history", "no_values")
_AT_MOST = {"≤", "<"}
_AT_LEAST = {"≥", ">"}
_STRICT = {">", "<"}
_HARDER_WHEN_LOWER = {"cost", "timeliness"}


@dataclass(frozen=True, slots=True)
class Target:
    """The value of an indicator for a year; ``number`` is in the figure's own unit.

    ``state`` is value, text, blank, dash or no_column; ``unit`` the unit word as printed.
    """

    state: str
    text: str | None = None
    operator: str | None = None
    number: Traced = UNKNOWN
    unit: str | None = None

    @property
    def is_given(self) -> bool:
        """Whether anything is printed."""
        return self.state in ("value", "text")


@dataclass(frozen=True, slots=True)
class Move:
    """What became of a target: ``path`` of the demand, ``number`` (raised, kept, lowered), why."""

    path: str
    number: str | None = None
    why: str | None = None


def compare(before: Target, now: Target, level2_key: str | None = None) -> Move:
    """Return what became of a target between two years, by the rule of the module.

    ``level2_key`` is that of the indicator (cost, timeliness, …). ``why`` says what made a pair
    not comparable: text_and_number, texts_differ, units_differ, operators_differ,
    direction_not_stated.
    """
    if not now.is_given:
        return Move("dropped" if before.is_given else "no_values")
    if not before.is_given:
        return Move("no_history" if before.state == "no_column" else "new")
    if _fold(before.text) == _fold(now.text):
        return Move("kept", "kept" if now.number.is_known else None)
    if not before.number.is_known or not now.number.is_known:
        both_texts = not before.number.is_known and not now.number.is_known
        return Move("not_comparable", why="texts_differ" if both_texts else "text_and_number")
    if not _same_unit(before.unit, now.unit):
        return Move("not_comparable", why="units_differ")
    return _compare_numbers(before, now, level2_key)


def _compare_numbers(before: Target, now: Target, level2_key: str | None) -> Move:
    operators = {before.operator, now.operator}
    change = (now.number - before.number).value or 0
    number = "raised" if change > 0 else "lowered" if change < 0 else "kept"
    if operators & _AT_MOST and operators & _AT_LEAST:
        return Move("not_comparable", number, "operators_differ")
    stated = operators & (_AT_MOST | _AT_LEAST | {"="})
    bare_percent = level2_key == "timeliness" and "%" in (before.unit, now.unit)
    if change and not stated and level2_key in _HARDER_WHEN_LOWER and not bare_percent:
        return Move("not_comparable", number, "direction_not_stated")
    demand = -change if operators & _AT_MOST else change
    demand = demand or (now.operator in _STRICT) - (before.operator in _STRICT)
    return Move("raised" if demand > 0 else "lowered" if demand < 0 else "kept", number)


def _fold(text: str | None) -> str:
    # 。 at the end of a cell is a matter of typing, not of what is asked.
    return "".join(unicodedata.normalize("NFKC", text or "").split()).rstrip("。.；;")


def _same_unit(one: str | None, other: str | None) -> bool:
    units = {_counted(one), _counted(other)}
    return len(units) == 1 or ("" in units and "%" not in units)


def _counted(unit: str | None) -> str:
    """The unit without its multiple: 万人次 and 人次 count the same things."""
    folded = _fold(unit)
    return folded.lstrip("万亿千百") if folded not in ("万元", "亿元") else "元"
