"""What a cell of report.qmd holds in its hand: language, warehouse, words, charts, tables, sources.

Quarto and the embedded renderer hand over the parameters of the report in the same way, in the
environment: ``BUDGET_LANG`` (en, zh), ``BUDGET_DOCUMENT`` (a document_id or a fiscal year),
``BUDGET_YEARS`` (2023-2025), ``BUDGET_UNIT`` (a part of its name), ``BUDGET_WAREHOUSE`` (a path).

Not done here: content (modules of ``analysis.briefing``), rendering (``analysis.briefing.render``).
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, get_args

from altair.utils import schemapi

from analysis.briefing import table_block, theme
from analysis.briefing.amounts import places_shown, shortened
from analysis.briefing.chart_block import Figure, figure_markdown
from analysis.briefing.charts.sheet import NARROW, WIDE, Shape
from analysis.briefing.drawing import expect_drawing
from analysis.briefing.markdown import Markdown, attribute, escape
from analysis.briefing.numbers import Language
from analysis.briefing.passport import Passports
from analysis.briefing.words import Slot, Words
from analysis.measures.quantity import Quantity

if TYPE_CHECKING:
    import altair as alt
    import duckdb
    import great_tables as gt

    from analysis.measures.scope import Scope

__all__ = ["Report", "open_report"]

_OTHER: dict[Language, tuple[Language, str]] = {
    "en": ("zh", "report.zh.html"),
    "zh": ("en", "report.html"),
}
_TYPST_LANG = {"en": ("en", "us"), "zh": ("zh", "cn")}


class Report:
    """One language of the briefing while its cells run."""

    def __init__(
        self,
        language: Language,
        warehouse: duckdb.DuckDBPyConnection | None,
        scope: Scope | None = None,
    ) -> None:
        self.language: Language = language
        self.warehouse = warehouse
        self.scope = scope
        self.passports = Passports(warehouse, language)
        self.places = places_shown(warehouse, scope)
        self.words = Words(language, self.passports.mark, self.places)
        self.charts: dict[str, Figure] = {}  # those shown so far, by name
        theme.enable()
        # A chart is held to Vega-Lite's schema when it is drawn; not each of its parts before.
        schemapi.disable_debug_mode()

    def say(self, key: str, /, **slots: Slot) -> Markdown:
        """The sentence ``key`` of ``words/*.yml`` with its slots filled; see ``words.py``."""
        return self.words.say(key, **slots)

    def plain(self, key: str, /, **slots: Slot) -> str:
        """The same as plain text: chart titles, axis and column labels, alt texts."""
        return self.words.plain(key, **slots)

    def called(self, key: str, /, *, otherwise: str) -> str:
        """The plain words ``key``; ``otherwise`` where there are none, as for a new key of data."""
        return self.words.called(key, otherwise)

    def number(self, quantity: Quantity, spec: str = "") -> Markdown:
        """A quantity by itself, linked to its source."""
        return self.passports.mark(quantity, self.words.number(quantity, spec))

    def sourced(self, **quantities: Quantity) -> dict[str, Decimal | int | str | None]:
        """Quantities as cells of a frame: for each its value, and its source as ``<name>_src``.

        ``tables.build`` and the live charts make links of the sources. Amounts have the decimals
        that the report shows.
        """
        cells: dict[str, Decimal | int | str | None] = {}
        for name, quantity in quantities.items():
            value = shortened(quantity, self.places)
            cells |= {name: value, f"{name}_src": self.passports.reference(quantity)}
        return cells

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
        chart: Shape | alt.TopLevelMixin,
        *,
        name: str,
        caption: str,
        alt_text: str,
        data: gt.GT,
        rows: Sequence[str] = (),
    ) -> Markdown:
        """A chart with its caption (markdown, from ``say``) and alt text (from ``plain``).

        ``chart`` draws it on a sheet: that of the page, and that of a telephone. One that is drawn
        already is the same on both.

        ``data``: the same numbers as a table; ``rows``: what each of its rows is about
        (``filters.about``).
        """
        html = table_block.table_html(data, f"data-{name}", rows=rows)
        wide, narrow = (chart(WIDE), chart(NARROW)) if callable(chart) else (chart, None)
        self.charts[name] = Figure(wide, name, caption, alt_text, html, narrow)
        return figure_markdown(self.charts[name], self.plain)

    def chart_data(self) -> Markdown:
        """The data of all charts so far as tables, for the PDF; HTML has them beside the charts."""
        if not self.charts:
            return Markdown("")
        heading = f"## {self.say('page.chart_data.all')} {{#chart-data}}"
        tables = [
            table_block.printed_table(
                figure.data, name=f"data-{name}", caption=figure.caption, size="7pt"
            )
            for name, figure in self.charts.items()
        ]
        return Markdown("\n\n".join(["::::: {.only-pdf}", heading, *tables, ":::::\n"]))

    def table(
        self,
        table: gt.GT,
        *,
        name: str,
        caption: str,
        widths: tuple[int, ...] = (),
        size: str = "",
        rows: Sequence[str] = (),
    ) -> Markdown:
        """A table (``tables.build`` or any GT) with its caption (markdown, from ``say``)."""
        return table_block.table_markdown(
            table, name=name, caption=caption, widths=widths, size=size, rows=rows
        )

    def sources(self) -> Markdown:
        """The numbered list of sources; belongs into the last cell of the report."""
        return self.passports.sources()

    def text(self, text: str) -> Markdown:
        """Text of the document, escaped so that it shows as it stands."""
        return escape(text)


def open_report(
    language: str | None = None,
    document: str | int | None = None,
    years: str | int | None = None,
    unit: str | None = None,
) -> Report:
    """The report in a language, about a document, over some fiscal years.

    What is not given is taken from the environment (see above); what is not there either is
    English, the document of the latest year, and all years that it and the earlier documents of
    its unit tell. Raises ValueError for an unknown language, NoSuchDocument for a document that is
    not there, WarehouseMissing where there is no warehouse.
    """

    def asked(name: str, given: str | int | None) -> str | None:
        # Quarto hands over a year as a number.
        return str(given or os.environ.get(f"BUDGET_{name}") or "") or None

    chosen = asked("LANG", language) or "en"
    if chosen not in get_args(Language):
        raise ValueError(f"the language is {chosen!r}; expected en or zh")
    from analysis.measures.reading import keep_rows
    from analysis.measures.scope import choose, narrow
    from analysis.warehouse.open import connect

    expect_drawing()
    warehouse = connect(asked("WAREHOUSE", None))
    scope = choose(
        warehouse, asked("DOCUMENT", document), asked("YEARS", years), asked("UNIT", unit)
    )
    if scope is not None:
        narrow(warehouse, scope)
    keep_rows(warehouse)
    return Report("zh" if chosen == "zh" else "en", warehouse, scope)
