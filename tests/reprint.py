"""Other values printed in place of the figures of a text, each as the one before was printed.

Not done here: finding the values.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from analysis.disclosure import records as r

_CENT = Decimal("0.01")
_WAN = Decimal(10_000)


def write(text: str, values: Iterable[tuple[r.Figure, Decimal]]) -> str:
    """Print other values in place of figures; money comes in 万元."""
    lines = text.split("\n")
    # From the right, so that what stands further left keeps its column.
    for figure, value in sorted(values, key=lambda item: -(item[0].col or 0)):
        if figure.unit == "yuan":
            value *= _WAN
        assert value >= 0, f"{figure.figure_id} would be {value}"
        begin = (figure.col or 1) - 1
        line, printed = lines[(figure.line or 1) - 1], figure.printed or ""
        number = Decimal(printed.replace(",", ""))
        if figure.value and number:
            value *= number / figure.value  # 2.9 stands for 29,000 where 万 follows
        assert line[begin : begin + len(printed)] == printed, figure.figure_id
        new = _like(printed, value)
        lines[(figure.line or 1) - 1] = line[:begin] + new + line[begin + len(printed) :]
    return "\n".join(lines)


def _like(printed: str, value: Decimal) -> str:
    """Print a value as another was: with its commas and at least its decimals."""
    decimals = len(printed.partition(".")[2])
    text = f"{value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):,f}"
    if Decimal(text.replace(",", "")) != value:
        text = f"{value.quantize(_CENT, ROUND_HALF_UP):,f}"
    return text if "," in printed else text.replace(",", "")
