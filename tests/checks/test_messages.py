"""What is said of a result: the figures that it rests on, and where they stand."""

from __future__ import annotations

from decimal import Decimal

from analysis.checks import messages as m
from analysis.checks.judge import judge
from analysis.checks.relation import Cell, Relation, terms
from analysis.checks.result import CheckResult
from tests.checks.papers import Paper, cell


def the_contradiction(paper: Paper, rule: str) -> CheckResult:
    [found] = [x for x in paper.results(rule) if x.verdict == "contradiction"]
    return found


def test_an_amount_of_the_text_that_cuts_the_tables_off_is_weak_evidence() -> None:
    for said, severity in (("204.91", "weak"), ("204.81", "arithmetic"), ("204.93", "arithmetic")):
        paper = Paper().table("general_expenditure", {"2210201": ["204.9197"]}, ["total"])
        paper.claim("overall", "function/2210201", said)
        found = the_contradiction(paper, "prose_table")
        assert found.severity == severity
        assert ("cut off" in (found.message_en or "")) == (severity == "weak")


def test_a_percentage_that_does_not_fit_is_told_with_the_amounts_of_both_years() -> None:
    paper = Paper()
    said = {"sentence": "上年348.52万元，本年352.67万元，增加0.53%。"}
    paper.claim("overall", "function/2210201", "348.52", **said | {"fiscal_year": 2023})
    paper.claim("overall", "function/2210201", "352.67", **said)
    paper.claim(
        "overall", "function/2210201", "0.53", "change_pct", **said, base_year=2023, direction="up"
    )
    found = the_contradiction(paper, "change_percent_years")
    assert "from 348.52 wan yuan to 352.67 wan yuan it is 1.19" in (found.message_en or "")
    assert "由348.52万元至352.67万元" in (found.message_zh or "")


def test_a_missing_cell_is_named_with_its_column() -> None:
    blank = Cell(
        "key", "general_expenditure", "total", "operating", None, cell("1").step, state="missing"
    )
    relation = Relation("r", terms(cell("1.00")), terms(blank))
    said = [m.reason(relation, judge(relation), "read", language) for language in m.LANGUAGES]
    assert said[0].startswith("total, operating is not printed in")
    assert said[1].endswith("未列“合计（公用经费）”")


def test_a_long_list_over_several_pages_is_placed_by_its_pages() -> None:
    side = [cell(f"{n}.00") for n in range(1, 6)]
    placed = [one._replace(page=page) for page, one in enumerate(side, 7)]
    relation = Relation("r", terms(cell("1.00")), terms(*placed))
    slots = m.Slots(relation, judge(relation), "en")
    assert slots["right_at"].endswith("(pages 7 to 11)")


def test_a_cell_of_a_workbook_is_named_and_a_long_list_placed_by_its_sheets() -> None:
    paper = Paper().table("general_expenditure", {"2210201": ["204.91"]}, ["total"])
    paper.out.document.format = "xlsx"
    for figure in paper.out.figure:
        figure.page, figure.x0, figure.top = 3, Decimal(4), Decimal(28)
    paper.claim("overall", "function/2210201", "205.00")
    found = the_contradiction(paper, "prose_table")
    assert "(sheet 3, cell E29)" in (found.message_en or "")
    assert "（第3张工作表E29单元格）" in (found.message_zh or "")
    side = [cell(f"{n}.00")._replace(page=n, sheet_cell=f"E{n}") for n in range(1, 6)]
    relation = Relation("r", terms(cell("1.00")), terms(*side))
    assert m.Slots(relation, judge(relation), "en")["right_at"].endswith("(sheets 1 to 5)")


def test_an_amount_printed_in_yuan_keeps_its_printed_zeros() -> None:
    printed = cell("451.10005")._replace(step=Decimal("0.000001"), printed_unit="yuan")
    assert m.shown(printed, "zh") == "4,511,000.50元"
    whole = cell("451.1")._replace(step=Decimal("0.0001"), printed_unit="yuan")
    assert m.shown(whole, "en") == "4,511,000 yuan"
