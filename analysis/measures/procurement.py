"""What is bought, by kind, and what a fund is used for, as part three of the document says.

These figures stand in sentences only; the parts are the claims that the reader listed under the
claim of the total (其中). Not done here: derivations (``unit_prices``), tables (``shares``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING

from analysis.measures.levels import Part, share_frame
from analysis.measures.reading import Row, read_rows

if TYPE_CHECKING:
    import duckdb
    import polars as pl

__all__ = ["fund_uses", "procurement_shares", "service_shares"]

_SET_ASIDE = ("procurement/small_business", "procurement/micro_business")

_AMOUNTS = """
    SELECT c.document_id, c.claim_id, c.parent_claim_id, c.section_key, c.subject AS name,
           c.subject_key, c.fiscal_year, c.figure_id, f.amount_wan, f.cell_state, f.step, f.unit
    FROM claim c JOIN document d USING (document_id) LEFT JOIN figure f USING (figure_id)
    WHERE c.measure = 'amount' AND c.project_id IS NULL AND c.fiscal_year = d.fiscal_year
    ORDER BY c.document_id, c.line, f.col NULLS LAST, c.claim_id
"""


def procurement_shares(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Shares of government procurement (政府采购) by kind: goods, works, services.

    Columns: ``levels.SHARE_COLUMNS``; scope ``procurement``. Amounts set aside for small businesses
    cut across the kinds and are left out.
    """
    return _listed(
        connection,
        "procurement",
        lambda row: row["subject_key"] == "procurement",
        lambda row: (
            str(row["subject_key"]).startswith("procurement/")
            and row["subject_key"] not in _SET_ASIDE
        ),
    )


def service_shares(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Shares of purchased services (政府购买服务) by kind: public, social, auxiliary.

    Columns: ``levels.SHARE_COLUMNS``; scope ``purchased_services``.
    """
    return _listed(
        connection,
        "purchased_services",
        lambda row: row["subject_key"] == "purchased_services",
        lambda row: str(row["subject_key"]).startswith("purchased_services/"),
    )


def fund_uses(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Listed uses of the government-managed fund (政府性基金) against the whole of it.

    Columns: ``levels.SHARE_COLUMNS``; scope ``fund``, key ``use/<position in the list>``, name as
    printed. A list need not be complete: what it leaves open is the row ``remainder``.
    """
    return _listed(
        connection,
        "fund",
        lambda row: row["section_key"] == "fund" and row["subject_key"] == "fund",
        lambda row: row["section_key"] == "fund" and row["parent_claim_id"] is not None,
        numbered=True,
    )


def _listed(
    connection: duckdb.DuckDBPyConnection,
    scope: str,
    is_total: Callable[[Row], bool],
    is_part: Callable[[Row], bool],
    *,
    numbered: bool = False,
) -> pl.DataFrame:
    """Shares of the claims listed under the first claim of the total in each document.

    Where no claim of the total is there, the parts are those that no other list holds.
    """
    totals: dict[tuple[str, str], list[Part]] = defaultdict(list)
    heads: dict[str, str] = {}
    found: dict[str, list[Part]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    for row in read_rows(connection, _AMOUNTS):
        document_id = row["document_id"]
        if is_total(row):
            heads.setdefault(document_id, row["claim_id"])
            totals[document_id, scope].append(Part.of(row, scope=scope, key="total"))
        elif is_part(row) and row["parent_claim_id"] in (None, heads.get(document_id)):
            position = len(found[document_id]) + 1
            key = str(row["subject_key"] or position).removeprefix(f"{scope}/")
            key = f"use/{position:03d}" if numbered else key
            if (document_id, key) not in seen:  # a sentence further on may repeat a figure
                seen.add((document_id, key))
                found[document_id].append(Part.of(row, scope=scope, key=key))
    return share_frame([part for parts in found.values() for part in parts], totals)
