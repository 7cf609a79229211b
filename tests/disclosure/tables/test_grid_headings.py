"""Headings of ruled tables: what their columns are, of which year, parts of what."""

import pytest

from analysis.checks.run import check_records
from analysis.disclosure.recorder import Recorder
from analysis.disclosure.tables.coded import read_coded
from analysis.disclosure.tables.three_public import read_three_public
from analysis.disclosure.tables.two_sided import read_two_sided
from tests.disclosure.tables.factories import (
    a_grid,
    a_recorder,
    a_region,
    budget_cells,
    three_public,
)


def test_columns_of_an_earlier_year_and_of_the_change_are_kept_apart() -> None:
    recorder = a_recorder()
    grid = a_grid(
        "功能分类科目|<|2023年执行数|2024年预算数|<|<|2024年预算数比2023年执行数|<",
        "科目编码|科目名称|^|小计|基本支出|项目支出|增减额|增减%",
        "208|社会保障和就业支出|8.00|10.00|6.00|4.00|2.00|25.00",
        "合计|<|8.00|10.00|6.00|4.00|2.00|25.00%",
    )
    read_coded(a_region("general_expenditure", "单位：万元", grids=[grid]), recorder)
    cells = budget_cells(recorder)
    assert (cells["208", "prior"], cells["208", "total"]) == ("8.00", "10.00")
    assert (cells["208", "change"], cells["208", "project"]) == ("2.00", "4.00")
    percents = [f for f in recorder.out.figure if f.column_key == "change_pct"]
    assert {(f.unit, str(f.value)) for f in percents} == {("percent", "25.00")}


@pytest.mark.parametrize("heads", ["上年预算数|本年预算数", "2023年预算数|2024年预算数"])
def test_the_columns_of_two_years_of_a_table_do_not_change_places(heads: str) -> None:
    recorder = a_recorder()
    grid = a_grid(f"科目编码|科目名称|{heads}", "合计|<|8.00|10.00", "208|社会保障|8.00|10.00")
    read_coded(a_region("general_expenditure", "单位：万元", grids=[grid]), recorder)
    assert budget_cells(recorder)["208", "total"] == "10.00"
    assert budget_cells(recorder)["208", "prior"] == "8.00"


def test_the_same_fund_under_two_groups_has_two_keys() -> None:
    recorder = a_recorder()
    grid = a_grid(
        "单位代码|单位名称|合计|本年收入|<|<|上年结转结余|<",
        "^|^|^|小计|一般公共预算|政府性基金预算|小计|一般公共预算",
        "501|某局|6.00|5.00|3.00|2.00|1.00|1.00",
    )
    read_coded(a_region("revenue_summary", "单位：万元", grids=[grid]), recorder)
    assert budget_cells(recorder) == {
        ("501", "total"): "6.00",
        ("501", "current_year"): "5.00",
        ("501", "general"): "3.00",
        ("501", "fund"): "2.00",
        ("501", "carried_forward"): "1.00",
        ("501", "carried_forward_general"): "1.00",
    }
    assert {b.classification for b in recorder.out.budget_line} == {"unit"}


def test_spending_under_one_of_several_sources_is_named_by_its_source() -> None:
    recorder = a_recorder()
    grid = a_grid(
        "科目编码|科目名称|合计|一般公共预算|<|<|政府性基金预算",
        "^|^|^|小计|基本支出|项目支出|^",
        "208|社会保障和就业支出|6.00|6.00|4.00|2.00|",
        "229|其他支出|3.00||||3.00",
        "|合计|9.00|6.00|4.00|2.00|3.00",
    )
    read_coded(a_region("expenditure_summary", "单位：万元", grids=[grid]), recorder)
    cells = budget_cells(recorder)
    assert cells["208", "general_basic"] == "4.00"
    assert cells["229", "fund"] == "3.00"
    failing = [r.check_id for r in check_records(recorder.out) if r.verdict == "contradiction"]
    assert [check for check in failing if check.startswith(("row_sum", "code_sum"))] == []


@pytest.mark.parametrize(
    "numbers", ["1|2|3|4|5", "||1|2|3", "栏次|<|1|2|3=1-2", "**|**|1|2|3", "A|B|1|2|3"]
)
def test_a_row_that_numbers_the_columns_is_no_row(numbers: str) -> None:
    recorder = a_recorder()
    grid = a_grid(
        "科目编码|科目名称|合计|基本支出|项目支出",
        numbers,
        "208|社会保障和就业支出|6.00|4.00|2.00",
        "|合计|6.00|4.00|2.00",
    )
    read_coded(a_region("expenditure_summary", "单位：万元", grids=[grid]), recorder)
    assert {line.code for line in recorder.out.budget_line} == {"208", "total"}
    assert {use[0] for use in recorder.uses.values()} == {"code", "ordinal"}


