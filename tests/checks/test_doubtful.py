"""What fails only because of a doubtful reading is not told as the document's contradiction."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from analysis.checks.doubtful import set_aside_doubtful
from analysis.checks.judge import judge
from analysis.checks.relation import Cell, Relation, terms
from analysis.checks.result import CheckResult
from analysis.checks.suspects import Judged
from analysis.disclosure import records as r
from tests.checks.papers import BLANK, Paper, cell

WRONG = ("20802", "total", "46.00")  # printed 45.00: its row, its column and other tables say so


def table(code: str, column: str, value: str, confidence: str | None = None) -> Paper:
    """A table in which a cell says another value than its row and its column; it is in doubt."""
    rows = {
        "total": ["60.00", "30.00", "30.00"],
        "208": ["60.00", "30.00", "30.00"],
        "20802": ["45.00", "15.00", "30.00"],
        "20805": ["15.00", "15.00", "0.00"],
    }
    paper = Paper().table("expenditure_summary", rows, ["total", "basic", "project"])
    return doubt(paper, f"expenditure_summary/{code}/{column}", value, confidence)


def doubt(paper: Paper, address: str, value: str, confidence: str | None) -> Paper:
    [figure] = [f for f in paper.out.figure if f.figure_id.endswith(f"/{address}")]
    figure.value = figure.amount_wan = Decimal(value)
    figure.reading = "uncertain"
    figure.confidence = None if confidence is None else Decimal(confidence)
    return paper


def failing(paper: Paper) -> list[CheckResult]:
    return [result for result in paper.results() if result.verdict == "contradiction"]


def test_a_sum_that_fails_through_a_doubtful_reading_is_not_checkable_and_says_so() -> None:
    paper = table(*WRONG, confidence="0.60")
    assert failing(paper) == []
    of_row = [x for x in paper.results("row_sum") if x.verdict == "not_checkable"]
    assert [(x.left_value, x.right_value) for x in of_row] == [(46, 45)]
    assert "how expenditure summary, 20802" in (of_row[0].message_en or "")
    assert "读法不能确定" in (of_row[0].message_zh or "")


def test_a_doubtful_reading_that_another_sum_bears_out_is_held_against_the_document() -> None:
    # 208 = 60.00 is right by its column and its row; the total of the table is what is wrong.
    paper = doubt(table("208", "total", "60.00"), "expenditure_summary/208/total", "60.00", "0.6")
    [whole] = [f for f in paper.out.figure if f.figure_id.endswith("summary/total/total")]
    whole.value = whole.amount_wan = Decimal("61.00")
    assert {result.verdict for result in failing(paper)} == {"contradiction"}
    assert any("208/total" in " ".join(result.right_figures) for result in failing(paper))


def two_tables(basic: str, project: str, *doubtful: str) -> Paper:
    """Two tables with the same rows; the first says so much for 2080501, its places in doubt."""
    columns = ["total", "basic", "project"]
    rows = {
        "total": ["40.00", "30.00", "10.00"],
        "2080501": ["15.00", "15.00", BLANK],
        "2080502": ["25.00", "15.00", "10.00"],
    }
    paper = Paper().table("general_expenditure", rows, columns)
    rows["2080501"] = ["15.00", basic, project]
    paper.table("expenditure_summary", rows, columns)
    for figure in paper.out.figure:
        if any(figure.figure_id.endswith(f"/expenditure_summary/{at}") for at in doubtful):
            figure.reading = "uncertain"
    return paper


def test_an_amount_that_may_stand_in_another_column_contradicts_nothing_there() -> None:
    sure = two_tables(BLANK, "15.00")
    assert {x.rule for x in failing(sure)} == {"code_sum", "codes_agree"}
    paper = two_tables(BLANK, "15.00", "2080501/total", "2080501/project")
    assert failing(paper) == []
    [basic] = [x for x in paper.results("codes_agree") if x.check_id.endswith("2080501/basic")]
    assert "how expenditure summary, 2080501, basic is to be read" in (basic.message_en or "")


def test_an_amount_that_fails_in_every_column_is_a_contradiction() -> None:
    paper = two_tables("19.00", BLANK, "2080501/total", "2080501/basic")
    assert [x.check_id for x in failing(paper)] == ["row_sum/expenditure_summary/2080501/total"]


def test_the_amounts_of_rows_whose_names_ran_together_may_be_exchanged() -> None:
    columns = ["total"]
    rows = {"total": ["40.00"], "2080501": ["15.00"], "2080502": ["25.00"]}
    paper = Paper().table("general_expenditure", rows, columns)
    exchanged = {"total": ["40.00"], "2080501": ["25.00"], "2080502": ["15.00"]}
    paper.table("expenditure_summary", exchanged, columns)
    assert failing(paper)
    for figure in paper.out.figure:
        if "/expenditure_summary/20805" in figure.figure_id:
            figure.reading = "uncertain"
    assert not failing(paper)


def test_what_recognition_has_no_doubt_of_stays_a_contradiction() -> None:
    """Another reading would mend the sum, but nothing says that it was misread."""
    [found, *_] = failing(table(*WRONG, confidence="0.99"))
    assert "is to be read is not certain" in (found.message_en or "")


def test_a_clear_reading_is_judged_as_ever() -> None:
    paper = table(*WRONG)
    for figure in paper.out.figure:
        figure.reading = "certain"
    assert len(failing(paper)) == 2


def judged(*relations: Relation) -> list[Judged]:
    return [(relation, judge(relation)) for relation in relations]


def verdicts(*relations: Relation) -> list[str]:
    return [judgement.verdict for _, judgement in set_aside_doubtful(judged(*relations), set())]


def in_doubt(value: str, key: str) -> Cell:
    return cell(value, key=key)._replace(reading="uncertain", confidence=Decimal("0.5"))


def test_two_doubtful_readings_that_agree_prove_nothing() -> None:
    one, other, sure = in_doubt("117", "one"), in_doubt("117", "other"), cell("1.17", key="sure")
    agree = Relation("agree", terms(one), terms(other))
    assert verdicts(agree, Relation("differ", terms(one), terms(sure))) == [
        "exact",
        "not_checkable",
    ]
    proof = Relation("proof", terms(other), terms(cell("117", key="proof")))
    assert verdicts(agree, proof, Relation("differ", terms(one), terms(sure))) == [
        "exact",
        "exact",
        "contradiction",
    ]


def test_what_no_reading_of_the_doubtful_cell_would_mend_is_a_contradiction() -> None:
    both = in_doubt("5.00", "both")
    more = Relation("", terms(both, cell("1.00")), terms(both, cell("2.00")))
    assert verdicts(more) == ["contradiction"]


def test_an_amount_is_not_taken_for_a_negative_one() -> None:
    """What the others alone exceed is exceeded, whatever the doubtful one says."""
    more = Relation("", terms(in_doubt("3.00", "part"), cell("9.00")), terms(cell("5.00")))
    assert verdicts(more, replace(more, op="at_most")) == ["contradiction", "contradiction"]
    assert verdicts(Relation("", terms(in_doubt("4.00", "sign")), terms(cell("-4.00")))) == [
        "not_checkable"
    ]


@pytest.mark.parametrize("op", ["at_most", "whole", "direction"])
def test_a_doubtful_reading_is_none_of_any_relation(op: str) -> None:
    left, right = terms(in_doubt("7.50", "left")), terms(cell("5.00"))
    relation = Relation("", left, () if op == "direction" else right, op, direction="down")
    assert judge(relation).verdict == "contradiction"
    assert verdicts(relation) == ["not_checkable"]


def test_words_that_may_have_been_misread_contradict_nothing() -> None:
    paper = Paper()
    for number, reading in enumerate(("certain", "uncertain", "certain")):
        name = "某局（本级）" if number != 1 else "某同（本级）"
        paper.out.statement.append(
            r.Statement(
                paper.out.document.document_id,
                f"s{number}",
                "unit_name",
                value=name,
                reading=reading,
                line=number,
            )
        )
    results = paper.results("unit_names")
    assert [result.verdict for result in results] == ["not_checkable", "exact"]
    assert "how they are to be read is not certain" in (results[0].message_en or "")


def test_a_doubtful_amount_of_a_table_without_codes_proves_no_contradiction() -> None:
    said = {"total": "9.00", "overseas": "1.00", "vehicles": "3.00", "reception": "4.00"}
    assert "contradiction" in Paper().three_public(**said).verdicts("three_public_sum")
    paper = doubt(Paper().three_public(**said), "three_public/overseas/2024", "1.00", None)
    assert paper.verdicts("three_public_sum") == {"not_checkable"}


def test_an_amount_of_a_full_row_in_doubt_may_be_that_of_another_heading() -> None:
    rows = {"total": ["60.00", "0.00", "60.00"]}  # the heading of the total belongs in front
    paper = Paper().table("expenditure_summary", rows, ["basic", "total", "project"])
    assert {result.rule for result in failing(paper)} == {"row_sum"}
    for figure in paper.out.figure:
        figure.reading = "uncertain"
    assert failing(paper) == []


def test_a_row_adrift_in_a_text_proves_no_row_left_out_and_no_misprint() -> None:
    rows = {"total": ["9.00"], "208": ["4.00"], "20805": ["4.00"], "210": ["2.00"]}
    paper = Paper().table("expenditure_summary", rows | {"22102": ["3.00"]}, ["total"])
    assert "code_parents" in {result.rule for result in failing(paper)}
    for figure in paper.out.figure:
        figure.reading = "uncertain"
    assert not {"code_parents", "code_misprint"} & {result.rule for result in failing(paper)}
