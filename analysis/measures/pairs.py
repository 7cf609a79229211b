"""Which two documents to set against each other.

Only documents of one unit and one kind make a pair. Not done here: comparing them (``structure``,
``moved``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.measures.reading import Row, read_rows

if TYPE_CHECKING:
    import duckdb

__all__ = ["NoSuchPair", "document_pairs", "previous_document"]

_DOCUMENTS = """
    SELECT document_id, unit_name, fiscal_year, document_kind FROM document
    ORDER BY unit_name, document_kind, fiscal_year, document_id
"""


class NoSuchPair(Exception):
    """No two documents fit what was asked for: what was asked, what there is."""


def document_pairs(
    connection: duckdb.DuckDBPyConnection, earlier: str, later: str, unit: str | None = None
) -> list[tuple[str, str]]:
    """Return the pairs (earlier document_id, later document_id) that two words name.

    Each word is a fiscal year or a document_id; two years name a pair for each unit and kind that
    has documents of both, narrowed to the units whose name holds ``unit``. Raises NoSuchPair.
    """
    rows = read_rows(connection, _DOCUMENTS)
    first, second = _named(rows, earlier, unit), _named(rows, later, unit)
    pairs = [
        (one["document_id"], other["document_id"])
        for one in first
        for other in second
        if one is not other and _line(one) == _line(other)
    ]
    if pairs:
        return pairs
    if first and second and {earlier, later} <= {row["document_id"] for row in rows}:
        return [(earlier, later)]  # asked for by name, whatever they are
    there = "; ".join(f"{r['document_id']} {r['unit_name']} {r['fiscal_year']}" for r in rows)
    raise NoSuchPair(
        f"no unit has a document both for {earlier} and for {later}"
        + (f" under the name {unit!r}" if unit else "")
        + f". The warehouse holds: {there or 'none'}. Name two years or two of these ids"
    )


def previous_document(connection: duckdb.DuckDBPyConnection, document_id: str) -> str | None:
    """Return the document of the same unit and kind for the latest year before; None without."""
    rows = read_rows(connection, _DOCUMENTS)
    (this,) = [row for row in rows if row["document_id"] == document_id]
    before = [
        row
        for row in rows
        if _line(row) == _line(this) and (row["fiscal_year"] or 0) < (this["fiscal_year"] or 0)
    ]
    return before[-1]["document_id"] if before else None


def _named(rows: list[Row], word: str, unit: str | None) -> list[Row]:
    return [
        row
        for row in rows
        if word in (row["document_id"], str(row["fiscal_year"]))
        and (unit is None or unit in (row["unit_name"] or ""))
    ]


def _line(row: Row) -> tuple[str | None, str | None]:
    return row["unit_name"], row["document_kind"]
