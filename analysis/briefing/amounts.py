"""How many decimals the amounts of a briefing show.

A document printed in 元 has amounts to the cent, which in 万元 are six decimals that nobody reads.
The briefing shows two of them; its quantities, and both sides of a finding, stay exact.

Not done here: writing a number (``numbers``), stored amounts (``analysis.warehouse``).
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from analysis.briefing.numbers import MONEY, decimals
from analysis.measures.quantity import Quantity

if TYPE_CHECKING:
    import duckdb

    from analysis.measures.scope import Scope

__all__ = ["places_shown", "shortened"]

_PLACES = 2
_IN_YUAN = """
    SELECT count(*) FILTER (unit = 'yuan') > count(*) FILTER (unit = 'wan_yuan')
    FROM figure WHERE document_id = ?
"""


def places_shown(warehouse: duckdb.DuckDBPyConnection | None, scope: Scope | None) -> int | None:
    """The most decimals of an amount in 万元: two where the document prints most amounts in 元."""
    if warehouse is None or scope is None:
        return None
    row = warehouse.execute(_IN_YUAN, [scope.document.document_id]).fetchone()
    return _PLACES if row and row[0] else None


def shortened(quantity: Quantity, places: int | None) -> Decimal | int | None:
    """The value of ``quantity``; an amount in 万元 with at most so many decimals, half up."""
    value = quantity.value
    if places is None or value is None or quantity.unit != MONEY:
        return value
    if decimals(Decimal(value)) <= places:
        return value
    return Decimal(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
