"""The “three public” expenses (三公经费): overseas travel, vehicles, official reception.

Not done here: adding the items up or judging them (``analysis.checks``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from analysis.measures.changes import Change, read_changes
from analysis.measures.frames import EXACT, INTEGER, TEXT, Columns, make_frame
from analysis.measures.reading import DocumentKey, Row, documents, read_rows
from analysis.measures.series import CHANGE_COLUMNS, change_cells
from analysis.measures.traced import UNKNOWN, Traced, printed

if TYPE_CHECKING:
    import duckdb
    import polars as pl

__all__ = ["three_public_cells", "three_public_changes"]

_QUERY = """
    SELECT document_id, fiscal_year, item, amount_wan, cell_state, figure_id
    FROM three_public ORDER BY document_id, fiscal_year, item
"""
_COLUMNS: Columns = {
    "document_id": TEXT,
    "unit_name": TEXT,
    "fiscal_year": INTEGER,
    "item": TEXT,
    **CHANGE_COLUMNS,
    "stated_pct": EXACT,
    "status": TEXT,
    "previous_origin": TEXT,
}
_Place: TypeAlias = tuple[str, int, str]
_ITEMS = ("total", "overseas", "vehicles", "vehicle_purchase", "vehicle_running", "reception")


def three_public_cells(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """The cells of the tables, with document_id, fiscal_year, item and cell_state."""
    return read_rows(connection, _QUERY)


def three_public_changes(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Return the “three public” expenses (三公经费), total and items, with their change.

    Columns: document_id, unit_name, fiscal_year, item (total, overseas, vehicles, vehicle_purchase,
    vehicle_running, reception), amount_wan, previous_wan, change_wan, change_pct, stated_pct,
    status (value, zero, blank, dash, …; not_stated), previous_origin (``table`` where the document
    prints last year's amount in its table, ``derived`` where it follows from the stated change,
    ``last_document`` where it tells neither and last year's document of the unit has it).
    Amounts come from the table, or from the prose where the table has none.
    """
    keys = documents(connection)
    said: dict[_Place, Change] = {}
    for change in read_changes(connection):
        if item := change.three_public:
            year = change.about["fiscal_year"]
            said.setdefault((change.document.document_id, year, item), change)
    amounts: dict[_Place, Traced] = {}
    states: dict[_Place, str | None] = {}
    for row in three_public_cells(connection):
        place = (row["document_id"], row["fiscal_year"], row["item"])
        amounts[place] = printed(row["amount_wan"], row["figure_id"])
        states[place] = row["cell_state"]
    last_year = _by_series(keys, amounts)
    rows = []
    for place in dict.fromkeys([*amounts, *said]):
        document_id, year, item = place
        change = said.get(place, Change(keys[document_id], {}))
        amount = amounts.get(place, UNKNOWN)
        amount = amount if amount.is_known else change.amount
        in_table = amounts.get((document_id, year - 1, item), UNKNOWN)
        cells = change_cells(amount, in_table) if in_table.is_known else change.cells(amount)
        origin = "table" if in_table.is_known else "derived"
        if not cells["previous_wan"].is_known and year == keys[document_id].fiscal_year:
            earlier = last_year.get((keys[document_id].series, year - 1, item), UNKNOWN)
            if earlier.is_known:
                cells, origin = change_cells(amount, earlier), "last_document"
        rows.append(
            {
                "document_id": document_id,
                "unit_name": keys[document_id].unit_name,
                "fiscal_year": year,
                "item": item,
                "stated_pct": change.stated_pct(),
                "status": states.get(place) or ("value" if amount.is_known else "not_stated"),
                "previous_origin": origin if cells["previous_wan"].is_known else None,
                **cells,
            }
        )
    rows.sort(key=lambda row: _ITEMS.index(row["item"]) if row["item"] in _ITEMS else len(_ITEMS))
    return make_frame(rows, _COLUMNS, ["document_id", "fiscal_year"])


def _by_series(
    keys: Mapping[str, DocumentKey], amounts: Mapping[_Place, Traced]
) -> dict[tuple[tuple[str, str | None], int, str], Traced]:
    """What the documents of a unit and kind print of their own year, by that, year and item."""
    return {
        (keys[document_id].series, year, item): amount
        for (document_id, year, item), amount in amounts.items()
        if amount.is_known and year == keys[document_id].fiscal_year
    }
