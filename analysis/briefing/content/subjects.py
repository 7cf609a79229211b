"""What the prose speaks of, by its key: a subject of the field, or a line of a table by its code.

Not done here: the words themselves (``words/agreement.yml``).
"""

from __future__ import annotations

from analysis.briefing.content.context import connection_of, subject
from analysis.briefing.names import both
from analysis.briefing.report import Report

__all__ = ["subject_name"]

_NAME = """
    SELECT name FROM budget_line
    WHERE document_id = $1 AND code = $2 AND classification = 'function' AND name IS NOT NULL
    ORDER BY table_kind, column_key
"""


def subject_name(report: Report, key: str) -> str:
    """What a line is called: a subject of the field, or by its code as the document names it."""
    kind, _, code = key.partition("/")
    printed = None
    if kind == "function":
        row = connection_of(report).execute(_NAME, [subject(report).document_id, code]).fetchone()
        printed = row[0] if row else None
    return report.called(f"subject.{key}", otherwise=both(printed, report.language) or key)
