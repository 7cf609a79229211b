"""The summary of revenue and expenditure: lists side by side, and the tables that repeat them."""

import pytest

from tests.checks.papers import BLANK, Paper
from tests.checks.slips import change, contradictions


def a_paper() -> Paper:
    """Expenditure by function and by purpose, with money for next year beside both lists."""
    paper = Paper()
    paper.two_sided(
        "revenue_expenditure_summary",
        {
            "revenue/current_year/general<total": "90.00",
            "revenue/current_year/business<total": "10.00",
            "revenue/total": "100.00",
            "expenditure/function/208<total": "60.00",
            "expenditure/function/221<total": "30.00",
            "expenditure/purpose/basic<total": "40.00",
            "expenditure/purpose/project<total": "35.00",
            "expenditure/purpose/reserve<total": "15.00",
            "expenditure/year_end<total": "10.00",
            "expenditure/total": "100.00",
        },
    )
    paper.two_sided(
        "revenue_summary",
        {
            "revenue/current_year/general<total": "90.00",
            "revenue/current_year/business<total": "10.00",
            "revenue/carried_forward<total": BLANK,
            "revenue/total": "100.00",
        },
    )
    paper.table(
        "expenditure_summary",
        {"total": ["90.00", "40.00", "35.00", "15.00"], "208": ["60.00", "30.00", "25.00", "5.00"]},
        ["total", "basic", "project", "reserve"],
    )
    return paper


def test_two_lists_of_one_sum_are_each_the_whole_with_what_stands_beside_them() -> None:
    paper = a_paper()
    assert "two_sided_sum" not in contradictions(paper)
    sums = [x for x in paper.results() if x.rule == "two_sided_sum"]
    assert sum(x.left_value == 100 for x in sums) == 4  # revenue twice, expenditure in two ways
    assert {x.verdict for x in sums} == {"exact"}


@pytest.mark.parametrize(
    ("address", "value", "rule"),
    [
        ("revenue_summary/revenue.current_year.business/total", "11.00", "revenue_sources"),
        (
            "revenue_expenditure_summary/expenditure.purpose.reserve/total",
            "14.00",
            "summary_lines",
        ),
        ("expenditure_summary/total/reserve", "51.00", "summary_lines"),
        ("revenue_expenditure_summary/expenditure.year_end/total", "11.00", "two_sided_sum"),
    ],
)
def test_a_slip_in_a_list_trips_its_rule(address: str, value: str, rule: str) -> None:
    paper = a_paper()
    change(paper, address, value)
    assert rule in contradictions(paper)


def test_a_source_that_means_one_thing_here_and_another_there_is_not_compared() -> None:
    paper = Paper()
    for kind, name, value in (
        ("revenue_expenditure_summary", "其他收入", "4.00"),
        ("revenue_summary", "其他资金", "14.00"),
    ):
        paper.two_sided(kind, {"revenue/current_year/other<total": value})
        paper.out.summary_line[-1].item = name
    assert [x for x in paper.results() if x.rule == "revenue_sources"] == []


def a_split_paper() -> Paper:
    """A summary that splits its expenditure into personnel, operating and project."""
    paper = Paper()
    columns = {"total": (30, 20), "personnel": (9, 4), "operating": (1, 6), "project": (20, 10)}
    for column, (one, other) in columns.items():
        items = {
            "expenditure/function/208<total": f"{one}.00",
            "expenditure/function/221<total": f"{other}.00",
            "expenditure/total": f"{one + other}.00",
        }
        paper.two_sided("revenue_expenditure_summary", items, column)
    table = {
        "total": ["50.00", "20.00", "30.00"],
        "208": ["30.00", "10.00", "20.00"],
        "221": ["20.00", "10.00", "10.00"],
    }
    return paper.table("expenditure_summary", table, ["total", "basic", "project"])


def test_a_summary_split_by_basic_and_project_that_agrees_raises_no_alarm() -> None:
    results = a_split_paper().results()
    found = [x for x in results if x.rule in ("two_sided_spending", "summary_lines")]
    assert {x.verdict for x in found} == {"exact"}
    assert {
        "summary_lines/expenditure/function/208/project",
        "summary_lines/expenditure/total/project",
    } <= {x.check_id for x in found}


@pytest.mark.parametrize(
    ("column", "value", "rules"),
    [
        ("project", "21.00", {"two_sided_spending", "two_sided_sum", "summary_lines"}),
        ("operating", "2.00", {"two_sided_spending", "two_sided_sum"}),
    ],
)
def test_a_slip_in_a_column_of_the_split_trips_all_rules_that_hold_it(
    column: str, value: str, rules: set[str]
) -> None:
    paper = a_split_paper()
    change(paper, f"revenue_expenditure_summary/expenditure.function.208/{column}", value)
    assert rules <= set(contradictions(paper))
