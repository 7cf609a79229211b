"""Numeric tokens: finding them, their exact value, their printed step, their unit.

A token is a run of Arabic digits (full-width ones too) with thousands commas and one decimal
point. A sign, a percent mark or a unit word is not part of the token. Not done here: deciding
what a token means (``ledger``), numbers written in Chinese characters.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

# The first digit comes first and what may not stand before it second: so a search passes over
# the characters between the numbers four times as fast.
TOKEN = re.compile(
    r"[0-9０-９](?<![0-9０-９]{2})"
    r"(?:[0-9０-９]{0,2}(?:[,，][0-9０-９]{3})+(?![0-9０-９])|[0-9０-９]*)(?:[.．][0-9０-９]+)?"
)
_TO_ASCII = str.maketrans("０１２３４５６７８９，．", "0123456789,.")

YUAN_PER_WAN = Decimal(10_000)


class Number(NamedTuple):
    """A numeric token: ``begin`` and ``end`` are offsets in the text it was found in."""

    printed: str
    value: Decimal
    begin: int
    end: int

    @property
    def decimals(self) -> int:
        """How many decimals are printed; the printed step is ``Decimal(1).scaleb(-decimals)``."""
        return decimals_of(self.printed)


def decimals_of(printed: str) -> int:
    """Return how many digits stand behind the decimal point of a printed number."""
    return len(_ascii(printed).partition(".")[2])


def to_decimal(printed: str) -> Decimal:
    """Return the exact value of a printed number; raises ValueError when it is not one."""
    if not TOKEN.fullmatch(printed):
        raise ValueError(f"not a number: {printed!r}")
    return Decimal(_ascii(printed).replace(",", ""))


def _ascii(printed: str) -> str:
    return printed if printed.isascii() else printed.translate(_TO_ASCII)


def find_numbers(text: str, begin: int = 0) -> list[Number]:
    """Return the numeric tokens of ``text`` from offset ``begin`` on, in order."""
    return [
        Number(m.group(), to_decimal(m.group()), m.start(), m.end())
        for m in TOKEN.finditer(text, begin)
    ]


def amount_wan(value: Decimal | None, unit: str) -> Decimal | None:
    """Return a money value in 万元 (CNY 10,000), exactly; None for other units and no value."""
    if value is None or unit not in ("wan_yuan", "yuan"):
        return None
    return value if unit == "wan_yuan" else value / YUAN_PER_WAN
