"""Does the document agree with itself: cards, counts, and the numbers on both sides."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import duckdb
import pytest

from analysis.briefing.content import agreement
from analysis.briefing.content.agreement_quotes import Quote, quotes, span
from analysis.briefing.content.agreement_said import sides
from analysis.briefing.content.agreement_sides import difference, left, right
from analysis.briefing.content.agreement_words import headline
from analysis.briefing.content.phrases import left_out
from analysis.briefing.numbers import LANGUAGES, Language
from analysis.briefing.report import Report
from analysis.briefing.words import entries
from analysis.checks.catalogue import rules
from analysis.checks.findings import findings
from analysis.checks.relation import SEVERITIES
from analysis.checks.result import CheckResult
from analysis.checks.run import checks_by_document
from analysis.checks.store import load_results
from analysis.disclosure import records as r
from analysis.warehouse.load import insert
from analysis.warehouse.schema import tables
from tests.briefing.reader import prose
from tests.checks.papers import Paper, small_budget
from tests.factories import make_warehouse
from tests.measures.factories import Shelf

languages = pytest.mark.parametrize("language", LANGUAGES)


def checked(paper: Paper) -> duckdb.DuckDBPyConnection:
    """A warehouse of a made-up document with its verdicts."""
    connection = make_warehouse(paper.out)
    for results in checks_by_document(connection):
        insert(connection, tables()["check_result"], results, blanks=True)
    return connection


def contradicting() -> duckdb.DuckDBPyConnection:
    """A calculation whose parts make more than the amount that they explain."""
    paper = small_budget()
    paper.calculation("sum", "25", [("23", "wan_yuan")], [("3", "wan_yuan")])
    return checked(paper)


def test_every_headline_is_that_of_a_rule_of_the_catalogue() -> None:
    known = {rule.id for rule in rules()} | {"other"}
    named = {key.split(".")[1] for key in entries() if key.startswith(("finding.", "means."))}
    assert named <= known | set(SEVERITIES)


def test_a_rule_without_a_headline_is_called_by_its_title() -> None:
    report = Report("en", Shelf().connection)
    assert headline(report, CheckResult("d", "x/1", "x")) == "Does not hold: x"


def test_every_severity_says_what_it_may_mean_and_how_sure_it_is() -> None:
    for severity in SEVERITIES:
        assert {f"means.{severity}", f"sure.{severity}", f"severity.{severity}"} <= set(entries())


def test_a_card_gives_both_sides_and_their_difference() -> None:
    report = Report("en", contradicting())
    said = prose(agreement.finding_cards(report))
    assert "A calculation does not give the amount that it explains" in said
    assert "25.00 万元" in said
    assert "Together: 26.00 万元." in said
    assert "Difference: 1.00 万元." in said
    report.sources()


def test_a_card_in_chinese_reads_as_chinese() -> None:
    said = prose(agreement.finding_cards(Report("zh", contradicting())))
    assert "测算结果与所列金额不符" in said
    assert "相差1.00万元。" in said


def test_a_brief_finding_leads_to_its_card() -> None:
    report = Report("en", contradicting())
    assert "(#finding-1)" in agreement.finding_cards(report, limit=1, brief=True)
    assert "{#finding-1 " in agreement.finding_cards(report)


def test_what_is_missing_shares_a_card_and_is_named_on_the_first_page() -> None:
    paper = small_budget()
    for item in ("甲表", "乙说明"):
        paper.out.required_item.append(
            r.RequiredItem(
                paper.out.document.document_id, item, item, "财预〔2016〕143号", "missing"
            )
        )
    report = Report("en", checked(paper))
    said = agreement.finding_cards(report)
    assert said.count("#### ") == 1
    assert "1 more finding of the same kind" in prose(said)
    assert all(item in said for item in ("甲表", "乙说明", "{#finding-1 ", "{#finding-2 "))
    assert "乙说明 is missing" in prose(agreement.finding_cards(report, limit=3, brief=True))


def test_a_document_that_agrees_with_itself_is_said_to() -> None:
    report = Report("en", checked(small_budget()))
    assert "Nothing contradicts itself" in prose(agreement.counts(report))
    assert agreement.finding_cards(report) == agreement.weak_findings(report) == left_out()


def test_both_sides_of_every_contradiction_follow_from_their_figures(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    report = Report("en", warehouse)
    for result in load_results(warehouse):
        if result.verdict != "contradiction" or result.left_value is None:
            continue
        found = quotes(warehouse, (*result.left_figures, *result.right_figures))
        one, other = left(result, found), right(result, found)
        assert one is not None and one.value == result.left_value, result.check_id
        if result.right_figures:
            assert other is not None and other.value == result.right_value, result.check_id
            gap = difference(one, other)
            assert gap is not None and gap.value == result.difference, result.check_id
            report.number(gap)
        report.number(one)
    report.sources()


@languages
def test_every_finding_of_the_real_document_has_an_anchor_and_sound_numbers(
    warehouse: duckdb.DuckDBPyConnection, language: Language
) -> None:
    report = Report(language, warehouse)
    said = agreement.finding_cards(report) + agreement.weak_findings(report)
    for number in range(1, len(findings(warehouse)) + 1):
        assert len(re.findall(rf"\{{#finding-{number}[ }}]", said)) == 1
    report.sources()


@languages
def test_the_matrix_counts_every_tested_relation_at_least_once(
    warehouse: duckdb.DuckDBPyConnection, language: Language
) -> None:
    said = agreement.matrix(Report(language, warehouse))
    cells = [
        int(n.replace(",", "")) for n in re.findall(r'gt_right"[^>]*><a[^>]*>([\d,]+)</a>', said)
    ]
    assert sum(cells) >= len(load_results(warehouse))


@languages
def test_what_could_not_be_checked_gives_a_reason_in_every_row(
    warehouse: duckdb.DuckDBPyConnection, language: Language
) -> None:
    said = agreement.unchecked(Report(language, warehouse))
    reasons = re.findall(r'headers="unchecked-reason"[^>]*>([^<]*)</td>', said)
    assert reasons and all(reasons)


@languages
def test_cards_are_numbered_by_rank_and_say_how_sure_they_are(
    warehouse: duckdb.DuckDBPyConnection, language: Language
) -> None:
    report = Report(language, warehouse)
    said = prose(agreement.finding_cards(report))
    word = {"en": r"Finding (\d+) · ", "zh": r"发现(\d+) · "}[language]
    numbers = [int(number) for number in re.findall(word, said)]
    assert numbers == list(range(1, len(numbers) + 1))
    sure, means = (
        entries()[key][language].removesuffix("{text}") for key in ("card.sure", "card.means")
    )
    assert said.count(sure) == said.count(means) == len(numbers)


def side(figure_id: str, printed: str, line: str | None, sentence: str | None = None) -> Quote:
    value = Decimal(printed)
    return Quote(
        figure_id, "fund_expenditure", "r", "项目", value, "wan_yuan", value,
        None, 7, "certain", printed, line, sentence, None, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("format", "one", "several"),
    [
        ("text", "line 7", "lines 7 to 9"),
        ("pdf", "page 5, line 7", "page 5"),
        ("xlsx", "sheet 5, cell E29", "sheet 5"),
    ],
)
def test_a_card_says_where_a_figure_stands_in_the_terms_of_its_file(
    format: str, one: str, several: str
) -> None:
    report = Report("en", Shelf().connection)
    page = None if format == "text" else 5
    where = {"page": page, "format": format, "x0": Decimal(4), "top": Decimal(28)}
    here = replace(side("a", "1.00", None), **where)
    there = replace(here, figure_id="b", line=9)
    assert span(report, [here]) == one
    assert span(report, [here, there]) == several


def test_each_side_quotes_its_own_printed_line_and_a_line_of_both_stands_once() -> None:
    report = Report("en", Shelf().connection)
    result = CheckResult("d", "x/1", "x", left_figures=("a",), right_figures=("b",))
    own = {"a": side("a", "1.00", "合计 1.00  2.00"), "b": side("b", "3.00", "总计 3.00")}
    said = prose(sides(report, result, own))
    here, there = said.split("Said there")
    assert "> 合计 1.00 2.00" in here and "> 总计 3.00" in there
    shared = {key: side(key, "1.00", None, "各1.00万元") for key in "ab"}
    said = prose(sides(report, result, shared))
    assert said.count("> 各1.00万元") == 1
    assert said.index("Said there") < said.index("> 各1.00万元")


def test_a_line_that_holds_the_number_alone_is_not_quoted() -> None:
    report = Report("en", Shelf().connection)
    result = CheckResult("d", "x/1", "x", left_figures=("a",))
    assert "> " not in prose(sides(report, result, {"a": side("a", "1.00", " 1.00 ")}))


def test_a_brief_finding_names_the_project_that_it_is_about(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    said = prose(agreement.finding_cards(Report("zh", warehouse), limit=1, brief=True))
    assert re.search(r"\*（[^）]+）。一处为", said)


@pytest.mark.parametrize(("language", "said"), [("en", "8,013 m²"), ("zh", "8,013平方米")])
def test_square_metres_have_their_unit_and_are_called_a_figure(
    language: Language, said: str
) -> None:
    paper = small_budget()
    area = {"unit": "count", "unit_word": "平方米"}
    whole = paper.figure("narrative/projects.1/count", "8013", **area)
    parts = [
        paper.figure(f"narrative/projects.{n}/count", v, **area)
        for n, v in [(2, "7998"), (3, "105")]
    ]
    about = paper.out.document.document_id
    paper.out.derivation.append(
        r.Derivation(about, "d1", None, "of_which", whole, sentence="建筑面积")
    )
    for seq, part in enumerate(parts, 1):
        paper.out.derivation_term.append(r.DerivationTerm(about, "d1", seq, (part or "",), 1))
    warehouse = checked(paper)
    card = prose(agreement.finding_cards(Report(language, warehouse)))
    assert (
        said in card
        and said.replace("8,013", "8,103") in card
        and said.replace("8,013", "90") in card
    )
    assert {"en": "amount", "zh": "金额"}[language] not in card
    [result] = [one for one in load_results(warehouse) if one.verdict == "contradiction"]
    said = said.replace("m²", "平方米")  # the message keeps the word of the document
    assert said in ((result.message_en if language == "en" else result.message_zh) or "")
