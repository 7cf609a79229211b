"""The three public expenses: any order of columns, blanks, neighbours in the table, items as rows."""

from dataclasses import replace
from decimal import Decimal

import pytest

from analysis.disclosure.outcome import UnreadableTable
from analysis.disclosure.tables.three_public import read_three_public
from tests.disclosure.tables.factories import a_grid, a_recorder, a_region, three_public

ITEMS = {
    "total": "3.29",
    "overseas": "0.00",
    "vehicles": "3.00",
    "vehicle_purchase": "0.00",
    "vehicle_running": "3.00",
    "reception": "0.29",
}


def test_header_words_broken_over_lines_say_the_order() -> None:
    recorder = a_recorder()
    header = (
        "“三公”",
        "经费合计 ",
        "因公出国",
        "（境）费 ",
        "公务用车购置及运行费 ",
        "公务接待费 ",
    )
    under = ("小计 ", "公务用车购置", "费 ", "公务用车运行", "费 ")
    amounts = "3.29 0.00 3.00 0.00 3.00 0.29 "
    region = a_region("three_public", "单位:万元", *header, *under, amounts)
    read_three_public(region, recorder)
    assert three_public(recorder) == ITEMS


def test_reception_may_stand_before_the_vehicles() -> None:
    recorder = a_recorder()
    region = a_region(
        "three_public",
        "单位：万元",
        "合计 因公出国(境)费 公务接待费 公务用车购置及运行费 ",
        "小计 购置费 运行费 ",
        "3.29 0.00 0.29 3.00 0.00 3.00 ",
    )
    read_three_public(region, recorder)
    assert three_public(recorder) == ITEMS


def test_blank_cells_are_placed_by_the_sums_of_the_items() -> None:
    recorder = a_recorder()
    region = a_region(
        "three_public",
        "单位：万元",
        "合计 因公出国(境)费 公务接待费 公务用车购置及运行费 ",
        "小计 购置费 运行费 ",
        "3.29 0.29 3.00   3.00 ",
    )
    read_three_public(region, recorder)
    found = three_public(recorder)
    assert found["total"] == "3.29"
    assert sum(value == "blank" for value in found.values()) == 2
    assert {t.reading for t in recorder.out.three_public} != {"certain"}


def test_what_stands_beside_the_three_is_stored_but_is_no_item() -> None:
    recorder = a_recorder()
    grid = a_grid(
        "“三公”经费预算数|<|<|<|<|<|机关运行经/费预算数",
        "合计|因公出国/(境)费|公务接待费|公务用车购置及运行费|<|<|^",
        "^|^|^|小计|购置费|运行费|^",
        "1.00||1.00||||171.01",
    )
    read_three_public(a_region("three_public", "单位：万元", grids=[grid]), recorder)
    found = three_public(recorder)
    assert (found["total"], found["reception"], found["overseas"]) == ("1.00", "1.00", "blank")
    assert found["vehicles"] == found["vehicle_purchase"] == found["vehicle_running"] == "blank"
    assert [f.printed for f in recorder.out.figure if f.column_key == "agency_operating"] == [
        "171.01"
    ]


def test_a_total_over_meetings_too_is_not_the_total_of_the_three() -> None:
    recorder = a_recorder()
    grid = a_grid(
        "合计|“三公”经费|<|<|<|<|<|会议/费|培训费",
        "^|小计|因公出国/（境）费|公务用车购置及运行维护费|<|<|公务接/待费|^|^",
        "^|^|^|小计|公务用车/购置费|公务用车/运行维护/费|^|^|^",
        "1,384.74|484.30|100.00|267.80||267.80|116.50|200.44|700.00",
    )
    read_three_public(a_region("three_public", "单位：万元", grids=[grid]), recorder)
    assert three_public(recorder) == {
        "total": "484.30",
        "overseas": "100.00",
        "vehicles": "267.80",
        "vehicle_purchase": "blank",
        "vehicle_running": "267.80",
        "reception": "116.50",
    }


def test_items_may_be_rows_and_years_columns() -> None:
    recorder = a_recorder()
    grid = a_grid(
        "项目|2023年预算数|2024年预算数",
        "合计|4.00|3.29",
        "1.因公出国（境）费|0.00|0.00",
        "2.公务用车购置及运行费|3.50|3.00",
        "其中：公务用车购置费|0.00|0.00",
        "公务用车运行费|3.50|3.00",
        "3.公务接待费|0.50|0.29",
    )
    read_three_public(a_region("three_public", "单位：万元", grids=[grid]), recorder)
    by_year = {(t.fiscal_year, t.item): t.amount_wan for t in recorder.out.three_public}
    assert len(by_year) == 12
    assert {item: str(by_year[2024, item]) for item in ITEMS} == ITEMS
    assert str(by_year[2023, "reception"]) == "0.50"


