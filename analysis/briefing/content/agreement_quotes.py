"""The printed figures behind a finding: value, place, and the sentence in which each stands.

Not done here: adding the figures of a side up (``agreement_sides``), wording.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from analysis.briefing.content.context import check_results, connection_of
from analysis.briefing.content.phrases import table_name
from analysis.briefing.markdown import Markdown
from analysis.briefing.names import both, inline
from analysis.briefing.report import Report
from analysis.disclosure.units import measure_word
from analysis.measures import Quantity
from analysis.sources.address import cell_name

if TYPE_CHECKING:
    import duckdb

__all__ = ["Quote", "place", "quoted", "quotes", "span", "value"]

_TEXTS = """
    SELECT figure_id, sentence FROM claim
    UNION ALL SELECT figure_id, sentence FROM project_year
    UNION ALL SELECT result_figure_id, sentence FROM derivation
"""
_TARGETS = """
    SELECT target_figure_id AS figure_id, target AS text FROM indicator
    UNION ALL SELECT last_year_figure_id, last_year FROM indicator
    UNION ALL SELECT year_before_last_figure_id, year_before_last FROM indicator
"""
_QUERY = f"""
    SELECT f.figure_id, f.table_kind, f.row_key, f.row_name, f.value, f.unit, f.amount_wan,
           f.page, f.line, f.reading, f.printed, f.quote,
           min(s.sentence) AS sentence, min(t.text) AS target, min(p.name) AS project_name,
           f.unit_word, d.format, f.x0, f.top
    FROM figure f
    JOIN document d ON d.document_id = f.document_id
    LEFT JOIN ({_TEXTS}) s USING (figure_id)
    LEFT JOIN ({_TARGETS}) t USING (figure_id)
    LEFT JOIN project p
        ON p.document_id = f.document_id AND p.project_id = split_part(f.row_key, '.', 1)
        AND f.table_kind IN ('project_sheet', 'indicator')
    WHERE f.figure_id IN (SELECT unnest(?::VARCHAR[]))
    GROUP BY ALL
"""
_UNITS = {"percent": "percent", "yuan": "yuan", "wan_yuan": "wan_yuan"}


@dataclass(frozen=True, slots=True)
class Quote:
    """A printed figure and what stands around it; ``target`` is an indicator's value as printed."""

    figure_id: str
    table_kind: str
    row_key: str
    row_name: str | None
    value: Decimal | None
    unit: str | None
    amount_wan: Decimal | None
    page: int | None
    line: int | None
    reading: str
    printed: str
    line_text: str | None
    sentence: str | None
    target: str | None
    project_name: str | None
    unit_word: str | None = None
    format: str = "text"
    x0: Decimal | None = None
    top: Decimal | None = None

    @property
    def cell(self) -> str | None:
        """The cell of a workbook, as E29; its page is the sheet. None in other files."""
        return cell_name(self.format, self.x0, self.top)

    @property
    def known(self) -> Decimal | None:
        """The value as passports compute with it: money in 万元."""
        return self.amount_wan if self.amount_wan is not None else self.value

    @property
    def measure(self) -> str:
        """The unit of a measure as printed (平方米); empty for money, rates, counts."""
        return measure_word(self.unit_word)

    @property
    def said(self) -> str | None:
        """The sentence in which it stands, or its printed row; None for a number by itself."""
        if self.sentence or not self.line_text:
            return self.sentence
        row = " ".join(self.line_text.split())
        return row if row != self.printed else None

    @property
    def quantity(self) -> Quantity:
        """The figure as a number with its source; what is printed in 元 stays in 元."""
        ids = (self.figure_id,)
        if self.unit == "yuan" and self.value is not None:
            return Quantity(self.value.normalize() + 0, "yuan", "f1 * 10000", ids)
        unit = "wan_yuan" if self.amount_wan is not None else _UNITS.get(self.unit or "", "count")
        unit = f"{unit}:{self.measure}" if self.measure else unit
        return Quantity(self.known, unit, "f1", ids)


def quotes(connection: duckdb.DuckDBPyConnection, figures: Iterable[str]) -> Mapping[str, Quote]:
    """The figures of these ids, by id; an id that the warehouse does not have is left out."""
    rows = connection.execute(_QUERY, [sorted(set(figures))]).fetchall()
    return {row[0]: Quote(*row) for row in rows}


def quoted(report: Report, figures: Iterable[str]) -> dict[str, Quote]:
    """The same for the cards of a report: what all its findings name is looked up at once."""
    known = _of_findings(report)
    return {figure: known[figure] for figure in figures if figure in known}


@cache
def _of_findings(report: Report) -> Mapping[str, Quote]:
    named = (
        (*result.left_figures, *result.right_figures, *result.suspects)
        for result in check_results(report)
        if result.verdict == "contradiction"
    )
    return quotes(connection_of(report), chain.from_iterable(named))


def span(report: Report, found: Iterable[Quote]) -> str:
    """On which lines (or pages, or sheets) figures stand: “lines 12 to 90”, “sheet 3, cell E29”."""
    found = list(found)
    by_page = all(quote.page is not None for quote in found)
    key = "line" if not by_page else "sheet" if all(quote.cell for quote in found) else "page"
    if by_page and len(found) == 1:
        (one,) = found
        page, line, cell = one.page or 0, one.line or 0, one.cell or ""
        return report.plain(f"card.on_{key}", page=page, line=line, cell=cell)
    places = [(quote.page if by_page else quote.line) or 0 for quote in found]
    first, last = min(places), max(places)
    if first == last:
        return report.plain(f"card.{key}", first=first)
    return report.plain(f"card.{key}s", first=first, last=last)


def place(report: Report, quote: Quote) -> Markdown:
    """Where a figure stands: table, row, line."""
    table, line = table_name(report, quote.table_kind), span(report, [quote])
    if not quote.row_name:
        return report.say("card.place_only", table=table, line=line)
    row = inline(both(quote.row_name, report.language, quote.table_kind))
    return report.say("card.place", table=table, row=row, line=line)


def value(report: Report, quote: Quote) -> Markdown:
    """The figure; a target as it is printed, with its sign (≥ 90 %)."""
    if quote.target is None:
        return report.number(quote.quantity, "exact")
    return report.passports.mark(quote.quantity, quote.target)