def test_the_numbers_of_the_columns_of_the_three_public_expenses_are_no_amounts() -> None:
    recorder = a_recorder()
    grid = a_grid(
        "合计|因公出国（境）费|公务用车购置及运行费|<|<|公务接待费",
        "^|^|小计|购置费|运行费|^",
        "1|2|3|4|5|6",
        "3.00||2.00||2.00|1.00",
    )
    read_three_public(a_region("three_public", "单位：万元", grids=[grid]), recorder)
    assert three_public(recorder) == {
        "total": "3.00",
        "overseas": "blank",
        "vehicles": "2.00",
        "vehicle_purchase": "blank",
        "vehicle_running": "2.00",
        "reception": "1.00",
    }


def holds_all_sums(recorder: Recorder) -> bool:
    failing = [r.check_id for r in check_records(recorder.out) if r.verdict == "contradiction"]
    return not [check for check in failing if check.startswith(("row_sum", "code_sum"))]


def test_economic_classes_under_basic_expenditure_are_its_parts() -> None:
    recorder = a_recorder()
    grid = a_grid(
        "科目编码|科目名称|总计|基本支出|<|<|<|项目支出|<",
        "^|^|^|小计|工资福利支出|对个人和家庭的补助|商品和服务支出|小计|商品和服务支出",
        "208|社会保障和就业支出|9.00|6.00|3.00|2.00|1.00|3.00|3.00",
        "|合计|9.00|6.00|3.00|2.00|1.00|3.00|3.00",
    )
    read_coded(a_region("expenditure_summary", "单位：万元", grids=[grid]), recorder)
    cells = budget_cells(recorder)
    assert cells["208", "wages"] == "3.00"
    assert cells["208", "operating"] == "1.00"
    assert cells["208", "project_operating"] == "3.00"
    assert holds_all_sums(recorder)


def test_a_total_under_a_group_is_the_groups_where_the_row_has_its_own() -> None:
    recorder = a_recorder()
    grid = a_grid(
        "单位代码|单位名称|总计|本年收入|<|<|上年结转结余",
        "^|^|^|合计|一般公共预算|政府性基金预算|^",
        "001|某局|9.00|8.00|6.00|2.00|1.00",
        "|合计|9.00|8.00|6.00|2.00|1.00",
    )
    read_coded(a_region("revenue_summary", "单位：万元", grids=[grid]), recorder)
    cells = budget_cells(recorder)
    assert cells["001", "total"] == "9.00"
    assert cells["001", "current_year"] == "8.00"
    assert holds_all_sums(recorder)


def test_of_two_economic_classifications_side_by_side_the_first_names_the_rows() -> None:
    recorder = a_recorder()
    grid = a_grid(
        "部门预算经济分类|<|<|政府预算经济分类|<|<|合计|人员经费|公用经费",
        "科目编码|<|科目名称|科目编码|<|科目名称|^|^|^",
        "类|款|^|类|款|^|^|^|^",
        "301|01|基本工资|501|01|工资奖金津补贴|3.00|3.00|",
        "302|01|办公费|502|01|办公经费|1.00||1.00",
        "||合计||||4.00|3.00|1.00",
    )
    read_coded(a_region("general_basic_expenditure", "单位：万元", grids=[grid]), recorder)
    names = {line.code: line.name for line in recorder.out.budget_line}
    assert names == {"30101": "基本工资", "30201": "办公费", "total": "合计"}
    assert {use[0] for use in recorder.uses.values()} == {"code"}
    assert len(recorder.uses) == 8


def test_a_remark_below_a_list_of_the_three_public_expenses_does_not_turn_it_around() -> None:
    recorder = a_recorder()
    grid = a_grid(
        "项目|2024年“三公”经费预算数",
        "合计|4.30",
        "1、因公出国（境）费用|",
        "2、公务接待费|1.10",
        "3、公务用车费|3.20",
        "其中：（1）公务用车运行维护费|3.20",
        "（2）公务用车购置|",
    )
    note = "说明文字：“三公”经费包括因公出国（境）费和公务接待费。"
    read_three_public(a_region("three_public", "单位：万元", note, grids=[grid]), recorder)
    assert three_public(recorder)["total"] == "4.30"
    assert three_public(recorder)["reception"] == "1.10"


