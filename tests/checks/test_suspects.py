"""Whom to doubt: the cell whose change satisfies everything, and the slip by its name."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.checks.findings import find
from analysis.checks.slips import slip
from tests.checks.papers import Paper, small_budget

STEP = Decimal("0.01")


@pytest.mark.parametrize(
    ("printed", "needed", "kind"),
    [
        ("528.53", "28.53", "dropped"),
        ("28.53", "28.58", "one_digit"),
        ("28.53", "82.53", "swapped"),
        ("28.53", "2.85", "dropped"),
        ("28.50", "2.85", "point"),
        ("285.30", "28.53", "point"),
        ("21.52", "215200.00", "unit"),
        ("215200.00", "21.52", "unit"),
        ("-0.24", "0.24", "sign"),
        ("28.53", "82.35", None),
        ("28.53", "28.53", None),
        ("0.00", "28.53", None),
    ],
)
def test_a_slip_is_called_by_its_name(printed: str, needed: str, kind: str | None) -> None:
    assert slip(Decimal(printed), Decimal(needed), STEP) == kind


@given(st.integers(1, 10**8), st.integers(0, 8), st.integers(1, 9))
def test_changing_one_digit_is_one_digit_whichever_it_is(
    number: int, place: int, more: int
) -> None:
    digits = list(str(number))
    at = place % len(digits)
    digits[at] = str((int(digits[at]) + more) % 10)
    if digits[0] == "0":
        return
    changed = Decimal("".join(digits)) * STEP
    assert slip(Decimal(number) * STEP, changed, STEP) in ("one_digit", "point")


def change(paper: Paper, address: str, value: str) -> None:
    figure = next(f for f in paper.out.figure if f.figure_id.endswith(f"/{address}"))
    figure.value = figure.amount_wan = Decimal(value)


@pytest.mark.parametrize(
    ("address", "value", "needed"),
    [
        ("expenditure_summary/20802/total", "54.00", "45"),
        ("expenditure_summary/2080201/basic", "51.00", "15"),
        ("general_expenditure/208/personnel", "20.00", "25"),
        ("general_expenditure/total/project", "3.00", "30"),
        ("general_basic_expenditure/302/total", "50.00", "5"),
        ("three_public/vehicles/2024", "20.00", "2"),
        ("project_sheet/甲.current/amount", "13.00", "10"),
    ],
)
def test_the_guilty_cell_comes_first_and_its_value_is_named(
    address: str, value: str, needed: str
) -> None:
    paper = small_budget()
    change(paper, address, value)
    failing = [
        result
        for result in paper.results()
        if result.verdict == "contradiction"
        and any(
            figure.endswith(f"/{address}") for figure in result.left_figures + result.right_figures
        )
    ]
    assert failing
    for result in [x for x in failing if x.suspects]:
        assert result.suspects[0].endswith(f"/{address}"), result.check_id
    assert len({result.finding_id for result in failing}) == 1
    assert any(f"{needed}.00 wan yuan" in (result.message_en or "") for result in failing)


def test_contradictions_of_one_cause_are_one_finding_with_its_evidence() -> None:
    paper = small_budget()
    change(paper, "general_expenditure/total/total", "61.00")
    results = paper.results()
    [finding] = find(results)
    failing = [result for result in results if result.verdict == "contradiction"]
    assert len(finding.evidence) == len(failing) > 2
    assert finding.finding_id == finding.lead.check_id


def test_two_slips_are_two_findings() -> None:
    paper = small_budget()
    change(paper, "general_basic_expenditure/30217/total", "9.00")
    change(paper, "project_sheet/乙.detail.1/amount", "12.00")
    assert len(find(paper.results())) == 2


def test_findings_come_by_severity_and_then_by_size() -> None:
    paper = small_budget()
    whole = paper.claim("fund", "fund", "40.00")
    paper.claim("fund", "use", "1.00", parent_claim_id=whole)
    change(paper, "project_sheet/乙.detail.1/amount", "12.00")
    change(paper, "project_sheet/甲.detail.2/amount", "6.50")
    found = find(paper.results())
    assert [finding.severity for finding in found] == ["arithmetic", "arithmetic", "scope"]
    sizes = [abs(finding.lead.difference or 0) for finding in found[:2]]
    assert sizes == sorted(sizes, reverse=True)


def test_of_two_cells_that_differ_the_one_that_nothing_else_prints_is_doubted() -> None:
    for guilty in ("overall_projects/甲/total", "project_sheet/甲.total/amount"):
        paper = Paper().project("甲", "71.23", details=["71.23", "31.00", "40.23"])
        for column in ("total", "current"):
            paper.figure(f"overall_projects/甲/{column}", "71.23")
        change(paper, guilty, "71.28")
        first = [x.suspects[0] for x in paper.results() if x.verdict == "contradiction"]
        assert first and {figure.split("/", 1)[1] for figure in first} == {guilty}


def test_a_row_that_is_left_out_is_one_finding_that_doubts_no_cell() -> None:
    paper = small_budget()
    kept = ["2080299" not in (line.figure_id or "") for line in paper.out.budget_line]
    known = [line.table_kind != "expenditure_summary" for line in paper.out.budget_line]
    paper.out.budget_line = [
        line
        for line, other, stays in zip(paper.out.budget_line, known, kept, strict=True)
        if other or stays
    ]
    [finding] = find(paper.results())
    assert {result.rule for result in finding.evidence} == {"code_sum", "codes_known"}
    assert not any(result.suspects for result in finding.evidence)
    assert "a whole row" in "".join(result.message_en or "" for result in finding.evidence)
