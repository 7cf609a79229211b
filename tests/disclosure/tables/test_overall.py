"""Funds of three years and the project list of the overall performance sheet."""

from analysis.disclosure.projects.naming import project_id
from analysis.disclosure.tables.overall import read_overall_tables
from tests.disclosure.tables.factories import a_grid, a_recorder, a_region

FUNDS = (
    "单位：万元",
    "部门总体",
    "资金情况 ",
    "总体资金情况 当年金额 占比 ",
    "近两年收支金额 ",
    " 2029 年 2030 年 ",
    "收入",
    "构成 ",
    "财政拨款 6603.77  76.8% 6239.18  5869.89  ",
    "其他资金 2000.00  23.2% 2000.00 2000.00 ",
    "合计 8603.77  100% 8239.18  7869.89  ",
    "支出",
    "构成 ",
    "基本支出 1492.68  17.3% 1699.91  1396.51  ",
    "项目支出 7111.09  82.7% 6539.27  6473.38  ",
    "合计 8603.77 100% 8239.18 7869.89  ",
    "部门职能概述 ",
    "1、研究制定规划 2024 个。",
)
HEADER = ("项目支出情况 ", "项目名称 项目类型 ", "项目总预", "算 ", "项目本年", "度预算 ")
PURPOSE = ("项目主要", "支出方向", "和用途 ")


def test_years_come_from_the_header_and_shares_by_their_sign() -> None:
    recorder = a_recorder(2031)
    read_overall_tables(a_region("overall_performance", *FUNDS), recorder)
    amounts = {(y.side, y.item_key, y.fiscal_year): y for y in recorder.out.yearly_total}
    assert len(amounts) == 18
    assert str(amounts["revenue", "appropriation", 2031].share_pct) == "76.8"
    assert str(amounts["expenditure", "total", 2029].amount_wan) == "8239.18"
    assert amounts["expenditure", "total", 2029].share_pct is None
    figure = next(f for f in recorder.out.figure if f.column_key == "last_year")
    assert (figure.fiscal_year, figure.row_key) == (2030, "revenue.appropriation")


def test_an_item_that_is_printed_twice_has_two_keys() -> None:
    recorder = a_recorder(2031)
    other = FUNDS.index("其他资金 2000.00  23.2% 2000.00 2000.00 ")
    lines = [*FUNDS[: other + 1], *FUNDS[other:]]
    read_overall_tables(a_region("overall_performance", *lines), recorder)
    keys = [(y.side, y.item_key, y.fiscal_year) for y in recorder.out.yearly_total]
    assert len(set(keys)) == len(keys) == 21
    assert ("revenue", "other~2", 2030) in keys


def test_a_missing_share_does_not_move_the_amounts() -> None:
    recorder = a_recorder(2031)
    lines = [line.replace("  23.2% ", "    ") for line in FUNDS]
    read_overall_tables(a_region("overall_performance", *lines), recorder)
    amounts = {(y.item_key, y.fiscal_year): y.amount_wan for y in recorder.out.yearly_total}
    assert [str(amounts["other", year]) for year in (2031, 2029, 2030)] == ["2000.00"] * 3


def test_a_project_whose_cells_are_jumbled_is_put_together() -> None:
    recorder = a_recorder()
    region = a_region(
        "overall_performance",
        *HEADER,
        *PURPOSE,
        " 社会组织管理和服务",
        "经费 ",
        " 特定目标类项目  464.20  464.20 ",
        "政府购买",
        "专业服务 ",
        "社区养老服务经费  特定目标类项目   养老服务",
        " 2846.02 2800.00 相关经费",
        "支出 ",
        "困难群众重大疾病补充",
        "医疗保险 ",
        "特定目标类项目 359.2 359.2 ",
        "困难群众",
        "保险 ",
        "整体绩效 ",
        "总目标 ",
    )
    read_overall_tables(region, recorder)
    projects = {p.project_id: p for p in recorder.out.project}
    assert [p.list_name for p in projects.values()] == [
        "社会组织管理和服务经费",
        "社区养老服务经费",
        "困难群众重大疾病补充医疗保险",
    ]
    assert projects["社区养老服务"].purpose == "养老服务相关经费支出"
    assert projects["社会组织管理和服务"].purpose == "政府购买专业服务"
    assert projects["社区养老服务"].project_type == "特定目标类项目"
    figures = {(f.row_key, f.column_key): f.printed for f in recorder.out.figure}
    assert figures["社区养老服务", "total"] == "2846.02"
    assert figures["社区养老服务", "current"] == "2800.00"


def test_without_blanks_at_the_ends_of_cells_widths_tell_names_from_purposes() -> None:
    recorder = a_recorder()
    region = a_region(
        "overall_performance",
        *(line.strip() for line in (*HEADER, *PURPOSE)),
        "社会组织管理和服务",
        "经费",
        "特定目标类项目  464.20  464.20",
        "政府购买",
        "专业服务",
        "困难群众重大疾病补充",
        "医疗保险",
        "特定目标类项目 359.2 359.2",
        "困难群众",
    )
    read_overall_tables(region, recorder)
    names = [p.list_name for p in recorder.out.project]
    assert names == ["社会组织管理和服务经费", "困难群众重大疾病补充医疗保险"]
    assert {f.reading for f in recorder.out.figure} == {"inferred"}


def test_a_ruled_sheet_is_read_cell_by_cell() -> None:
    recorder = a_recorder()
    grid = a_grid(
        "项目名称|项目类型|项目总预/算|项目本年/度预算|项目主要/支出方向/和用途",
        "婚姻服务/工作经费|特定目标/类项目|190.75|190.75|婚姻登记/相关工作",
        "社区治理/创新经费|特定目标/类项目|136.69|136.69|评选",
        "整体绩效/总目标|<|<|<|<",
    )
    read_overall_tables(a_region("overall_performance", "单位：万元", grids=[grid]), recorder)
    assert [(p.list_name, p.purpose) for p in recorder.out.project] == [
        ("婚姻服务工作经费", "婚姻登记相关工作"),
        ("社区治理创新经费", "评选"),
    ]
    assert len(recorder.out.figure) == 4


def test_one_project_has_one_identity_however_it_is_called() -> None:
    names = ["社区治理创新经费", "社区治理创新项目", "社区治理创新经费项目", " 社区治理 创新"]
    assert {project_id(name) for name in names} == {"社区治理创新"}
    assert project_id("项目经费") == "项目经费"
    assert "/" not in project_id("ZCXX/006项目")
