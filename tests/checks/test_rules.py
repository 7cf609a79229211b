"""The rules on a small budget: it agrees with itself, and each slip trips the rule it should."""

import pytest

from tests.checks.papers import BLANK, Paper, small_budget
from tests.checks.slips import change, contradictions


def test_a_budget_that_agrees_raises_no_alarm() -> None:
    paper = small_budget()
    results = paper.results()
    assert contradictions(paper) == set()
    assert len([x for x in results if x.verdict == "exact"]) > 60


@pytest.mark.parametrize(
    ("address", "value", "rule"),
    [
        ("expenditure_summary/20802/total", "54.00", "code_sum"),
        ("expenditure_summary/2080201/basic", "51.00", "row_sum"),
        ("expenditure_summary/229/total", "400.00", "row_sum"),
        ("appropriation_summary/revenue.total/total", "101.00", "two_sided_balance"),
        ("appropriation_summary/revenue.current_year.fund/total", "41.00", "two_sided_sum"),
        (
            "appropriation_summary/expenditure.function.208/total",
            "61.00",
            "appropriation_functions",
        ),
        ("general_expenditure/total/total", "61.00", "fund_totals"),
        ("general_expenditure/total/personnel", "26.00", "basic_totals"),
        ("general_expenditure/2080501/total", "16.00", "codes_agree"),
        ("general_basic_expenditure/301/operating", "2.00", "economic_classes"),
        ("general_basic_expenditure/30217/total", "2.00", "three_public_economic"),
        ("fund_expenditure/2296002/total", "41.00", "funds_make_total"),
        ("three_public/reception/2024", "1.10", "three_public_sum"),
        ("three_public/vehicle_running/2024", "2.10", "three_public_sum"),
        ("overall_funds/expenditure.basic/2024", "31.00", "overall_sum"),
        ("overall_funds/expenditure.total/2024", "101.00", "overall_balance"),
        ("overall_funds/expenditure.project/2024", "71.00", "overall_tables"),
        ("narrative/overall.1/amount", "1000.00", "prose_table"),
        ("project_sheet/甲.detail.1/amount", "5.00", "project_details"),
        ("project_sheet/甲.funding.general/amount", "11.00", "project_sources"),
        ("project_sheet/甲.funding.total/amount", "11.00", "project_amounts"),
        ("project_sheet/甲.total/amount", "9.00", "project_current"),
        ("project_sheet/乙.current/amount", "21.00", "projects_sum"),
    ],
)
def test_a_slip_trips_the_rule_that_guards_the_cell(address: str, value: str, rule: str) -> None:
    paper = small_budget()
    change(paper, address, value)
    assert rule in contradictions(paper)


def test_a_row_left_out_of_one_table_is_missed_by_the_other() -> None:
    paper = small_budget()
    paper.out.budget_line[:] = [
        x
        for x in paper.out.budget_line
        if (x.table_kind, x.code) != ("expenditure_summary", "2080501")
    ]
    [found] = [x for x in paper.results("codes_known") if x.verdict == "contradiction"]
    assert "2080501" in (found.message_en or "") and "2080501" in (found.message_zh or "")


def test_a_class_left_out_above_its_items_is_missed() -> None:
    paper = small_budget()
    paper.out.budget_line[:] = [
        x
        for x in paper.out.budget_line
        if (x.table_kind, x.code) != ("expenditure_summary", "20805")
    ]
    assert "code_parents" in contradictions(paper)


def test_a_table_that_begins_at_a_lower_level_misses_nothing() -> None:
    paper = Paper().table("fund_expenditure", {"2296002": ["4"], "2296003": ["1"]}, ["total"])
    assert paper.verdicts("code_parents") == {"exact"}


def test_money_under_performance_management_is_tested_where_its_scope_is_told() -> None:
    paper = small_budget()
    paper.claim("performance", "performance_managed", "30.00")
    assert paper.verdicts("performance_scope") == {"exact"}
    change(paper, "narrative/performance.1/amount", "80.00")
    assert paper.verdicts("performance_scope") == {"contradiction"}
    change(paper, "narrative/performance.1/amount", "12.34")
    assert paper.verdicts("performance_scope") == {"not_checkable"}


def test_identities_of_appropriation_are_not_tested_where_other_money_is_spent() -> None:
    paper = Paper()
    columns = ["total", "basic", "project"]
    paper.table(
        "expenditure_summary", {"total": ["90", "50", "40"], "201": ["90", "50", "40"]}, columns
    )
    paper.table(
        "general_expenditure", {"total": ["70", "40", "30"], "201": ["70", "40", "30"]}, columns
    )
    assert paper.verdicts("codes_agree") == {"not_checkable"}
    assert contradictions(paper) == set()


