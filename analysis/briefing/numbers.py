"""Quantities written out: number, unit and sign as each language writes them.

How a unit reads is data (``units.yml``). Rounding for the eye is half up and happens here alone;
the quantity keeps its value.

Not done here: sentences (``words.py``), sources (``passport.py``).
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from analysis.measures.quantity import Quantity

__all__ = [
    "LANGUAGES",
    "MONEY",
    "TERMS",
    "Language",
    "decimals",
    "measure",
    "read_yaml",
    "units",
    "write_number",
]

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")
TERMS = Path(__file__).parent / "words" / "terms"
MONEY = "wan_yuan"
_MINUS = "\u2212"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def write_number(
    quantity: Quantity, language: Language, spec: str = "", places: int | None = None
) -> str:
    """``quantity`` in words of ``language``: number, unit, sign.

    ``spec`` as after the colon of a slot; ``places``: the most decimals of an amount in 万元 that
    ``spec`` does not want exact. Raises KeyError for an unknown unit or style.
    """
    style, unsigned, signed = "full", False, False
    for flag in filter(None, spec.split(",")):
        match flag:
            case "abs":
                unsigned = True
            case "signed":
                signed = True
            case "exact":
                places = None
            case _:
                style = flag
    if quantity.value is None:
        return str(units()["missing"]["full"][language][0]["text"])
    unit, _, counted = quantity.unit.partition(":")
    try:
        steps = units()[unit][style][language]
    except KeyError as error:
        raise KeyError(
            f"units.yml has no style {style!r} for the unit {quantity.unit!r}"
        ) from error
    size = abs(Decimal(quantity.value))
    step = next(step for step in steps if size >= step["from"])
    if places is not None and quantity.unit == MONEY and "times" not in step:
        step = {"most": places, **step}
    size = _rounded(size * Decimal(step.get("times", 1)), step)
    sign = "" if unsigned else _MINUS if quantity.sign < 0 else "+" if signed else ""
    text = f"{sign}{step['text'].format(n=f'{size:,f}')}"
    counted = measure(counted, language) if style != "n" else ""
    gap = " " if language == "en" else ""
    return f"{text}{gap}{counted}" if counted else text


def measure(word: str, language: Language) -> str:
    """A measure word as the language says it; English drops many (个). An unknown one stays."""
    return _measures().get(word, word) if language == "en" else word


@cache
def _measures() -> Mapping[str, str]:
    with (TERMS / "measures.csv").open(encoding="utf-8", newline="") as file:
        return {row["zh"]: row["en"] for row in csv.DictReader(file)}


def _rounded(size: Decimal, step: Mapping[str, Any]) -> Decimal:
    given = decimals(size)
    places = step.get("decimals", min(given, step.get("most", given)))
    size = size.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    least = max(decimals(size.normalize()), step.get("least", places))
    return size.quantize(Decimal(1).scaleb(-min(least, places)))


def decimals(value: Decimal) -> int:
    """How many digits stand after the point."""
    return max(0, -int(value.as_tuple().exponent))


@cache
def units() -> Mapping[str, Any]:
    """The entries of ``units.yml``: unit, style, language, steps."""
    return dict(read_yaml(TERMS / "units.yml"))


def read_yaml(path: Path) -> Any:
    """A data file of the briefing, by the fast loader where there is one."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
