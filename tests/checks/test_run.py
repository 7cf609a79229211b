"""From the warehouse and back, and the explanations of what moved."""

from dataclasses import fields
from decimal import Decimal

from analysis.checks.explained import explain, explained_changes
from analysis.checks.findings import findings
from analysis.checks.movements import find_movements, movements
from analysis.checks.result import CheckResult
from analysis.checks.run import check_records, checks_by_document, run_checks
from analysis.checks.store import load_disclosures
from analysis.disclosure import records as r
from analysis.measures.quantity import recomputes
from analysis.warehouse.load import insert
from analysis.warehouse.schema import tables
from tests.checks.papers import Paper, small_budget
from tests.factories import make_warehouse


def test_a_result_has_the_columns_of_the_contract_in_their_order() -> None:
    contract = [column.name for column in tables()["check_result"].columns]
    assert [field.name for field in fields(CheckResult)] == contract


def test_the_warehouse_gives_the_same_results_as_the_records() -> None:
    paper = small_budget().calculation("product", "21.53", [("142", "count"), ("1516", "yuan")])
    paper.calculation("sum", "25", [("23", "wan_yuan")], [("3", "wan_yuan")])
    connection = make_warehouse(paper.out)
    frame = run_checks(connection)
    direct = check_records(paper.out)
    assert frame.columns == [field.name for field in fields(CheckResult)]
    assert frame["check_id"].to_list() == [result.check_id for result in direct]
    assert frame["verdict"].to_list() == [result.verdict for result in direct]
    assert frame["message_en"].to_list() == [result.message_en for result in direct]
    assert frame["formula"].to_list() == [result.formula for result in direct]
    assert "21.53 = 142 × 1,516元" in frame["formula"].to_list()


def test_results_are_sorted_unique_and_fit_the_warehouse() -> None:
    paper = small_budget()
    paper.out.figure[0].value = paper.out.figure[0].amount_wan = Decimal("999.00")
    connection = make_warehouse(paper.out)
    [results] = checks_by_document(connection)
    ids = [result.check_id for result in results]
    assert ids == sorted(set(ids))
    insert(connection, tables()["check_result"], results, blanks=True)
    [first, *_] = findings(connection)
    assert first.severity == "arithmetic"
    assert first.lead.document_id == paper.out.document.document_id


def test_last_years_document_is_found_in_the_same_warehouse() -> None:
    before = Paper(2023).yearly("revenue", 2023, total="80.00")
    paper = Paper(2024).yearly("revenue", 2023, total="81.00")
    frame = run_checks(make_warehouse(before.out, paper.out))
    found = frame.filter((frame["rule"] == "retold_totals") & (frame["verdict"] != "not_checkable"))
    assert found["verdict"].to_list() == ["contradiction"]
    assert found["document_id"].to_list() == [paper.out.document.document_id]


def test_a_relation_that_cannot_be_tested_has_a_reason_in_both_languages() -> None:
    paper = small_budget().section("revenue_expenditure_summary", "not_readable")
    untested = [x for x in paper.results() if x.verdict == "not_checkable"]
    assert untested
    assert all((x.message_en or "").strip() and (x.message_zh or "").strip() for x in untested)


def moved() -> Paper:
    paper = Paper().yearly("expenditure", 2024, basic="30.00", project="70.00", total="100.00")
    paper.yearly("expenditure", 2023, basic="26.00", project="54.00", total="80.00")
    paper.claim("overall", "total_expenditure", "100.00")
    paper.claim("overall", "total_expenditure", "20.00", "change", direction="up", base_year=2023)
    paper.project("甲", "40.00", years={2023: "45.00"})
    paper.out.reason.append(
        r.Reason(
            "2024-00000001",
            "overall.r1",
            subject_key="total_expenditure",
            direction="up",
            reason="项目支出增加",
            named_key="project",
            named_direction="up",
            line=9,
        )
    )
    return paper


def test_a_table_that_could_not_be_read_agrees_with_nothing_and_one_not_published_is_not_asked() -> (
    None
):
    paper = small_budget()
    asked = "two_sided_balance/revenue_expenditure_summary/total"
    assert asked not in {x.check_id for x in paper.results()}
    paper.section("revenue_expenditure_summary", "not_readable")
    assert {x.check_id: x.verdict for x in paper.results()}[asked] == "not_checkable"


def test_the_share_that_a_reason_explains_is_that_of_the_line_it_names() -> None:
    [change] = explain(moved().out)
    assert change.whole and change.part and change.share and change.rest
    assert (change.whole.value, change.part.value, change.rest.value) == (20, 16, 4)
    assert change.share.value == 80
    assert change.missing is None


def test_every_explained_number_can_be_computed_again_from_its_figures() -> None:
    paper = moved()
    values = {figure.figure_id: figure.value for figure in paper.out.figure}
    [change] = explain(paper.out)
    quantities = [change.whole, change.part, change.share, change.rest]
    quantities += [movement.change for movement in find_movements(paper.out)]
    for quantity in quantities:
        assert quantity is not None
        assert recomputes(quantity, [values[i] or Decimal(0) for i in quantity.figure_ids])


def test_movements_that_nobody_explains_have_no_reason() -> None:
    found = {movement.key: movement for movement in find_movements(moved().out)}
    assert found["expenditure/project"].reasons == ("项目支出增加",)
    assert found["expenditure/basic"].reasons == ()
    assert found["project/甲"].change.value == -5


def test_a_line_that_is_not_printed_for_both_years_explains_nothing_and_says_so() -> None:
    paper = moved()
    paper.out.yearly_total = [y for y in paper.out.yearly_total if y.fiscal_year == 2024]
    [change] = explain(paper.out)
    assert (change.part, change.share, change.missing) == (None, None, "part")


def test_the_public_functions_take_a_warehouse() -> None:
    connection = make_warehouse(moved().out)
    assert [change.reason_id for change in explained_changes(connection)] == ["overall.r1"]
    assert movements(connection, "none") == []
    assert len(load_disclosures(connection)) == 1
