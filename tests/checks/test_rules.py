"""The rules on a small budget: it agrees with itself, and each slip trips the rule it should."""

from decimal import Decimal

import pytest

from analysis.disclosure import records as r
from tests.checks.papers import BLANK, DASH, DOCUMENT, Paper, small_budget


def contradictions(paper: Paper) -> set[str]:
    return {x.rule for x in paper.results() if x.verdict == "contradiction"}


def change(paper: Paper, address: str, value: str) -> None:
    """Print another number at an address; the step stays that of two decimals."""
    figure = next(f for f in paper.out.figure if f.figure_id.endswith(f"/{address}"))
    figure.value = figure.amount_wan = Decimal(value)
    figure.printed = value


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


def test_a_change_is_held_against_its_percentage_and_the_earlier_figure() -> None:
    paper = small_budget().yearly("revenue", 2023, total="80.00")
    paper.claim("overall", "total_revenue", "20.00", "change", direction="up", base_year=2023)
    paper.claim("overall", "total_revenue", "25.0", "change_pct", direction="up", base_year=2023)
    for rule in ("change_percent", "change_earlier", "change_direction"):
        assert paper.verdicts(rule) == {"exact"}, rule
    change(paper, "narrative/overall.3/change_pct", "2.5")
    change(paper, "overall_funds/revenue.total/2023", "81.00")
    assert {"change_percent", "change_earlier"} <= contradictions(paper)


def shared(percents: list[str], words: str = "", section: str = "revenue") -> Paper:
    """A total of 90.00 in parts of 30.00, 30.00 and 30.00, each with its share."""
    sentence = "；".join(f"甲 30.00 万元，占{words}{p}%" for p in percents)
    paper = Paper()
    paper.claim(section, "total_revenue", "90.00", sentence="收入预算 90.00 万元")
    for key, percent in zip(("general", "fund", "capital"), percents, strict=False):
        paper.claim(section, key, "30.00", sentence=sentence)
        paper.claim(section, key, percent, "share_pct", sentence=sentence)
    return paper


def test_a_share_is_held_against_its_part_and_the_whole_of_the_section() -> None:
    assert shared(["33.33"]).verdicts("prose_share") == {"exact"}
    assert shared(["38.33"]).verdicts("prose_share") == {"contradiction"}
    assert shared(["33.3", "33.3", "33.4"]).verdicts("prose_share") == {"exact", "not_checkable"}


def test_a_share_is_of_what_its_words_name_and_untested_where_no_line_has_that_name() -> None:
    assert shared(["33.33"], "总收入的").verdicts("prose_share") == {"exact"}
    assert shared(["33.33"], "本区同类项目的").verdicts("prose_share") == set()


def test_a_per_cent_of_one_thing_is_not_held_against_the_amount_of_another() -> None:
    paper = Paper()
    said = {"direction": "up", "base_year": 2023, "subject_key": None}
    paper.claim("general", "运转类经费", "10", "change_pct", **said | {"direction": "down"})
    paper.claim("general", "租赁费", "209.00", "change", **said)
    paper.claim("general", "租赁费", "218.00", subject_key=None)
    assert paper.verdicts("change_percent") == set()
    paper.claim("general", "", "2322.22", "change_pct", **said)
    assert paper.verdicts("change_percent") == {"exact"}


def test_the_change_and_its_per_cent_that_a_row_prints_fit_the_two_years() -> None:
    paper = Paper()
    columns = ["total", "prior", "change"]
    paper.table("general_expenditure", {"total": ["10.00", "8.00", "2.00"]}, columns)
    assert paper.verdicts("year_columns") == {"exact"}
    assert paper.verdicts("row_sum") == set()
    change(paper, "general_expenditure/total/change", "2.10")
    assert paper.verdicts("year_columns") == {"contradiction"}


