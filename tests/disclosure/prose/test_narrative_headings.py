"""Headings and items of the narrative: under which of them a figure stands, and what they name."""

from __future__ import annotations

from analysis.disclosure.prose.function_names import settle_paths
from analysis.disclosure.recorder import Recorder
from tests.disclosure.prose.factories import formulas, narrative, said


def test_an_item_of_other_matters_is_a_section_by_its_first_words() -> None:
    found = narrative(
        "五、其他重要事项的情况说明\n1.机关运行经费。2031年财政拨款运行经费8万元。\n"
        "2.政府采购情况。政府采购预算总额6万元：货物2万元、工程0万元、服务4万元；其中一般公共预算"
        "拨款政府采购6万元：货物2万元、工程0万元、服务4万元。"
    )
    assert said(found, "section_key", "subject_key")[:3] == [
        ("operating_cost", "operating_cost"),
        ("procurement", "procurement"),
        ("procurement", "procurement/goods"),
    ]
    sums = "2 万元 + 0 万元 + 4 万元 = 6 万元"
    assert [f for f in formulas(found) if f[0] == "sum"] == [("sum", sums), ("sum", sums)]


def test_headings_go_on_from_the_ordinal_of_the_heading_above_the_text() -> None:
    found = narrative(
        "（一）职能职责\n负责档案工作。\n二、单位收支总体情况\n（一）支出预算，预算数90万元，其中，"
        "教育支出90万元。\n三、政府采购情况\n（一）预算总额5万元。",
        title="一、单位基本情况",
    )
    assert [c.section_key for c in found.claim] == ["overall", "overall", "procurement"]


def test_an_item_names_its_figures_by_the_words_before_its_colon() -> None:
    found = narrative(
        "（九）“三公”经费预算情况说明\n1.公务接待费：主要用于接待来访。预算安排1.5万元，与上年预算数持平。"
    )
    assert said(found, "subject_key", "value") == [("three_public/reception", "1.5")]
    assert [s.subject_key for s in found.statement] == ["three_public/reception"]


def test_a_path_of_names_is_completed_from_the_headings_above_it() -> None:
    found = narrative(
        "五、财政拨款支出预算情况说明\n（一）公共安全支出（类）\n检察（款）: 2031 年预算支出合计 100 万元。其\n"
        "中：\n1．行政运行（项）支出 60 万元，与上年相比减少 5 万元，降幅 7.7 %。\n"
        "2．公诉、审判、侦查等检察监督支出（项） 40\n万元。"
    )
    assert said(found, "subject_key", "measure", "parent_claim_id") == [
        ("function:公共安全>检察", "amount", None),
        ("function:公共安全>检察>行政运行", "amount", "appropriation_expenditure.1"),
        ("function:公共安全>检察>行政运行", "change", None),
        ("function:公共安全>检察>行政运行", "change_pct", None),
        (
            "function:公共安全>检察>公诉、审判、侦查等检察监督",
            "amount",
            "appropriation_expenditure.1",
        ),
    ]


def test_a_heading_without_an_ordinal_and_one_over_two_lines_are_headings() -> None:
    found = narrative(
        "九、一般公共预算“三公”经费、会议费、培训费支出预算\n情况说明\n培训费支出 7 万元。\n"
        "其他相关情况说明\n机关运行经费预算\n支出 10 万元。"
    )
    assert [(claim.section_key, claim.subject_key) for claim in found.claim] == [
        ("three_public", "training"),
        ("other", "operating_cost"),
    ]


def test_a_path_may_tell_its_codes_which_are_no_counts() -> None:
    found = narrative(
        "财政拨款支出主要内容如下：\n1、公共安全支出（204类）司法（06款）普法宣传（05项）124.29 万元。"
    )
    settle_paths(Recorder(found))
    assert said(found, "subject_key", "measure", "value") == [
        ("function/2040605", "amount", "124.29")
    ]
