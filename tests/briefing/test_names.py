"""Names in the reader's language: translated where the table knows them, never dropped."""

from __future__ import annotations

import csv

import pytest

from analysis.briefing.names import _CSV, both, is_translated, name


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("社会福利", "Social welfare"),
        ("婚姻服务工作经费", "Marriage services"),
        ("社区治理创新项目", "Community governance innovation"),
        ("2031年助餐服务补贴", "Meal service subsidies (2031)"),
        ("2031年 1-3月助餐服务补贴", "Meal service subsidies (2031, months 1-3)"),
    ],
)
def test_a_known_name_is_found_with_its_endings_and_its_year(chinese: str, english: str) -> None:
    assert name(chinese, "en") == english


def test_an_unknown_name_is_shown_as_it_stands() -> None:
    assert name("某种新经费", "en") == "某种新经费"
    assert both("某种新经费", "en") == "某种新经费"
    assert not is_translated("某种新经费")


def test_the_original_stands_beside_the_first_use_in_english_and_nothing_beside_it_in_chinese() -> (
    None
):
    assert both("社会福利", "en") == "Social welfare (社会福利)"
    assert both("社会福利", "zh") == "社会福利"


def test_a_name_that_means_two_things_goes_by_its_kind() -> None:
    assert name("儿童福利", "en", "item") == name("儿童福利", "en", "project") == "Child welfare"
    assert name("社会组织管理", "en", "item") == "Administration of social organisations"


def test_no_line_of_the_table_is_there_twice() -> None:
    with _CSV.open(encoding="utf-8", newline="") as file:
        keys = [(row["kind"], row["zh"]) for row in csv.DictReader(file)]
    assert len(keys) == len(set(keys))