def test_a_change_of_a_three_public_item_leads_back_to_the_year_that_its_table_prints() -> None:
    for before, expected in (("1.50", {"exact"}), ("1.40", {"contradiction"})):
        paper = small_budget()
        figure = paper.figure("three_public/reception/2023", before, fiscal_year=2023)
        paper.out.three_public.append(
            r.ThreePublic(DOCUMENT, 2023, "reception", None, "value", figure_id=figure)
        )
        said = {"sentence": "公务接待费1.00万元，比2023年减少0.50万元。", "base_year": None}
        paper.claim("three_public", "three_public/reception", "1.00", **said)
        said |= {"base_year": 2023, "direction": "down"}
        paper.claim("three_public", "three_public/reception", "0.50", "change", **said)
        assert paper.verdicts("change_earlier") == expected


def test_a_blank_in_a_two_sided_list_explains_no_missing_money() -> None:
    paper = small_budget()
    change(paper, "appropriation_summary/expenditure.function.208/total", "55.00")
    [found] = [x for x in paper.results("two_sided_sum") if x.verdict == "contradiction"]
    assert "function" in found.check_id


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


def test_a_comparison_on_another_basis_is_not_held_against_the_printed_figure() -> None:
    paper = Paper()
    said = {"direction": "down", "base_year": 2023, "sentence": "按与上年统计口径一致相比减少"}
    paper.claim("operating_cost", "operating_cost", "9050.00")
    paper.claim("operating_cost", "operating_cost", "161.96", "change", **said)
    paper.claim("operating_cost", "operating_cost", "4.39", "change_pct", **said)
    assert paper.verdicts("change_percent") == {"not_checkable"}


def test_a_row_that_a_unit_numbered_by_itself_is_not_travel_abroad() -> None:
    paper = small_budget()
    row = next(b for b in paper.out.budget_line if b.code == "30217")
    change(paper, "general_basic_expenditure/30217/total", "2.00")
    assert "three_public_economic" in contradictions(paper)
    row.name = "退休人员活动费"
    assert "three_public_economic" not in contradictions(paper)


def test_a_decrease_that_was_an_increase_is_noticed() -> None:
    paper = small_budget().yearly("revenue", 2023, total="80.00")
    paper.claim("overall", "total_revenue", "20.00", "change", direction="down", base_year=2023)
    assert paper.verdicts("change_direction") == {"contradiction"}


def test_an_increase_is_not_more_than_the_amount_it_leads_to() -> None:
    for increase, expected in (("0", {"exact"}), ("5", {"contradiction"})):
        paper = Paper()
        paper.claim("three_public", "three_public/vehicle_purchase", "0")
        said = {"direction": "up", "base_year": 2023}
        paper.claim("three_public", "three_public/vehicle_purchase", increase, "change", **said)
        assert paper.verdicts("change_within") == expected


def test_agency_expenses_one_digit_beside_all_operating_expenditure_are_mistyped() -> None:
    for stated, expected in (("5.00", {"exact"}), ("4.20", {"exact"}), ("8.00", {"contradiction"})):
        paper = small_budget()
        paper.claim("operating_cost", "operating_cost", stated)
        assert paper.verdicts("agency_cost") == expected
    paper = small_budget()
    paper.claim("operating_cost", "operating_cost", "3.00")
    assert paper.verdicts("agency_cost") == {"contradiction"}


def test_what_is_said_not_to_have_changed_must_not_have() -> None:
    paper = Paper().yearly("revenue", 2023, total="80.00")
    paper.claim("overall", "total_revenue", "81.00")
    same = statement("unchanged", "2023")
    same.subject_key = "total_revenue"
    paper.out.statement.append(same)
    assert paper.verdicts("change_none") == {"contradiction"}


@pytest.mark.parametrize(
    ("kind", "result", "terms", "verdict"),
    [
        ("product", "21.53", [[("142", "count"), ("1516", "yuan")]], "exact"),
        ("product", "20.16", [[("135", "count"), ("1500", "yuan")]], "contradiction"),
        ("sum", "25", [[("23", "wan_yuan")], [("3", "wan_yuan")]], "contradiction"),
        ("sum", "26", [[("23", "wan_yuan")], [("3", "wan_yuan")]], "exact"),
        (
            "sum_of_products",
            "15",
            [[("1", "count"), ("3", "wan_yuan")], [("3", "count"), ("2", "wan_yuan")],
             [("6", "count"), ("1", "wan_yuan")]],
            "exact",
        ),
        ("implied_count", "32.38", [[("160", "yuan")]], "rounding"),
        ("implied_count", "20.16", [[("1500", "yuan")]], "contradiction"),
        ("of_which", "118.2", [[("98.2", "wan_yuan")]], "exact"),
        ("of_which", "98.2", [[("118.2", "wan_yuan")]], "contradiction"),
    ],
)  # fmt: skip
def test_a_calculation_of_the_prose_is_computed(
    kind: str, result: str, terms: list[list[tuple[str, str]]], verdict: str
) -> None:
    assert Paper().calculation(kind, result, *terms).verdicts("derivation") == {verdict}


