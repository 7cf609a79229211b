"""The same address in two documents: which amounts moved, and by how much.

An address is a table with its row and column, or a project with its part. A renamed project or code
is followed where ``data/links.csv`` names it. What only one document prints has no change: unknown
is not zero. Not done here: figures of the prose, whose running numbers are no address.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from analysis.measures.frames import TEXT, Columns, make_frame
from analysis.measures.linked import read_links
from analysis.measures.reading import documents, read_rows
from analysis.measures.series import CHANGE_COLUMNS, change_cells
from analysis.measures.traced import UNKNOWN, Traced, printed

if TYPE_CHECKING:
    import duckdb
    import polars as pl

__all__ = ["moved_figures"]

_COLUMNS: Columns = {
    "place": TEXT,
    "row": TEXT,
    "column": TEXT,
    "name": TEXT,
    **CHANGE_COLUMNS,
    "status": TEXT,
}
_QUERY = """
    SELECT table_kind AS place, code AS row, column_key AS column, name, amount_wan, figure_id,
           'code' AS kind
    FROM budget_line WHERE document_id = $1
    UNION ALL
    SELECT table_kind, side || '/' || item_key, column_key, item, amount_wan, figure_id, ''
    FROM summary_line WHERE document_id = $1
    UNION ALL
    SELECT 'three_public', item, 'total', item, amount_wan, figure_id, ''
    FROM three_public JOIN document USING (document_id, fiscal_year) WHERE document_id = $1
    UNION ALL
    SELECT 'overall_funds', side || '/' || item_key, 'total', item, amount_wan, figure_id, ''
    FROM yearly_total JOIN document USING (document_id, fiscal_year) WHERE document_id = $1
    UNION ALL
    SELECT 'project', project_id, 'current', name, current_wan, current_figure_id, 'project'
    FROM project WHERE document_id = $1
    UNION ALL
    SELECT 'project', project_id, 'total', name, total_wan, total_figure_id, 'project'
    FROM project WHERE document_id = $1
    UNION ALL
    SELECT 'project_funding', project_id, source_key, source, amount_wan, figure_id, 'project'
    FROM project_funding WHERE document_id = $1
    UNION ALL
    SELECT 'project_detail', project_id, item, item, amount_wan, figure_id, 'project'
    FROM project_detail WHERE document_id = $1 AND seq > 0
    ORDER BY ALL
"""
_Cells: TypeAlias = dict[tuple[str, str, str], tuple[str, Traced]]


def moved_figures(connection: duckdb.DuckDBPyConnection, earlier: str, later: str) -> pl.DataFrame:
    """Return the amounts that differ between two documents at the same address.

    Columns: place (table_kind, overall_funds, project, project_funding, project_detail), row,
    column, name (as the later document has it), amount_wan (of the later document), previous_wan
    (of the earlier), change_wan, change_pct, status (moved; new or gone where only one document
    prints an amount there: then the change is unknown). Largest change first, then what is new or
    gone by its amount.
    """
    before, now = (_cells(connection, document) for document in (earlier, later))
    rows = []
    for address in dict.fromkeys([*now, *before]):
        name, amount = now.get(address, ("", UNKNOWN))
        old_name, previous = before.get(address, ("", UNKNOWN))
        if amount.value == previous.value:
            continue
        both = amount.is_known and previous.is_known
        rows.append(
            {
                **dict(zip(("place", "row", "column"), address, strict=True)),
                "name": name or old_name,
                **change_cells(amount, previous),
                "status": "moved" if both else "new" if amount.is_known else "gone",
            }
        )
    rows.sort(key=_by_size)
    return make_frame(rows, _COLUMNS, [])


def _by_size(row: dict[str, Any]) -> tuple[Any, ...]:
    sizes = [row[name].value for name in ("change_wan", "amount_wan", "previous_wan")]
    size = next(abs(value) for value in sizes if value is not None)
    return row["status"] != "moved", -size, row["place"], row["row"], row["column"]


def _cells(connection: duckdb.DuckDBPyConnection, document: str) -> _Cells:
    rows = read_rows(connection, _QUERY, [document])
    year = documents(connection)[document].fiscal_year
    latest = {
        kind: read_links(connection, kind).of_document(
            sorted({row["row"] for row in rows if row["kind"] == kind}), year
        )
        for kind in ("code", "project")
    }
    cells: _Cells = {}
    for row in rows:
        key = str(latest.get(row["kind"], {}).get(row["row"], row["row"]))
        address = (str(row["place"]), key, str(row["column"] or ""))
        cells.setdefault(address, (row["name"] or "", printed(row["amount_wan"], row["figure_id"])))
    return cells
