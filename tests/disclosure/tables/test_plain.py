"""A ruled table without a reader of its own keeps its figures, each with the words of its row."""

import pytest

from analysis.disclosure.outcome import UnreadableTable
from analysis.disclosure.tables.plain import read_plain
from tests.disclosure.tables.factories import a_grid, a_recorder, a_region

PROCUREMENT = a_grid(
    "专项名称|采购物品名称|数量|总计",
    "合计|||45.00",
    "办公设备/购置费|台式计算机（20万以下）|12|18.00",
    "^|打印设备|3|27.00",
)


def test_each_amount_is_a_figure_with_the_words_of_its_row_and_the_key_of_its_column() -> None:
    recorder = a_recorder()
    outcome = read_plain(a_region("procurement", "单位：万元", grids=[PROCUREMENT]), recorder)
    assert outcome.status == "read"
    assert [(f.row_key, f.column_key, f.row_name, f.printed) for f in recorder.out.figure] == [
        ("001", "total", "合计", "45.00"),
        ("002", "total", "办公设备购置费·台式计算机(20万以下)·12", "18.00"),
        ("003", "total", "办公设备购置费·打印设备·3", "27.00"),
    ]
    assert {f.unit for f in recorder.out.figure} == {"wan_yuan"}


def test_numbers_in_words_and_counts_are_no_amounts_and_are_accounted_for() -> None:
    recorder = a_recorder()
    read_plain(a_region("procurement", "单位：元", grids=[PROCUREMENT]), recorder)
    assert [use for use, _ in recorder.uses.values()] == ["name_part"] * 3
    assert {f.unit for f in recorder.out.figure} == {"yuan"}


def test_an_amount_in_a_merged_cell_is_one_figure() -> None:
    recorder = a_recorder()
    grid = a_grid("项目|金额", "甲|5.00", "乙|^")
    read_plain(a_region("other_table", "单位：万元", grids=[grid]), recorder)
    assert [f.printed for f in recorder.out.figure] == ["5.00"]


def test_a_table_without_amounts_is_declared_empty_by_its_note_or_not_readable() -> None:
    empty = a_grid("项目|金额", "甲|")
    region = a_region("procurement", "单位：万元", "注：本表为空表", grids=[empty])
    assert read_plain(region, a_recorder()).status == "declared_empty"
    with pytest.raises(UnreadableTable, match="no amount and no note"):
        read_plain(a_region("procurement", "单位：万元", grids=[empty]), a_recorder())


LISTED = (
    "单位：万元",
    "专项名称 采购物品名称 总计",
    "合计 45.00",
    "办公设备 45.00",
    "购置费",
    "台式计算机（20 万以下） 18.00",
    "打印设备",
    "27.00",
)


def read_text(*lines: str) -> list[tuple[str, str, str | None]]:
    recorder = a_recorder()
    read_plain(a_region("procurement", *lines), recorder)
    return [(f.row_key, f.printed or "", f.reading) for f in recorder.out.figure]


def test_one_column_of_amounts_of_a_text_keeps_its_order_where_the_sums_bear_it_out() -> None:
    amounts = ["45.00", "45.00", "18.00", "27.00"]
    assert read_text(*LISTED) == [(f"{n:03d}", a, "inferred") for n, a in enumerate(amounts, 1)]
    swapped = (*LISTED[:3], LISTED[5], LISTED[3], LISTED[7])
    assert {reading for _, _, reading in read_text(*swapped)} == {"uncertain"}


@pytest.mark.parametrize(
    "lines",
    [
        ("单位：万元", "专项名称 数量 总计", "合计 45.00"),
        ("单位：万元", "专项名称 基本支出 总计", "合计 45.00"),
        ("单位：万元", "专项名称 总计", "合计 45.00 45.00"),
        ("单位：万元", "专项名称 基本支出", "合计 45.00"),
        ("单位：万元", "合计", "1.00"),
    ],
    ids=["counts", "two columns", "two amounts", "a part", "no header"],
)
def test_a_text_with_more_columns_than_one_is_refused(lines: tuple[str, ...]) -> None:
    with pytest.raises(UnreadableTable, match="expected a ruled table"):
        read_text(*lines)


def test_a_whole_number_among_the_amounts_of_a_text_stays_unexplained() -> None:
    recorder = a_recorder()
    read_plain(a_region("procurement", *LISTED, "鼠标 12"), recorder)
    assert (0, 10, 4) not in recorder.uses
    assert recorder.uses[0, 7, 7][0] == "name_part"
