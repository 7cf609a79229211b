"""Coded tables from text: the words of the header, and codes of several cells or misprinted."""

import pytest

from analysis.disclosure.outcome import UnreadableTable
from analysis.disclosure.tables.coded import read_coded
from analysis.disclosure.tables.tokens import tokenize
from analysis.sources.document import Line
from tests.disclosure.tables.factories import a_recorder, a_region, budget_cells

HEADER = ("单位：万元", "科目编码 科目名称 合计 基本支出 项目支出 ")
CELLS = ("单位：元", "功能分类科目编码", "功能分类科目名称", "合计", "基本支出", "项目支出")
IN_PARTS = (
    "单位：元",
    "经济分类科目编码",
    "部门经济分类科目名称 合计 人员经费 公用经费 ",
    "类 款 ",
)
LIST = (
    "单位：万元 ",
    "项目名称 项目类别 合计 本年财政拨款 ",
    "财政拨款",
    "结转结余 ",
    "其他资金 ",
    "一般公共预算 政府性基金预算 ",
    "合计 6.00 3.00 2.00 1.00 0.00 ",
)


def test_codes_in_three_cells_are_one_code() -> None:
    recorder = a_recorder()
    region = a_region(
        "general_expenditure",
        "单位：元",
        "功能分类科目编码 功能分类科目名称 合计 基本支出 项目支出 ",
        "类 款 项 ",
        "208 社会保障和就业支出 300 300 0 ",
        "208 05 行政事业单位养老支出 300 300 0 ",
        "208 05 1 行政单位离退休 300 300 0 ",
    )
    read_coded(region, recorder)
    codes = dict.fromkeys(b.code for b in recorder.out.budget_line)
    assert list(codes) == ["208", "20805", "2080501"]


@pytest.mark.parametrize("slip", ["7", "21O", "20", "2100"])
def test_a_code_with_a_slip_opens_a_row_and_is_kept_as_printed(slip: str) -> None:
    recorder = a_recorder()
    region = a_region(
        "expenditure_summary",
        *HEADER,
        " 合计 30.00 10.00 20.00 ",
        "208 社会保障和就业支出 20.00 0.00 20.00 ",
        f"{slip} 卫生健康支出 10.00 10.00 0.00 ",
    )
    read_coded(region, recorder)
    cells = budget_cells(recorder)
    assert cells[slip, "basic"] == "10.00"
    assert cells["208", "project"] == "20.00"
    names = {line.code: line.name for line in recorder.out.budget_line}
    assert names[slip] == "卫生健康支出"


def test_a_code_in_cells_below_each_other_is_one_code() -> None:
    recorder = a_recorder()
    rows = [
        *("201", "一般公共服务支出", "6,000", "0", "6,000"),
        *("201", "05", "统计信息事务", "6,000", "0", "6,000"),
        *("201", "05", "07", "专项普查活动", "6,000", "0", "6,000"),
        *("合计", "6,000", "0", "6,000"),
    ]
    read_coded(a_region("expenditure_summary", *CELLS, "类", "款", "项", *rows), recorder)
    found = budget_cells(recorder)
    assert {code for code, _ in found} == {"201", "20105", "2010507", "total"}
    assert found["2010507", "project"] == "0.6"
    assert {use[0] for use in recorder.uses.values()} == {"code"}


def test_a_misprinted_code_in_cells_below_each_other_opens_a_row() -> None:
    recorder = a_recorder()
    rows = [
        *("210", "卫生健康支出", "6,000", "6,000", "0"),
        *("210", "11", "行政事业单位医疗", "6,000", "6,000", "0"),
        *("7", "11", "02", "事业单位医疗", "6,000", "6,000", "0"),
    ]
    read_coded(a_region("expenditure_summary", *CELLS, "类", "款", "项", *rows), recorder)
    assert {code for code, _ in budget_cells(recorder)} == {"210", "21011", "71102"}


def test_a_slip_beside_the_parts_of_a_code_is_told_where_amounts_have_commas() -> None:
    recorder = a_recorder()
    rows = (
        "210 卫生健康支出 6,000 6,000",
        "210 11 行政事业单位医疗 6,000 6,000",
        "7 11 02 事业单位医疗 6,000 6,000",
    )
    header = ("单位：元", "科目编码 科目名称 合计 基本支出 项目支出", "类 款 项")
    read_coded(a_region("expenditure_summary", *header, *rows), recorder)
    assert {code for code, _ in budget_cells(recorder)} == {"210", "21011", "71102"}


def test_the_words_of_a_heading_set_in_places_are_ordered_by_these_not_by_their_lines() -> None:
    recorder = a_recorder()
    read_coded(
        a_region(
            "general_expenditure",
            "单位：万元",
            "      科目编码                             基本支出",
            "                   科目名称   合计                               项目支出",
            "  类    款    项                 小计      人员经费   公用经费",
            "                   合计    9.00   6.00      4.00     2.00     3.00",
            "  208              社会保障和就业支出   9.00   6.00    4.00    2.00     3.00",
            "  208   02         民政管理事务    9.00   6.00    4.00    2.00     3.00",
            "  208   02    01   行政运行   9.00   6.00      4.00     2.00     3.00",
        ),
        recorder,
    )
    found = budget_cells(recorder)
    assert found["2080201", "total"] == "9.00"
    assert found["total", "basic"] == "6.00"
    assert found["208", "project"] == "3.00"


