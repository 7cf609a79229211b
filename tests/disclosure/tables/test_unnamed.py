"""Amounts in rows that nothing names are stored and marked, and no sum counts them."""

from analysis.checks.run import check_records
from analysis.disclosure.recorder import Recorder
from analysis.disclosure.tables.coded import read_coded
from analysis.disclosure.tables.two_sided import read_two_sided
from tests.disclosure.tables.factories import a_grid, a_recorder, a_region

UNIT = "单位：万元"
CODED = "科目编码|科目名称|合计|基本支出|项目支出"
SIDES = ("收入|<|支出|<", "项目|预算数|项目|预算数")


def figures(recorder: Recorder) -> dict[str, tuple[str | None, str | None]]:
    return {f"{f.row_key}/{f.column_key}": (f.printed, f.reading) for f in recorder.out.figure}


def test_an_unnamed_row_beside_a_total_is_a_figure_of_its_own_and_no_budget_line() -> None:
    recorder = a_recorder()
    rows = (
        CODED,
        "208|社会保障和就业支出|5.00|5.00|",
        "||6.00|6.00|",
        "210|卫生健康支出|1.00|1.00|",
        "|合计|6.00|6.00|",
    )
    read_coded(a_region("expenditure_summary", UNIT, grids=[a_grid(*rows)]), recorder)
    found = figures(recorder)
    assert found["unnamed/total"] == ("6.00", "uncertain")
    assert found["total/total"] == ("6.00", "certain")
    assert {line.code for line in recorder.out.budget_line} == {"208", "210", "total"}
    assert not [c for c in check_records(recorder.out) if c.rule in ("code_sum", "row_sum")
                and c.verdict == "contradiction"]  # fmt: skip


def test_the_only_unnamed_row_of_a_table_without_a_total_is_taken_for_it_and_says_so() -> None:
    recorder = a_recorder()
    rows = (CODED, "||6.00|6.00|", "208|社会保障和就业支出|6.00|6.00|")
    read_coded(a_region("expenditure_summary", UNIT, grids=[a_grid(*rows)]), recorder)
    assert figures(recorder)["total/total"] == ("6.00", "inferred")


def test_amounts_beside_an_empty_item_of_a_two_sided_table_are_kept() -> None:
    recorder = a_recorder()
    rows = (
        *SIDES,
        "|9.00||9.00",
        "一、一般公共预算拨款|9.00|一、教育支出|9.00",
        "收入总计|9.00|支出总计|9.00",
    )
    region = a_region("revenue_expenditure_summary", UNIT, grids=[a_grid(*rows)])
    read_two_sided(region, recorder)
    found = figures(recorder)
    assert found["revenue.unnamed/total"] == ("9.00", "uncertain")
    assert found["expenditure.unnamed/total"] == ("9.00", "uncertain")
    assert "unnamed" not in {item.item_key for item in recorder.out.summary_line}


def test_a_row_that_numbers_the_columns_holds_no_amounts() -> None:
    recorder = a_recorder()
    rows = (CODED, "||1|2|3", "208|社会保障和就业支出|6.00|6.00|", "|合计|6.00|6.00|")
    read_coded(a_region("expenditure_summary", UNIT, grids=[a_grid(*rows)]), recorder)
    assert not [at for at in figures(recorder) if at.startswith("unnamed")]
    assert [kind for kind, note in recorder.uses.values() if "number of a column" in note] == [
        "ordinal"
    ] * 3


def test_a_list_of_revenue_under_items_has_names_and_a_total() -> None:
    recorder = a_recorder()
    rows = ("项目|金额", "财政拨款收入|5.00", "合计|5.00")
    read_coded(a_region("revenue_summary", UNIT, grids=[a_grid(*rows)]), recorder)
    assert {"revenue.current_year.appropriation/total", "revenue.total/total"} == set(
        figures(recorder)
    )


def test_the_total_may_be_called_so_in_the_column_of_the_types() -> None:
    recorder = a_recorder()
    rows = (
        "类型|项目名称|合计|一般公共预算",
        "合计||9.00|9.00",
        "特定目标类|养老服务|9.00|9.00",
    )
    read_coded(a_region("project_expenditure", UNIT, grids=[a_grid(*rows)]), recorder)
    assert figures(recorder)["total/total"] == ("9.00", "certain")
