"""Rows of measures as what charts and tables show: names translated, labels written.

Not done here: choosing the rows (the sections), drawing (``charts``), the look of tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import great_tables as gt
import polars as pl

from analysis.briefing import tables
from analysis.briefing.content.context import Row
from analysis.briefing.content.phrases import joined, sentences
from analysis.briefing.content.quantities import quantity
from analysis.briefing.markdown import Markdown
from analysis.briefing.names import both, inline, name
from analysis.briefing.report import Report
from analysis.measures.columns import decimal_columns
from analysis.measures.quantity import Quantity

__all__ = [
    "bar_rows",
    "by_size",
    "has_amount",
    "listed",
    "part_list",
    "row_name",
    "share_table",
    "tabled",
    "told_apart",
    "whole",
    "with_original",
]

_MONEY = pl.Decimal(38, 6)


def has_amount(row: Row) -> bool:
    """Whether there is something to draw: a printed amount that is not zero."""
    return bool(row["amount_wan"])


def by_size(rows: Iterable[Row]) -> list[Row]:
    """Rows with the largest amount first; what is left over (``remainder``) last."""
    return sorted(
        rows, key=lambda row: (row["key"] == "remainder", -(row["amount_wan"] or Decimal(0)))
    )


def bar_rows(report: Report, rows: Iterable[Row], level: int = 1) -> pl.DataFrame:
    """Rows of shares for ``charts.bars``: name, original, level, amount, share (both with their
    sources), label.
    """
    data: list[dict[str, Any]] = [
        {
            "code": row["key"],
            "name": row_name(report, row),
            "original": row["name"],
            "level": level,
            **report.sourced(
                amount=quantity(row, "amount_wan"), share=quantity(row, "share_pct", 1)
            ),
            "label": report.plain(
                "mark.share",
                amount=quantity(row, "amount_wan"),
                share=quantity(row, "share_pct", 1),
            ),
        }
        for row in rows
    ]
    schema: dict[str, pl.DataType] = {
        "code": pl.String(),
        "name": pl.String(),
        "original": pl.String(),
        "level": pl.Int64(),
        "amount": _MONEY,
        "amount_src": pl.String(),
        "share": pl.Decimal(38, 1),
        "share_src": pl.String(),
        "label": pl.String(),
    }
    columns = {name: [row[name] for row in data] for name in schema}
    return pl.DataFrame({**columns, **decimal_columns(columns, schema)}, schema=schema)


def told_apart(report: Report, frame: pl.DataFrame) -> pl.DataFrame:
    """The rows of a chart with its code behind each name that several of a level have.

    Every class has its general administrative affairs, and two names may share one in English.
    """
    shared = frame.select(pl.struct("level", "name").is_duplicated()).to_series()
    names = [
        report.plain("name.coded", name=name, code=code) if several and code else name
        for name, code, several in zip(frame["name"], frame["code"], shared, strict=True)
    ]
    return frame.with_columns(name=pl.Series(names, dtype=pl.String))


def row_name(report: Report, row: Row) -> str:
    """The name of a row in the reader's language; a key of the measures where it has none."""
    if row["name"]:
        return name(row["name"], report.language)
    return report.called(f"part.{row['key']}", otherwise=str(row["key"]))


def part_list(report: Report, rows: Iterable[Row]) -> Markdown:
    """The parts of a whole in a sentence, each with its original name, amount and share."""
    said = []
    for row in rows:
        original = both(row["name"], report.language)
        said.append(
            report.say(
                "money.part",
                name=inline(original or row_name(report, row)),
                amount=quantity(row, "amount_wan"),
                share=quantity(row, "share_pct", 1),
            )
        )
    return joined(report, said)


def whole(rows: Sequence[Row]) -> Quantity:
    """What the parts are shares of: the total as printed, where one is printed."""
    printed = rows[0]["printed_total_wan"] is not None
    return quantity(rows[0], "printed_total_wan" if printed else "total_wan")


def listed(report: Report, frame: pl.DataFrame, *names: str) -> str:
    """The rows of a chart with their labels as one plain sentence, for its alt text.

    ``names``: the columns that name a row; left out, the column ``name``.
    """
    colon = report.plain("list.colon")
    return report.plain("list.semicolon").join(
        " ".join(str(row[column]) for column in names or ("name",)) + f"{colon}{row['label']}"
        for row in frame.iter_rows(named=True)
        if row["label"]
    )


def tabled(report: Report, wide: pl.DataFrame) -> str:
    """The rows of a table of counts in words, zeros left out, for the alt text of its chart."""
    comma = report.plain("list.comma")
    lines = []
    for row in wide.iter_rows(named=True):
        numbers = comma.join(f"{part} {n}" for part, n in row.items() if part != "name" and n)
        lines.append(report.plain("list.row", name=row["name"], numbers=numbers))
    return sentences(report, *lines)


def share_table(report: Report, frame: pl.DataFrame, *, code: bool = False) -> gt.GT:
    """The rows of a bar chart as a table: code, name, original, amount, share."""
    labels = {"code": report.plain("head.code")} if code else {}
    labels["name"] = report.plain("head.name")
    labels = with_original(report, labels)
    labels |= {"amount": report.plain("head.amount"), "share": report.plain("head.share")}
    bold = [i for i, level in enumerate(frame["level"]) if level == 1]
    return tables.build(frame, labels, bold_rows=bold if len(bold) < frame.height else ())


def with_original(report: Report, labels: Mapping[str, str]) -> dict[str, str]:
    """The labels with a column for the Chinese names, where the reader has them in English."""
    more = {"original": report.plain("head.original")} if report.language == "en" else {}
    return {**labels, **more}