def test_years_may_be_rows() -> None:
    recorder = a_recorder()
    grid = a_grid(
        "年度|“三公”经费财政拨款预算总额|因公出国（境）费用|公务接待费|公务用车购置和运行维护费|<|<",
        "^|^|^|^|小计|公务用车购置费|公务用车运行维护费",
        "2023年|4.00||0.50|3.50||3.50",
        "2024年|3.29||0.29|3.00||3.00",
    )
    read_three_public(a_region("three_public", "单位：万元", grids=[grid]), recorder)
    told = {(t.fiscal_year, t.item): str(t.amount_wan) for t in recorder.out.three_public}
    assert (told[2023, "total"], told[2024, "total"]) == ("4.00", "3.29")
    assert (told[2023, "vehicles"], told[2024, "reception"]) == ("3.50", "0.29")


def test_what_was_spent_in_an_earlier_year_is_a_figure_and_no_budget() -> None:
    recorder = a_recorder()
    grid = a_grid(
        "项目|2023年执行数|2024年预算数|增减额|增减%",
        "合计|2.00|3.29|1.29|64.50",
        "公务接待费|2.00|3.29|1.29|64.50",
    )
    read_three_public(a_region("three_public", "单位：万元", grids=[grid]), recorder)
    assert {(t.fiscal_year, str(t.amount_wan)) for t in recorder.out.three_public} == {
        (2024, "3.29")
    }
    said = {f.column_key: (f.printed, f.unit) for f in recorder.out.figure}
    assert said["reception_change"] == ("1.29", "wan_yuan")
    assert said["reception_change_pct"] == ("64.50", "percent")


def test_columns_that_blanks_set_apart_are_refused_where_they_do_not_add_up() -> None:
    head = (
        "   合计      因公出国（境）费     公务用车购置及运行费     公务接待费",
        "          购置费   运行费",
    )
    good = a_region("three_public", *head, "   6.00      1.00     3.00     2.00     1.00     2.00")
    bad = a_region("three_public", *head, "   6.00      3.00     1.00     2.00     1.00     2.00")
    recorder = a_recorder()
    with pytest.raises(UnreadableTable, match="set apart by blanks"):
        read_three_public(bad, recorder)
    assert not recorder.out.figure
    read_three_public(good, recorder)
    assert three_public(recorder)["overseas"] == "1.00"


def test_last_year_beside_this_year_is_last_years_without_a_number_too() -> None:
    recorder = a_recorder()
    grid = a_grid("项目|上年预算数|本年预算数", "合计|4.00|3.29", "公务接待费|4.00|3.29")
    read_three_public(a_region("three_public", "单位：万元", grids=[grid]), recorder)
    told = {(t.fiscal_year, t.item): str(t.amount_wan) for t in recorder.out.three_public}
    assert told[2023, "total"] == "4.00"
    assert told[2024, "total"] == told[2024, "reception"] == "3.29"


def test_an_empty_table_needs_a_note() -> None:
    empty = ("单位：万元", "合计 因公出国(境)费 公务接待费 公务用车购置及运行费 ")
    recorder = a_recorder()
    outcome = read_three_public(a_region("three_public", *empty, "注：本表为空。"), recorder)
    assert outcome.status == "declared_empty"
    assert three_public(recorder) == {"total": "declared_empty"}
    with pytest.raises(UnreadableTable, match="no amount"):
        read_three_public(a_region("three_public", *empty), a_recorder())


def test_final_accounts_tell_what_was_spent_and_a_budget_what_is_planned() -> None:
    grid = a_grid(
        "“三公”经费|<|<|<|<|<|<|<",
        "合计|<|因公出国/（境）费|<|公务用车购置费|<|公务接待费|<",
        "预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数",
        "2.85|0.39|0.00|0.00|0.00|0.00|2.85|0.39",
    )
    for kind, told in (("final_accounts", "0.39"), ("unit_budget", "2.85")):
        recorder = a_recorder()
        recorder.out.document = replace(recorder.out.document, document_kind=kind)
        read_three_public(a_region("three_public", "单位：万元", grids=[grid]), recorder)
        assert (three_public(recorder)["total"], three_public(recorder)["reception"]) == (
            told,
            told,
        )
        assert len(recorder.out.figure) == 8


