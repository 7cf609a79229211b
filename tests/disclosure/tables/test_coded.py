"""Coded tables from text that has lost its grid: names, blanks, headers, notes, units."""

import pytest

from analysis.disclosure.outcome import UnreadableTable
from analysis.disclosure.tables.coded import read_coded
from analysis.disclosure.tables.tokens import tokenize
from analysis.sources.document import Line
from tests.disclosure.tables.factories import a_recorder, a_region, budget_cells

HEADER = ("单位：万元", "科目编码 科目名称 合计 基本支出 项目支出 ")
DEEP = (
    "单位：万元",
    "科目编码 科目名称 合计 ",
    "基本支出 ",
    "项目支出 ",
    "小计 人员经费 ",
    "公用经",
    "费 ",
)


def test_a_name_is_every_piece_of_text_before_between_and_behind_the_numbers() -> None:
    recorder = a_recorder()
    region = a_region(
        "general_expenditure",
        *DEEP,
        " 合计 30.00 30.00 30.00 0.00 0.00 ",
        "210 卫生健康支 10.00 10.00 10.00 0.00 0.00 ",
        " 出 ",
        "221 ",
        " 住房保",
        "障支出 ",
        "20.00 20.00 20.00 0.00 0.00 ",
    )
    read_coded(region, recorder)
    names = {line.code: line.name for line in recorder.out.budget_line}
    assert names == {"total": "合计", "210": "卫生健康支出", "221": "住房保障支出"}
    assert budget_cells(recorder)["221", "personnel"] == "20.00"


def test_blank_cells_are_placed_by_the_sums_over_the_rows_and_stay_blank() -> None:
    recorder = a_recorder()
    region = a_region(
        "expenditure_summary",
        *HEADER,
        " 合计 7.00 5.00 2.00 ",
        "208 社会保障和就业支出 5.00 5.00 ",
        "229 其他支出 2.00   2.00 ",
        "22960 彩票公益金安排的支出 2.00 ",
        "  ",
        "2.00 ",
    )
    read_coded(region, recorder)
    cells = budget_cells(recorder)
    assert cells["229", "basic"] == cells["22960", "basic"] == cells["208", "project"] == "blank"
    assert cells["22960", "project"] == "2.00"
    readings = {line.reading for line in recorder.out.budget_line if line.code == "22960"}
    assert readings == {"inferred"}
    assert all(line.figure_id is None for line in recorder.out.budget_line if not line.amount_wan)


def test_a_row_that_nothing_decides_is_uncertain_and_names_the_other_reading() -> None:
    recorder = a_recorder()
    read_coded(a_region("fund_expenditure", *HEADER, "2296002 福利 2.00   2.00 "), recorder)
    doubtful = {line.column_key: line for line in recorder.out.budget_line}
    assert doubtful["project"].reading == "uncertain"
    assert doubtful["project"].amount_wan == 2
    assert "total, basic" in (doubtful["project"].reading_note or "")
    assert doubtful["total"].reading == "inferred"  # the same in every reading


def test_the_same_row_in_another_table_settles_the_doubt() -> None:
    recorder = a_recorder()
    first = a_region("expenditure_summary", *HEADER, "2296002 福利 2.00 0.00 2.00 ")
    read_coded(first, recorder)
    read_coded(a_region("fund_expenditure", *HEADER, "2296002 福利 2.00 2.00 "), recorder)
    line = next(
        b
        for b in recorder.out.budget_line
        if b.table_kind == "fund_expenditure" and b.column_key == "project"
    )
    assert (line.amount_wan, line.reading) == (2, "inferred")


def test_levels_and_parents_follow_the_codes_that_are_printed() -> None:
    recorder = a_recorder()
    region = a_region(
        "general_expenditure",
        *HEADER,
        "合计 3.00 3.00 0.00 ",
        "208 甲 3.00 3.00 0.00 ",
        "2080201 乙 3.00 3.00 0.00 ",
    )
    read_coded(region, recorder)
    tree = {b.code: (b.level, b.parent_code) for b in recorder.out.budget_line}
    assert tree == {"total": (0, None), "208": (1, "total"), "2080201": (3, "208")}


def test_unit_codes_nest_by_their_beginning() -> None:
    recorder = a_recorder()
    region = a_region(
        "general_expenditure_by_unit",
        "单位：万元",
        "单位编",
        "码 ",
        "单位名称 合计 基本支出 项目支出 ",
        "合计 3.00 3.00 0.00 ",
        "501 某局 3.00 3.00 0.00 ",
        "501001 ",
        " 某局本",
        "级 ",
        "3.00 3.00 0.00 ",
    )
    read_coded(region, recorder)
    line = recorder.out.budget_line[-1]
    assert (line.code, line.name, line.level, line.parent_code, line.classification) == (
        "501001",
        "某局本级",
        2,
        "501",
        "unit",
    )