def test_blank_cells_of_the_three_public_expenses_are_unknown() -> None:
    paper = Paper().three_public(
        total="5.00",
        overseas=BLANK,
        vehicles="3.00",
        vehicle_purchase=BLANK,
        vehicle_running="3.00",
        reception=BLANK,
    )
    assert {x.check_id.split("/")[2]: x.verdict for x in paper.results("three_public_sum")} == {
        "total": "not_checkable",
        "vehicles": "exact",
    }


def test_a_table_that_is_a_picture_is_named_as_the_reason() -> None:
    paper = small_budget().section("revenue_expenditure_summary", "not_readable")
    [result] = paper.results("expenditure_total")
    assert result.verdict == "not_checkable"
    assert "picture" in (result.message_en or "") and "图片" in (result.message_zh or "")


def test_grants_of_a_higher_level_are_a_matter_of_scope_and_said_to_be() -> None:
    paper = small_budget()
    paper.out.project.clear()
    paper.out.project_funding.clear()
    paper.project(
        "丙", "30.00", sources={"total": "30.00", "general": "21.00", "higher_level": "9.00"}
    )
    found = {x.verdict: x for x in paper.results("project_general_sources")}
    assert found["exact"].check_id.endswith("general_and_grants")
    assert found["contradiction"].severity == "scope"
    assert "9" in (found["contradiction"].message_en or "")


def test_a_list_of_uses_that_leaves_money_unsaid_is_scope_and_one_that_exceeds_is_arithmetic() -> (
    None
):
    paper = Paper()
    whole = paper.claim("fund", "fund", "40.00")
    for amount in ("1.00", "2.00"):
        paper.claim("fund", "use", amount, parent_claim_id=whole)
    short = {x.check_id: x for x in paper.results("prose_list")}
    assert short["prose_list/fund.1"].severity == "scope"
    assert short["prose_list/fund.1/at_most"].verdict == "exact"
    paper.claim("fund", "use", "50.00", parent_claim_id=whole)
    long = {x.check_id: x for x in paper.results("prose_list")}
    assert long["prose_list/fund.1/at_most"].verdict == "contradiction"
    assert long["prose_list/fund.1/at_most"].severity == "arithmetic"


@pytest.mark.parametrize(("part", "blamed"), [("8013", ["projects.2"]), ("8103", [])])
def test_a_part_that_fits_neither_its_list_nor_the_one_it_stands_in_is_to_blame(
    part: str, blamed: list[str]
) -> None:
    """13459 平方米，其中地上 8013 平方米（其中计容 7998 平方米，不计容 105 平方米），地下 5356 平方米。"""
    paper = Paper()

    def area(value: str, parent: str | None = None) -> str:
        more = {"measure": "count", "unit_word": "平方米", "parent_claim_id": parent}
        return paper.claim("projects", "", value, **more)

    whole = area("13459")
    above = area(part, whole)
    area("7998", above)
    area("105", above)
    area("5356", whole)
    found = [x for x in paper.results("prose_list") if x.verdict == "contradiction"]
    assert [x.check_id for x in found if "within" in x.check_id] == [
        "prose_list/projects.1/within" for _ in blamed
    ]
    first = {(x.suspects or [""])[0].split("/")[2] for x in found}
    assert first == set(blamed)


def test_sheets_of_some_projects_only_are_no_contradiction_and_too_much_money_is() -> None:
    table = {"total": ["50.00", "20.00", "30.00"]}
    for budget, expected in (("11.37", {"exact"}), ("40.00", {"contradiction"})):
        paper = Paper().table("expenditure_summary", table, ["total", "basic", "project"])
        paper.project("甲", budget)
        assert paper.verdicts("projects_sum") == expected


def test_a_part_of_a_funds_money_is_held_against_that_funds_table() -> None:
    for stated, expected in (("30.00", {"exact"}), ("70.00", {"contradiction"})):
        paper = small_budget()
        whole = paper.claim("overall", "general", "60.00")
        paper.claim("overall", "project", stated, parent_claim_id=whole)
        found = [x for x in paper.results("prose_table") if "overall.3" in x.check_id]
        assert {x.verdict for x in found} == expected


def test_a_blank_in_a_two_sided_list_explains_no_missing_money() -> None:
    paper = small_budget()
    change(paper, "appropriation_summary/expenditure.function.208/total", "55.00")
    [found] = [x for x in paper.results("two_sided_sum") if x.verdict == "contradiction"]
    assert found.check_id.endswith("/expenditure/current_year/total")


