"""What the checks say of each printed figure, and of each family of rules.

A figure is judged by the relations that it stands in. Not done here: testing them (``judge``),
naming suspects (``suspects``), what a finding means (``findings``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.checks.catalogue import rules
from analysis.checks.knowledge import read_yaml
from analysis.checks.relation import SEVERITIES
from analysis.warehouse.open import query

if TYPE_CHECKING:
    import duckdb
    import polars as pl

__all__ = ["figure_evidence", "verdict_counts"]

_FIGURES = """
WITH stands AS (
    SELECT DISTINCT document_id, check_id, verdict, severity,
           unnest(list_concat(left_figures, right_figures)) AS figure_id
    FROM check_result
),
counted AS (
    SELECT document_id, figure_id,
           count(*) FILTER (verdict IN ('exact', 'rounding')) AS holds,
           count(*) FILTER (verdict = 'contradiction') AS fails,
           min(list_position($2::VARCHAR[], severity)) FILTER (verdict = 'contradiction') AS grave
    FROM stands GROUP BY ALL
),
named AS (
    SELECT document_id, figure_id, count(*) AS suspected
    FROM (
        SELECT document_id, unnest(suspects) AS figure_id
        FROM check_result WHERE verdict = 'contradiction'
    ) GROUP BY ALL
),
judged AS (
    SELECT figure.*, coalesce(holds, 0) AS holds, coalesce(fails, 0) AS fails,
           coalesce(suspected, 0) AS suspected, list_extract($2::VARCHAR[], grave) AS severity
    FROM figure
    LEFT JOIN counted USING (document_id, figure_id)
    LEFT JOIN named USING (document_id, figure_id)
    WHERE $1 IS NULL OR document_id = $1
)
SELECT document_id, figure_id, table_kind, row_name, column_key, fiscal_year, printed, unit_word,
       page, line, reading, reading_note, holds, fails, suspected, severity,
       CASE WHEN suspected > 0 THEN 'suspected'
            WHEN fails > 0 THEN 'contradicted'
            WHEN reading = 'uncertain' THEN 'uncertain'
            WHEN holds > 0 THEN 'borne_out'
            ELSE 'untested' END AS standing
FROM judged
ORDER BY document_id, list_position($2::VARCHAR[], severity) NULLS LAST,
         suspected DESC, holds, page NULLS FIRST, line, col, figure_id
"""
_COUNTS = """
WITH families AS (
    SELECT unnest($2::STRUCT(rule VARCHAR, family INTEGER, title VARCHAR)[], max_depth := 2)
)
SELECT document_id, family, title,
       count(*) FILTER (verdict = 'exact') AS exact,
       count(*) FILTER (verdict = 'rounding') AS rounding,
       count(*) FILTER (verdict = 'contradiction') AS contradiction,
       count(*) FILTER (verdict = 'not_checkable') AS not_checkable,
       count(*) AS relations
FROM check_result JOIN families USING (rule)
WHERE $1 IS NULL OR document_id = $1
GROUP BY ALL ORDER BY document_id, family
"""


def figure_evidence(
    connection: duckdb.DuckDBPyConnection, document_id: str | None = None
) -> pl.DataFrame:
    """Return each printed figure with the relations that bear it out and those that do not.

    Columns: document_id, figure_id, table_kind, row_name, column_key, fiscal_year, printed,
    unit_word, page, line, reading, reading_note; holds and fails (relations with the figure that
    hold, or cannot), suspected (contradictions that name it as a cell to doubt), severity (of the
    gravest contradiction it stands in); standing: suspected, contradicted (in a contradiction, not
    among its suspects), uncertain (more than one reading), borne_out, untested (in no
    relation that could be decided). What one should doubt most comes first.
    """
    return query(connection, _FIGURES, [document_id, list(SEVERITIES)])


def verdict_counts(
    connection: duckdb.DuckDBPyConnection, document_id: str | None = None
) -> pl.DataFrame:
    """Return how many relations of each family of rules came to which verdict.

    Columns: document_id, family (its number in docs/checks.md), title; exact, rounding,
    contradiction, not_checkable, relations. A family that tested nothing has no row.
    """
    titles = read_yaml("page")["families"]
    known = [{"rule": r.id, "family": r.family, "title": titles[r.family]} for r in rules()]
    return query(connection, _COUNTS, [document_id, known])