def test_an_amount_that_was_cut_off_is_said_to_be() -> None:
    paper = Paper().calculation("product", "21.52", [("142", "count"), ("1516", "yuan")])
    [found] = paper.results("derivation")
    assert (found.verdict, found.severity) == ("contradiction", "weak")
    assert "cut off" in (found.message_en or "") and "截尾" in (found.message_zh or "")


def indicator(scope: str, name: str, target: str, **fields: object) -> r.Indicator:
    filled = {"horizon": "annual", "goal": "1", "target": target, "target_state": "value"}
    if target in (BLANK, DASH):
        filled["target_state"] = "blank" if target == BLANK else "dash"
    return r.Indicator(
        "2024-00000001",
        f"2024-00000001/indicator/{scope}.{fields.get('horizon', 'annual')}.1.{name}",
        scope=scope,
        level3=name,
        year_before_last_state="no_column",
        last_year_state="no_column",
        line=7,
        **{**filled, **fields},  # type: ignore[arg-type]
    )


def with_number(paper: Paper, made: r.Indicator, value: str, unit: str = "percent") -> r.Indicator:
    figure_id = paper.figure(f"indicator/{made.scope}.{made.level3}/target", value, unit=unit)
    made.target_figure_id, made.target_number = figure_id, Decimal(value)
    return made


@pytest.mark.parametrize(
    ("overall", "sheet", "verdict", "severity"),
    [
        (("90%", "90", "≥"), ("90%", "90", "≥"), "exact", "arithmetic"),
        (("90%", "90", "≥"), ("95%", "95", "≥"), "contradiction", "arithmetic"),
        (("≥90%", "90", "≥"), ("90%", "90", None), "contradiction", "notation"),
    ],
)
def test_an_indicator_is_the_same_in_the_overall_sheet_and_the_project_sheet(
    overall: tuple[str, str, str | None],
    sheet: tuple[str, str, str | None],
    verdict: str,
    severity: str,
) -> None:
    paper = Paper()
    for scope, (text, number, operator) in (("overall", overall), ("甲", sheet)):
        made = indicator(scope, "合格率", text, target_operator=operator, target_unit="%")
        paper.out.indicator.append(with_number(paper, made, number))
    [found] = paper.results("indicator_sheets")
    assert (found.verdict, found.severity) == (verdict, severity)


def test_a_blank_against_a_dash_is_a_matter_of_notation() -> None:
    paper = Paper()
    paper.out.indicator += [indicator("overall", "满意度", BLANK), indicator("甲", "满意度", DASH)]
    [found] = paper.results("indicator_sheets")
    assert (found.verdict, found.severity) == ("contradiction", "notation")


def test_an_indicator_of_two_sheets_is_looked_for_where_its_goal_is() -> None:
    paper = Paper()
    for scope, people, own in (
        ("overall", "5", "活动数"),
        ("甲", "5", "活动数"),
        ("乙", "3", "床位数"),
    ):
        for name, number in (("覆盖人次", people), (own, "2")):
            made = indicator(scope, name, number, target_unit="万")
            paper.out.indicator.append(with_number(paper, made, number, "count"))
    assert paper.verdicts("indicator_sheets") == {"exact"}


