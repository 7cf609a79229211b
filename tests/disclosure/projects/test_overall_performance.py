"""Goals and indicators of the overall performance sheet, duties and tasks."""

from __future__ import annotations

from analysis.disclosure import records as r
from analysis.disclosure.projects.performance import read_overall_performance
from analysis.disclosure.recorder import Disclosure
from analysis.disclosure.regions import Region
from analysis.sources.document import Line
from tests.disclosure.projects.printer import make_recorder

_SHEET = """\
填报人 王某 联系电话 81234567
部门职能概述
1、拟订全区规划
并组织实施。
2、管理社会组织。
年度工作任务
（一）推进救助。
项目支出情况
项目名称 项目类型
整体绩效
总目标
长期目标（截至 2031 年） 年度目标
目标 1：完善社区治
理体系。
目标 2：健全养老服务。
目标 1：组织社区活动。
长期目标 1：
完善社区治
理体系。
长期绩效指标
一级
指标
二级指标 三级指标 指标值 指标值确定依据
产出指标
数量指标
组织社区活
动场次
40场 计划数据
年度目标 1：
组织社区活动 12 场。
年度绩效指标
一级
指标
二级指标 三级指标
指标值
指标值确
定依据
近两年指标值
预期当年
实现值
   前 年   上  年
产出指标
数量指标
组织社区活
动场次
8场 10场 12场 计划数据
"""
# Lines of the sheet that are only broken; every other line ends its paragraph with a blank.
_BROKEN = ("拟订全区规划", "完善社区治", "一级", "指标值确", "预期当年", "组织社区活", "整体绩效")


def _read(text: str = _SHEET, year: int = 2030) -> Disclosure:
    lines = [
        line if any(line.endswith(end) for end in _BROKEN) else line + " "
        for line in text.splitlines()
    ]
    blocks = tuple(Line(line, number) for number, line in enumerate(lines, 2))
    recorder = make_recorder(year)
    region = Region("overall_performance", (Line("整体支出绩效目标申报表", 1),), blocks)
    read_overall_performance(region, recorder)
    return recorder.out


def _told(indicator: r.Indicator) -> tuple[str | None, ...]:
    return indicator.horizon, indicator.goal, indicator.level3, indicator.target


def test_indicators_belong_to_the_goal_above_them():
    assert [_told(indicator) for indicator in _read().indicator] == [
        ("long_term", "1", "组织社区活动场次", "40场"),
        ("annual", "1", "组织社区活动场次", "12场"),
    ]


def test_a_long_term_target_is_for_the_year_that_the_sheet_prints():
    years = {f.row_key: f.fiscal_year for f in _read().figure if f.column_key == "target"}
    assert years == {"overall.long_term.1.1": 2031, "overall.annual.1.1": 2030}


def test_a_long_term_target_without_a_printed_year_has_none():
    out = _read(_SHEET.replace("（截至 2031 年）", ""))
    years = {f.row_key: f.fiscal_year for f in out.figure if f.column_key == "target"}
    assert years["overall.long_term.1.1"] is None


def test_a_sheet_of_which_only_the_goals_are_left_is_read():
    out = _read(_SHEET[_SHEET.index("长期目标 1：") :])
    assert len(out.indicator) == 2
    assert not out.project_text


def test_a_goal_told_twice_is_stored_once_and_one_of_the_summary_is_kept():
    goals = {(goal.horizon, goal.goal): goal.text for goal in _read().goal}
    assert goals == {
        ("long_term", "1"): "完善社区治理体系。",
        ("long_term", "2"): "健全养老服务。",
        ("annual", "1"): "组织社区活动 12 场。",
    }


def test_duties_and_tasks_are_texts_of_the_unit():
    texts = [(text.project_id, text.part, text.text) for text in _read().project_text]
    assert texts == [
        ("", "duties", "1、拟订全区规划并组织实施。"),
        ("", "duties", "2、管理社会组织。"),
        ("", "tasks", "（一）推进救助。"),
    ]


def test_the_person_who_filled_in_the_sheet_is_not_stored():
    out = _read()
    assert not any("王某" in (text.text or "") for text in out.project_text)


def test_a_sheet_that_is_printed_twice_is_stored_twice_under_keys_of_its_own():
    lines = [Line(line + " ", number) for number, line in enumerate(_SHEET.splitlines(), 2)]
    region = Region("overall_performance", (Line("整体支出绩效目标申报表", 1),), tuple(lines))
    recorder = make_recorder(2030)
    read_overall_performance(region, recorder)
    once = len(recorder.out.goal), len(recorder.out.indicator)
    read_overall_performance(region, recorder)
    keys = {(goal.horizon, goal.goal) for goal in recorder.out.goal}
    ids = {indicator.indicator_id for indicator in recorder.out.indicator}
    assert (len(keys), len(ids)) == (2 * once[0], 2 * once[1])
