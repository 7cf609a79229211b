"""Funds and project list of a ruled overall sheet."""

from __future__ import annotations

import pytest

from analysis.disclosure.tables.overall import read_overall_tables
from analysis.sources.document import Grid
from tests.disclosure.tables.factories import a_grid, a_recorder, a_region

FUNDS = (
    "部门总体/资金情况|总体资金情况|<|当年金额|占比|近两年收支金额|<",
    "^|^|<|^|^|2029 年|2030 年",
    "^|收入/构成|财政拨款|6603.77|76.8%|6239.18|5869.89",
    "^|^|其他资金|2000.00|||0",
    "^|^|合计|8603.77|100%|8239.18|7869.89",
    "^|支出/构成|基本支出|1492.68|17.3%|1699.91|-",
    "^|^|合计|8603.77|100%|8239.18|7869.89",
    "职能概述|1、研究制定规划 2024 个。|<|<|<|<|<",
)


def test_each_amount_stands_in_the_column_of_its_year_and_a_blank_stays_blank() -> None:
    recorder = a_recorder(2031)
    region = a_region("overall_performance", "单位：万元", grids=[a_grid(*FUNDS)])
    read_overall_tables(region, recorder)
    told = {(y.side, y.item_key, y.fiscal_year): y for y in recorder.out.yearly_total}
    assert len(told) == 15
    assert str(told["revenue", "appropriation", 2031].share_pct) == "76.8"
    other = [told["revenue", "other", year] for year in (2031, 2029, 2030)]
    assert [y.amount_wan if y.amount_wan is None else str(y.amount_wan) for y in other] == [
        "2000.00",
        None,
        "0",
    ]
    assert other[0].share_pct is None
    states = {(f.row_key, f.column_key): f.cell_state for f in recorder.out.figure}
    assert states["revenue.other", "last_year"] == "zero"
    assert states["expenditure.basic", "last_year"] == "dash"
    assert ("revenue.other", "year_before_last") not in states


def two_pages(rest: str) -> list[Grid]:
    """The funds of a sheet whose page ends within the row of what the unit earns."""
    pages = a_grid(*FUNDS[:3], "^|^|其他资金|52|||"), a_grid(rest)
    placed = []
    for page, grid in enumerate(pages, 1):
        cells = [
            c._replace(
                box=(
                    50.0 * c.column,
                    20.0 * c.row,
                    50.0 * (c.column + c.column_span),
                    20.0 * c.row + 20,
                )
            )
            for c in grid.cells
        ]
        placed.append(grid._replace(cells=tuple(cells), page=page))
    return placed


@pytest.mark.parametrize(
    ("rest", "amount", "rows"),
    [("|||986.24|||", "52986.24", 2), ("||合计|986.24|||", "52", 3)],
)
def test_a_row_without_a_name_on_top_of_a_page_is_the_rest_of_the_row_above(
    rest: str, amount: str, rows: int
) -> None:
    recorder = a_recorder(2031)
    region = a_region("overall_performance", "单位：万元", grids=two_pages(rest))
    read_overall_tables(region, recorder)
    told = {
        y.item_key: str(y.amount_wan) for y in recorder.out.yearly_total if y.fiscal_year == 2031
    }
    assert told["other"] == amount
    assert len(told) == rows
    marked = {f.column_key for f in recorder.out.figure if f.reading != "certain"}
    assert marked == ({"current"} if rows == 2 else set())  # no blank cell is cut


def test_columns_of_the_list_are_found_by_their_words_in_any_order() -> None:
    recorder = a_recorder()
    grid = a_grid(
        "项目支出/情况|序号|项目名称|主要用途|项目本年/度预算|项目总预算|项目类型",
        "^|1|婚姻服务/工作经费|补贴 3 项|190.75|200|特定目标/类项目",
        "^|2|救助经费||||常年性项目",
        "整体绩效/总目标|长期目标|<|<|<|<|<",
    )
    read_overall_tables(a_region("overall_performance", "单位：万元", grids=[grid]), recorder)
    figures = {(f.row_key, f.column_key): f.printed for f in recorder.out.figure}
    assert figures == {("婚姻服务工作", "current"): "190.75", ("婚姻服务工作", "total"): "200"}
    first, second = recorder.out.project
    assert (first.list_name, first.purpose, first.project_type) == (
        "婚姻服务工作经费",
        "补贴3项",
        "特定目标类项目",
    )
    assert (second.list_name, second.project_type) == ("救助经费", "常年性项目")
    assert set(recorder.uses.values()) == {("name_part", "list of projects")}