def test_a_zero_without_decimals_is_nothing_beside_figures_that_have_some() -> None:
    for change_to, expected in (("18.50", {"exact"}), ("18.55", {"contradiction"})):
        paper = Paper()
        said = {"sentence": "公务用车购置费0万元，比2023年18.50万元减少。", "base_year": None}
        paper.claim("three_public", "three_public/vehicle_purchase", "0", **said)
        paper.claim(
            "three_public", "three_public/vehicle_purchase", "18.50", **said | {"fiscal_year": 2023}
        )
        said |= {"base_year": 2023, "direction": "down"}
        paper.claim("three_public", "three_public/vehicle_purchase", change_to, "change", **said)
        assert paper.verdicts("change_earlier") == expected


def test_what_is_carried_forward_is_not_the_sum_of_the_years_funds_beside_it() -> None:
    columns = ["total", "general", "fund", "carried_forward"]
    paper = Paper().table(
        "project_expenditure", {"total": ["9.00", "5.00", "3.00", "1.00"]}, columns
    )
    assert "row_sum" not in contradictions(paper)
    paper = Paper().table(
        "project_expenditure", {"total": ["9.50", "5.00", "3.00", "1.00"]}, columns
    )
    assert "row_sum" in contradictions(paper)


def test_rows_without_codes_may_be_parts_of_each_other() -> None:
    paper = Paper()
    rows = {"total": ["9.00"], "基本支出": ["5.00"], "工资": ["5.00"], "项目支出": ["4.00"]}
    paper.table("expenditure_summary", rows, ["total"])
    assert paper.verdicts("code_sum") == {"not_checkable"}


def test_basic_expenditure_of_a_fund_is_that_of_the_funds_table() -> None:
    paper = small_budget()
    paper.claim("fund", "basic", "0.00")
    paper.claim("fund", "project", "40.00")
    assert "contradiction" not in paper.verdicts("prose_table")


def test_the_three_public_expenses_add_up_in_the_earlier_year_too() -> None:
    paper = Paper().three_public(total="3.00", overseas="0.00", vehicles="2.00", reception="1.00")
    paper.year = 2023
    paper.three_public(total="4.00", overseas="0.00", vehicles="2.00", reception="1.00")
    wrong = [x.check_id for x in paper.results("three_public_sum") if x.verdict == "contradiction"]
    assert wrong == ["three_public_sum/three_public/total/2023"]


def test_a_row_that_a_unit_numbered_by_itself_is_not_travel_abroad() -> None:
    paper = small_budget()
    row = next(b for b in paper.out.budget_line if b.code == "30217")
    change(paper, "general_basic_expenditure/30217/total", "2.00")
    assert "three_public_economic" in contradictions(paper)
    row.name = "退休人员活动费"
    assert "three_public_economic" not in contradictions(paper)


def test_an_increase_is_not_more_than_the_amount_it_leads_to() -> None:
    for increase, expected in (("0", {"exact"}), ("5", {"contradiction"})):
        paper = Paper()
        paper.claim("three_public", "three_public/vehicle_purchase", "0")
        said = {"direction": "up", "base_year": 2023}
        paper.claim("three_public", "three_public/vehicle_purchase", increase, "change", **said)
        assert paper.verdicts("change_within") == expected
        said["sentence"] = "因为别的事项增加。"  # a figure of a reason is of something else
        paper.out.claim[-1].sentence = said["sentence"]
        assert paper.verdicts("change_within") == set()


def test_agency_expenses_one_digit_beside_all_operating_expenditure_are_mistyped() -> None:
    for stated, expected in (("5.00", {"exact"}), ("4.20", {"exact"}), ("8.00", {"contradiction"})):
        paper = small_budget()
        paper.claim("operating_cost", "operating_cost", stated)
        assert paper.verdicts("agency_cost") == expected
    paper = small_budget()
    paper.claim("operating_cost", "operating_cost", "3.00")
    assert paper.verdicts("agency_cost") == {"contradiction"}


def test_the_project_sheets_of_an_earlier_year_must_fit_into_all_project_expenditure() -> None:
    paper = Paper().yearly("expenditure", 2023, project="60.00")
    paper.project("甲", "10.00", years={2023: "50.00"}).project(
        "乙", "10.00", years={2023: "20.00"}
    )
    [found] = paper.results("project_years_within")
    assert (found.verdict, found.severity, found.difference) == ("contradiction", "scope", 10)


