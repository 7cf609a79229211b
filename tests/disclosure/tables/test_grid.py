"""Ruled tables: merged headers, codes in one cell or three, blanks, pages."""

import pytest

from analysis.disclosure.outcome import UnreadableTable
from analysis.disclosure.tables.coded import read_coded
from tests.disclosure.tables.factories import (
    a_grid,
    a_recorder,
    a_region,
    budget_cells,
    items,
)
from tests.factories import make_warehouse

DEEP = a_grid(
    "科目编码|科目名称|合计|基本支出|<|<|项目支出",
    "^|^|^|小计|人员经费|公用经/费|^",
    "|合计|6.00|4.00|3.00|1.00|2.00",
    "208|社会保障和/就业支出|6.00|4.00|3.00|1.00|2.00",
    "2080201|行政运行|6.00|4.00|3.00|1.00|",
)


def test_merged_header_cells_give_the_columns_their_keys() -> None:
    recorder = a_recorder()
    read_coded(a_region("general_expenditure", "单位：万元", grids=[DEEP]), recorder)
    cells = budget_cells(recorder)
    assert cells["total", "basic"] == "4.00"
    assert cells["208", "operating"] == "1.00"
    assert cells["2080201", "project"] == "blank"
    assert {b.name for b in recorder.out.budget_line} == {"合计", "社会保障和就业支出", "行政运行"}
    assert {f.reading for f in recorder.out.figure} == {"certain"}


def test_codes_in_three_cells_are_one_code_under_a_header_of_their_own() -> None:
    recorder = a_recorder()
    grid = a_grid(
        "项目|<|<|<|一般公共预算支出|<|<",
        "功能分类科目编码|<|<|功能分类科目名称|合计|基本支出|项目支出",
        "类|款|项|^|^|^|^",
        "208|||社会保障和就业支出|19,604,064|13,368,164|6,235,900",
        "208|05||行政事业单位养老支出|7,234,970|7,234,970|0",
        "208|05|1|行政单位离退休|243,120|243,120|0",
        "合计|<|<|<|19,604,064|13,368,164|6,235,900",
    )
    read_coded(a_region("general_expenditure", "单位：元", grids=[grid]), recorder)
    codes = list(dict.fromkeys(b.code for b in recorder.out.budget_line))
    assert codes == ["208", "20805", "2080501", "total"]
    assert budget_cells(recorder)["20805", "basic"] == "723.497"


def test_a_heading_of_codes_may_reach_over_the_names() -> None:
    recorder = a_recorder()
    grid = a_grid(
        "功能科目代码|<|功能科目名称|金额",
        "合计|<|<|5.00",
        "204|公共安全支出|<|5.00",
        "20404|检察|<|5.00",
    )
    read_coded(a_region("general_expenditure", "单位：万元", grids=[grid]), recorder)
    found = {(b.code, b.name) for b in recorder.out.budget_line}
    assert found == {("total", "合计"), ("204", "公共安全支出"), ("20404", "检察")}


@pytest.mark.parametrize("label", ["20802 民政事务", "[20802]民政事务", "20802-民政事务"])
def test_code_and_name_may_stand_in_one_cell(label: str) -> None:
    recorder = a_recorder()
    grid = a_grid("科目|合计|基本支出|项目支出", "合计|5.00|2.00|3.00", f"{label}|5.00|2.00|3.00")
    read_coded(a_region("general_expenditure", "单位：万元", grids=[grid]), recorder)
    assert {(b.code, b.name) for b in recorder.out.budget_line} == {
        ("total", "合计"),
        ("20802", "民政事务"),
    }
    assert budget_cells(recorder)["20802", "project"] == "3.00"


def test_rows_of_a_spending_unit_between_the_codes_are_no_parts_of_the_total() -> None:
    recorder = a_recorder()
    grid = a_grid(
        "科目编码|<|<|单位代码|单位名称（科目）|合计",
        "类|款|项|^|^|^",
        "||||合计|9.00",
        "|||301001|某市民政局|9.00",
        "208|02|01|301001|行政运行|4.00",
        "208|02|02|301001|一般行政管理事务|5.00",
    )
    read_coded(a_region("general_expenditure", "单位：万元", grids=[grid]), recorder)
    found = {(b.code, b.classification, b.parent_code) for b in recorder.out.budget_line}
    assert found == {
        ("total", "function", None),
        ("301001", "unit", None),
        ("2080201", "function", "total"),
        ("2080202", "function", "total"),
    }


