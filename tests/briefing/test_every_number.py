"""Every number of the whole report, in prose, table and chart, leads back to the printed page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any

import duckdb
import pytest

from analysis.briefing.numbers import LANGUAGES
from analysis.briefing.report import Report
from analysis.measures.formula import evaluate
from analysis.paths import Layout
from tests.briefing.whole import shown

WAN = 10_000
PRINTED = "SELECT figure_id, printed, unit, quote FROM figure"


@dataclass(frozen=True)
class Page:
    report: Report
    text: str

    @property
    def listed(self) -> set[str]:
        """The numbers of the sources in the list."""
        return set(re.findall(r'<div id="src-(\d+)"', self.text))

    def charts(self) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        """The rows that each live chart takes, with the name of the chart."""
        blocks = re.split(r"(?m)^::::+ \{#chart-([\w-]+)", self.text)
        for name, block in zip(blocks[1::2], blocks[2::2], strict=True):
            for spec in re.findall(r'class="chart-spec">(.*?)</script>', block, re.DOTALL):
                for rows in json.loads(spec)["datasets"].values():
                    yield name, rows


@pytest.fixture(scope="module", params=LANGUAGES)
def page(request: pytest.FixtureRequest, built: Layout) -> Iterator[Page]:
    with pytest.MonkeyPatch.context() as patch:
        yield Page(*shown(request.param, built.warehouse, patch))


class Cells(HTMLParser):
    """The texts of the cells of tables, by whether they lead to a source or say they are none."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {"sourced": [], "plain": [], "bare": []}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("table", "th", "td", "a", "span"):
            self.open.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1][0] == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not any(tag in ("th", "td") for tag, _ in self.open) or not re.search(r"\d", data):
            return
        sourced = any((at.get("href") or "").startswith("#src-") for _, at in self.open)
        plain = any("data-plain" in at for _, at in self.open)
        self.texts["sourced" if sourced else "plain" if plain else "bare"].append(data)


def cells(text: str) -> dict[str, list[str]]:
    parser = Cells()
    for table in re.findall(r"<table.*?</table>", text, re.DOTALL):
        parser.feed(table)
    return parser.texts


def test_every_digit_of_a_table_has_a_source_or_says_that_it_is_no_figure(page: Page) -> None:
    found = cells(page.text)
    assert len(found["sourced"]) > 300
    assert len(found["plain"]) > 30
    assert found["bare"] == []


def test_a_bare_digit_in_a_table_is_noticed() -> None:
    table = '<table><td><a class="fig" href="#src-1">1</a> of 2</td><td data-plain>3</td></table>'
    assert cells(table) == {"sourced": ["1"], "plain": ["3"], "bare": [" of 2"]}


def test_every_number_that_a_chart_draws_has_a_source_in_the_list(page: Page) -> None:
    names = set()
    for name, rows in page.charts():
        sourced = {key for row in rows for key in row if f"{key}_src" in row}
        assert sourced, f"chart {name}: no column has sources"
        for row in rows:
            for key in sourced:
                if row[key] not in (None, ""):
                    assert row[f"{key}_src"] in page.listed, f"chart {name}: {key} of {row}"
        names.add(name)
    assert len(names) >= 9


def test_every_mark_leads_to_the_list_and_the_list_holds_nothing_else(page: Page) -> None:
    links = set(re.findall(r'href="#src-(\d+)"', page.text))
    spans = set(re.findall(r'\{\.fig src="(\d+)"', page.text))
    assert links | spans == page.listed == {str(n) for n in page.report.passports.shown().values()}


def test_every_number_is_what_its_formula_gives_of_the_figures_as_they_are_printed(
    page: Page, warehouse: duckdb.DuckDBPyConnection
) -> None:
    """From the printed characters, past the values that the warehouse made of them."""
    printed = {key: amount(*rest) for key, *rest in warehouse.execute(PRINTED).fetchall()}
    quantities = page.report.passports.shown()
    wrong = []
    for quantity in quantities:
        given = evaluate(quantity.formula, [printed[key] for key in quantity.figure_ids])
        value = Decimal(quantity.value or 0)
        if given is not None and abs(given - value) > Decimal(1).scaleb(-places(value)) / 2:
            wrong.append((quantity, given))
    assert wrong == []
    computed = [q for q in quantities if not q.formula.startswith("count:")]
    assert len(computed) > 200 and all(q.figure_ids for q in computed)


def amount(printed: str, unit: str | None, quote: str | None) -> Decimal:
    """A printed figure as a number: money in 万元, a count in ones (2.4万人 are 24,000)."""
    if not re.search(r"\d", printed):
        return Decimal(0)  # a dash
    value = Decimal(printed.replace(",", ""))
    if unit == "count" and re.search(rf"(?<![\d.]){re.escape(printed)}\s*万", quote or ""):
        return value * WAN
    return value / WAN if unit == "yuan" else value


def places(value: Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent))
