"""Text without a grid: what a header or a name leaves open is marked, and nothing is guessed."""

import pytest

from analysis.disclosure.outcome import UnreadableTable
from analysis.disclosure.recorder import Recorder
from analysis.disclosure.tables.coded import read_coded
from analysis.disclosure.tables.three_public import read_three_public
from tests.disclosure.tables.factories import a_recorder, a_region, three_public

THREE = ("“三公”经费合计", "因公出国（境）费", "公务用车购置及运行费", "小计", "购置费", "运行费")


def readings(recorder: Recorder) -> dict[str, str | None]:
    return {f"{f.row_key}/{f.column_key}": f.reading for f in recorder.out.figure}


def test_an_order_of_words_in_which_the_amounts_do_not_add_up_gives_way_to_the_one_that_does() -> (
    None
):
    recorder = a_recorder()
    words = (*THREE, "公务接待费")
    amounts = "0.00 3.29 3.00 0.00 3.00 0.29"  # the total stands behind travel abroad
    read_three_public(a_region("three_public", "单位：万元", *words, amounts), recorder)
    printed = {(f.column_key, f.printed) for f in recorder.out.figure}
    assert printed >= {("total", "3.29"), ("overseas", "0.00"), ("reception", "0.29")}
    assert set(readings(recorder).values()) == {"inferred"}


def test_an_order_of_words_is_refused_where_several_others_add_up() -> None:
    words = (*THREE, "公务接待费")
    amounts = "0.00 2.00 1.00 1.00 0.00 1.00"
    with pytest.raises(UnreadableTable, match="which amount stands in which"):
        read_three_public(a_region("three_public", "单位：万元", *words, amounts), a_recorder())


def test_a_misprint_that_no_order_of_the_columns_mends_is_stored_as_printed() -> None:
    recorder = a_recorder()
    words = (*THREE, "公务接待费")
    read_three_public(
        a_region("three_public", "单位：万元", *words, "3.79 0.00 3.00 0.00 3.00 0.29"), recorder
    )
    assert three_public(recorder)["total"] == "3.79"
    assert set(readings(recorder).values()) == {"certain"}


@pytest.mark.parametrize(("last", "reading"), [("1.00", "certain"), ("1.50", "uncertain")])
def test_columns_under_a_heading_that_nobody_knows_are_certain_where_they_add_up(
    last: str, reading: str
) -> None:
    recorder = a_recorder()
    region = a_region(
        "expenditure_summary",
        "单位：万元",
        "科目编码 科目名称 合计 基本支出 某种支出",
        f"208 社会保障和就业支出 4.00 3.00 {last}",
    )
    read_coded(region, recorder)
    assert set(readings(recorder).values()) == {reading}


def test_a_column_that_may_be_hidden_in_a_broken_heading_leaves_the_row_uncertain() -> None:
    recorder = a_recorder()
    region = a_region(
        "expenditure_summary",
        "单位：万元",
        "                                              某种经",
        "     合计         基本支出        项目支出                   结转下年资金",
        "                                              费用",
        "     9.00           4.00           3.00        2.00",
    )
    read_coded(region, recorder)
    assert set(readings(recorder).values()) == {"uncertain"}


def test_a_list_with_names_in_two_columns_is_uncertain_but_for_its_total() -> None:
    recorder = a_recorder()
    region = a_region(
        "revenue_summary",
        "单位：万元",
        "项目名称              金额",
        "        收入总计                9.00",
        " 一般公共预算资金     财政拨款    7.00",
        "                      专项收入",
        "        小计",
        " 其他资金             经营收入    2.00",
    )
    read_coded(region, recorder)
    marked = readings(recorder)
    assert [reading for at, reading in marked.items() if "total/" not in at] == ["uncertain"] * 2
    plain = a_region(
        "revenue_summary", "单位：万元", "项目 金额", "收入合计 7.00", "财政拨款收入 7.00"
    )
    recorder = a_recorder()
    read_coded(plain, recorder)
    assert set(readings(recorder).values()) == {"certain"}


def test_codes_of_another_classification_say_that_the_title_is_not_theirs() -> None:
    region = a_region(
        "general_expenditure",
        "单位：万元",
        "科目编码 科目名称 合计",
        "301 工资福利支出 4.00",
        "30101 基本工资 4.00",
    )
    with pytest.raises(UnreadableTable, match="may belong to another table"):
        read_coded(region, a_recorder())


def test_a_heading_that_may_be_one_of_a_column_puts_all_in_doubt_in_any_text() -> None:
    recorder = a_recorder()
    words = ("某某经费预算数", *THREE, "公务接待费")
    amounts = ("6.40", "0.00", "6.40", "6.40", "0.00", "0.00")
    read_three_public(a_region("three_public", "单位：万元", *words, *amounts), recorder)
    assert set(readings(recorder).values()) == {"uncertain"}


