"""What every section starts from: the document that the briefing is about, and rows of measures.

Not done here: computing (``analysis.measures``), words (``words/*.yml``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

import polars as pl

from analysis import measures
from analysis.briefing.markdown import Markdown
from analysis.briefing.numbers import decimals
from analysis.briefing.report import Report
from analysis.briefing.words import entries
from analysis.checks.result import CheckResult
from analysis.checks.store import load_results
from analysis.measures.quantity import Quantity
from analysis.measures.reading import documents, latest_document

if TYPE_CHECKING:
    import duckdb

__all__ = [
    "Row",
    "Subject",
    "blocks",
    "check_results",
    "connection_of",
    "counted",
    "gap",
    "joined",
    "of_unit",
    "quantity",
    "rounded",
    "rows_of",
    "subject",
]

Row = Mapping[str, Any]
_CENTS = 2


@dataclass(frozen=True, slots=True)
class Subject:
    """The document that the briefing is about: that of the latest year."""

    document_id: str
    unit_name: str
    year: int


def connection_of(report: Report) -> duckdb.DuckDBPyConnection:
    """The warehouse of the report. Raises ValueError where it was opened without one."""
    if report.warehouse is None:
        raise ValueError("the report has no warehouse open")
    return report.warehouse


@cache
def subject(report: Report) -> Subject:
    """The document of the latest year; empty names where the warehouse holds none."""
    connection = connection_of(report)
    key = documents(connection).get(latest_document(connection) or "")
    if key is None:
        return Subject("", "", 0)
    return Subject(key.document_id, key.unit_name or "", key.fiscal_year or 0)


@cache
def rows_of(report: Report, measure: str) -> tuple[Row, ...]:
    """The rows that a measure has for the document of the briefing."""
    function: Callable[..., pl.DataFrame] = getattr(measures, measure)
    frame = function(connection_of(report))
    return tuple(frame.filter(pl.col("document_id") == subject(report).document_id).to_dicts())


@cache
def of_unit(report: Report, measure: str) -> tuple[Row, ...]:
    """The rows of a measure over the years of the report, each year as the unit told it last."""
    function: Callable[..., pl.DataFrame] = getattr(measures, measure)
    about = subject(report)
    same_unit = pl.col("unit_name") == about.unit_name
    mine = same_unit | (pl.col("document_id") == about.document_id)
    frame = function(connection_of(report), telling="latest").filter(mine)
    if report.scope is not None and report.scope.first_year is not None:
        shown = pl.col("fiscal_year").is_between(report.scope.first_year, report.scope.last_year)
        frame = frame.filter(shown)
    return tuple(frame.to_dicts())


@cache
def check_results(report: Report) -> tuple[CheckResult, ...]:
    """What the checks found in the document of the briefing."""
    return tuple(load_results(connection_of(report), subject(report).document_id))


def quantity(row: Row, column: str, places: int | None = None) -> Quantity:
    """A cell of a measure as a quantity; ``places`` rounds it for the eye (see ``rounded``).

    Money has two decimals at least, as it is printed.
    """
    found = measures.quantity_of(row, column)
    if places is not None:
        return rounded(found, places)
    short = found.value is not None and decimals(Decimal(found.value)) < _CENTS
    return rounded(found, _CENTS) if short and found.unit == "wan_yuan" else found


def rounded(value: Quantity, places: int = 1) -> Quantity:
    """The quantity to so many decimals, half up; its formula still gives it."""
    if value.value is None:
        return value
    step = Decimal(1).scaleb(-places)
    short = Decimal(value.value).quantize(step, rounding=ROUND_HALF_UP)
    return Quantity(short, value.unit, value.formula, value.figure_ids)


def counted(report: Report, number: int, key: str) -> Quantity:
    """A count, with what was counted in the language of the report."""
    return Quantity(number, "count", f"count: {report.plain(key)}")


def gap(report: Report, measure: str) -> Markdown:
    """Why a measure has no answer, or had to look elsewhere for it; empty where all is well."""
    notes, answered = [], None
    for row in rows_of(report, "gaps"):
        if row["measure"] != measure:
            continue
        table = row["title"] or _table(report, row["table_kind"])
        notes.append(report.say(f"gap.{row['reason']}", table=table))
        answered = answered or row["answered_by"]
    if not notes:
        return Markdown("")
    if answered:
        notes.append(report.say("gap.instead", table=_table(report, answered)))
    return Markdown("> " + _space(report).join(notes))


def _table(report: Report, kind: str) -> str:
    key = f"table.{kind}"
    return report.plain(key) if key in entries() else kind


def _space(report: Report) -> str:
    return "" if report.language == "zh" else " "


def joined(report: Report, parts: Iterable[str]) -> Markdown:
    """Parts of a sentence as a list: ``a, b and c``; ``a、b和c``. The parts are markdown."""
    parts = list(parts)
    if len(parts) < 2:
        return Markdown("".join(parts))
    head = report.plain("list.comma").join(parts[:-1])
    return Markdown(report.plain("list.and").join([head, parts[-1]]))


def blocks(*parts: str) -> Markdown:
    """Paragraphs, figures and tables below each other; empty ones are left out."""
    return Markdown("\n\n".join(part.strip("\n") for part in parts if part) + "\n")
