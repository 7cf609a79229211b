"""The first page answers where the money comes from, what it is for, what changed and why, and
whether the document can be relied on; and what the text states stands in for tables without it.
"""

from __future__ import annotations

import re
from decimal import Decimal

import duckdb
import pytest

from analysis.briefing.content import changes_parts, glance, glance_answers
from analysis.briefing.content.agreement_quotes import quotes
from analysis.briefing.content.agreement_sides import right
from analysis.briefing.content.glance_changed import what_changed
from analysis.briefing.numbers import LANGUAGES, Language
from analysis.briefing.report import Report
from analysis.checks.result import CheckResult
from tests.briefing.reader import prose
from tests.measures.factories import Shelf

languages = pytest.mark.parametrize("language", LANGUAGES)


def two_years(sheet_now: str, sheet_before: str, project_now: str = "90.00") -> Shelf:
    """Totals of two years, and one project sheet that moves as told."""
    made = Shelf()
    document_id = made.document(2031)
    for year, project in ((2030, "60.00"), (2031, project_now)):
        total = str(Decimal(project) + 10)
        for side in ("expenditure", "revenue"):
            made.year(document_id, year, side, "total", total)
        made.year(document_id, year, "expenditure", "project", project)
        made.year(document_id, year, "expenditure", "basic", "10.00")
    made.project(document_id, "甲", sheet_now, name="甲经费")
    made.project_year(document_id, "甲", 2030, sheet_before)
    made.insert(
        "reason", document_id=document_id, reason_id="r", subject_key="total_expenditure",
        direction="up", reason="任务增加", line=7,
    )  # fmt: skip
    return made


@languages
def test_the_real_document_has_an_answer_to_each_question_with_sound_numbers(
    warehouse: duckdb.DuckDBPyConnection, language: Language
) -> None:
    report = Report(language, warehouse)
    said = glance_answers.answers(report)
    assert len(said.strip().splitlines()) == 4
    assert glance.chart_and_findings(report).index(said.splitlines()[0]) > 0
    report.sources()


def test_what_changed_names_the_steps_the_reason_and_where_the_sheets_tell_otherwise() -> None:
    made = two_years("20.00", "50.00")
    english = prose(what_changed(Report("en", made.connection)))
    assert "project +30.00 万元" in english and "任务增加" in english
    assert "together fall by 30.00 万元" in english and "the gap of 60.00 万元" in english
    chinese = prose(what_changed(Report("zh", made.connection)))
    assert "project增加30.00万元" in chinese
    assert "申报表合计减少30.00万元，其间相差60.00万元" in chinese


def test_sheets_that_give_what_the_total_says_are_not_set_against_it() -> None:
    said = prose(what_changed(Report("en", two_years("90.00", "60.00").connection)))
    assert "project +30.00 万元" in said and "But the project sheets" not in said


def stated_only() -> Shelf:
    """A document of one year whose text says how its appropriation moved."""
    made = Shelf()
    document_id = made.document(2031)
    made.line(document_id, "total", "100.00")
    made.line(document_id, "208", "100.00", name="社会保障和就业支出")
    made.claim(document_id, "overall", "appropriation", "100.00")
    made.claim(document_id, "overall", "appropriation", "25.00", measure="change", direction="up")
    return made


def test_without_last_years_total_the_change_that_the_text_states_stands_in() -> None:
    report = Report("en", stated_only().connection)
    assert "fiscal appropriation rises by 25.00 万元 (+33.3%) on 2030" in prose(
        what_changed(report)
    )
    section = changes_parts.waterfall(report)
    assert "{#table-stated-changes" in section and ">75.00<" in section
    report.sources()


def test_shares_of_one_fund_are_not_called_shares_of_all_spending() -> None:
    made = Shelf()
    document_id = made.document(2031)
    for code, value in (("total", "100.00"), ("208", "70.00"), ("221", "30.00")):
        made.line(document_id, code, value, table="general_expenditure")
    report = Report("en", made.connection)
    assert "of the general public budget is for" in prose(glance.chart(report))
    assert "in the general public budget: 208 70.0%" in prose(glance_answers.answers(report))


def test_the_findings_with_most_money_come_first_on_the_first_page(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    said = prose(glance.three_findings(Report("en", warehouse)))
    pairs = re.findall(r"([\d,.]+) 万元 against ([\d,.]+) 万元", said)
    gaps = [abs(Decimal(a.replace(",", "")) - Decimal(b.replace(",", ""))) for a, b in pairs]
    assert len(gaps) == 3 and gaps == sorted(gaps, reverse=True)


def test_a_percentage_is_set_against_the_one_that_its_amounts_give() -> None:
    """“134 / (1,895 + 134)” names three numbers of which two are one figure."""
    made = Shelf()
    document_id = made.document(2031)
    ids = [made.figure(document_id, value) for value in ("134", "1895")]
    result = CheckResult(
        "d", "change_percent/1", "change_percent", unit="percent",
        formula="0.66% = 134 / (1,895 + 134)", right_value=Decimal("6.6042"),
        right_figures=tuple(i for i in ids if i),
    )  # fmt: skip
    found = right(result, quotes(made.connection, result.right_figures))
    assert found is not None and found.formula == "abs(f1 / (f2 + f1)) * 100"
