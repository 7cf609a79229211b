"""Rules on indicators: sheets agree, targets are kept, rates are possible."""

from decimal import Decimal

import pytest

from analysis.disclosure import records as r
from tests.checks.papers import BLANK, DASH, Paper


def indicator(scope: str, name: str, target: str, **fields: object) -> r.Indicator:
    filled = {"horizon": "annual", "goal": "1", "target": target, "target_state": "value"}
    if target in (BLANK, DASH):
        filled["target_state"] = "blank" if target == BLANK else "dash"
    return r.Indicator(
        "2024-00000001",
        f"2024-00000001/indicator/{scope}.{fields.get('horizon', 'annual')}.1.{name}",
        scope=scope,
        level3=name,
        year_before_last_state="no_column",
        last_year_state="no_column",
        line=7,
        **{**filled, **fields},  # type: ignore[arg-type]
    )


def with_number(paper: Paper, made: r.Indicator, value: str, unit: str = "percent") -> r.Indicator:
    figure_id = paper.figure(f"indicator/{made.scope}.{made.level3}/target", value, unit=unit)
    made.target_figure_id, made.target_number = figure_id, Decimal(value)
    return made


@pytest.mark.parametrize(
    ("overall", "sheet", "verdict", "severity"),
    [
        (("90%", "90", "≥"), ("90%", "90", "≥"), "exact", "arithmetic"),
        (("90%", "90", "≥"), ("95%", "95", "≥"), "contradiction", "arithmetic"),
        (("≥90%", "90", "≥"), ("90%", "90", None), "contradiction", "notation"),
    ],
)
def test_an_indicator_is_the_same_in_the_overall_sheet_and_the_project_sheet(
    overall: tuple[str, str, str | None],
    sheet: tuple[str, str, str | None],
    verdict: str,
    severity: str,
) -> None:
    paper = Paper()
    for scope, (text, number, operator) in (("overall", overall), ("甲", sheet)):
        made = indicator(scope, "合格率", text, target_operator=operator, target_unit="%")
        paper.out.indicator.append(with_number(paper, made, number))
    [found] = paper.results("indicator_sheets")
    assert (found.verdict, found.severity) == (verdict, severity)


def test_a_blank_against_a_dash_is_a_matter_of_notation() -> None:
    paper = Paper()
    paper.out.indicator += [indicator("overall", "满意度", BLANK), indicator("甲", "满意度", DASH)]
    [found] = paper.results("indicator_sheets")
    assert (found.verdict, found.severity) == ("contradiction", "notation")


def test_an_indicator_of_two_sheets_is_looked_for_where_its_goal_is() -> None:
    paper = Paper()
    for scope, people, own in (
        ("overall", "5", "活动数"),
        ("甲", "5", "活动数"),
        ("乙", "3", "床位数"),
    ):
        for name, number in (("覆盖人次", people), (own, "2")):
            made = indicator(scope, name, number, target_unit="万")
            paper.out.indicator.append(with_number(paper, made, number, "count"))
    assert paper.verdicts("indicator_sheets") == {"exact"}


def test_a_long_term_target_below_that_of_the_year_is_weak_evidence() -> None:
    paper = Paper()
    for horizon, number in (("annual", "96"), ("long_term", "90")):
        made = indicator("甲", "满意度", f"{number}%", horizon=horizon, target_unit="%")
        paper.out.indicator.append(with_number(paper, made, number))
        paper.line += 1
        paper.out.figure[-1].figure_id += horizon
        made.target_figure_id = paper.out.figure[-1].figure_id
    [found] = paper.results("indicator_long_term")
    assert (found.verdict, found.severity) == ("contradiction", "weak")


def test_a_number_promised_in_the_text_is_held_against_its_target() -> None:
    paper = Paper()
    paper.claim("content", "社会工作项目", "15", "count", project_id="甲", unit_word="个")
    for name, number, word in (
        ("购买社会工作服务项目数量", "14", "个"),
        ("社会工作服务项目合格率", "90", "%"),
    ):
        made = indicator("甲", name, number, target_unit=word)
        unit = "count" if word == "个" else "percent"
        paper.out.indicator.append(with_number(paper, made, number, unit))
    [found] = paper.results("indicator_counts")
    assert (found.verdict, found.left_value, found.right_value) == ("contradiction", 15, 14)


def test_a_rate_of_growth_may_exceed_all_and_a_rate_of_satisfaction_may_not() -> None:
    paper = Paper()
    for name in ("收入增长率", "群众满意率"):
        made = indicator("甲", name, "120%", target_unit="%")
        paper.out.indicator.append(with_number(paper, made, "120"))
    [found] = paper.results("indicator_bounds")
    assert found.verdict == "contradiction" and "群众满意率" in (found.message_zh or "")


def weighed(paper: Paper, scope: str, goal: str, *weights: str) -> None:
    for number, weight in enumerate(weights):
        made = indicator(scope, f"指标{goal}{number}", "1", goal=goal)
        made.indicator_id += goal
        address = f"indicator/{scope}.annual.{goal}.{number}/weight"
        made.weight_figure_id = paper.figure(address, weight, unit="count")
        made.weight = Decimal(weight)
        paper.out.indicator.append(made)


@pytest.mark.parametrize(
    ("weights", "verdict"),
    [
        (("50", "30", "20"), "exact"),
        (("0.5", "0.3", "0.2"), "exact"),
        (("50", "30", "25"), "contradiction"),
        (("50", "20"), "contradiction"),
        (("50", "30", "10"), "not_checkable"),  # ten points for carrying out the budget
    ],
)
def test_the_weights_of_a_sheet_add_up_to_a_hundred(weights: tuple[str, ...], verdict: str) -> None:
    paper = Paper()
    weighed(paper, "甲", "1", *weights)
    [found] = paper.results("indicator_weights")
    assert (found.verdict, found.severity) == (verdict, "weak")
    if verdict == "contradiction":
        assert found.suspects


def test_weights_may_add_up_within_each_goal_or_over_all() -> None:
    paper = Paper()
    for goal in ("1", "2"):
        weighed(paper, "甲", goal, "60", "40")
        weighed(paper, "乙", goal, "30", "20")
    assert [found.verdict for found in paper.results("indicator_weights")] == ["exact"] * 3


def test_an_indicator_that_every_sheet_has_is_that_of_none_where_no_other_name_tells() -> None:
    paper = Paper()
    for scope, number in (("overall", "85"), ("甲", "90"), ("乙", "90")):
        made = indicator(scope, "服务对象满意度", f"≥{number}%", target_unit="%")
        paper.out.indicator.append(with_number(paper, made, number))
    assert not paper.results("indicator_sheets")