def test_a_subtotal_that_has_run_together_with_its_group_has_a_column_of_its_own() -> None:
    recorder = a_recorder()
    header = (
        "合计",
        "因公出国（境）费",
        "公务接待费",
        "公务用车购置及运行费",
        "小计",
        "购置费",
        "运行费",
    )
    region = a_region("three_public", "单位：万元", *header, "9.00", "4.00", "2.00", "3.00", "3.00")
    read_three_public(region, recorder)
    cells = {f.column_key: (str(f.value), f.reading) for f in recorder.out.figure}
    assert cells["vehicles"] == ("3.00", "inferred")
    bought = cells.get("vehicle_purchase", cells.get("vehicle_running"))
    assert bought == ("3.00", "uncertain")


SHUFFLED = (
    "“三公”经费预算数",
    "机关运行经费预算",
    "数合计 因公出国(境)费 公务接待费公务用车购置及运行费",
    "小计 购置费 运行费",
)


def test_amounts_beside_blank_cells_that_do_not_add_up_are_refused() -> None:
    region = a_region("three_public", "单位:万元", *SHUFFLED, "8.53 1.53 7 7 386.02")
    with pytest.raises(UnreadableTable, match="which amount stands in which cannot be told"):
        read_three_public(region, a_recorder())


def test_rows_that_are_other_expenses_stand_under_the_wrong_title() -> None:
    region = a_region(
        "three_public",
        "单位：元",
        "科目名称 预算数",
        "费用 1",
        "邮电费 7",
        "公务接待费 2",
        "差旅费 4",
    )
    with pytest.raises(UnreadableTable, match="邮电费, 差旅费 are none of the three"):
        read_three_public(region, a_recorder())


APART = (
    "“三公”经费预算数",
    "2031年机关运行经费预算",
    "公务用车购置及运行费",
    "数",
    "合计 因公出国(境)费 公务接待费",
    "小计 购置费 运行费",
)


def test_headings_that_stand_between_others_are_put_where_the_row_adds_up() -> None:
    recorder = a_recorder()
    read_three_public(
        a_region("three_public", "单位:万元", *APART, "3.29 0.00 0.29 3.00 0.00 3.00 64.00"),
        recorder,
    )
    assert three_public(recorder) == ITEMS
    assert {f.printed for f in recorder.out.figure if f.column_key == "agency_operating"} == {
        "64.00"
    }


def test_blank_cells_beside_a_heading_of_unknown_place_are_uncertain_where_it_matters() -> None:
    recorder = a_recorder()
    header = ("2031年机关运行经", "费预算数合计 因公出国(境)费 公务接待费 公务用车购置及运行费")
    region = a_region(
        "three_public", "单位:万元", *header, "小计 购置费 运行费", "6.4 0 0 6.4 6.4 0"
    )
    read_three_public(region, recorder)
    readings = {f.column_key: f.reading for f in recorder.out.figure}
    assert readings["total"] == readings["vehicles"] == "inferred"
    assert readings["vehicle_purchase"] == readings["vehicle_running"] == "uncertain"


def test_items_are_rows_where_whole_amounts_stand_before_the_other_items() -> None:
    recorder = a_recorder(2025)
    grid = a_grid(
        "项目|2024年预算数|2025年预算数",
        "合计|32900|46250",
        "1.因公出国（境）费用|0|0",
        "2.公务接待费|2900|1250",
        "3.公务用车购置及运行维护费|30000|45000",
    )
    read_three_public(a_region("three_public", "单位：元", grids=[grid]), recorder)
    found = {(t.fiscal_year, t.item): t.amount_wan for t in recorder.out.three_public}
    assert found[2025, "total"] == Decimal("4.625")
    assert found[2024, "reception"] == Decimal("0.29")


def test_without_the_heading_of_all_vehicles_amounts_that_do_not_add_up_are_refused() -> None:
    header = "合计 因公出国（境）费 公务接待费 购置费 运行费 机关运行经费预算数"
    region = a_region("three_public", "单位:万元", header, "34.30 28.70 2.40 3.20 3.20 25.78")
    with pytest.raises(UnreadableTable, match="which amount stands in which cannot be told"):
        read_three_public(region, a_recorder())
