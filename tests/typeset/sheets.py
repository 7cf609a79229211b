"""Project sheets, laid out as the bureau's form from the records that were read.

Persons and telephone numbers are invented: the real ones are not stored. Not done here: setting.
"""

from __future__ import annotations

from analysis.disclosure import records as r
from analysis.disclosure.recorder import Disclosure
from tests.typeset.indicators import add_indicators, by_goal
from tests.typeset.layout import Part, Ruled

WIDTHS = [2, 2, 3, 4, 4, 3, 3, 3, 3, 4]
TITLE = "区直部门（单位）项目申报表（含绩效目标）"
_LONG = (0, 1, 2, 3, 6, 8, 10)
_ANNUAL = (0, 1, 2, 3, 5, 6, 7, 8, 10)


def sheet_parts(disclosure: Disclosure) -> list[Part]:
    """Return a part for each project; every second one is a single ruled table."""
    projects = sorted(disclosure.project, key=lambda project: project.line or 0)
    return [
        _sheet(disclosure, project, number, whole=number % 2 == 1)
        for number, project in enumerate(projects, 1)
    ]


def _sheet(disclosure: Disclosure, project: r.Project, number: int, *, whole: bool) -> Part:
    money = {f.figure_id: f"{f.printed}{f.unit_word}" for f in disclosure.figure}
    heads = {c.project_id: c for c in disclosure.claim if c.section_key == "heading"}
    head = heads[project.project_id]
    heading = f"（{'一二三四五六七八九'[number - 1]}）{head.subject}{money[head.figure_id]}。"
    part = Part(f"项目{number}", [heading, TITLE, "资金单位：万元"])
    table = Ruled(WIDTHS)
    part.blocks.append(table)
    _head(table, disclosure, project, money)
    _money(table, disclosure, project, money)
    _goals(table, disclosure, project.project_id)
    for horizon, title, columns in (
        ("long_term", "长期绩效目标表", _LONG),
        ("annual", "年度绩效目标表", _ANNUAL),
    ):
        for goal, rows in by_goal(disclosure.indicator, project.project_id, horizon):
            if whole:
                table.row((title, 10))
            else:
                table = Ruled(WIDTHS)
                part.blocks += [title, table]
            beside = f"{'年度' if horizon == 'annual' else '长期'}绩效目标{goal}"
            add_indicators(table, rows, columns, beside)
    return part


def _head(table: Ruled, disclosure: Disclosure, project: r.Project, money: dict[str, str]) -> None:
    for left, one, right, other in (
        ("项目名称", project.name, "项目代码", project.code),
        ("项目主管部门", project.responsible_unit, "项目执行单位", project.executing_unit),
        ("项目负责人", "甲某某", "联系电话", "81234567"),
    ):
        table.row((left, 2), (one or "", 3), (right, 2), (other or "", 3))
    kind = project.project_type or ""
    table.row(("项目类型", 2), (f"1.{kind} ☑  2.其他项目 □", 8))
    for label, part in (("项目申请理由", "reason"), ("项目主要内容", "content")):
        table.row((label, 2), (_text(disclosure, project, part), 8))
    table.row(
        ("项目总预算", 2),
        (money.get(project.total_figure_id or "", ""), 3),
        ("项目当年预算", 2),
        (money.get(project.current_figure_id or "", ""), 3),
    )
    history = _text(disclosure, project, "history")
    table.row(("项目前两年预算及当年预算变动情况", 2), (history, 8))


def _text(disclosure: Disclosure, project: r.Project, part: str) -> str:
    texts = [t for t in disclosure.project_text if t.project_id == project.project_id]
    return "\n".join(t.text or "" for t in texts if t.part == part)


def _money(table: Ruled, disclosure: Disclosure, project: r.Project, money: dict[str, str]) -> None:
    first = table.row(("资金来源项目", 5), ("金额", 3), begin=2)
    number = 0
    for row in disclosure.project_funding:
        if row.project_id != project.project_id:
            continue
        mark = "其中：" if row.parent_key not in (None, "total") else ""
        if row.parent_key == "total":
            number += 1
            mark = f"{number}."
        amount = money.get(row.figure_id or "", "")
        table.row((f"{mark}{row.source}", 5), (amount, 3), begin=2)
    table.span("项目资金来源", 0, first, 2)
    first = table.row(("项目支出明细", 5), ("金额", 3), begin=2)
    for detail in disclosure.project_detail:
        if detail.project_id == project.project_id:
            mark = f"{detail.seq}." if detail.seq else ""
            amount = money.get(detail.figure_id or "", "")
            table.row((f"{mark}{detail.item}", 5), (amount, 3), begin=2)
    table.span("\n".join("项目支出明细预算"), 1, first)
    table.row("测算依据及说明", (_text(disclosure, project, "derivation"), 8), begin=1)
    table.span("\n".join("项目支出预算及测算依据"), 0, first)


def _goals(table: Ruled, disclosure: Disclosure, scope: str) -> None:
    table.row(("目标说明", 10))
    for goal in disclosure.goal:
        if goal.scope == scope:
            name = "年度" if goal.horizon == "annual" else "长期"
            table.row((f"{name}绩效目标 {goal.goal}", 2), (goal.text or "", 8))
