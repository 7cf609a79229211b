"""The glossary: terms of the field in both languages, with what they mean (``glossary.csv``).

Not done here: names of projects, items and indicators (``analysis.briefing.names``).
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache

import polars as pl

from analysis.briefing import tables
from analysis.briefing.markdown import Markdown
from analysis.briefing.numbers import TERMS
from analysis.briefing.report import Report

__all__ = ["glossary_table", "terms"]

_FILE = TERMS / "glossary.csv"


@cache
def terms() -> tuple[Mapping[str, str], ...]:
    """The terms: zh, en, meaning_en, meaning_zh, in the order of the file."""
    with _FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


def glossary_table(report: Report) -> Markdown:
    """Each term in both languages with what it means."""
    language = report.language
    rows = {
        "term": [term[language] for term in terms()],
        "original": [term["zh" if language == "en" else "en"] for term in terms()],
        "meaning": [term[f"meaning_{language}"] for term in terms()],
    }
    labels = {column: report.plain(f"glossary.{column}") for column in rows}
    return report.table(
        tables.build(pl.DataFrame(rows), labels, plain=rows),
        name="glossary",
        caption=report.say("glossary.caption"),
        widths=(22, 20, 58),
        size="8pt",
    )
