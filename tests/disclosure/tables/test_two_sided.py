"""Two-sided tables: sides, ordinals, blanks, keys of items, a split by fund."""

import pytest

from analysis.disclosure.outcome import UnreadableTable
from analysis.disclosure.tables.two_sided import read_two_sided
from tests.disclosure.tables.factories import a_grid, a_recorder, a_region, items

HEADER = ("单位：万元", "收      入 支      出 ", "项目 预算数 项目 预算数 ")


def test_the_words_of_an_item_say_on_which_side_it_stands() -> None:
    recorder = a_recorder()
    region = a_region(
        "appropriation_summary",
        *HEADER,
        "一、本年收入 9.00 一、本年支出 9.00 ",
        "（一）一般公共预算拨款 7.00 （一）一般公共服务支出   ",
        "（二）政府性基金预算拨款 2.00 （二）社会保障和就业支出 7.00 ",
        "二、上年结转   （三）其他支出 2.00 ",
        "（一）一般公共预算拨款   （四）债务付息支出   ",
        "    二、年终结转结余   ",
        "收   入   总   计 9.00 支   出   总   计 9.00 ",
    )
    read_two_sided(region, recorder)
    assert items(recorder) == {
        ("revenue", "current_year"): "9.00",
        ("revenue", "current_year/general"): "7.00",
        ("revenue", "current_year/fund"): "2.00",
        ("revenue", "carried_forward"): "blank",
        ("revenue", "carried_forward/general"): "blank",
        ("revenue", "total"): "9.00",
        ("expenditure", "current_year"): "9.00",
        ("expenditure", "function/201"): "blank",
        ("expenditure", "function/208"): "7.00",
        ("expenditure", "function/229"): "2.00",
        ("expenditure", "function/232"): "blank",
        ("expenditure", "year_end"): "blank",
        ("expenditure", "total"): "9.00",
    }
    tree = {(s.side, s.item_key): (s.level, s.parent_key) for s in recorder.out.summary_line}
    assert tree["expenditure", "function/208"] == (2, "current_year")
    assert tree["expenditure", "total"] == (0, None)
    assert {s.item for s in recorder.out.summary_line} >= {"收入总计", "年终结转结余", "本年支出"}


def test_names_broken_over_lines_find_their_item_again() -> None:
    recorder = a_recorder()
    region = a_region(
        "appropriation_summary",
        *HEADER,
        "一、本年收入 9.00 一、本年支出 9.00 ",
        "（一）一般公共预算 （一）灾害防治及应急",
        "拨款 管理支出 9.00 ",
        "收入总计 9.00 支出总计 9.00 ",
    )
    read_two_sided(region, recorder)
    found = items(recorder)
    assert found["expenditure", "function/224"] == "9.00"
    assert ("revenue", "current_year/general") in found


def test_former_names_of_functional_classes_have_the_same_code() -> None:
    recorder = a_recorder()
    region = a_region(
        "revenue_expenditure_summary",
        *HEADER,
        "一、财政拨款收入 5.00 一、医疗卫生与计划生育支出 5.00 ",
        "1. 一般公共预算资金 5.00 二、文化体育与传媒支出   ",
        "收入总计 5.00 支出总计 5.00 ",
    )
    read_two_sided(region, recorder)
    codes = {s.function_code for s in recorder.out.summary_line if s.function_code}
    assert codes == {"210", "207"}
    general = next(s for s in recorder.out.summary_line if s.item_key == "current_year/general")
    assert (general.item, general.parent_key) == ("一般公共预算资金", "current_year/appropriation")
    assert "ordinal" in {disposition for disposition, _ in recorder.uses.values()}


