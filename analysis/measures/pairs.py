"""Which two documents to set against each other.

Only documents of one unit and one kind make a pair. Not done here: comparing them (``structure``,
``moved``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.measures.reading import documents

if TYPE_CHECKING:
    import duckdb

__all__ = ["NoSuchPair", "document_pairs", "previous_document"]


class NoSuchPair(Exception):
    """No two documents fit what was asked for: what was asked, what there is."""


def document_pairs(
    connection: duckdb.DuckDBPyConnection, earlier: str, later: str, unit: str | None = None
) -> list[tuple[str, str]]:
    """Return the pairs (earlier document_id, later document_id) that two words name.

    Each word is a fiscal year or a document_id; two years name a pair for each unit and kind that
    has documents of both, narrowed to the units whose name holds ``unit``. Raises NoSuchPair.
    """
    known = documents(connection).values()
    first, second = ([key for key in known if key.is_named(w, unit)] for w in (earlier, later))
    pairs = [
        (one.document_id, other.document_id)
        for one in first
        for other in second
        if one is not other and one.series == other.series
    ]
    if pairs:
        return sorted(pairs)
    if first and second and {earlier, later} <= {key.document_id for key in known}:
        return [(earlier, later)]  # asked for by name, whatever they are
    there = "; ".join(f"{key.document_id} {key.unit_name} {key.fiscal_year}" for key in known)
    raise NoSuchPair(
        f"no unit has a document both for {earlier} and for {later}"
        + (f" under the name {unit!r}" if unit else "")
        + f". The warehouse holds: {there or 'none'}. Name two years or two of these ids"
    )


def previous_document(connection: duckdb.DuckDBPyConnection, document_id: str) -> str | None:
    """Return the document of the same unit and kind for the latest year before; None without."""
    known = documents(connection)
    this = known[document_id]
    before = [
        key.document_id
        for key in known.values()
        if key.series == this.series and (key.fiscal_year or 0) < (this.fiscal_year or 0)
    ]
    return before[-1] if before else None
