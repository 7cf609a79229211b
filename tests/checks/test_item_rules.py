"""Tables that only some templates have: procurement, agency expenses, all appropriation."""

import pytest

from tests.checks.papers import Paper
from tests.checks.slips import change, contradictions

BASIC = {
    "total": ["30.00"],
    "301": ["20.00"],
    "302": ["6.00"],
    "30201": ["5.00"],
    "30215": ["1.00"],
    "303": ["3.00"],
    "310": ["1.00"],
}


def a_paper() -> Paper:
    """Basic expenditure in three tables without columns, meetings and training, procurement."""
    paper = Paper()
    for kind in ("general_basic_expenditure", "appropriation_basic_expenditure"):
        paper.table(kind, BASIC, ["total"], by="economic")
    agency = {code: BASIC[code] for code in ("302", "30201", "30215", "310")}
    paper.table("agency_operating", {"total": ["7.00"], **agency}, ["total"], by="economic")
    paper.three_public(total="3.00", overseas="0.00", vehicles="2.00", reception="1.00")
    for item, value in (("all", "9.00"), ("meetings", "2.00"), ("training", "4.00")):
        paper.figure(f"three_public/total/{item}", value)
    rows = {
        "合计": "8.00",
        "一、货物A": "5.00",
        "办公设备购置": "5.00",
        "台式计算机·政府集中采购": "2.00",
        "打印设备·分散自行组织": "3.00",
        "三、服务C": "3.00",
        "维修(护)费": "3.00",
        "运行维护服务·分散自行组织": "3.00",
    }
    for at, (name, value) in enumerate(rows.items(), 1):
        paper.figure(f"procurement/{at:03}/total", value, row_name=name)
    return paper


def test_tables_of_some_templates_that_agree_raise_no_alarm() -> None:
    results = a_paper().results()
    assert [x.check_id for x in results if x.verdict == "contradiction"] == []
    tested = {x.rule for x in results if x.verdict == "exact"}
    assert {"appropriation_basic", "agency_rows", "procurement_kinds", "three_public_sum"} <= tested


@pytest.mark.parametrize(
    ("address", "value", "rule"),
    [
        ("appropriation_basic_expenditure/30201/total", "5.10", "appropriation_basic"),
        ("agency_operating/30215/total", "1.10", "agency_rows"),
        ("procurement/002/total", "5.50", "procurement_kinds"),
        ("procurement/004/total", "2.20", "procurement_uses"),
        ("three_public/total/training", "4.40", "three_public_sum"),
        ("three_public/total/meetings", "0.90", "three_public_economic"),
    ],
)
def test_a_slip_in_a_table_of_some_templates_trips_its_rule(
    address: str, value: str, rule: str
) -> None:
    paper = a_paper()
    change(paper, address, value)
    assert rule in contradictions(paper)


@pytest.mark.parametrize(
    ("subject", "right", "wrong", "section"),
    [
        ("personnel", "23.00", "28.00", "basic"),
        ("operating", "7.00", "70.00", "appropriation_basic"),
        ("meetings", "2.00", "2.50", "three_public"),
        ("procurement/services", "3.00", "3.30", "procurement"),
        ("operating_cost", "7.00", "7.10", "operating_cost"),
    ],
)
def test_the_prose_is_held_against_these_tables(
    subject: str, right: str, wrong: str, section: str
) -> None:
    for value, rules in ((right, set()), (wrong, {"prose_table", "prose_purpose"})):
        paper = a_paper()
        paper.claim(section, subject, value)
        found = contradictions(paper)
        assert bool(found) is bool(rules) and found <= rules


def test_personnel_that_is_no_sum_of_classes_and_no_slip_is_left_open() -> None:
    paper = a_paper()
    paper.claim("basic", "personnel", "24.37")
    verdicts = {x.verdict for x in paper.results() if x.rule == "prose_purpose"}
    assert verdicts == {"not_checkable"}


def test_procurement_rows_of_other_levels_are_left_open() -> None:
    paper = a_paper()
    for address in ("003", "005", "007"):
        change(paper, f"procurement/{address}/total", "1.10")
    assert "procurement_uses" not in {x.rule for x in paper.results()}


def test_a_fund_whose_table_is_not_published_has_money_where_the_summary_says_so() -> None:
    paper = a_paper()
    paper.two_sided("appropriation_summary", {"revenue/current_year/fund<total": "1.00"})
    change(paper, "appropriation_basic_expenditure/301/total", "21.00")
    assert "appropriation_basic" not in contradictions(paper)


def test_basic_expenditure_of_all_funds_may_be_more_where_a_fund_has_money() -> None:
    paper = a_paper()
    paper.table("fund_expenditure", {"2296002": ["40.00"]}, ["total"])
    change(paper, "appropriation_basic_expenditure/301/total", "21.00")
    assert "appropriation_basic" not in contradictions(paper)
    change(paper, "appropriation_basic_expenditure/301/total", "19.00")
    assert "appropriation_basic" in contradictions(paper)
