"""The PDF of the real report: its first page, its charts' data, and that nothing is lost in it."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest
from pypdf import PdfReader

from analysis.briefing.content import targets, targets_money
from analysis.briefing.numbers import LANGUAGES, Language
from analysis.briefing.report import Report
from analysis.briefing.words import entries
from tests.briefing.test_sections import SECTIONS

pytestmark = pytest.mark.slow
languages = pytest.mark.parametrize("language", LANGUAGES)


def pages(path: Path) -> list[str]:
    """The text of each page."""
    return [page.extract_text() for page in PdfReader(path).pages]


@languages
def test_title_and_glance_fill_page_one_and_the_contents_stand_on_page_two(
    pdfs: dict[str, Path], language: Language
) -> None:
    words = {
        "en": ("Budget briefing", "At a glance", "Read the finding", "Contents", "Where the money"),
        "zh": ("预算简报", "总体情况", "查看详情", "目录", "资金来源与去向"),
    }
    kicker, glance_title, link, contents, next_section = words[language]
    first, second, third, *_ = pages(pdfs[language])
    assert first.index(kicker) < first.index(glance_title)
    assert first.count(link) == 3
    assert next_section not in first
    assert contents not in first and contents in second
    assert next_section in second  # as an entry of the list
    assert next_section in third and glance_title in second and glance_title not in third


@languages
def test_below_each_chart_stands_the_page_of_its_data(
    pdfs: dict[str, Path], language: Language
) -> None:
    text = [re.sub(r"[^\S\n]", "", page) for page in pages(pdfs[language])]
    said = re.sub(r"\s", "", entries()["page.chart_data.page"][language])
    pattern = re.escape(said).replace(r"\{page\}", r"(\d+)")
    named = [int(number) for page in text for number in re.findall(pattern, page)]
    assert len(named) > 10 and named == sorted(named)
    begins, ends = (
        min(
            number
            for number, page in enumerate(text, start=1)
            if re.sub(r"\s", "", entries()[key][language]) in page and number > 2
        )
        for key in ("page.chart_data.all", "report.h.sources")
    )
    assert begins <= named[0] and named[-1] <= ends


@languages
def test_every_chart_of_the_report_has_its_data_as_a_table(
    warehouse: duckdb.DuckDBPyConnection, language: Language
) -> None:
    report = Report(language, warehouse)
    for section in (*SECTIONS, targets.chart, targets_money.money_chart):
        section(report)
    assert len(report.charts) >= 10
    assert [name for name, chart in report.charts.items() if chart.data is None] == []
    tables = report.chart_data()
    assert all(f"#table-data-{name} " in tables for name in report.charts)
