"""The sections of the briefing: they render whatever the document holds, and words follow numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

import duckdb
import pytest

from analysis.briefing import content
from analysis.briefing.content import (
    changes,
    changes_parts,
    glance,
    money,
    money_projects,
    money_purchases,
    phrases,
    projects,
    quantities,
    three_public,
)
from analysis.briefing.markdown import Markdown
from analysis.briefing.numbers import LANGUAGES, Language
from analysis.briefing.report import Report
from analysis.measures.quantity import Quantity
from tests.briefing.factory import ROOT
from tests.briefing.reader import prose
from tests.measures.factories import Shelf

SECTIONS: tuple[Callable[[Report], Markdown], ...] = (
    content.head,
    glance.headline,
    glance.numbers,
    glance.chart,
    glance.three_findings,
    money.splits,
    money.functions,
    money.economic,
    money_projects.sources,
    money_purchases.fund_uses,
    money_purchases.procurement,
    changes.years,
    changes_parts.waterfall,
    three_public.expenses,
    projects.paths,
    projects.one_by_one,
)
languages = pytest.mark.parametrize("language", LANGUAGES)


def shelf(now: str = "100.00", before: str = "80.00", key: str = "甲") -> tuple[Shelf, str]:
    """A document of a year to come with one project, which moves from ``before`` to ``now``."""
    made = Shelf()
    document_id = made.document(2031)
    for year, amount in ((2030, before), (2031, now)):
        made.year(document_id, year, "expenditure", "total", amount)
        made.year(document_id, year, "revenue", "total", amount)
        made.year(document_id, year, "expenditure", "project", amount)
    made.project(document_id, key, now, name=f"{key}经费")
    made.project_year(document_id, key, 2030, before)
    return made, document_id


@languages
def test_every_number_of_the_real_document_leads_to_figures_that_give_it(
    warehouse: duckdb.DuckDBPyConnection, language: Language
) -> None:
    report = Report(language, warehouse)
    said = "".join(section(report)._repr_markdown_() for section in SECTIONS)
    assert said.count(" .chart}") >= 7
    assert report.sources().count('class="source"') > 100


def test_a_missing_table_is_named_in_the_words_of_the_reader() -> None:
    empty = Shelf()
    empty.document(2031)
    report = Report("en", empty.connection)
    assert "Not in the document: “Summary of expenditure”, “General public" in prose(
        money.functions(report)
    )


def test_what_no_document_of_the_kind_has_is_left_out_and_what_cannot_be_read_is_named() -> None:
    sections = (projects.paths, money_projects.sources, changes_parts.waterfall)
    empty = Shelf()
    empty.document(2031)
    for section in sections:
        assert section(Report("en", empty.connection)) == phrases.left_out()
    unread = Shelf()
    document_id = unread.document(2031)
    unread.insert(
        "section", document_id=document_id, section_id="s", kind="project_sheets",
        status="not_readable", first_line=1,
    )  # fmt: skip
    for section in sections:
        said = prose(section(Report("en", unread.connection)))
        assert "Could not be read" in said and "“project sheets”" in said


@pytest.mark.parametrize(
    ("now", "before", "english", "chinese"),
    [
        ("100.00", "80.00", "rises to 100.00", "增加20.00万元"),
        ("60.00", "80.00", "falls to 60.00", "减少20.00万元"),
        ("80.00", "80.00", "is that of 2030", "与2030年持平"),
    ],
)
def test_the_words_follow_the_numbers(now: str, before: str, english: str, chinese: str) -> None:
    made, _ = shelf(now, before)
    assert english in prose(changes.years(Report("en", made.connection)))
    assert chinese in prose(changes.years(Report("zh", made.connection)))


@languages
def test_a_project_that_no_table_of_names_knows_is_shown_as_it_is_printed(
    language: Language,
) -> None:
    made, _ = shelf(key="某个新的项目")
    report = Report(language, made.connection)
    assert "### 某个新的项目经费" in prose(projects.one_by_one(report))
    chart = glance.chart(report)
    assert "某个新的项目经费" in chart._repr_markdown_()
    assert 'class="source"' in report.sources()


def test_a_project_says_its_path_its_reason_and_what_was_merged_into_it() -> None:
    made, document_id = shelf("60.00", "80.00")
    for component, amount in (("乙", "30.00"), ("丙", "20.00")):
        made.project_year(document_id, "甲", 2029, amount, component)
    made.insert(
        "reason", document_id=document_id, reason_id="r", project_id="甲",
        subject_key="project/甲", direction="down", reason="压缩经费", line=7,
    )  # fmt: skip
    said = prose(projects.one_by_one(Report("zh", made.connection)))
    assert "50.00（2029年） → 80.00（2030年） → 60.00（2031年）" in said
    assert "减少20.00万元，下降25.0%" in said
    assert "2029年为后来合并的项目之和：丙20.00万元、乙30.00万元" in said
    assert "文件所述理由：“压缩经费”" in said


def test_a_change_without_a_reason_is_said_to_have_none() -> None:
    made, _ = shelf("60.00", "80.00")
    assert "gives no reason" in prose(projects.one_by_one(Report("en", made.connection)))


def test_what_no_project_explains_is_a_step_of_its_own() -> None:
    made, document_id = shelf()
    made.project(document_id, "乙", "10.00")
    made.project_year(document_id, "乙", 2030, "40.00")
    chart = changes_parts.waterfall(Report("en", made.connection))
    assert "Project expenditure moves by 30.00 万元 more than the project sheets show" in prose(
        chart
    )
    assert "Not explained by the sheets" in chart


def test_what_the_items_leave_open_and_what_the_projects_leave_open_are_two_steps() -> None:
    made = Shelf()
    document_id = made.document(2031)
    for year, total, project in ((2030, "100.00", "50.00"), (2031, "170.00", "90.00")):
        made.year(document_id, year, "expenditure", "total", total)
        made.year(document_id, year, "expenditure", "project", project)
    made.project(document_id, "甲", "30.00")
    made.project_year(document_id, "甲", 2030, "20.00")
    report = Report("en", made.connection)
    chart = changes_parts.waterfall(report)
    assert "leave +30.00 万元 open" in prose(chart)
    assert "moves by 30.00 万元 more" in prose(chart)
    drawn = report.charts["waterfall"].chart.to_dict()["datasets"].values()
    levels = [row["stop"] for rows in drawn for row in rows]
    assert levels.count(170.0) == 3  # last step, its link to the next row, the total of 2031


def test_rounding_for_the_eye_keeps_the_formula_and_money_keeps_two_decimals() -> None:
    share = Quantity(Decimal("76.7544"), "percent", "f1 / f2 * 100", ("a", "b"))
    assert quantities.rounded(share) == Quantity(
        Decimal("76.8"), "percent", "f1 / f2 * 100", ("a", "b")
    )
    row = {"amount_wan": Decimal("37.764"), "formulas": {"amount_wan": "f1"}, "figure_ids": ["a"]}
    assert quantities.quantity(row, "amount_wan").value == Decimal("37.764")
    row["amount_wan"] = Decimal(400)
    assert str(quantities.quantity(row, "amount_wan").value) == "400.00"


def test_no_cell_of_the_report_is_labelled_like_a_heading() -> None:
    """Quarto makes both into ids of the page, where each may stand once."""
    source = (ROOT / "report.qmd").read_text(encoding="utf-8")
    ids = re.findall(r"\{#([\w-]+)", source) + re.findall(r"#\| label: ([\w-]+)", source)
    assert sorted(ids) == sorted(set(ids))


def test_a_list_reads_as_its_language_lists() -> None:
    connection = Shelf().connection
    assert phrases.joined(Report("en", connection), ["a", "b", "c"]) == "a, b and c"
    assert phrases.joined(Report("zh", connection), ["甲", "乙", "丙"]) == "甲、乙、丙"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "General administrative affairs ({})"),
        ("zh", "一般行政管理事务（{}）"),
    ],
)
def test_items_of_one_name_are_told_apart_by_their_codes(language: Language, told: str) -> None:
    made = Shelf()
    document_id = made.document(2031)
    for code, value, name in (
        ("total", "100.00", None),
        ("201", "60.00", None),
        ("20103", "60.00", None),
        ("2010302", "60.00", "一般行政管理事务"),
        ("208", "40.00", None),
        ("20802", "40.00", None),
        ("2080202", "30.00", "一般行政管理事务"),
        ("2080201", "10.00", "行政运行"),
    ):
        made.line(document_id, code, value, name=name)
    report = Report(language, made.connection)
    shown = money.functions(report)
    drawn = re.findall(r'"name":"([^"]+)"', shown)
    assert told.format("2010302") in drawn and told.format("2080202") in drawn
    assert not any("2080201" in name for name in drawn)
    caption = report.charts["functions"].caption
    assert "2010302" in caption and "2080202" not in caption
    # The table beside the chart has a column of codes.
    assert told.format("2010302") not in report.charts["functions"].data


@pytest.mark.parametrize(
    ("kind", "title"),
    [("department_budget", "2031年预算简报"), ("final_accounts", "2031年决算简报")],
)
def test_final_accounts_are_not_called_a_budget(kind: str, title: str) -> None:
    made = Shelf()
    made.document(2031, kind=kind)
    assert title in content.head(Report("zh", made.connection))


def test_projects_of_one_year_are_not_said_to_keep_their_money() -> None:
    shelf = Shelf()
    document_id = shelf.document(2031)
    shelf.project(document_id, "甲", "50.00", name="甲经费")
    said = prose(projects.paths(Report("en", shelf.connection)))
    assert said == "1 project, with its budget of 2031 alone: no earlier one is told."


def test_the_classes_of_last_years_document_explain_a_change_that_this_one_does_not() -> None:
    shelf = Shelf()
    for year, total, health in ((2030, "30.00", "20.00"), (2031, "45.00", "35.00")):
        document_id = shelf.document(year)
        shelf.line(document_id, "total", total)
        shelf.line(document_id, "207", "10.00", name="文化旅游体育与传媒支出")
        shelf.line(document_id, "210", health, name="卫生健康支出")
    said = prose(changes_parts.waterfall(Report("en", shelf.connection)))
    assert "The largest step is health (卫生健康支出): +15.00 万元." in said
    assert "What the rise of 15.00 万元 is made of" in said


def test_what_the_text_does_not_tell_is_said_once_of_the_fund_and_of_procurement() -> None:
    made = Shelf()
    made.document(2031)
    report = Report("en", made.connection)
    assert money_purchases.fund_uses(report)
    assert not money_purchases.procurement(report)


def test_project_expenditure_that_no_sheet_covers_is_told_beside_the_sources() -> None:
    made = Shelf()
    document_id = made.document(2031)
    made.line(document_id, "total", "100.00")
    made.line(document_id, "total", "70.00", column="project")
    made.project(document_id, "甲", "50.00")
    made.insert(
        "project_funding", document_id=document_id, project_id="甲", seq=1, source_key="total",
        source="合计", **made.cell(document_id, "50.00"),
    )  # fmt: skip
    made.insert(
        "project_funding", document_id=document_id, project_id="甲", seq=2, source_key="general",
        source="一般公共预算", parent_key="total", **made.cell(document_id, "50.00"),
    )  # fmt: skip
    said = prose(money_projects.sources(Report("en", made.connection)))
    assert "Project expenditure of 70.00 万元 is 20.00 万元 more" in said


def test_agency_operating_expenses_are_told_as_the_text_states_them() -> None:
    made = Shelf()
    document_id = made.document(2031)
    made.claim(document_id, "operating_cost", "operating_cost", "12.50")
    report = Report("zh", made.connection)
    assert prose(money_purchases.procurement(report)).startswith("机关运行经费12.50万元。")