def test_words_that_nobody_knows_before_the_amounts_name_the_rows() -> None:
    recorder = a_recorder()
    grid = a_grid("支出科目及代码一览|小计|基本支出", "[20802]民政事务|5.00|5.00")
    read_coded(a_region("general_expenditure", "单位：万元", grids=[grid]), recorder)
    assert {(b.code, b.name) for b in recorder.out.budget_line} == {("20802", "民政事务")}


def test_a_table_on_two_pages_goes_on_without_its_header() -> None:
    recorder = a_recorder()
    first = a_grid(
        "科目编码|科目名称|金额", "301|工资福利支出|5.00", "30101|机关事业单位基本养老|2.00"
    )
    second = a_grid("|保险缴费|", "30102|津贴补贴|3.00")
    region = a_region("general_basic_expenditure", "单位：万元", "15", grids=[first, second])
    read_coded(region, recorder)
    names = {b.code: b.name for b in recorder.out.budget_line}
    assert names["30101"] == "机关事业单位基本养老保险缴费"
    assert budget_cells(recorder)["30102", "total"] == "3.00"


def test_a_grid_with_other_columns_is_no_part_of_the_table_that_it_follows() -> None:
    """Pages out of order, or the page with a heading is missing."""
    recorder = a_recorder()
    other = a_grid(
        "科目编码|科目名称|合计|财政拨款收入|其他收入", "204|公共安全支出|7.00|6.00|1.00"
    )
    read_coded(a_region("general_expenditure", "单位：万元", grids=[DEEP, other]), recorder)
    assert {b.code for b in recorder.out.budget_line} == {"total", "208", "2080201"}


def test_a_column_that_nobody_knows_may_be_filled_on_the_second_page_only() -> None:
    recorder = a_recorder()
    head = "科目编码|科目名称|合计|基本支出|项目支出|专项统筹"
    first = a_grid(head, "|合计|6.00|1.00|2.00|", "204|公共安全支出|3.00|1.00|2.00|")
    second = a_grid(head, "205|教育支出|3.00|||3.00")
    read_coded(a_region("general_expenditure", "单位：万元", grids=[first, second]), recorder)
    cells = budget_cells(recorder)
    assert (cells["205", "专项统筹"], cells["204", "专项统筹"]) == ("3.00", "blank")


def test_a_note_inside_the_grid_declares_it_empty() -> None:
    recorder = a_recorder()
    grid = a_grid(
        "科目编码|科目名称|金额",
        "|合计|",
        "注：本部门2031年无政府性基金预算财政拨款安排的预算。|<|<",
    )
    outcome = read_coded(a_region("fund_expenditure", "单位：万元", grids=[grid]), recorder)
    assert outcome.status == "declared_empty"


def test_a_ruled_table_without_amounts_and_without_a_note_is_read_as_blank() -> None:
    recorder = a_recorder()
    grid = a_grid("科目编码|科目名称|合计|基本支出", "|||", "合计|<||")
    outcome = read_coded(a_region("fund_expenditure", "单位：万元", grids=[grid]), recorder)
    assert (outcome.status, "without any amount" in str(outcome.note)) == ("read", True)
    assert budget_cells(recorder) == {("total", "total"): "blank", ("total", "basic"): "blank"}


def test_dashes_and_zeros_stay_apart_from_blanks() -> None:
    recorder = a_recorder()
    grid = a_grid("科目编码|科目名称|合计|基本支出|项目支出", "208|甲|0.00|-|")
    read_coded(a_region("general_expenditure", "单位：万元", grids=[grid]), recorder)
    states = {b.column_key: b.cell_state for b in recorder.out.budget_line}
    assert states == {"total": "zero", "basic": "dash", "project": "blank"}


def test_words_where_an_amount_was_expected_are_no_amount_and_say_so() -> None:
    recorder = a_recorder()
    grid = a_grid("科目编码|科目名称|合计|基本支出|项目支出", "204|公共安全支出|5.00|5.00|无")
    read_coded(a_region("general_expenditure", "单位：万元", grids=[grid]), recorder)
    [line] = [line for line in recorder.out.budget_line if line.column_key == "project"]
    assert (line.cell_state, line.amount_wan, line.reading) == ("text", None, "uncertain")
    assert line.reading_note == "“无” stands where an amount was expected"
    with make_warehouse(recorder.out) as con:
        assert con.execute("SELECT count(*) FROM budget_line").fetchall() == [(3,)]


