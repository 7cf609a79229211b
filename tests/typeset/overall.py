"""The overall performance sheet, laid out as one ruled table from the records that were read.

Not done here: setting.
"""

from __future__ import annotations

from analysis.disclosure.recorder import Disclosure
from tests.typeset.indicators import add_indicators, by_goal
from tests.typeset.layout import Part, Ruled
from tests.typeset.tables import UNIT, printed_figures

WIDTHS = [3, 3, 3, 4, 4, 4, 4, 4, 4, 4]
TITLE = "单位整体支出绩效目标申报表"
_LONG = (0, 1, 2, 4, 6, 8, 10)
_ANNUAL = (0, 1, 2, 4, 6, 7, 8, 9, 10)


def overall_part(disclosure: Disclosure, target_year: int) -> Part:
    """Return the overall sheet; ``target_year`` is that of the long-term goals."""
    table = Ruled(WIDTHS)
    name = ("部门（单位）名称", 2), (disclosure.document.unit_name or "", 8)
    table.row(*name)
    table.row(("填报人", 2), ("甲某某", 3), ("联系电话", 2), ("81234567", 3))
    _funds(table, disclosure)
    for label, part in (("部门职能概述", "duties"), ("年度工作任务", "tasks")):
        texts = [t.text or "" for t in disclosure.project_text if t.part == part]
        table.row((label, 2), ("\n".join(texts), 8))
    _projects(table, disclosure)
    goals = [goal for goal in disclosure.goal if goal.scope == "overall"]
    _summary(table, goals, target_year)
    for horizon, word, columns in (("long_term", "长期", _LONG), ("annual", "年度", _ANNUAL)):
        tables = dict(by_goal(disclosure.indicator, "overall", horizon))
        for goal in (g for g in goals if g.horizon == horizon):
            table.row((f"{word}目标 {goal.goal}：", 2), (goal.text or "", 8))
            if goal.goal in tables:
                add_indicators(table, tables[goal.goal], columns, f"{word}绩效目标")
    return Part("整体支出绩效目标", ["十一、整体支出绩效目标表", TITLE, UNIT, table])


def _funds(table: Ruled, disclosure: Disclosure) -> None:
    printed = printed_figures(disclosure)
    year = disclosure.document.fiscal_year or 0
    first = table.height
    table.row(("总体资金情况", 3), ("当年金额", 2), ("占比", 1), ("近两年收支金额", 2), begin=2)
    heads = table.spots[-4:]
    table.spots[-4:] = [
        *(type(s)(s.text, s.row, s.column, 2, s.width) for s in heads[:3]),
        heads[3],
    ]
    table.row(f"{year - 2} 年", f"{year - 1} 年", begin=8)
    for side, word in (("revenue", "收入构成"), ("expenditure", "支出构成")):
        begin = table.height
        rows = [t for t in disclosure.yearly_total if t.side == side]
        for item in [t for t in rows if t.fiscal_year == year]:
            others = {t.fiscal_year: t for t in rows if t.item_key == item.item_key}
            before = (printed.get(others[y].figure_id, "") for y in (year - 2, year - 1))
            share = f"{printed[item.share_figure_id]}%"
            amount = printed[item.figure_id]
            table.row((item.item or "", 2), (amount, 2), share, *before, begin=3)
        table.span(word, 2, begin)
    table.span("部门总体资金情况", 0, first, 2)


def _projects(table: Ruled, disclosure: Disclosure) -> None:
    rows: dict[str, dict[str, str]] = {}
    for figure in disclosure.figure:
        if figure.table_kind == "overall_projects":
            cells = rows.setdefault(figure.row_key or "", {})
            cells[figure.column_key or ""] = figure.printed or ""
    named = {project.project_id: project for project in disclosure.project}
    heads = ("项目名称", 2), ("项目类型", 1), ("项目总预算", 2), ("项目本年度预算", 1)
    first = table.row(*heads, ("项目主要支出方向和用途", 2), begin=2)
    for key, cells in rows.items():
        project = named[key]
        texts = (project.list_name or "", 2), ("特定目标类项目", 1)
        amounts = (cells["total"], 2), (cells["current"], 1)
        table.row(*texts, *amounts, (project.purpose or "", 2), begin=2)
    table.span("项目支出情况", 0, first, 2)


def _summary(table: Ruled, goals: list, target_year: int) -> None:  # type: ignore[type-arg]
    year = f"长期目标（截至 {target_year} 年）"
    first = table.row((year, 4), ("年度目标", 4), begin=2)
    cells = []
    for horizon in ("long_term", "annual"):
        texts = [f"目标 {g.goal}：{g.text}" for g in goals if g.horizon == horizon]
        cells.append(("\n".join(texts), 4))
    table.row(*cells, begin=2)
    table.span("整体绩效总目标", 0, first, 2)
