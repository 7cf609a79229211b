"""Numbers of a text that are dates, references and ordinals, and numbers that are none of these."""

from __future__ import annotations

import pytest

from analysis.disclosure.joined import join, piece
from analysis.disclosure.projects.mentions import leading_ordinals, settle_mentions
from analysis.sources.document import Line
from tests.disclosure.projects.printer import make_recorder


def _uses(*texts: str) -> dict[tuple[int, int], str]:
    """Return the dispositions by line and column of a text printed on several lines."""
    recorder = make_recorder()
    lines = [Line(text, number) for number, text in enumerate(texts, 1)]
    settle_mentions(join(piece(line) for line in lines), recorder)
    return {(line, col): use[0] for (_, line, col), use in recorder.uses.items()}


@pytest.mark.parametrize(
    "text",
    [
        "（民发〔2021〕51 号）",
        "（鄂民办函[2021]27号）",
        "（武民政【2016】54 号）",
        "民办发（2023）6号",
    ],
)
def test_both_numbers_of_a_cited_document_are_references(text):
    assert list(_uses(text).values()) == ["reference", "reference"]


def test_a_reference_that_is_broken_over_lines_is_known_in_its_places():
    assert _uses("（武民政[2023]", "10", "号）") == {(1, 6): "reference", (2, 1): "reference"}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("2023年 1-11月", 3),
        ("2024年 1、2月租赁费", 3),
        ("2023—2024 年度", 2),
        ("（2023-2025）", 2),
        ("截止到 11 月", 1),
        ("2024年12月31日前完成", 3),
    ],
)
def test_years_months_and_days_are_dates(text, count):
    assert list(_uses(text).values()) == ["date"] * count


@pytest.mark.parametrize(
    "text", ["预估 2个月", "每人1年1次", "共计 2024 万元", "按照 142 个社区", "20%尾款"]
)
def test_amounts_counts_and_shares_are_left_to_be_figures(text):
    assert "date" not in _uses(text.replace("2024", "1024")).values()
    assert "reference" not in _uses(text).values()


def test_an_ordinal_goes_on_from_the_paragraph_before():
    texts = ["申请预算资金：", "1养老机构补贴；", "2.服务补贴；", "3、护理员补贴。", "15个项目。"]
    assert leading_ordinals(texts) == [0, 1, 2, 2, 0]


def test_a_paragraph_that_begins_with_a_count_has_no_ordinal():
    assert leading_ordinals(["3个街道。", "5个社区。"]) == [0, 0]