def test_revenue_by_source_becomes_summary_lines() -> None:
    recorder = a_recorder()
    grid = a_grid(
        "项目名称||金额",
        "收入总计|<|9.00",
        "一般公共预算资金|小计|8.00",
        "^|公共财政拨款(补助)资金|8.00",
        "其他资金|小计|1.00",
        "^|事业收入|",
    )
    read_coded(a_region("revenue_summary", "单位：万元", grids=[grid]), recorder)
    assert items(recorder) == {
        ("revenue", "total"): "9.00",
        ("revenue", "current_year/general"): "8.00",
        ("revenue", "公共财政拨款(补助)资金"): "8.00",
        ("revenue", "current_year/other"): "1.00",
        ("revenue", "current_year/business"): "blank",
    }


def test_projects_without_codes_are_rows_by_name() -> None:
    recorder = a_recorder()
    grid = a_grid(
        "项目名称|项目单位|合计|一般公共预算|政府性基金预算",
        "合计||3.00|1.00|2.00",
        "养老服务/经费|某局|3.00|1.00|2.00",
    )
    read_coded(a_region("project_expenditure", "单位：万元", grids=[grid]), recorder)
    assert budget_cells(recorder)["养老服务", "fund"] == "2.00"
    assert {b.classification for b in recorder.out.budget_line} == {"project"}


def test_a_grid_without_known_header_words_is_refused_with_what_was_expected() -> None:
    region = a_region("fund_expenditure", grids=[a_grid("甲|乙", "丙|丁")])
    with pytest.raises(UnreadableTable, match="expected a header row"):
        read_coded(region, a_recorder())


def test_a_code_in_brackets_before_a_name_is_a_code_with_a_slip_in_it_too() -> None:
    recorder = a_recorder()
    grid = a_grid(
        "部门预算支出经济科目名称|预算数",
        "[301]工资福利支出|3.00",
        "[4O101]基本工资|3.00",
        "合计|3.00",
    )
    read_coded(a_region("general_basic_expenditure", "单位：万元", grids=[grid]), recorder)
    names = {line.code: line.name for line in recorder.out.budget_line}
    assert names["301"] == "工资福利支出"
    assert names["4O101"] == "基本工资"


def test_a_number_that_a_narrow_cell_breaks_over_lines_is_one() -> None:
    recorder = a_recorder()
    grid = a_grid(
        "科目编码|科目名称|合计|基本支出|项目支出",
        "|合计|92,269,/604.0/6|92,269,/100.0/6|504.0/0",
        "208|社会保障支出|7839.9/52|257,50/0.00|8/9",
        "210|卫生健康支出|96096/087.50|8/97.5|",
    )
    read_coded(a_region("expenditure_summary", "单位：元", grids=[grid]), recorder)
    cells = budget_cells(recorder)
    assert cells["total", "total"] == "9226.960406"
    assert cells["total", "project"] == "0.0504"
    assert (cells["208", "total"], cells["208", "basic"]) == ("0.7839952", "25.75")
    assert cells["208", "project"] == "text"  # two numbers, as far as anybody can tell
    assert (cells["210", "total"], cells["210", "basic"]) == ("9609.60875", "text")
    assert len(set(recorder.rests.values())) == 6  # the ledger knows of the parts of the others
    assert {f.printed: f.reading for f in recorder.out.figure}["7839.952"] == "inferred"


def test_the_code_above_may_stand_in_a_part_of_the_table_under_the_same_title() -> None:
    recorder = a_recorder()
    header = "科目编码|科目名称|合计|基本支出|项目支出"
    parts = [
        ("|合计|3.00|3.00|", "208|社会保障支出|3.00|3.00|", "20801|甲事务|1.00|1.00|"),
        ("20802|乙事务|2.00|2.00|", "2080201|行政运行|2.00|2.00|"),
    ]
    for rows in parts:
        region = a_region("expenditure_summary", "单位：万元", grids=[a_grid(header, *rows)])
        read_coded(region, recorder)
    parents = {line.code: line.parent_code for line in recorder.out.budget_line}
    assert parents["20802"] == "208"
    assert parents["2080201"] == "20802"
