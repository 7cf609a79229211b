"""What the reader, not the document, changed: figures of the same bytes read otherwise than before.

A later document that tells last year's figure otherwise is a change of the source (table
``restatement``). A figure of one and the same file that differs from the last build is a change of
the reader, and is reported by the build; it is stored nowhere, because the same files must give the
same warehouse. Not done here: judging which reading is right.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from analysis.warehouse.report import Reread
from analysis.warehouse.schema import quote

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# A figure as people read it: what is printed, and what was made of it.
_SHOWN = """
    SELECT
        figure_id,
        concat_ws(' ', printed, unit_word, '=', rtrim(rtrim(value::VARCHAR, '0'), '.'), unit)
            AS shown
"""
_COMPARE = f"""
SELECT coalesce(now.figure_id, before.figure_id), before.shown, now.shown
FROM (
    {_SHOWN} FROM figure
    WHERE document_id IN (SELECT document_id FROM last_build.document)
) AS now
FULL JOIN (
    {_SHOWN} FROM last_build.figure
    WHERE document_id IN (SELECT document_id FROM document)
) AS before ON now.figure_id = before.figure_id
WHERE before.shown IS DISTINCT FROM now.shown
ORDER BY 1
"""


def find_reread(connection: DuckDBPyConnection, last: Path) -> list[Reread]:
    """Return the figures that the warehouse at ``last`` holds otherwise for the same files.

    Returns none where there is no such warehouse, or it is of another shape, or cannot be opened.
    """
    if not last.is_file():
        return []
    try:
        connection.execute(f"ATTACH {quote(str(last))} AS last_build (READ_ONLY)")
    except duckdb.Error:
        return []
    try:
        return [Reread(*row) for row in connection.execute(_COMPARE).fetchall()]
    except duckdb.Error:
        return []
    finally:
        connection.execute("DETACH last_build")