def test_last_years_figure_is_held_against_last_years_document() -> None:
    before = Paper(2023).yearly("revenue", 2023, total="80.00")
    before.project("甲", "9.00")
    paper = (
        Paper(2024)
        .yearly("revenue", 2023, total="81.00")
        .project("甲", "10.00", years={2023: "9.00"})
    )
    assert [x.verdict for x in paper.results("retold_totals", before)] == ["contradiction"]
    assert [x.verdict for x in paper.results("retold_projects", before)] == ["exact"]
    assert paper.verdicts("retold_totals") == {"not_checkable"}


def test_a_row_that_a_form_prints_without_money_is_missed_by_no_other_table() -> None:
    paper = small_budget()
    paper.table("capital_expenditure", {"223": [BLANK], "22301": ["0.00"]}, ["total"])
    assert "codes_known" not in contradictions(paper)


def test_projects_of_all_money_are_not_held_against_one_fund_where_all_money_is_unread() -> None:
    table = {"total": ["50.00", "20.00", "30.00"]}
    for budget, expected in (("40.00", {"not_checkable"}), ("29.00", {"exact"})):
        paper = Paper().table("general_expenditure", table, ["total", "basic", "project"])
        paper.project("甲", budget)
        assert paper.verdicts("projects_sum") == expected


@pytest.mark.parametrize(("listed", "verdict"), [("20.00", "exact"), ("2.00", "contradiction")])
def test_the_list_of_projects_in_the_prose_has_the_budgets_of_the_sheets(
    listed: str, verdict: str
) -> None:
    paper = Paper()
    paper.project("甲", "20.00")
    whole = paper.claim("projects", "project", listed)
    paper.claim("projects", "project/甲", listed, parent_claim_id=whole)
    assert verdict in paper.verdicts("project_amounts")
    [found] = [x for x in paper.results("project_amounts") if "projects.2" in x.check_id]
    assert found.verdict == verdict


@pytest.mark.parametrize(
    ("cells", "verdicts"),
    [
        ({"total": "20.00", "general": "20.00"}, {"exact"}),
        ({"total": "2.00", "general": "20.00"}, {"exact", "contradiction"}),
        ({"total": "25.00", "carried_forward": "5.00"}, {"exact"}),
    ],
)
def test_a_project_has_the_same_budget_in_the_table_of_projects_unless_that_counts_more(
    cells: dict[str, str], verdicts: set[str]
) -> None:
    paper = Paper()
    paper.project("甲", "20.00", sources={"total": "20.00"})
    for column, amount in cells.items():
        paper.figure(f"project_expenditure/甲/{column}", amount)
    assert paper.verdicts("project_amounts") == verdicts


@pytest.mark.parametrize(
    ("row", "verdicts"),
    [
        (["16.00", "10.00", "8.00", "2.00", "6.00"], {"exact"}),  # beside the money of the year
        (["16.00", "16.00", "8.00", "2.00", "6.00"], {"exact", "not_checkable"}),  # part of it
        (["16.00", "11.00", "8.00", "2.00", "6.00"], {"contradiction", "not_checkable"}),
    ],
)
def test_other_money_stands_beside_the_money_of_the_year_where_the_rows_say_so(
    row: list[str], verdicts: set[str]
) -> None:
    columns = ["total", "current_year", "general", "fund", "fiscal_account"]
    paper = Paper().table("project_expenditure", {"total": row}, columns)
    assert paper.verdicts("row_sum") <= verdicts
    assert ("contradiction" in paper.verdicts("row_sum")) == ("contradiction" in verdicts)


def test_what_the_sheets_carry_forward_may_be_part_of_the_general_budget() -> None:
    for carried, verdict in (("9.00", "exact"), ("8.00", "contradiction")):
        paper = small_budget()
        paper.out.project.clear()
        paper.out.project_funding.clear()
        paper.project(
            "丙",
            "30.00",
            sources={"total": "30.00", "general": "21.00", "carried_forward": carried},
        )
        assert paper.verdicts("project_general_sources") == {verdict}


@pytest.mark.parametrize(
    ("heading", "verdict"),
    [("某某保险项目", "exact"), ("某某保险", "exact"), ("某某保障项目", "contradiction")],
)
def test_a_heading_may_say_that_the_project_is_one(heading: str, verdict: str) -> None:
    paper = Paper().project("某某保险", "10.00")
    paper.out.project[0].heading_name = heading
    assert paper.verdicts("project_names") == {verdict}
