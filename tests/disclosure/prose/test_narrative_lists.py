"""Lists of the narrative: which figures are parts of which, and whether they are all of them."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.disclosure.prose.factories import by_id, formulas, narrative, said


def test_parts_that_are_listed_name_the_figure_that_they_are_part_of() -> None:
    found = narrative(
        """
六、一般公共预算基本支出安排情况
2031年一般公共预算基本支出 90万元，其中：
（一）人员经费 80万元，包括：
1.工资福利支出 70万元，主要用于基本工资、奖金等。
2.对个人和家庭的补助 10万元，主要用于退休费。
（二）公用经费 10万元，主要用于办公费、
培训费等。
"""
    )
    assert said(found, "subject_key", "parent_claim_id") == [
        ("basic", None),
        ("personnel", "basic.1"),
        ("economic/301", "basic.2"),
        ("economic/303", "basic.2"),
        ("operating", "basic.1"),
    ]
    assert formulas(found) == [
        ("sum", "80 万元 + 10 万元 = 90 万元"),
        ("sum", "70 万元 + 10 万元 = 80 万元"),
    ]


def test_a_list_that_need_not_be_complete_is_of_which_and_its_uses_are_numbered() -> None:
    found = narrative(
        """
八、政府性基金预算支出安排情况
2031年政府性基金预算财政拨款支出预算数 900万元，与 2030年预算
比无变化。其中：
1、河岸绿化补贴 150万元。
2、灯塔维护 5.5万元。
"""
    )
    assert [claim.subject_key for claim in found.claim] == ["fund", "fund_use/1", "fund_use/2"]
    assert formulas(found) == [("of_which", "900 万元 ⊆ 150 万元 + 5.5 万元")]
    assert [(s.kind, s.subject_key, s.value) for s in found.statement] == [
        ("unchanged", "fund", "2030")
    ]


def test_a_line_under_an_item_that_says_its_amount_again_is_no_part_beside_it() -> None:
    found = narrative(
        """
九、一般公共预算基本支出情况说明
某局2031年度一般公共预算基本支出预算 90 万元，其中：
（一）人员经费 80 万元
（二）公用经费 10 万元
商品和服务支出（类）10 万元
"""
    )
    assert formulas(found) == [("sum", "80 万元 + 10 万元 = 90 万元")]


def test_both_sides_of_a_total_are_lists_of_their_own() -> None:
    found = narrative(
        """
一、收支预算总体情况说明
某局2031年收支总预算 90 万元。收入包括：一般公共预算拨款收入 60 万元、政府性基金预算拨款收入
30 万元；支出包括：社会保障和就业支出 70 万元、住房保障支出 20 万元。
"""
    )
    assert formulas(found) == [
        ("sum", "60 万元 + 30 万元 = 90 万元"),
        ("sum", "70 万元 + 20 万元 = 90 万元"),
    ]


def test_parts_may_be_sentences_with_their_share() -> None:
    found = narrative(
        """
三、支出预算情况说明
某局本年支出预算合计 100 万元，其中：
基本支出 40 万元，占 40%。
项目支出 50 万元，占 50%。
单位预留机动经费 10 万元，占 10%。
"""
    )
    assert formulas(found) == [("sum", "40 万元 + 50 万元 + 10 万元 = 100 万元")]


def test_one_part_alone_is_never_a_list_of_all() -> None:
    found = narrative(
        "五、国有资产占有使用情况\n固定资产 300 万元，其中：房屋 140 平方米；其他固定资产 0 万元。\n"
    )
    assert formulas(found) == [("of_which", "300 万元 ⊆ 0 万元")]


def test_projects_go_by_their_identity_and_a_page_number_between_them_is_no_figure() -> None:
    found = narrative(
        """
九、项目支出安排情况
2031年项目支出 300万元，具体使用情况如下：
（一）河道清洁经费项目 100万元。

49

