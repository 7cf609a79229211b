"""What the document states without a figure, and the lists of units."""

from __future__ import annotations

import pytest

from analysis.disclosure import records as r
from analysis.disclosure.prose.finish import finish_prose
from analysis.disclosure.prose.narrative import read_organisation
from tests.disclosure.prose.factories import a_recorder, a_region, formulas, narrative


@pytest.mark.parametrize(
    ("text", "kind", "subject_key"),
    [
        ("本单位无下属基层单位。", "no_subordinate_units", "subordinate_units"),
        ("2031年没有使用国有资本经营预算拨款安排的支出。", "nothing_planned", "capital"),
        ("（1）2031年无公务用车购置预算安排。", "nothing_planned", "three_public/vehicle_purchase"),
        ("本部门无国有资本经营预算收入。", "nothing_planned", "capital"),
        ("2031年无机关运行经费。", "nothing_planned", "operating_cost"),
        ("本单位不属于机关运行经费统计范围。", "nothing_planned", "operating_cost"),
        ("单位项目均实行绩效目标管理。", "all_projects", "performance_managed"),
        ("所有收入和支出均纳入单位预算管理。", "all_included", "total"),
        ("此次公开内容为本单位经费预算。", "own_budget_only", "three_public/total"),
    ],
)
def test_a_statement_is_recorded_with_what_it_speaks_of(
    text: str, kind: str, subject_key: str
) -> None:
    found = narrative(f"七、一般公共预算“三公”经费支出安排情况\n{text}")
    assert [(s.kind, s.subject_key) for s in found.statement] == [(kind, subject_key)]


def test_a_table_note_about_agreement_is_no_statement_that_nothing_changed() -> None:
    found = narrative("二、收入预算情况说明\n填列数应与《收支预算总表》收入数一致。")
    assert found.statement == []


@pytest.mark.parametrize("word", ["持平", "无变化", "一致", "相等"])
def test_unchanged_names_the_year_compared_with_and_prints_no_figure(word: str) -> None:
    found = narrative(f"十、政府性基金情况\n政府性基金预算支出 5 万元，与上年预算数{word}。")
    assert [(s.kind, s.subject_key, s.value) for s in found.statement] == [
        ("unchanged", "fund", "2030")
    ]
    assert len(found.figure) == 1


UNITS = """
二、机构设置
纳入某局（本级）2031年单位预算编制范围的预算单位包括本
级机关及下属的 3个事业单位。具体为：
1、某局机关
2、某慈善中心
3、某登记处（某核对
中心）
4、某指导中心
"""


def test_the_units_listed_are_held_against_the_number_stated() -> None:
    found = narrative(
        UNITS.replace("某登记处（某核对\n中心）", "某登记处"), read_organisation, "某局概况"
    )
    assert [(c.subject_key, c.value) for c in found.claim] == [("subordinate_units", 3)]
    assert formulas(found) == [("count_sum", "1 + 1 + 1 = 3")]
    listed = [(s.value, s.subject_key) for s in found.statement if s.kind == "listed_unit"]
    assert listed[:2] == [("某局机关", "itself"), ("某慈善中心", "subordinate_units")]
    assert ("lists_subordinate_units", "3") in {(s.kind, s.value) for s in found.statement}


def test_a_number_of_units_may_count_the_body_itself() -> None:
    text = UNITS.replace("某登记处（某核对\n中心）", "某登记处")
    found = narrative(text.replace(" 3个", " 4个"), read_organisation, "某局概况")
    assert formulas(found) == [("count_sum", "1 + 1 + 1 + 1 = 4")]


def test_several_lists_go_with_the_counts_that_their_titles_name() -> None:
    found = narrative(
        """
二、部门机构设置及预算单位构成情况
本部门包括 3 个内设机构和 2 个派出机构，具体包括：
（一）机关内设机构
1.办公室
2.法规处
3.人事处
（二）派出机构
1.东区检察院
2.西区检察院
""",
        read_organisation,
        "某院概况",
    )
    assert formulas(found) == [("count_sum", "1 + 1 + 1 = 3"), ("count_sum", "1 + 1 = 2")]


def test_headings_state_the_year_and_the_name_of_the_unit() -> None:
    recorder = a_recorder()
    finish_prose([a_region("", "第三部分 某市某局（本级）2031年单位预算情况说明")], recorder)
    assert [(s.kind, s.value) for s in recorder.out.statement] == [
        ("heading_year", "2031"),
        ("unit_name", "某市某局（本级）"),
    ]


def test_paths_become_codes_when_the_tables_have_them_and_nothing_when_they_do_not() -> None:
    recorder = a_recorder()
    for code, name in (("204", "公共安全支出"), ("20404", "检察"), ("2040401", "行政运行")):
        line = r.BudgetLine("d", code=code, name=name, classification="function")
        recorder.out.budget_line.append(line)
    keys = [
        "function:公共安全>检察>行政运行",
        "function:公共安全>法院",
        "function:公共安全",
        "fund",
    ]
    recorder.out.claim += [r.Claim("d", str(n), subject_key=key) for n, key in enumerate(keys)]
    finish_prose([], recorder)
    assert [c.subject_key for c in recorder.out.claim] == [
        "function/2040401",
        None,
        "function/204",
        "fund",
    ]


def test_persons_and_telephone_numbers_of_a_sentence_are_not_stored() -> None:
    found = narrative("三、支出预算情况\n支出 5 万元，联系人：甘某某 联系电话：88000000。")
    stored = " ".join(c.sentence or "" for c in found.claim)
    assert "5 万元" in stored
    assert "甘某某" not in stored
    assert "88000000" not in stored
