"""Misprinted codes: one finding names the code cell, and the amounts are left in peace."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from analysis.checks.code_slips import slips_of
from analysis.checks.result import CheckResult
from analysis.checks.run import check_records
from analysis.disclosure.read import disclose
from analysis.sources.document import Document, Line
from analysis.sources.text import read_text
from tests.checks.papers import Paper, small_budget
from tests.checks.slips import change, contradictions
from tests.factories import RAW

NAMES = {
    "208": "社会保障和就业支出",
    "20802": "民政管理事务",
    "2080201": "行政运行",
    "2080299": "其他民政管理事务支出",
    "20805": "养老支出",
    "2080501": "离退休",
    "229": "其他支出",
    "22960": "彩票公益金安排的支出",
    "2296002": "用于社会福利的彩票公益金支出",
}
ECONOMIC = {
    "30101": "基本工资",
    "30102": "津贴补贴",
    "30103": "奖金",
    "30201": "办公费",
    "30216": "培训费",
    "30228": "工会经费",
}


def named_budget() -> Paper:
    paper = small_budget()
    for line in paper.out.budget_line:
        line.name = NAMES.get(line.code or "", line.name)
    return paper


def misprint(paper: Paper, table: str, code: str, printed: str) -> None:
    """Print another code for a row; the rows below it lose their parent, as in a reading."""
    for line in paper.out.budget_line:
        if line.table_kind == table:
            if line.code == code:
                line.code = printed
            if line.parent_code == code:
                line.parent_code = code[:-2] if len(code) > 3 else "total"


def failing(paper: Paper) -> list[CheckResult]:
    return [result for result in paper.results() if result.verdict == "contradiction"]


@pytest.mark.parametrize(
    ("code", "printed"),
    [
        ("208", "7"),
        ("208", "203"),
        ("20802", "20820"),
        ("20802", "2O802"),
        ("2080201", "2080101"),
        ("20805", "28005"),
        ("229", "292"),
    ],
)
@pytest.mark.parametrize("table", ["expenditure_summary", "general_expenditure"])
def test_a_misprinted_code_is_one_finding_that_names_it(
    table: str, code: str, printed: str
) -> None:
    paper = named_budget()
    if not any(x.table_kind == table and x.code == code for x in paper.out.budget_line):
        pytest.skip("the table does not print this code")
    misprint(paper, table, code, printed)
    (found,) = failing(paper)
    assert found.rule == "code_misprint"
    assert found.check_id.endswith(f"{table}/{printed}")
    assert found.message_en is not None
    assert f"The code {printed}" in found.message_en
    assert f"misprint of {code}" in found.message_en
    assert found.suspects == ()  # no amount is doubted


def test_codes_as_they_should_be_raise_no_alarm() -> None:
    assert contradictions(named_budget()) == set()


def test_a_wrong_amount_beside_right_codes_is_still_the_amount_that_is_doubted() -> None:
    paper = named_budget()
    change(paper, "expenditure_summary/20802/total", "54.00")
    assert "code_misprint" not in contradictions(paper)
    assert "code_sum" in contradictions(paper)


def test_a_wrong_amount_shows_beside_a_misprinted_code() -> None:
    paper = named_budget()
    misprint(paper, "expenditure_summary", "20802", "20820")
    change(paper, "general_expenditure/2080501/total", "16.00")
    assert {"code_misprint", "codes_agree"} <= contradictions(paper)


def test_a_slip_that_nothing_else_in_the_document_can_tell_is_called_either() -> None:
    paper = named_budget()
    misprint(paper, "general_expenditure", "2080501", "2080504")
    (found,) = failing(paper)
    assert found.message_en is not None
    assert "nothing says which" in found.message_en


def economic_table(**printed: str) -> Paper:
    paper = Paper()
    rows = {printed.get(f"c{code}", code): ["1.00"] for code in ECONOMIC}
    paper.table(
        "general_basic_expenditure",
        {"total": ["6.00"], "301": ["3.00"], "302": ["3.00"], **rows},
        ["total"],
        by="economic",
    )
    lines = sorted(paper.out.budget_line, key=lambda line: line.code or "")
    names = {printed.get(f"c{code}", code): name for code, name in ECONOMIC.items()}
    names |= {"301": "工资福利支出", "302": "商品和服务支出"}
    for line in lines:
        line.name = names.get(line.code or "", line.name)
    order = ["total", "301", *list(rows)[:3], "302", *list(rows)[3:]]
    paper.out.budget_line.sort(key=lambda line: order.index(line.code or ""))
    return paper


def test_the_national_classification_tells_a_slip_within_one_class() -> None:
    assert "code_misprint" not in contradictions(economic_table())
    (found,) = failing(economic_table(c30216="30215"))
    assert (found.rule, found.severity) == ("code_misprint", "notation")
    assert found.message_zh is not None
    assert "30215应为30216" in found.message_zh


def test_a_table_that_follows_another_classification_is_not_held_against_the_national_one() -> None:
    paper = economic_table(c30216="30215", c30101="30104", c30102="30105", c30201="30203")
    assert "code_misprint" not in contradictions(paper)


def test_rows_named_by_nobody_are_placed_by_order_and_sums() -> None:
    paper = small_budget()
    misprint(paper, "expenditure_summary", "20805", "29805")
    for line in paper.out.budget_line:
        line.name = ""
    assert [result.rule for result in failing(paper)] == ["code_misprint"]


def test_one_slip_leads_back_to_the_code() -> None:
    for printed in ("2080210", "208201", "20802001", "2O80201", "2080261", "2080201"):
        assert ("2080201" in slips_of(printed)) == (printed != "2080201"), printed


def _printed(document: Document, line: int, col: int, old: str, new: str) -> Document:
    blocks = []
    for block in document.blocks:
        if isinstance(block, Line) and block.line == line:
            text = block.text
            assert text[col - 1 :].startswith(old)
            text = text[: col - 1] + new + text[col - 1 + len(old) :]
            block = replace(block, text=text)
        blocks.append(block)
    return Document(document.file, tuple(blocks))


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(RAW.rglob("*.txt")), ids=lambda path: path.name)
def test_slips_in_the_codes_of_the_document_at_hand_are_named(path: Path) -> None:
    document = read_text(path.read_bytes(), path.name)
    original = disclose(document)
    known = {x.check_id for x in check_records(original) if x.verdict == "contradiction"}
    assert not any(check_id.startswith("code_misprint") for check_id in known)
    codes = [n for n in original.number if (n.note or "").startswith(("function", "economic"))]
    chance = random.Random(4)
    named = 0
    sample = chance.sample(codes, 12)
    for number in sample:
        slip = chance.choice([s for s in slips_of(number.token) if s[0] != "0"])
        changed = disclose(_printed(document, number.line, number.col, number.token, slip))
        assert len(changed.figure) == len(original.figure)
        results = check_records(changed)
        new = [r for r in results if r.verdict == "contradiction" and r.check_id not in known]
        assert new, f"{number.token} as {slip} is not noticed"
        named += len(new) == 1 and number.token in (new[0].message_en or "")
    assert named >= len(sample) - 1


def test_names_of_an_earlier_classification_are_not_held_against_the_one_since_2018() -> None:
    paper = economic_table(c30103="30104")
    assert "code_misprint" in contradictions(paper)
    earlier = economic_table(c30103="30104")
    earlier.out.document.fiscal_year = 2017
    assert "code_misprint" not in contradictions(earlier)


def test_the_same_misprint_in_two_tables_is_found_in_both() -> None:
    paper = named_budget()
    for line in paper.out.budget_line:
        if line.code == "2080501":
            line.name = "行政单位离退休"
    for table in ("expenditure_summary", "general_expenditure"):
        misprint(paper, table, "2080501", "70501")
    assert contradictions(paper) == {"code_misprint"}
