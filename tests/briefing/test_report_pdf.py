"""The PDF of the real report: its first page, its charts' data, and that nothing is lost in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pdfplumber
import pytest
from pypdf import PdfReader

from analysis.briefing.content import targets, targets_money
from analysis.briefing.numbers import LANGUAGES, Language
from analysis.briefing.report import Report
from analysis.briefing.words import entries
from tests.briefing.test_sections import SECTIONS

pytestmark = pytest.mark.slow
languages = pytest.mark.parametrize("language", LANGUAGES)


@cache
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
def test_it_declares_pdf_ua_1_and_is_tagged_with_a_title_and_a_language(
    pdfs: dict[str, Path], language: Language
) -> None:
    reader = PdfReader(pdfs[language])
    root = reader.root_object
    assert root["/MarkInfo"]["/Marked"] and root["/StructTreeRoot"]
    assert root["/Lang"].startswith(language)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata and reader.metadata.title
    declared = root["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfuaid:part(=\"1\"|>1<)", declared)


@languages
def test_every_picture_has_words_for_who_cannot_see_it(
    pdfs: dict[str, Path], language: Language
) -> None:
    reader = PdfReader(pdfs[language])
    objects = map(reader.get_object, range(1, int(reader.trailer["/Size"])))
    figures = [o for o in objects if isinstance(o, dict) and o.get("/S") == "/Figure"]
    assert len(figures) > 10
    assert all(len(str(figure.get("/Alt", ""))) > 20 for figure in figures)


@languages
def test_every_heading_of_the_contents_is_a_bookmark_that_leads_to_its_page(
    pdfs: dict[str, Path], language: Language
) -> None:
    reader = PdfReader(pdfs[language])

    def flat(outline: Any) -> list[Any]:
        return [e for o in outline for e in (flat(o) if isinstance(o, list) else [o])]

    marks = flat(reader.outline)
    assert len(marks) > 30
    contents = re.sub(r"[\s.]", "", reader.pages[1].extract_text())
    listed = [m for m in marks if re.sub(r"[\s.]", "", m.title) in contents]
    assert len(listed) > 25
    for mark in listed:
        page = reader.get_destination_page_number(mark)
        text = re.sub(r"\s", "", reader.pages[page].extract_text())
        assert re.sub(r"\s", "", mark.title) in text, mark.title


@languages
def test_every_page_has_its_number_and_from_the_second_on_a_running_head(
    pdfs: dict[str, Path], language: Language
) -> None:
    reader = PdfReader(pdfs[language])
    title = re.sub(r"\s", "", str(reader.metadata and reader.metadata.title))
    count = len(reader.pages)
    for number, text in enumerate(pages(pdfs[language]), start=1):
        assert re.search(rf"\b{number} / {count}\b", text), number
        starts = re.sub(r"\s", "", text).startswith(title)
        assert starts == (number > 1), number


@languages
def test_nothing_is_cut_off_at_the_margin(pdfs: dict[str, Path], language: Language) -> None:
    """Every character and every rule stands between the margins, 2.1 cm from the edges of A4."""
    margin = 2.1 / 2.54 * 72 - 1.5  # points; the glyphs of some signs reach a little over
    with pdfplumber.open(pdfs[language]) as pdf:
        for page in pdf.pages:
            marks = [c for c in page.chars if c["text"].strip()] + page.lines
            assert marks
            # At the ends of a line the empty half of a Chinese sign stands in the margin.
            begins = [m["x0"] for m in marks if m.get("text") not in tuple("（“《")]
            ends = [m["x1"] for m in marks if m.get("text") not in tuple("）”》，。；：、")]
            assert min(begins) >= margin, page.page_number
            assert max(ends) <= float(page.width) - margin, page.page_number
            assert max(m["bottom"] for m in marks) < float(page.height)


@languages
def test_no_letters_stand_on_each_other(pdfs: dict[str, Path], language: Language) -> None:
    """Neither paragraphs that meet, nor labels of a chart."""
    with pdfplumber.open(pdfs[language]) as pdf:
        for page in pdf.pages:
            assert list(_covered([c for c in page.chars if c["text"].isalnum()])) == []


_LINE = 0.9  # of the size of the type: two lines are further apart, even in the closest list


def _covered(letters: list[dict[str, Any]]) -> Iterator[tuple[str, str, int]]:
    """Pairs of letters above each other that stand closer than lines do, and where, in points."""
    near: dict[tuple[int, int], list[tuple[float, float, dict[str, Any]]]] = {}
    for letter in letters:
        x = (letter["x0"] + letter["x1"]) / 2
        y = (letter["top"] + letter["bottom"]) / 2
        near.setdefault((int(x // 20), int(y // 20)), []).append((x, y, letter))
    for letter in letters:
        y = (letter["top"] + letter["bottom"]) / 2
        top, bottom = y - _LINE * letter["size"], y + _LINE * letter["size"]
        columns = range(int(letter["x0"] // 20), int(letter["x1"] // 20) + 1)
        rows = range(int(top // 20), int(bottom // 20) + 1)
        for x, y, other in (found for c in columns for r in rows for found in near.get((c, r), ())):
            if other is not letter and letter["x0"] < x < letter["x1"] and top < y < bottom:
                yield letter["text"], other["text"], round(y)


def test_all_chinese_can_be_taken_out_as_text(pdfs: dict[str, Path]) -> None:
    """Names, headings and reasons as the warehouse has them, none in look-alike characters."""
    text = re.sub(r"\s|\u2060", "", "".join(pages(pdfs["zh"])))
    look_alikes = re.findall(r"[\u2E80-\u2FDF\uF900-\uFAFF\uE000-\uF8FF\uFFFD]", text)
    assert look_alikes == []
    for key, entry in entries().items():
        if key.startswith(("report.h.", "table.")) and "{" not in entry["zh"]:
            wanted = re.sub(r"\s", "", entry["zh"])
            assert key.startswith("table.") or wanted in text, key


@languages
def test_every_project_and_its_reason_stand_in_the_text_of_the_pdf(
    pdfs: dict[str, Path], warehouse: duckdb.DuckDBPyConnection, language: Language
) -> None:
    text = re.sub(r"\s|\u2060", "", "".join(pages(pdfs[language])))
    names = warehouse.execute("SELECT name FROM project").fetchall()
    assert names and all(name in text for (name,) in names)


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
    tables = report.chart_data()
    assert all(f"#table-data-{name} " in tables for name in report.charts)