def test_who_fills_the_table_in_is_no_heading() -> None:
    recorder = a_recorder()
    words = ("部门： 某某人民检察院 单位：万元", *THREE, "公务接待费")
    read_three_public(a_region("three_public", *words, "3.29 0.00 3.00 0.00 3.00 0.29"), recorder)
    assert set(readings(recorder).values()) == {"certain"}


@pytest.mark.parametrize(
    "rows",
    [
        ("收入总计", "9.00", "小计", "8.00", "事业收入", "1.00", "1.00"),
        ("收入总计", "9.00", "9.00", "事业收入", "9.00", "9.00"),
    ],
    ids=["two names", "words of the header"],
)
def test_names_that_ran_together_with_amounts_in_two_columns_are_uncertain(
    rows: tuple[str, ...],
) -> None:
    recorder = a_recorder()
    header = ("单位：万元", "项目名称", "一般公共预算资金", "金额")
    read_coded(a_region("revenue_summary", *header, *rows), recorder)
    assert "certain" not in {r for at, r in readings(recorder).items() if "总计" in at}


def test_a_lone_heading_that_is_a_part_may_be_the_name_of_a_row() -> None:
    recorder = a_recorder()
    rows = ("项目名称", "一般公共预算资金", "收入总计", "9.00", "事业收入", "9.00")
    read_coded(a_region("revenue_summary", "单位：万元", *rows), recorder)
    assert set(readings(recorder).values()) == {"uncertain"}


def test_a_whole_number_alone_among_decimals_may_be_that_of_a_page() -> None:
    recorder = a_recorder()
    words = ("合计", "基本支出", "项目支出", "单位预留机动经费", "结转下年资金")
    rows = ("9.00", "4.00", "3.00", "1.00", "10")
    read_coded(a_region("expenditure_summary", "单位：万元", *words, *rows), recorder)
    assert set(readings(recorder).values()) == {"uncertain"}


def test_a_whole_number_alone_is_that_of_a_page_where_the_row_adds_up_without_it() -> None:
    recorder = a_recorder()
    words = ("合计", "基本支出", "项目支出", "单位预留机动经费", "结转下年资金")
    rows = ("9.00", "4.00", "3.00", "2.00", "10")
    read_coded(a_region("expenditure_summary", "单位：万元", *words, *rows), recorder)
    assert [f.printed for f in recorder.out.figure] == list(rows[:-1])
    assert {disposition for disposition, _ in recorder.uses.values()} == {"page_number"}


@pytest.mark.parametrize(
    ("row", "reading"), [("{1} {0}", "uncertain"), ("{0} {1}", "certain")], ids=["before", "behind"]
)
def test_amounts_before_the_names_of_a_list_may_be_those_of_others(row: str, reading: str) -> None:
    recorder = a_recorder()
    rows = [row.format(*cells) for cells in (("收入总计", "9.00"), ("财政拨款收入", "9.00"))]
    read_coded(a_region("revenue_summary", "单位：万元", "项目名称 金额", *rows), recorder)
    assert reading in set(readings(recorder).values())
    assert ("uncertain" in set(readings(recorder).values())) is (reading == "uncertain")


def test_rows_without_a_code_behind_those_of_a_table_of_codes_are_uncertain() -> None:
    recorder = a_recorder()
    rows = ("合计 9.00", "208 社会保障和就业支出 9.00", "会议费 7.00", "合计 8.00")
    region = a_region("expenditure_summary", "单位：万元", "科目编码 科目名称 合计", *rows)
    read_coded(region, recorder)
    found = {f"{f.row_key}": f.reading for f in recorder.out.figure}
    assert found.pop("208") == found.pop("total") == "certain"
    assert set(found.values()) <= {"uncertain"}


def test_rows_that_have_run_together_on_a_line_are_parted_before_their_codes() -> None:
    recorder = a_recorder()
    rows = (
        "208 社会保障和就业支出 9.00 0 208 05 养老支出 9.00 0 208 05 01 离退休 9.00 0 合计 9.00 0"
    )
    header = "类 款 项 科目名称 合计 基本支出"
    read_coded(a_region("expenditure_summary", "单位：万元", header, rows), recorder)
    cells = {(f.row_key, f.column_key): str(f.value) for f in recorder.out.figure}
    assert cells["20805", "total"] == cells["2080501", "total"] == cells["total", "total"] == "9.00"
    assert len({f.col for f in recorder.out.figure}) == len(cells) == 8


def test_a_name_that_is_broken_above_and_below_its_row_is_that_of_its_code() -> None:
    recorder = a_recorder()
    rows = ("2080501 离退休 6.00", "基本养老保险缴费支", "2080505 3.00", "出", "208 保障 9.00")
    region = a_region("general_expenditure", "单位：万元", "科目代码 科目名称 金额", *rows)
    read_coded(region, recorder)
    names = {f.row_key: f.row_name for f in recorder.out.figure}
    assert (names["2080501"], names["2080505"]) == ("离退休", "基本养老保险缴费支出")