def test_a_lone_character_far_behind_others_is_a_piece_of_another_heading() -> None:
    heading = f"类    款    项{' ' * 60}出"
    assert [token.text for token in tokenize([Line(heading, 1)])] == ["类    款    项", "出"]


def test_the_last_part_of_a_code_may_touch_the_name() -> None:
    recorder = a_recorder()
    region = a_region(
        "general_basic_expenditure",
        *IN_PARTS,
        "301 工资福利支出 50 50 0",
        "301 01基本工资 20 20 0",
        "301 13住房公积金 30 30 0 302 商品和服务支出 60 0 60",
        "302 05水费 60 0 60",
        "合计 110 50 60",
    )
    read_coded(region, recorder)
    names = {line.code: line.name for line in recorder.out.budget_line}
    assert names["30101"] == "基本工资" and names["30205"] == "水费"
    assert {line.reading for line in recorder.out.budget_line} == {"certain"}


def test_the_parts_of_an_appropriation_stand_before_the_other_money_beside_it() -> None:
    recorder = a_recorder()
    region = a_region("project_expenditure", *LIST, "甲补贴 特定目标类 6.00 3.00 2.00 1.00 0.00 ")
    read_coded(region, recorder)
    cells = budget_cells(recorder)
    total = [cells["total", key] for key in ("general", "fund", "carried_forward", "other")]
    assert total == ["3.00", "2.00", "1.00", "0.00"]


def test_the_cell_of_a_projects_kind_is_no_part_of_its_name() -> None:
    recorder = a_recorder()
    region = a_region(
        "project_expenditure",
        *LIST,
        "社区养老",
        "服务补贴 ",
        "特定目标",
        "类 ",
        "5.00 2.00 2.00 1.00 0.00 ",
        "甲补贴 特定目标类 1.00 1.00 0.00 0.00 0.00 ",
    )
    read_coded(region, recorder)
    names = list(dict.fromkeys(line.name for line in recorder.out.budget_line))
    assert names == ["合计", "社区养老服务补贴", "甲补贴"]
    assert {line.reading for line in recorder.out.budget_line} == {"certain"}


def test_words_that_do_not_part_into_the_cells_of_the_header_all_stay_in_the_name() -> None:
    recorder = a_recorder()
    region = a_region(
        "project_expenditure", *LIST, "甲补贴 二期 特定目标类 6.00 3.00 2.00 1.00 0.00 "
    )
    read_coded(region, recorder)
    assert recorder.out.budget_line[-1].name == "甲补贴二期特定目标类"


def test_a_total_whose_heading_stands_behind_is_found_by_the_sums() -> None:
    recorder = a_recorder()
    region = a_region(
        "expenditure_summary",
        "单位：万元",
        "科目编码 科目名称 基本支出 项目支出 合计 ",
        "208 社会保障和就业支出 7.00 5.00 2.00 ",
        "210 卫生健康支出 9.00 3.00 6.00 ",
        "合计 16.00 8.00 8.00 ",
    )
    read_coded(region, recorder)
    cells = budget_cells(recorder)
    assert cells["210", "total"] == "9.00" and cells["210", "project"] == "6.00"
    assert {line.reading for line in recorder.out.budget_line} == {"inferred"}


def test_amounts_larger_than_their_total_are_refused_where_no_order_is_certain() -> None:
    region = a_region(
        "revenue_summary",
        "单位：万元",
        "科目编码 科目名称 事业收入 其他收入 财政拨款收入 合计 ",
        "208 社会保障和就业支出 5.00 7.00 3.00 0.00 ",
        "合计 5.00 7.00 3.00 0.00 ",
    )
    with pytest.raises(UnreadableTable, match="in the order of the headings"):
        read_coded(region, a_recorder())


@pytest.mark.parametrize("name", [("社会福利事业单位 ", ""), ("社会福利事业", "单位 ")])
def test_whole_amounts_behind_a_name_are_no_codes_whatever_they_look_like(
    name: tuple[str, str],
) -> None:
    recorder = a_recorder()
    region = a_region(
        "expenditure_summary",
        "单位：元 ",
        "科目编码 科目名称 合计 基本支出 项目支出 ",
        "合计 2723003 2378811 344192 ",
        "2081005 ",
        *name,
        "2723003 2378811 344192 ",
    )
    read_coded(region, recorder)
    cells = budget_cells(recorder)
    assert cells["2081005", "basic"] == "237.8811"
    assert {code for code, _ in cells} == {"total", "2081005"}


def test_parts_of_codes_beside_their_class_show_themselves_where_the_header_lost_its_words() -> (
    None
):
    recorder = a_recorder()
    rows = (
        "201 一般公共服务支出 30.00 30.00 0.00",
        "201 05 统计信息事务 30.00 30.00 0.00",
        "201 05 07 专项普查活动 20.00 20.00 0.00",
        "201 05 08 统计抽样调查 10.00 10.00 0.00",
    )
    read_coded(a_region("expenditure_summary", *HEADER, *rows), recorder)
    found = budget_cells(recorder)
    assert {code for code, _ in found} == {"201", "20105", "2010507", "2010508"}
    assert found["2010507", "basic"] == "20.00"
