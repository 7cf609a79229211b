"""A number in running text is a quantity, or it is known not to be one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.disclosure.joined import Joined
from analysis.disclosure.prose.tokens import Mark, Quantity, scan
from tests.disclosure.prose.factories import a_text


def kinds(text: Joined) -> list[tuple[str, str]]:
    return [
        (found.printed, found.kind if isinstance(found, Quantity) else found.disposition)
        for found in scan(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（某民发〔2029〕51 号）", [("2029", "reference"), ("51", "reference")]),
        ("某民政[2029]10\n号文件", [("2029", "reference"), ("10", "reference")]),
        ("（某财预﹝2029﹞53号）", [("2029", "reference"), ("53", "reference")]),
        ("结合12309检察服务中心建设", [("12309", "name_part")]),
        ("收入 9.5 万 元，占", [("9.5", "money")]),
        ("【2030】6号）", [("2030", "reference"), ("6", "reference")]),
        ("截至 2030 年 12 月 31 日", [("2030", "date"), ("12", "date"), ("31", "date")]),
        ("2030年 1-11月份", [("2030", "date"), ("1", "date"), ("11", "date")]),
        ("2030年 1、2月租金", [("2030", "date"), ("1", "date"), ("2", "date")]),
        ("2029—2030 年度", [("2029", "date"), ("2030", "date")]),
        ("方案（2029-2031）", [("2029", "date"), ("2031", "date")]),
        (
            "2031.1.1-2031.12.31",
            [("2031.1", "date"), ("1", "date"), ("2031.12", "date"), ("31", "date")],
        ),
        ("第 6个“实事”", [("6", "ordinal")]),
        ("目标 3：提高水平", [("3", "ordinal")]),
        ("（2）运行费", [("2", "ordinal")]),
        ("12345热线", [("12345", "name_part")]),
        ("W060701单元", [("060701", "name_part")]),
        ("公开05表", [("05", "name_part")]),
        ("联系电话：027-88000000", [("027", "contact"), ("88000000", "contact")]),
        ("ZCXX/006001005/011", [("006001005", "code"), ("011", "code")]),
        ("预估 2个月", [("2", "count")]),
        ("服务 5万人次", [("5", "count")]),
        ("覆盖人次 5万", [("5", "count")]),
        ("需要 5万，合计", [("5", "money")]),
        ("160元/人", [("160", "money")]),
        ("上升 9.3 %", [("9.3", "percent")]),
        ("提高2个百分点", [("2", "percent")]),
        ("接待200多人次", [("200", "count")]),
        ("开展2-3次", [("2", "count"), ("3", "count")]),
        ("1个一等奖", [("1", "count")]),
        ("购置费为0，与上年持平", [("0", "money")]),
        ("执行数为 318.14。", [("318.14", "money")]),
        ("人员减少 2，其余不变", []),
        ("情况说明……12", [("12", "page_number")]),
    ],
)
def test_a_number_is_told_by_what_stands_around_it(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert kinds(a_text(text)) == expected


def test_a_number_at_the_start_of_a_line_is_the_number_of_an_item_even_without_its_point() -> None:
    text = a_text("任务如下\n1养老机构建设；\n2.服务补贴；")
    assert kinds(text) == [("1", "ordinal"), ("2", "ordinal")]


def test_a_document_number_broken_over_two_lines_is_still_a_reference() -> None:
    assert kinds(a_text("通知》（某财社〔2030〕\n108号、")) == [
        ("2030", "reference"),
        ("108", "reference"),
    ]


def test_a_number_that_nothing_explains_is_left_for_the_ledger_to_show() -> None:
    assert kinds(a_text("编号是 77 嗯")) == []


@settings(deadline=None)
@given(
    amount=st.decimals(min_value=0, max_value=10**7, places=2),
    unit=st.sampled_from(["万元", "元", "亿元", "%"]),
    lead=st.sampled_from(["第", "目标", "（", "月", "公开", "某民发〔2029〕", "1、", ""]),
    gap=st.sampled_from(["", " ", "\n"]),
)
def test_what_bears_a_unit_of_money_or_a_percent_mark_is_never_explained_away(
    amount: object, unit: str, lead: str, gap: str
) -> None:
    found = scan(a_text(f"说明{lead}{gap}{amount}{gap}{unit}。"))
    assert [f.printed for f in found if not isinstance(f, Mark) and f.kind != "count"] == [
        str(amount)
    ]