def test_a_subtotal_behind_its_parts_is_still_their_parent() -> None:
    recorder = a_recorder()
    region = a_region(
        "revenue_expenditure_summary",
        *HEADER,
        "一、一般公共预算拨款收入 5.00 一、教育支出 6.00 ",
        "二、事业收入 1.00 ",
        "本年收入合计 6.00 本年支出合计 6.00 ",
        "上年结转结余 0.00 年终结转结余 0.00 ",
        "收入总计 6.00 支出总计 6.00 ",
    )
    read_two_sided(region, recorder)
    tree = {s.item_key: (s.level, s.parent_key) for s in recorder.out.summary_line}
    assert tree["current_year/business"] == (2, "current_year")
    assert tree["function/205"] == (2, "current_year")
    assert tree["carried_forward"] == (1, "total")


def test_a_split_by_fund_is_placed_by_the_sums() -> None:
    recorder = a_recorder()
    region = a_region(
        "appropriation_summary",
        "单位：元",
        "项目 预算数 项目 合计 一般公共预算 政府性基金预算 国有资本经营预算 ",
        "一、一般公共预算资金 70,000 一、教育支出 70,000 70,000 ",
        "二、政府性基金 20,000 二、其他支出 20,000 20,000 ",
        "收入总计 90,000 支出总计 90,000 70,000 20,000 ",
    )
    read_two_sided(region, recorder)
    assert items(recorder, "fund")["expenditure", "total"] == "2"
    assert items(recorder, "fund")["expenditure", "function/229"] == "2"
    assert items(recorder, "general")["expenditure", "function/229"] == "blank"
    assert items(recorder)["revenue", "current_year/fund"] == "2"


def test_several_columns_of_a_text_are_uncertain_where_they_do_not_add_up() -> None:
    recorder = a_recorder()
    region = a_region(
        "appropriation_summary",
        "单位：元",
        "项目 预算数 项目 合计 一般公共预算 政府性基金预算 国有资本经营预算 ",
        "一、一般公共预算资金 70,000 一、教育支出 70,000 70,000 ",
        "收入总计 90,000 支出总计 90,000 70,000 20,000 ",
    )
    read_two_sided(region, recorder)
    assert {figure.reading for figure in recorder.out.figure} == {"uncertain"}


RULED = a_grid(
    "收入|<|支出|<|<|<",
    "项目名称|金额|功能分类|<|支出用途|<",
    "^|^|功能科目名称|金额|项目名称|金额",
    "一、财政拨款|21,940.96|一、一般公共服务/支出||一、基本支出|13,994.31",
    "1.一般公共预/算|21,940.96|二、公共安全支出|21,940.96|二、项目支出|7,946.65",
    "收入合计|21,940.96|支出合计|<|<|21,940.96",
)


def test_a_ruled_table_with_two_lists_of_expenditure_is_read() -> None:
    recorder = a_recorder()
    region = a_region("revenue_expenditure_summary", "单位：万元", grids=[RULED])
    read_two_sided(region, recorder)
    found = items(recorder)
    assert found["expenditure", "purpose/basic"] == "13994.31"
    assert found["expenditure", "function/201"] == "blank"
    assert found["expenditure", "function/204"] == "21940.96"
    assert found["expenditure", "total"] == "21940.96"
    assert found["revenue", "current_year/general"] == "21940.96"
    assert len([key for key in found if key[1].startswith("total")]) == 2


def test_the_whole_name_says_the_side_that_its_first_line_left_open() -> None:
    recorder = a_recorder()
    region = a_region(
        "revenue_expenditure_summary",
        *HEADER,
        "一、财政拨款收入 9.00 一、",
        "一般公共服务",
        "支出 7.00",
        "二、社会保障和就业支出 2.00",
        "收入总计 9.00 支出总计 9.00",
    )
    read_two_sided(region, recorder)
    assert items(recorder)["expenditure", "function/201"] == "7.00"
    assert {f.reading for f in recorder.out.figure} == {"certain"}