def test_a_long_term_target_below_that_of_the_year_is_weak_evidence() -> None:
    paper = Paper()
    for horizon, number in (("annual", "96"), ("long_term", "90")):
        made = indicator("甲", "满意度", f"{number}%", horizon=horizon, target_unit="%")
        paper.out.indicator.append(with_number(paper, made, number))
        paper.line += 1
        paper.out.figure[-1].figure_id += horizon
        made.target_figure_id = paper.out.figure[-1].figure_id
    [found] = paper.results("indicator_long_term")
    assert (found.verdict, found.severity) == ("contradiction", "weak")


def test_a_number_promised_in_the_text_is_held_against_its_target() -> None:
    paper = Paper()
    paper.claim("content", "社会工作项目", "15", "count", project_id="甲", unit_word="个")
    for name, number, word in (
        ("购买社会工作服务项目数量", "14", "个"),
        ("社会工作服务项目合格率", "90", "%"),
    ):
        made = indicator("甲", name, number, target_unit=word)
        unit = "count" if word == "个" else "percent"
        paper.out.indicator.append(with_number(paper, made, number, unit))
    [found] = paper.results("indicator_counts")
    assert (found.verdict, found.left_value, found.right_value) == ("contradiction", 15, 14)


def statement(kind: str, value: str = "", line: int = 1) -> r.Statement:
    return r.Statement("2024-00000001", f"s{line}", kind, value=value, sentence=value, line=line)


def test_a_unit_without_subordinate_bodies_that_lists_some_is_noticed() -> None:
    paper = Paper()
    paper.out.statement.append(statement("no_subordinate_units", "无下属单位", 1))
    assert paper.verdicts("subordinate_units") == {"exact"}
    paper.out.statement.append(statement("lists_subordinate_units", "下属5个单位", 2))
    assert paper.verdicts("subordinate_units") == {"contradiction"}


def test_a_heading_of_another_year_is_noticed() -> None:
    paper = Paper()
    paper.out.statement += [
        statement("heading_year", "2024", 1),
        statement("heading_year", "2023", 2),
    ]
    assert [x.verdict for x in paper.results("heading_years")] == ["exact", "contradiction"]


def test_a_table_that_a_note_calls_empty_must_be() -> None:
    paper = small_budget().section("capital_expenditure", "declared_empty")
    note = statement("table_empty", "本表为空", 3)
    note.subject_key = "fund"
    paper.out.statement.append(note)
    assert paper.verdicts("empty_notes") == {"contradiction"}
    note.subject_key = "capital"
    assert paper.verdicts("empty_notes") == {"exact"}


def test_a_note_under_a_table_that_has_figures_is_noticed() -> None:
    paper = small_budget()
    heading = next(s for s in paper.out.section if s.kind == "three_public")
    heading.note = "注：本部门无“三公”经费，故本表为空表。"
    assert paper.verdicts("empty_notes") == {"contradiction"}


def test_a_reason_is_held_against_the_line_that_it_names() -> None:
    paper = (
        Paper()
        .yearly("expenditure", 2024, project="70.00")
        .yearly("expenditure", 2023, project="60.00")
    )
    for word in ("up", "down"):
        paper.out.reason.append(
            r.Reason(
                "2024-00000001", word, named_key="project", named_direction=word, reason="项目支出"
            )
        )
    assert [x.verdict for x in paper.results("reason_lines")] == ["contradiction", "exact"]


def test_reasons_that_say_the_same_of_the_project_sheets_are_one_result() -> None:
    paper = Paper().project("甲", "10.00", years={2023: "50.00"})
    for line in (3, 5):
        paper.out.reason.append(
            r.Reason(
                "2024-00000001", str(line), named_key="project", named_direction="up", line=line
            )
        )
    [found] = paper.results("reason_sheets")
    assert (found.verdict, found.severity) == ("contradiction", "weak")
    assert "3, 5" in (found.message_en or "")


def test_a_rate_of_growth_may_exceed_all_and_a_rate_of_satisfaction_may_not() -> None:
    paper = Paper()
    for name in ("收入增长率", "群众满意率"):
        made = indicator("甲", name, "120%", target_unit="%")
        paper.out.indicator.append(with_number(paper, made, "120"))
    [found] = paper.results("indicator_bounds")
    assert found.verdict == "contradiction" and "群众满意率" in (found.message_zh or "")


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
