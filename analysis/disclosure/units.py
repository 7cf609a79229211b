"""Unit words and what they make of a printed number (``units.csv``)."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from analysis.disclosure.vocabulary import rows


@cache
def _table() -> dict[str, tuple[str, Decimal]]:
    return {row["unit_word"]: (row["unit"], Decimal(row["factor"])) for row in rows("units")}


@cache
def money_words() -> tuple[str, ...]:
    """Return the unit words of money, the longest first."""
    words = [word for word, (unit, _) in _table().items() if unit in ("wan_yuan", "yuan")]
    return tuple(sorted(words, key=len, reverse=True))


@cache
def scale(unit_word: str) -> tuple[str, Decimal]:
    """Return the warehouse unit and the factor for a unit word.

    A word that the table does not know (个, 人次, 家, …) counts things: ``count`` and 1; one that
    begins with 万 counts them in ten thousands.
    """
    known = _table().get(unit_word)
    if known:
        return known
    return ("count", Decimal(10_000)) if unit_word.startswith("万") else ("count", Decimal(1))


@cache
def _measures() -> frozenset[str]:
    kinds = ("area", "length", "weight")
    return frozenset(row["word"] for row in rows("prose/counters") if row["note"] in kinds)


def measure_word(unit_word: str | None) -> str:
    """Return the word of a measure (平方米), without which its number says little; else nothing."""
    return unit_word if unit_word and unit_word in _measures() else ""