def test_an_item_that_nobody_knows_is_uncertain_unless_a_sum_bears_it_out() -> None:
    rows = ["一、财政拨款收入 9.00 一、一般公共服务支出 7.00", "二、某某支出 2.00"]
    for total, reading in (("9.00", "certain"), ("8.00", "uncertain")):
        recorder = a_recorder()
        region = a_region(
            "revenue_expenditure_summary", *HEADER, *rows, f"收入总计 9.00 支出总计 {total}"
        )
        read_two_sided(region, recorder)
        assert {f.reading for f in recorder.out.figure if f.row_name == "某某支出"} == {reading}


def test_names_that_go_on_behind_other_cells_are_uncertain_where_the_sums_fail() -> None:
    rows = [
        "三、单位预留机动",  # of the third list, whose amount stands a line below
        "二、政府性基金预算 三、国防支出 2.00",
        "经费",
        "收入总计 9.00 支出总计 7.00",
    ]
    first = "一、财政拨款收入 9.00 一、一般公共服务支出 7.00 一、基本支出 5.00"
    recorder = a_recorder()
    read_two_sided(a_region("revenue_expenditure_summary", *HEADER, first, *rows), recorder)
    assert {f.reading for f in recorder.out.figure} == {"uncertain"}


def test_a_wrong_amount_in_a_text_with_a_cell_to_a_line_is_read_and_stays_certain() -> None:
    recorder = a_recorder()
    cells = ("一、财政拨款收入", "9.00", "一、一般公共服务支出", "8.00")
    region = a_region(
        "revenue_expenditure_summary", *HEADER, *cells, "收入总计", "9.00", "支出总计", "9.00"
    )
    read_two_sided(region, recorder)
    assert {f.reading for f in recorder.out.figure} == {"certain"}


def test_funds_without_numbers_are_parts_of_the_appropriation_above_them() -> None:
    grid = a_grid(
        "项目|预算数|项目|预算数",
        "财政拨款收入|9.00|社会保障和就业支出|10.00",
        "一般公共预算资金|6.00||",
        "政府性基金预算资金|3.00||",
        "事业收入|1.00||",
        "收入总计|10.00|支出总计|10.00",
    )
    recorder = a_recorder()
    read_two_sided(a_region("revenue_expenditure_summary", grids=[grid]), recorder)
    parents = {line.item_key: line.parent_key for line in recorder.out.summary_line}
    whole = "current_year/appropriation"
    assert parents["current_year/general"] == parents["current_year/fund"] == whole
    assert parents["current_year/business"] == parents[whole] == "total"


def test_expenditure_may_be_printed_on_the_left() -> None:
    recorder = a_recorder()
    grid = a_grid(
        ("支出", "", "收入", ""),
        ("项目", "预算数", "项目", "预算数"),
        ("一、教育支出", "5.00", "一、一般公共预算财政拨款收入", "9.00"),
        ("二、住房保障支出", "4.00", "二、政府性基金预算财政拨款收入", ""),
        ("支出总计", "9.00", "收入总计", "9.00"),
    )
    read_two_sided(a_region("revenue_expenditure_summary", grids=[grid]), recorder)
    assert items(recorder) == {
        ("expenditure", "function/205"): "5.00",
        ("expenditure", "function/221"): "4.00",
        ("expenditure", "total"): "9.00",
        ("revenue", "current_year/general"): "9.00",
        ("revenue", "current_year/fund"): "blank",
        ("revenue", "total"): "9.00",
    }


def test_amounts_behind_items_of_one_side_are_uncertain_where_the_other_side_goes_on() -> None:
    recorder = a_recorder()
    cells = (
        "一、一般公共预算",
        "二、政府性基金预算",
        "9.00",
        "一、基本支出",
        "9.00",
        "二、项目支出",
    )
    region = a_region("appropriation_summary", *HEADER, *cells, "收入合计", "9.00", "支出合计")
    read_two_sided(region, recorder)
    readings = {f.row_name: f.reading for f in recorder.out.figure}
    assert readings == {"政府性基金预算": "uncertain", "基本支出": "certain", "收入合计": "certain"}