（二）码头维护项目 200万元。
"""
    )
    assert said(found, "subject_key", "value") == [
        ("project", "300"),
        ("project/河道清洁", "100"),
        ("project/码头维护", "200"),
    ]
    assert formulas(found) == [("sum", "100 万元 + 200 万元 = 300 万元")]


def test_what_brackets_hold_is_part_of_the_figure_before_them_and_not_of_its_list() -> None:
    found = narrative(
        "二、“三公”经费安排情况说明\n“三公”经费9万元，其中：因公出国（境）费0万元；公务用车购置"
        "及运行维护费8万元（公务用车购置费5万元，公务用车运行维护费3万元）；公务接待费1万元。"
    )
    assert formulas(found) == [
        ("sum", "0 万元 + 8 万元 + 1 万元 = 9 万元"),
        ("sum", "5 万元 + 3 万元 = 8 万元"),
    ]


@settings(deadline=None)
@given(
    parts=st.lists(st.decimals(0, 9999, places=2), min_size=1, max_size=6),
    total=st.decimals(0, 99999, places=2),
)
def test_no_figure_of_a_list_is_lost_whatever_the_numbers(
    parts: list[Decimal], total: Decimal
) -> None:
    listed = "，".join(f"事项{'甲乙丙丁戊己'[n]} {part}万元" for n, part in enumerate(parts))
    found = narrative(f"三、支出预算安排情况\n单位预算支出 {total} 万元。其中：{listed}。")
    values = [claim.value for claim in found.claim]
    assert values == [total, *parts]
    assert {by_id(found)[c.parent_claim_id or ""].value for c in found.claim[1:]} == {total}
    assert len({figure.figure_id for figure in found.figure}) == len(values)


def test_a_whole_that_is_named_again_is_the_one_of_that_name() -> None:
    found = narrative(
        """
十、政府采购支出情况
面向中小企业预留政府采购项目预算金额 246 万元，面向小微企业预留政府采购项目预算金额 0 万元。
在面向中小企业预留的政府采购项目中，由中小企业供应商成交的，采购金额 240 万元。
"""
    )
    assert formulas(found) == [("of_which", "246 万元 ⊆ 240 万元")]


def test_what_was_budgeted_is_not_the_whole_of_what_was_spent() -> None:
    found = narrative(
        """
七、“三公”经费支出决算情况说明
“三公”经费支出年初预算为 3 万元，支出决算为 1 万元，完成预算的 33.33%。“三公”经费支出决算中，
因公出国（境）费支出决算 0 万元，公务用车购置及运行费支出决算 0.4 万元，公务接待费支出决算 0.6 万元。
"""
    )
    assert [claim.measure for claim in found.claim][:3] == ["amount", "executed", "rate"]
    assert {claim.measure for claim in found.claim[3:]} == {"executed"}
    assert formulas(found) == []


def test_an_item_may_hold_several_lines_each_in_a_sentence_of_its_own() -> None:
    found = narrative(
        """
财政拨款支出预算 90 万元。
财政拨款支出主要内容如下：
1.“教育支出（类）-普通教育（款）-小学教育（项）”2031年度预算 40 万元，主要用于校舍。
“教育支出（类）-普通教育（款）-初中教育（项）”2031年度预算 30 万元，主要用于设备。
2.“公共安全支出（类）-司法（款）-普法宣传（项）”2031年度预算 20 万元。其中：律师 5 万元。
"""
    )
    assert ("sum", "40 万元 + 30 万元 + 20 万元 = 90 万元") in formulas(found)


def test_a_part_that_a_text_has_twice_is_one_part() -> None:
    item = "1.“教育支出（类）普通教育（款）小学教育（项）”90 万元，主要用于校舍。"
    found = narrative(f"财政拨款支出预算 90 万元。\n财政拨款支出主要内容如下：\n{item}\n{item}")
    assert [formula for _, formula in formulas(found)] == ["90 万元 ⊆ 90 万元"]
    assert [claim.parent_claim_id is None for claim in found.claim] == [True, False, True]