def test_amounts_under_a_heading_that_nobody_knows_are_stored_and_no_sum_fails_for_them() -> None:
    recorder = a_recorder()
    grid = a_grid(
        "科目编码|科目名称|合计|基本支出|项目支出|某某安排|人数|备注",
        "208|社会保障和就业支出|6.00|4.00|2.00|1.50|12|见附件",
        "210|卫生健康支出|1.00|1.00|||3|",
        "|合计|7.00|5.00|2.00|1.50||",
    )
    read_coded(a_region("expenditure_summary", "单位：万元", grids=[grid]), recorder)
    cells = budget_cells(recorder)
    assert cells["208", "某某安排"] == "1.50"
    assert {column for _, column in cells} == {"total", "basic", "project", "某某安排"}
    assert holds_all_sums(recorder)


def test_a_numbered_list_of_revenue_adds_up_below_its_sum() -> None:
    recorder = a_recorder()
    grid = a_grid(
        "项目|2024年预算",
        "一、预算拨款|9.00",
        "一般公共预算拨款|6.00",
        "政府性基金预算拨款|3.00",
        "二、财政专户拨款|1.00",
        "三、其他资金|2.00",
        "本年收入合计|12.00",
        "四、上年结转结余|1.00",
        "收入总计|13.00",
    )
    read_coded(a_region("revenue_summary", "单位：万元", grids=[grid]), recorder)
    failing = [r for r in check_records(recorder.out) if r.verdict == "contradiction"]
    assert [r.check_id for r in failing if r.rule == "two_sided_sum"] == []
    parents = {line.item: line.parent_key for line in recorder.out.summary_line}
    assert parents["财政专户拨款"] == "current_year"
    assert parents["一般公共预算拨款"] == "预算拨款"


def test_of_which_before_a_known_heading_is_that_heading() -> None:
    recorder = a_recorder()
    grid = a_grid(
        "科目编码|科目名称|小计|其中：基本支出|项目支出|其中：政府采购",
        "208|社会保障和就业支出|6.00|4.00|2.00|1.00",
        "|合计|6.00|4.00|2.00|1.00",
    )
    read_coded(a_region("general_expenditure", "单位：万元", grids=[grid]), recorder)
    assert budget_cells(recorder)["208", "basic"] == "4.00"
    assert holds_all_sums(recorder)


def test_a_list_headed_by_the_three_public_expenses_has_their_total_there() -> None:
    recorder = a_recorder()
    grid = a_grid(
        "项目|2024年预算",
        "行政经费|310.22",
        "“三公”经费|3.80",
        "其中：（一）因公出国（境）支出|0.00",
        "（二）公务用车购置及运行维护支出|3.00",
        "1.公务用车购置|0.00",
        "2.公务用车运行维护费|3.00",
        "（三）公务接待费支出|0.80",
    )
    read_three_public(a_region("three_public", "单位：万元", grids=[grid]), recorder)
    assert three_public(recorder) == {
        "total": "3.80",
        "overseas": "0.00",
        "vehicles": "3.00",
        "vehicle_purchase": "0.00",
        "vehicle_running": "3.00",
        "reception": "0.80",
    }


def test_funds_below_of_which_are_parts_without_the_word_repeated() -> None:
    recorder = a_recorder()
    grid = a_grid(
        "收入|<|支出|<",
        "项目|2025年预算|项目（按支出功能分类）|2025年预算",
        "一、财政拨款收入|9.00|一、教育支出|4.00",
        "其中：一般公共预算|6.00|二、其他支出|6.00",
        "政府性基金预算|3.00||",
        "二、事业收入|1.00||",
        "本年收入合计|10.00|本年支出合计|10.00",
        "收入总计|10.00|支出总计|10.00",
    )
    region = a_region("revenue_expenditure_summary", "单位：万元", grids=[grid])
    read_two_sided(region, recorder)
    lines = {line.item: line for line in recorder.out.summary_line}
    assert lines["政府性基金预算"].parent_key == lines["其中：一般公共预算"].parent_key
    assert lines["教育支出"].side == "expenditure"
    failing = [r for r in check_records(recorder.out) if r.verdict == "contradiction"]
    assert [r.check_id for r in failing if r.rule.startswith("two_sided")] == []


def test_in_a_table_of_basic_expenditure_that_heading_is_the_total() -> None:
    recorder = a_recorder()
    grid = a_grid(
        "支出经济分类科目|<|2025年基本支出|<|<",
        "科目编码|科目名称|小计|人员经费|日常公用经费",
        "合计|<|4.00|3.00|1.00",
        "301|工资福利支出|3.00|3.00|",
        "302|商品和服务支出|1.00||1.00",
    )
    read_coded(a_region("general_basic_expenditure", "单位：万元", grids=[grid]), recorder)
    cells = budget_cells(recorder)
    assert cells["total", "total"] == "4.00"
    assert cells["302", "operating"] == "1.00"
    assert holds_all_sums(recorder)
