"""Finding stored figures by address, name, printed number or sentence.

Not done here: showing where they are printed (``context``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb

# Texts that speak of a figure, by the table that holds them.
_TEXTS = """
    SELECT figure_id, subject AS text, sentence FROM claim
    UNION ALL SELECT figure_id, component, sentence FROM project_year
    UNION ALL SELECT result_figure_id, formula, sentence FROM derivation
    UNION ALL SELECT figure_id, item, NULL FROM summary_line
    UNION ALL SELECT figure_id, project_id || ' ' || item, NULL FROM project_detail
    UNION ALL SELECT figure_id, project_id || ' ' || source, NULL FROM project_funding
    UNION ALL SELECT target_figure_id, level3, NULL FROM indicator
    UNION ALL SELECT last_year_figure_id, level3, NULL FROM indicator
    UNION ALL SELECT year_before_last_figure_id, level3, NULL FROM indicator
    UNION ALL SELECT total_figure_id, name, NULL FROM project
    UNION ALL SELECT current_figure_id, name, NULL FROM project
"""
_FIND = f"""
WITH texts AS (
    SELECT figure_id, string_agg(text, ' ') AS text, any_value(sentence) AS sentence
    FROM ({_TEXTS}) WHERE figure_id IS NOT NULL GROUP BY figure_id
)
SELECT
    figure.figure_id, document.file_name, document.format, document.sha256, figure.table_kind,
    figure.row_name, figure.column_key, figure.fiscal_year, figure.printed, figure.unit_word,
    figure.value, figure.unit, figure.amount_wan, figure.cell_state, figure.reading,
    figure.reading_note, figure.page, figure.line, figure.col, figure.x0, figure.top,
    texts.sentence
FROM figure
JOIN document USING (document_id)
LEFT JOIN texts USING (figure_id)
WHERE figure.figure_id = $1 OR (
    NOT EXISTS (SELECT 1 FROM figure WHERE figure_id = $1) AND (
        contains(lower(figure.figure_id), lower($1))
        OR contains(figure.row_name, $1)
        OR replace(figure.printed, ',', '') = replace($1, ',', '')
        OR contains(texts.text, $1)
        OR contains(texts.sentence, $1)
    )
)
ORDER BY figure.document_id, figure.page NULLS FIRST, figure.line, figure.col, figure.figure_id
"""


def find_figures(connection: duckdb.DuckDBPyConnection, words: str) -> list[dict[str, Any]]:
    """Return the figures that ``words`` name, in the order in which they are printed.

    A complete figure_id gives that figure alone. Otherwise every figure is returned whose id
    holds the words, or whose row name, item, indicator or sentence does, or that is printed so
    (thousands commas aside). Each is a dict of the columns of ``figure`` with the file's name and
    hash and the sentence in which it stands, if any.
    """
    result = connection.execute(_FIND, [words.strip()])
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