def test_the_header_says_that_codes_are_economic() -> None:
    recorder = a_recorder()
    region = a_region(
        "general_basic_expenditure",
        "单位:元",
        "部门预算支出经济分类科目 本年一般公共预算基本支出 ",
        "科目编码 科目名称 合计 人员经费 公用经费 ",
        "301 工资福利支出 1,083,170 1,083,170 0 ",
    )
    read_coded(region, recorder)
    assert {b.classification for b in recorder.out.budget_line} == {"economic"}
    assert budget_cells(recorder)["301", "personnel"] == "108.317"
    assert recorder.out.figure[0].unit == "yuan"


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


def test_a_column_that_nobody_knows_keeps_its_printed_name() -> None:
    recorder = a_recorder()
    region = a_region(
        "expenditure_summary",
        "单位：万元",
        "科目编码 科目名称 合计 基本支出 项目支出 应急储备 ",
        "201 一般公共服务支出 6.00 1.00 2.00 3.00 ",
    )
    read_coded(region, recorder)
    assert budget_cells(recorder)["201", "应急储备"] == "3.00"


def test_without_a_printed_unit_amounts_are_wan_and_say_so() -> None:
    recorder = a_recorder()
    read_coded(a_region("fund_expenditure", HEADER[1], "229 其他 2.00 0.00 2.00 "), recorder)
    assert {f.reading for f in recorder.out.figure} == {"inferred"}
    assert "万元" in (recorder.out.figure[0].reading_note or "")


@pytest.mark.parametrize(
    "note",
    [
        "备注:本单位 2031 年没有使用国有资本经营预算拨款安排的支出",
        "注：本部门2031年无国有资本经营预算财政拨款安排的预算，故本表为空表。",
        "说明：本部门无相关收支项目。",
        "此表为空",
    ],
)
def test_an_empty_table_with_a_note_is_declared_empty(note: str) -> None:
    recorder = a_recorder()
    outcome = read_coded(a_region("capital_expenditure", *HEADER, "   ", note), recorder)
    assert (outcome.status, outcome.note) == ("declared_empty", note)
    assert budget_cells(recorder) == {("total", "total"): "declared_empty"}
    assert not recorder.out.figure


def test_an_empty_table_without_a_note_cannot_be_read() -> None:
    with pytest.raises(UnreadableTable, match="no amount"):
        read_coded(a_region("capital_expenditure", *HEADER), a_recorder())


def test_a_note_that_calls_a_table_with_figures_empty_does_not_make_it_empty() -> None:
    recorder = a_recorder()
    outcome = read_coded(
        a_region("fund_expenditure", *HEADER, "229 其他 2.00 0.00 2.00 ", "注：本表为空表。"),
        recorder,
    )
    assert outcome.status == "read"


def test_more_numbers_than_columns_are_refused_with_line_and_columns() -> None:
    region = a_region("fund_expenditure", *HEADER, "229 其他 2.00 0.00 2.00 7.00 ")
    with pytest.raises(UnreadableTable, match=r"3 columns .* 4 numbers"):
        read_coded(region, a_recorder())


def test_a_page_number_and_a_header_printed_again_are_no_amounts() -> None:
    recorder = a_recorder()
    region = a_region(
        "general_expenditure",
        *HEADER,
        "合计 3.00 3.00 0.00 ",
        "15",
        HEADER[1],
        "208 甲 3.00 3.00 0.00 ",
    )
    read_coded(region, recorder)
    assert len(recorder.out.figure) == 6
    assert ("page_number") in {disposition for disposition, _ in recorder.uses.values()}


def test_a_code_printed_twice_replaces_nothing() -> None:
    recorder = a_recorder()
    row = "208 甲 3.00 3.00 0.00 "
    read_coded(a_region("general_expenditure", *HEADER, row, row), recorder)
    assert {code for code, _ in budget_cells(recorder)} == {"208", "208~2"}
    assert len({f.figure_id for f in recorder.out.figure}) == 6


def test_one_row_of_amounts_without_any_label_is_the_total() -> None:
    recorder = a_recorder()
    region = a_region(
        "expenditure_summary", "单位：万元", "合计 基本支出 项目支出 ", "3.00 1.00 2.00 "
    )
    read_coded(region, recorder)
    assert budget_cells(recorder) == {
        ("total", "total"): "3.00",
        ("total", "basic"): "1.00",
        ("total", "project"): "2.00",
    }