def test_cells_that_touch_each_other_are_cells_of_their_own() -> None:
    recorder = a_recorder()
    rows = ("一、一般公共预算1,009.00一、基本支出 1,005.00", "二、项目支出4.00")
    region = a_region("appropriation_summary", *HEADER, *rows, "收入合计 1,009.00 支出合计1,009.00")
    read_two_sided(region, recorder)
    assert items(recorder)["revenue", "current_year/general"] == "1009.00"
    assert items(recorder)["expenditure", "purpose/basic"] == "1005.00"


@pytest.mark.parametrize(
    ("last", "total", "reading"),
    [("五、教育支出", "9.00", "uncertain"), ("三、国防支出", "9.00", "certain"),
     ("五、教育支出", "7.00", "certain"), ("五、教育支出 1.00 九、卫生健康支出", "9.00", "certain")],
)  # fmt: skip
def test_a_list_whose_numbers_skip_several_items_was_cut_where_its_sum_fails(
    last: str, total: str, reading: str
) -> None:
    recorder = a_recorder()
    rows = ("一、财政拨款收入 9.00 一、一般公共服务支出 5.00", f"{last} 2.00")
    totals = f"收入总计 9.00 支出总计 {total}"
    read_two_sided(a_region("revenue_expenditure_summary", *HEADER, *rows, totals), recorder)
    readings = {f.row_name: f.reading for f in recorder.out.figure}
    assert readings["一般公共服务支出"] == reading
    assert readings["财政拨款收入"] == "certain"


def test_headings_out_of_order_are_put_where_the_amounts_add_up() -> None:
    recorder = a_recorder()
    region = a_region(
        "revenue_expenditure_summary",
        "单位：元",
        "项目 预算数 项目 人员经费 公用经费 合计 项目支出",
        "一、财政拨款收入 90.00 一、教育支出 60.00 40.00 5.00 15.00",
        "二、事业收入 10.00 二、住房保障支出 40.00 20.00 15.00 5.00",
        "收入总计 100.00 支出总计 100.00 60.00 20.00 20.00",
    )
    read_two_sided(region, recorder)
    total = {line.item: line.amount_wan for line in recorder.out.summary_line}
    found = {
        (f.row_name, f.column_key): f.printed
        for f in recorder.out.figure
        if f.row_key.startswith("expenditure")
    }
    assert found["教育支出", "total"] == "60.00" and found["教育支出", "personnel"] == "40.00"
    assert found["支出总计", "project"] == "20.00" and total
    assert {f.reading for f in recorder.out.figure if "expenditure" in f.row_key} == {"inferred"}


def test_amounts_that_add_up_in_no_order_of_the_headings_are_refused() -> None:
    region = a_region(
        "revenue_expenditure_summary",
        "单位：元",
        "项目 预算数 项目 人员经费 公用经费 合计 项目支出",
        "一、财政拨款收入 90.00 一、教育支出 61.00 40.00 5.00 15.00",
        "收入总计 90.00 支出总计 61.00 40.00 5.00 15.00",
    )
    with pytest.raises(UnreadableTable, match="which amount stands in which"):
        read_two_sided(region, a_recorder())


def test_a_name_that_goes_on_below_stands_on_the_side_that_the_whole_of_it_says() -> None:
    recorder = a_recorder()
    region = a_region(
        "appropriation_summary",
        "单位：元",
        "项目 预算数 项目 合计 一般公共预算 ",
        "一、一般公共预算 90.00 一、教育支出 70.00 70.00 ",
        "二、文化旅游体育与传媒",
        "支出 20.00 20.00 ",
        "收入总计 90.00 支出总计 90.00 90.00 ",
    )
    read_two_sided(region, recorder)
    names = {f.row_name: f.printed for f in recorder.out.figure if f.column_key == "total"}
    assert names["文化旅游体育与传媒支出"] == "20.00"
