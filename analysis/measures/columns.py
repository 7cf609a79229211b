"""Plain rows as polars frames, their Decimals exact.

Polars imports NumPy to look at a Decimal, which takes longer than all frames of a report; and of
Decimals that together need more than 38 digits it makes nulls without a word. By way of text it
does neither, and the digits are the same.

Not done here: traced numbers (``frames``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import polars as pl

__all__ = ["decimal_columns", "frame_of"]

_DIGITS = 38  # of a Decimal of polars, at most


def frame_of(
    rows: Sequence[Mapping[str, Any]], kinds: Mapping[str, pl.DataType] | None = None
) -> pl.DataFrame:
    """Rows as a frame. ``kinds``: the types of columns that the values may not tell.

    Other columns of Decimals get as many places as the value that needs most, where the digits of
    a column leave room for them.
    """
    if not rows:
        return pl.DataFrame(schema=kinds)
    names = dict.fromkeys(name for row in rows for name in row)
    data = {name: [row.get(name) for row in rows] for name in names}
    decimals = {
        name: pl.Decimal(_DIGITS, _places(data[name])) for name in names if _has(data[name])
    }
    known = {**decimals, **(kinds or {})}
    return pl.DataFrame({**data, **decimal_columns(data, known)}, schema_overrides=known)


def decimal_columns(
    data: Mapping[str, Sequence[Decimal | int | None]], kinds: Mapping[str, pl.DataType]
) -> dict[str, pl.Series]:
    """The columns of ``data`` that ``kinds`` says are decimals."""
    columns = {}
    for name, kind in kinds.items():
        if isinstance(kind, pl.Decimal):
            texts = [None if value is None else f"{Decimal(value):f}" for value in data[name]]
            columns[name] = pl.Series(name, texts, dtype=pl.String).cast(kind)
    return columns


def _has(values: Sequence[Any]) -> bool:
    return any(isinstance(value, Decimal) for value in values)


def _places(values: Sequence[Any]) -> int:
    decimals = [value for value in values if isinstance(value, Decimal)]
    places = max(-int(value.as_tuple().exponent) for value in decimals)
    whole = max(value.adjusted() + 1 for value in decimals)
    return max(0, min(places, _DIGITS - max(0, whole)))
