"""Performance targets beside the money of their project: asked for less, or paid less?

Not done here: what counts as raised or lowered (``demands``).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from analysis.measures.demands import PATHS
from analysis.measures.frames import INTEGER, TEXT, Columns, make_frame
from analysis.measures.points import project_points
from analysis.measures.reading import documents
from analysis.measures.series import CHANGE_COLUMNS, series_rows
from analysis.measures.targets import indicator_rows
from analysis.measures.traced import Traced

if TYPE_CHECKING:
    import duckdb
    import polars as pl

__all__ = ["targets_and_money"]

_MOVES = PATHS[:6]
_MONEY_COLUMNS: Columns = {
    "document_id": TEXT,
    "fiscal_year": INTEGER,
    "project_id": TEXT,
    "name": TEXT,
    **CHANGE_COLUMNS,
    **{path: INTEGER for path in _MOVES},
    "money": TEXT,
    "targets": TEXT,
    "pattern": TEXT,
}


def targets_and_money(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Return each project's money of the year beside what became of its annual targets.

    Columns: document_id, fiscal_year, project_id, name; amount_wan, previous_wan, change_wan,
    change_pct; the number of its annual indicators raised, kept, lowered, new, dropped,
    not_comparable; money (rose, fell, unchanged, unknown); targets (raised, lowered, mixed, kept,
    unknown; a dropped target counts as lowered, a new one as raised); pattern, such as
    ``lowered_while_money_fell``.
    """
    taken: dict[tuple[str, str], Counter[str]] = {}
    for row in indicator_rows(connection):
        if row["horizon"] == "annual":
            taken.setdefault((row["document_id"], row["scope"]), Counter())[row["path"]] += 1
    keys, rows = documents(connection), []
    for row in series_rows(project_points(connection)[0]):
        if row["fiscal_year"] != keys[row["document_id"]].fiscal_year:
            continue
        paths = taken.get((row["document_id"], row["project_id"]), Counter())
        money, targets = _money(row["change_wan"]), _targets(paths)
        rows.append(
            {
                **{n: row[n] for n in ("document_id", "fiscal_year", "project_id", "name")},
                **{n: row[n] for n in CHANGE_COLUMNS},
                **{path: paths[path] for path in _MOVES},
                "money": money,
                "targets": targets,
                "pattern": f"{targets}_while_money_{money}",
            }
        )
    return make_frame(rows, _MONEY_COLUMNS, ["document_id", "project_id"])


def _money(change: Traced) -> str:
    if change.value is None:
        return "unknown"
    return "rose" if change.value > 0 else "fell" if change.value < 0 else "unchanged"


def _targets(paths: Counter[str]) -> str:
    up, down = paths["raised"] + paths["new"], paths["lowered"] + paths["dropped"]
    if up and down:
        return "mixed"
    if up or down:
        return "raised" if up else "lowered"
    return "kept" if paths["kept"] else "unknown"