def test_every_code_year_and_amount_of_a_table_is_spoken_for() -> None:
    recorder = a_recorder()
    region = a_region(
        "general_expenditure", "2024年预算", *HEADER, "208 甲 3.00 3.00 0.00 ", "注：含2023年结转"
    )
    read_coded(region, recorder)
    spoken = {line for _, line, _ in recorder.uses} | {f.line for f in recorder.out.figure}
    assert spoken == {2, 5, 6}
    assert {d for d, _ in recorder.uses.values()} == {"date", "code"}


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


def test_a_whole_number_alone_behind_a_full_row_is_no_amount_of_a_table_with_decimals() -> None:
    recorder = a_recorder()
    region = a_region(
        "expenditure_summary",
        *HEADER,
        " 合计 30.00 10.00 20.00 ",
        "208 社会保障和就业支 20.00 0.00 20.00 ",
        " 出 ",
        "12 ",
        "210 卫生健康支出 10.00 10.00 0.00 ",
    )
    read_coded(region, recorder)
    cells = budget_cells(recorder)
    assert cells["208", "project"] == "20.00"
    assert cells["210", "basic"] == "10.00"
    assert {line.name for line in recorder.out.budget_line if line.code == "208"} == {
        "社会保障和就业支出"
    }


CELLS = ("单位：元", "功能分类科目编码", "功能分类科目名称", "合计", "基本支出", "项目支出")


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


def test_the_number_of_a_table_within_it_is_no_amount() -> None:
    recorder = a_recorder()
    rows = ("208 社会保障和就业支出 3.00 3.00 0.00", "公开 04 表")
    read_coded(a_region("general_expenditure", *HEADER, *rows), recorder)
    assert {code for code, _ in budget_cells(recorder)} == {"208"}


def test_amounts_without_words_are_the_total_where_the_word_stands_alone() -> None:
    recorder = a_recorder()
    rows = ("3.00 3.00 0.00", "208 社会保障和就业支出 3.00 3.00 0.00", "合计")
    read_coded(a_region("general_expenditure", *HEADER, *rows), recorder)
    assert budget_cells(recorder)["total", "basic"] == "3.00"
    assert {f.reading for f in recorder.out.figure if f.row_key == "total"} == {"inferred"}


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


IN_PARTS = (
    "单位：元",
    "经济分类科目编码",
    "部门经济分类科目名称 合计 人员经费 公用经费 ",
    "类 款 ",
)


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


@pytest.mark.parametrize(("last", "reading"), [("99", "certain"), ("98", "uncertain")])
def test_a_table_that_breaks_off_leaves_its_last_class_in_doubt(last: str, reading: str) -> None:
    recorder = a_recorder()
    rows = ("208 社会保障 5.00 5.00 0.00", "20801 甲 5.00 5.00 0.00", "210 卫生 99.00 99.00 0.00")
    region = a_region("general_expenditure", *HEADER, *rows, f"21011 乙 {last}.00 {last}.00 0.00")
    read_coded(region, recorder)
    found = {line.code: line.reading for line in recorder.out.budget_line}
    assert found == {"208": "certain", "20801": "certain", "210": reading, "21011": reading}


LIST = (
    "单位：万元 ",
    "项目名称 项目类别 合计 本年财政拨款 ",
    "财政拨款",
    "结转结余 ",
    "其他资金 ",
    "一般公共预算 政府性基金预算 ",
    "合计 6.00 3.00 2.00 1.00 0.00 ",
)


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


def test_many_rows_under_a_class_stand_where_the_class_does() -> None:
    recorder = a_recorder()
    goods = [f"302{n:02} 甲 {n}.00 {n}.00 " for n in range(1, 20)]  # too many to try all ways
    region = a_region(
        "general_basic_expenditure",
        "单位：万元",
        "科目编码 科目名称 合计 人员经费 公用经费 ",
        "301 工资福利支出 7.00 7.00 ",
        "302 商品和服务支出 190.00 190.00 ",
        *goods,
        "合计 197.00 7.00 190.00 ",
    )
    read_coded(region, recorder)
    cells = budget_cells(recorder)
    assert {cells[f"302{n:02}", "personnel"] for n in range(1, 20)} == {"blank"}
    assert {line.reading for line in recorder.out.budget_line if line.amount_wan} == {
        "inferred",
        "certain",
    }


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
