"""The first page: four numbers, one chart, three findings, and nothing else on it."""

from __future__ import annotations

import re

import duckdb
import pytest

from analysis.briefing.content import glance
from analysis.briefing.numbers import LANGUAGES, Language
from analysis.briefing.report import Report
from tests.briefing.reader import prose
from tests.measures.factories import Shelf

languages = pytest.mark.parametrize("language", LANGUAGES)


def many_projects(count: int) -> Shelf:
    made = Shelf()
    document_id = made.document(2031)
    for number in range(count):
        made.project(document_id, f"p{number}", f"{100 + number}.00", name=f"项目{number}号")
        made.project_year(document_id, f"p{number}", 2030, "90.00")
    return made


@languages
def test_it_holds_four_numbers_one_chart_and_three_findings(
    warehouse: duckdb.DuckDBPyConnection, language: Language
) -> None:
    report = Report(language, warehouse)
    assert glance.numbers(report).count("{.tile}") == 4
    below = glance.chart_and_findings(report)
    assert below.count(" .chart}") == 1
    assert len(re.findall(r"^1\. ", below, re.MULTILINE)) == 3


@languages
def test_without_projects_and_checks_there_are_still_four_boxes(language: Language) -> None:
    empty = Shelf()
    empty.document(2031)
    assert glance.numbers(Report(language, empty.connection)).count("{.tile}") == 4


def test_the_box_of_the_project_that_moved_most_goes_by_money_not_by_per_cent() -> None:
    made = Shelf()
    document_id = made.document(2031)
    for key, now, before in (("甲", "950.00", "1000.00"), ("乙", "20.00", "10.00")):
        made.project(document_id, key, now, name=f"{key}经费")
        made.project_year(document_id, key, 2030, before)
    said = glance.numbers(Report("zh", made.connection))
    assert "变动最大的项目" in said and "−50.00" in said
    assert "甲经费" in said and "乙经费" not in said


def test_of_many_projects_the_chart_shows_the_largest_and_the_table_all() -> None:
    made = many_projects(30)
    shown = glance.chart(Report("zh", made.connection))
    drawn = re.findall(r'"name":"(项目\d+号)"', shown)
    assert drawn[:2] == ["项目29号", "项目28号"] and len(set(drawn)) == 8
    assert all(f">项目{number}号<" in shown for number in range(30))
    assert "图中为金额最大的" in shown


@languages
def test_without_projects_the_chart_and_the_third_box_show_the_largest_classes(
    language: Language,
) -> None:
    made = Shelf()
    document_id = made.document(2031)
    for code, value in (("total", "100.00"), ("208", "70.00"), ("221", "30.00")):
        made.line(document_id, code, value)
    report = Report(language, made.connection)
    assert "70.0%" in prose(glance.numbers(report))
    shown = glance.chart(report)
    assert "{#chart-classes-now .chart}" in shown
    assert shown.index(">208<") < shown.index(">221<")
    report.sources()


def test_where_not_all_classes_are_drawn_the_caption_says_so() -> None:
    made = Shelf()
    document_id = made.document(2031)
    for code in range(201, 210):
        made.line(document_id, str(code), f"{code}.00")
    shown = prose(glance.chart(Report("en", made.connection)))
    assert "(万元). The 8 largest are drawn; the table has all." in shown


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "prints no total of its expenditure."), ("zh", "未列支出总额。")],
)
def test_without_a_total_the_headline_says_so(language: Language, said: str) -> None:
    empty = Shelf()
    empty.document(2031)
    assert said in glance.headline(Report(language, empty.connection))
