"""Coded tables from text that has lost its grid: names, blanks, headers, notes, units."""

import pytest

from analysis.disclosure.outcome import UnreadableTable
from analysis.disclosure.tables.coded import read_coded
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


@pytest.mark.parametrize(("last", "reading"), [("99", "certain"), ("98", "uncertain")])
def test_a_table_that_breaks_off_leaves_its_last_class_in_doubt(last: str, reading: str) -> None:
    recorder = a_recorder()
    rows = ("208 社会保障 5.00 5.00 0.00", "20801 甲 5.00 5.00 0.00", "210 卫生 99.00 99.00 0.00")
    region = a_region("general_expenditure", *HEADER, *rows, f"21011 乙 {last}.00 {last}.00 0.00")
    read_coded(region, recorder)
    found = {line.code: line.reading for line in recorder.out.budget_line}
    assert found == {"208": "certain", "20801": "certain", "210": reading, "21011": reading}


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
