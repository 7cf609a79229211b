"""What a project's sheet tells beside its budgets: what the money buys, and why it changed.

Not done here: sources of the money (``shares``), the budgets over the years (``trends``).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import polars as pl

from analysis.measures.frames import INTEGER, TEXT
from analysis.measures.levels import Part, share_frame
from analysis.measures.reading import read_rows

if TYPE_CHECKING:
    import duckdb

__all__ = ["detail_shares", "stated_reasons"]

_DETAILS = """
    SELECT p.document_id, d.fiscal_year, p.project_id, p.seq, p.item AS name, p.amount_wan,
           p.cell_state, p.figure_id, f.step, f.unit
    FROM project_detail p JOIN document d USING (document_id) LEFT JOIN figure f USING (figure_id)
    ORDER BY p.document_id, p.project_id, p.seq
"""
_REASONS = """
    SELECT document_id, project_id, subject_key, direction, reason, named_key, line
    FROM reason ORDER BY document_id, line, reason_id
"""


def detail_shares(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Shares of the expenditure lines of each project (项目支出明细).

    Columns: ``levels.SHARE_COLUMNS``; scope is the project, key ``detail/<position in the sheet>``.
    """
    parts: list[Part] = []
    totals: dict[tuple[str, str], list[Part]] = defaultdict(list)
    for row in read_rows(connection, _DETAILS):
        part = Part.of(row, scope=row["project_id"], key=f"detail/{row['seq']:03d}")
        if row["seq"] == 0:
            totals[part.document_id, part.scope].append(part)
        else:
            parts.append(part)
    return share_frame(parts, totals)


def stated_reasons(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Return the reasons that the document gives for changes, in its own order.

    Columns: document_id, project_id (null outside project sheets), subject_key (what changed),
    direction (up, down, unchanged), reason (as printed), named_key (the line that the reason
    names), line. A text, not a measurement: there are no ``figure_ids``.
    """
    kinds: dict[str, pl.DataType] = {
        name: TEXT
        for name in ("document_id", "project_id", "subject_key", "direction", "reason", "named_key")
    }
    rows = read_rows(connection, _REASONS)
    return pl.DataFrame(rows, schema={**kinds, "line": INTEGER}, orient="row")
