"""What a cell of report.qmd holds in its hand: language, warehouse, words, charts, tables, sources.

``open_report()`` reads ``BUDGET_LANG`` (en, zh; en when unset) and ``BUDGET_WAREHOUSE`` (a path;
the project's own warehouse when unset), so that Quarto and the
embedded renderer hand over their parameters in the same way.

Not done here: content (modules of ``analysis.briefing``), rendering (``analysis.briefing.render``).
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from analysis.briefing import tables, theme
from analysis.briefing.markdown import Markdown, attribute, escape
from analysis.briefing.numbers import Language
from analysis.briefing.passport import Passports
from analysis.briefing.words import Slot, Words
from analysis.measures.quantity import Quantity

if TYPE_CHECKING:
    import altair as alt
    import duckdb
    import great_tables as gt

__all__ = ["DrawnChart", "Report", "open_report"]

_OTHER: dict[Language, tuple[Language, str]] = {
    "en": ("zh", "report.zh.html"),
    "zh": ("en", "report.html"),
}
_TYPST_LANG = {"en": ("en", "us"), "zh": ("zh", "cn")}


@dataclass(frozen=True, slots=True)
class DrawnChart:
    """A chart that the report shows, and what it says in words."""

    chart: alt.TopLevelMixin
    alt_text: str


class Report:
    """One language of the briefing while its cells run."""

    def __init__(self, language: Language, warehouse: duckdb.DuckDBPyConnection | None) -> None:
        self.language: Language = language
        self.warehouse = warehouse
        self.passports = Passports(warehouse, language)
        self.words = Words(language, self.passports.mark)
        self.charts: dict[str, DrawnChart] = {}  # those shown so far, by name
        theme.enable()

    def say(self, key: str, /, **slots: Slot) -> Markdown:
        """The sentence ``key`` of ``words/*.yml`` with its slots filled; see ``words.py``."""
        return self.words.say(key, **slots)

    def plain(self, key: str, /, **slots: Slot) -> str:
        """The same as plain text: chart titles, axis and column labels, alt texts."""
        return self.words.plain(key, **slots)

    def number(self, quantity: Quantity, spec: str = "") -> Markdown:
        """A quantity by itself, linked to its source."""
        return self.passports.mark(quantity, self.words.number(quantity, spec))

    def head(
        self, title: str, subtitle: str = "", kicker: str = "", description: str = ""
    ) -> Markdown:
        """The title of the page, in plain text; belongs into the first cell of the report."""
        lang, region = _TYPST_LANG[self.language]
        other, href = _OTHER[self.language]
        values = {
            "title": title,
            "subtitle": subtitle,
            "kicker": kicker,
            "description": description or title,
            "lang": "zh-Hans" if self.language == "zh" else "en",
            "typst-lang": lang,
            "typst-region": region,
            "contents": self.plain("page.contents"),
            "skip": self.plain("page.skip"),
            "other-lang": "zh-Hans" if other == "zh" else "en",
            "other-href": href,
            "other-label": self.plain("page.other_language"),
        }
        pairs = " ".join(f"{key}={attribute(text)}" for key, text in values.items() if text)
        return Markdown(f"::: {{#briefing-head {pairs}}}\n:::\n")

    def chart(
        self,
        chart: alt.TopLevelMixin,
        *,
        name: str,
        caption: str,
        alt_text: str,
        live: bool = True,
        data: gt.GT | None = None,
    ) -> Markdown:
        """A chart with its caption (markdown, from ``say``) and alt text (from ``plain``).

        ``data``: the same numbers as a table, folded below the chart in HTML.
        """
        self.charts[name] = DrawnChart(chart, alt_text)
        after = ""
        if data is not None:
            html = tables.table_html(data, f"data-{name}")
            summary = self.plain("page.chart_data")
            box = f'<div class="table-box" tabindex="0">{html}</div>'
            after = f"<details><summary>{summary}</summary>{box}</details>"
        return theme.chart_markdown(
            chart, name=name, caption=caption, alt_text=alt_text, live=live, after=after
        )

    def table(
        self,
        table: gt.GT,
        *,
        name: str,
        caption: str,
        widths: tuple[int, ...] = (),
        wide: bool = False,
        size: str = "",
    ) -> Markdown:
        """A table (``tables.build`` or any GT) with its caption (markdown, from ``say``)."""
        return tables.table_markdown(
            table, name=name, caption=caption, widths=widths, wide=wide, size=size
        )

    def sources(self) -> Markdown:
        """The numbered list of sources; belongs into the last cell of the report."""
        return self.passports.sources()

    def text(self, text: str) -> Markdown:
        """Text of the document, escaped so that it shows as it stands."""
        return escape(text)


def open_report() -> Report:
    """The report in the language and on the warehouse that the environment names.

    Raises ValueError for an unknown language; WarehouseMissing where there is no warehouse.
    """
    language = os.environ.get("BUDGET_LANG", "en")
    if language not in get_args(Language):
        raise ValueError(f"BUDGET_LANG is {language!r}; expected en or zh")
    from analysis.warehouse.open import connect

    return Report(
        "zh" if language == "zh" else "en", connect(os.environ.get("BUDGET_WAREHOUSE") or None)
    )
