"""What one of something costs, where the prose of a project calculates its money.

“按照142个社区，每个单位保险费1516元计，共需21.52万元”: a product with one factor in money, and the
rest counted. Not done here: whether the product gives the stated result (``analysis.checks``).
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from analysis.measures.frames import EXACT, INTEGER, MONEY, TEXT, Columns, make_frame
from analysis.measures.reading import Row, read_rows
from analysis.measures.traced import UNKNOWN, printed

if TYPE_CHECKING:
    import duckdb
    import polars as pl

__all__ = ["unit_costs"]

_TERMS = """
    SELECT t.document_id, d.fiscal_year, t.derivation_id, t.seq, v.project_id, p.name, v.kind,
           v.formula, v.sentence, v.line, t.factor_figure_ids, v.result_figure_id,
           r.amount_wan AS result_wan
    FROM derivation_term t JOIN derivation v USING (document_id, derivation_id)
    JOIN document d ON d.document_id = t.document_id
    LEFT JOIN project p ON p.document_id = v.document_id AND p.project_id = v.project_id
    LEFT JOIN figure r ON r.figure_id = v.result_figure_id
    WHERE v.kind IN ('product', 'sum_of_products', 'implied_count')
    ORDER BY t.document_id, v.line, t.derivation_id, t.seq
"""
_FIGURES = """
    SELECT figure_id, value, amount_wan, unit, unit_word FROM figure
    WHERE list_contains($1::VARCHAR[], figure_id)
"""
_COLUMNS: Columns = {
    "document_id": TEXT,
    "fiscal_year": INTEGER,
    "project_id": TEXT,
    "name": TEXT,
    "derivation_id": TEXT,
    "seq": INTEGER,
    "kind": TEXT,
    "unit_price_yuan": EXACT,
    "quantity_number": EXACT,
    "quantity_unit": TEXT,
    "cost_wan": MONEY,
    "result_wan": MONEY,
    "implied_number": EXACT,
    "sentence": TEXT,
    "line": INTEGER,
}
_WAN = Decimal(10_000)


def unit_costs(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Return the unit costs that the derivations of the prose state, one row a term.

    Columns: document_id, fiscal_year, project_id, name, derivation_id, seq (of the term), kind
    (product, sum_of_products, implied_count); unit_price_yuan (元 a piece), quantity_number and
    quantity_unit (counted; null where the prose gives none), cost_wan (price times quantity),
    result_wan (the amount that the whole derivation explains), implied_number (result divided by
    the price, where no quantity is stated), sentence, line.

    A term without a factor in money is left out: it counts things and prices none.
    """
    terms = read_rows(connection, _TERMS)
    wanted = sorted({figure for term in terms for figure in term["factor_figure_ids"] or ()})
    figures = {row["figure_id"]: row for row in read_rows(connection, _FIGURES, [wanted])}
    rows = [row for term in terms if (row := _price(term, figures)) is not None]
    return make_frame(rows, _COLUMNS, ["document_id", "line", "derivation_id", "seq"])


def _price(term: Row, figures: dict[str, Row]) -> dict[str, Any] | None:
    factors = [figures[figure] for figure in term["factor_figure_ids"] or () if figure in figures]
    prices = [factor for factor in factors if factor["amount_wan"] is not None]
    if len(prices) != 1 or prices[0]["value"] is None:
        return None
    price = printed(prices[0]["amount_wan"], prices[0]["figure_id"])
    counted = [factor for factor in factors if factor is not prices[0]]
    quantity = UNKNOWN
    for position, factor in enumerate(counted):
        number = printed(factor["value"], factor["figure_id"])
        quantity = quantity * number if position else number
    result = printed(term["result_wan"], term["result_figure_id"])
    names = ("document_id", "fiscal_year", "project_id", "name", "derivation_id", "seq", "kind",
             "sentence", "line")  # fmt: skip
    return {
        **{name: term[name] for name in names},
        "unit_price_yuan": price.times(_WAN),
        "quantity_number": quantity,
        "quantity_unit": "·".join(f["unit_word"] for f in counted if f["unit_word"]) or None,
        "cost_wan": price * quantity,
        "result_wan": result,
        "implied_number": UNKNOWN if counted else result.ratio_to(price),
    }
