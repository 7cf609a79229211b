"""A table of lines in two years: last year's amount, this year's, the change, in money and percent.

Not done here: choosing the lines, and what they are called.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
from great_tables import GT

from analysis.briefing import tables
from analysis.briefing.content.context import Row, subject
from analysis.briefing.content.quantities import quantity
from analysis.briefing.report import Report
from analysis.measures.columns import frame_of

__all__ = ["table_of_two_years"]

_COLUMNS = ("previous", "amount", "change", "pct")
_TYPES = {
    **{column: pl.Decimal(38, 6) for column in _COLUMNS[:3]},
    "pct": pl.Decimal(38, 1),
    **{f"{column}_src": pl.String() for column in _COLUMNS},
}


def table_of_two_years(
    report: Report, rows: Sequence[Row], names: Sequence[str], bold_rows: Sequence[int] = ()
) -> GT:
    """Return the rows of a measure of changes as a table; a column without any value is left out.

    Each row has ``previous_wan``, ``amount_wan`` and ``change_wan`` (万元) and ``change_pct`` (%)
    with their figures; ``names`` are what the rows are called, ``bold_rows`` count from 0.
    """
    year = subject(report).year
    frame = frame_of(
        [
            {
                "name": name,
                **report.sourced(
                    previous=quantity(row, "previous_wan"),
                    amount=quantity(row, "amount_wan"),
                    change=quantity(row, "change_wan"),
                    pct=quantity(row, "change_pct", 1),
                ),
            }
            for row, name in zip(rows, names, strict=True)
        ],
        _TYPES,
    )
    labels = {
        "name": report.plain("head.name"),
        "previous": report.plain("head.previous", year=year - 1),
        "amount": report.plain("head.current", year=year),
        "change": report.plain("head.change"),
        "pct": report.plain("head.change_pct"),
    }
    shown = {c: said for c, said in labels.items() if frame[c].null_count() < frame.height}
    return tables.build(frame, shown, bold_rows=bold_rows, blank="—")
