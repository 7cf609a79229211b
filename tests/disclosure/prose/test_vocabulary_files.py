"""The words beside the code: every file can be read and every pattern compiles."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

import analysis.disclosure.prose as prose
from analysis.disclosure.prose.changes import words
from analysis.disclosure.prose.subjects import subject_key
from analysis.disclosure.prose.titles import section_key

FILES = sorted(Path(prose.__file__).parent.glob("*.csv"))
PATTERNS = ("pattern", "left", "token", "right")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_of_words_has_full_rows_and_patterns_that_compile(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    for row in rows:
        assert None not in row and None not in row.values(), row
        for column in PATTERNS:
            re.compile(row.get(column, ""))


def test_directions_are_those_of_the_contract() -> None:
    assert set(words().values()) == {"up", "down", "unchanged"}


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("四、财政拨款收支预算总体情况", "appropriation"),
        ("一、收支预算总体安排情况", "overall"),
        ("一般公共预算基本支出预算情况说明", "basic"),
        ("财政拨款基本支出预算情况说明", "appropriation_basic"),
        ("五、一般公共预算支出安排情况", "general"),
        ("一般公共预算机关运行经费支出预算情况说明", "operating_cost"),
        ("(三)政府购买服务预算安排情况", "services"),
        ("五、国有资产占有使用情况", "assets"),
        ("国有资本经营预算收支情况", "capital"),
        ("公共安全支出（类）", None),
    ],
)
def test_a_section_is_known_by_the_words_of_its_heading(title: str, key: str | None) -> None:
    assert section_key(title) == key


@pytest.mark.parametrize(
    ("phrase", "section", "key"),
    [
        ("2031 年单位预算总收入", "overall", "total_revenue"),
        ("某委员会支出预算", "overall", "total_expenditure"),
        ("一般公共预算财政拨款收入", "revenue", "general"),
        ("政府性基金拨款支出预算", "overall", "fund"),
        ("财政拨款收支总预算", "appropriation", "appropriation"),
        ("项目经费", "general", "project"),
        ("本部门全部项目支出预算", "performance", "performance_managed"),
        ("拟购买服务支出", "procurement", "procurement/services"),
        ("公务用车购置及运行费", "three_public", "three_public/vehicles"),
        ("养老护理岗位补贴", "fund", None),
    ],
)
def test_a_subject_is_known_by_the_words_of_its_phrase(
    phrase: str, section: str, key: str | None
) -> None:
    assert subject_key(phrase, section) == key
