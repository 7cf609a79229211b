"""Changes in the narrative: of which figure, against which year, for which reason."""

from __future__ import annotations

from tests.disclosure.prose.factories import narrative, said, shown


def test_three_public_expenses_with_their_split_and_changes() -> None:
    found = narrative(
        """
七、一般公共预算“三公”经费支出安排情况
(二)“三公”经费财政拨款预算情况
2031 年一般公共预算财政拨款资金安排“三公”经费预算 7.3 万元，
比 2030年预算减少 0.2万元，下降 2.7%。其中：
1.因公出国(境)经费预算 0万元，与 2030年预算比无变化。主要原因：
我区因公出国（境）经费年初不编入预算。
2.公务用车购置及运行维护费 7万元，与 2030年预算比无变化。其中：
(1)公务用车购置费 4 万元，比 2030 年预算增加 4 万元。主要原因：
因公车报废更新。
(2)公务用车运行维护费 3万元，比 2030年预算减少 4万元。
3.公务接待费预算 0.3万元，比 2030年预算减少 0.2万元，主要原因
是压缩公务接待费。
"""
    )
    keys = [(c.subject_key, c.measure, c.parent_claim_id) for c in found.claim]
    assert keys == [
        ("three_public/total", "amount", None),
        ("three_public/total", "change", None),
        ("three_public/total", "change_pct", None),
        ("three_public/overseas", "amount", "three_public.1"),
        ("three_public/vehicles", "amount", "three_public.1"),
        ("three_public/vehicle_purchase", "amount", "three_public.5"),
        ("three_public/vehicle_purchase", "change", None),
        ("three_public/vehicle_running", "amount", "three_public.5"),
        ("three_public/vehicle_running", "change", None),
        ("three_public/reception", "amount", "three_public.1"),
        ("three_public/reception", "change", None),
    ]
    assert [(s.subject_key) for s in found.statement if s.kind == "unchanged"] == [
        "three_public/overseas",
        "three_public/vehicles",
    ]
    assert [(r.subject_key, r.direction, r.named_key, r.named_direction) for r in found.reason] == [
        ("three_public/overseas", "unchanged", None, None),
        ("three_public/vehicle_purchase", "up", None, None),
        ("three_public/reception", "down", "three_public/reception", "down"),
    ]


def test_two_years_of_one_item_keep_their_years_and_what_was_executed_is_no_budget() -> None:
    found = narrative(
        "一、收支预算总体情况说明\n"
        "1. “教育支出（类）其他教育支出（款）其他教育支出（项）”25.00万元，主要用于培训。2030年\n"
        "当年预算执行数为20.00万元，2031年预算安排25.00万元，比2030年预算执行数增加25.00%。"
    )
    assert said(found, "measure", "fiscal_year", "base_year", "value") == [
        ("amount", 2031, None, "25"),
        ("executed", 2030, None, "20"),
        ("amount", 2031, None, "25"),
        ("change_pct", 2031, 2030, "25"),
    ]
    assert len({claim.subject_key for claim in found.claim}) == 1


def test_the_figure_of_the_year_compared_with_is_that_years() -> None:
    found = narrative(
        "二、收入预算情况说明\n2031年收入预算220.50万元，比2030年200.00万元增加20.50万元，"
        "增长10.25%。\n三、“三公”经费\n1.公务接待费。2031年预算数5万元，与2030年预算数5万元持平。"
    )
    assert said(found, "subject_key", "measure", "fiscal_year", "value") == [
        ("total_revenue", "amount", 2031, "220.5"),
        ("total_revenue", "amount", 2030, "200"),
        ("total_revenue", "change", 2031, "20.5"),
        ("total_revenue", "change_pct", 2031, "10.25"),
        ("three_public/reception", "amount", 2031, "5"),
        ("three_public/reception", "amount", 2030, "5"),
    ]
    [same] = [s for s in found.statement if s.kind == "unchanged"]
    assert (same.subject_key, same.value) == ("three_public/reception", "2030")


def test_a_change_on_an_earlier_total_of_another_name_is_of_the_figure_before_it() -> None:
    found = narrative(
        "一、收支预算情况说明\n收支总预算22万元，比2030年收支预算总数增加2万元，增长10%。"
    )
    assert said(found, "section_key", "subject_key", "measure") == [
        ("overall", "total", "amount"),
        ("overall", "total", "change"),
        ("overall", "total", "change_pct"),
    ]


def test_a_comparison_behind_a_list_is_of_the_whole_where_its_change_fits_the_whole() -> None:
    text = (
        "三、“三公”经费\n公务用车运行维护费9万元，其中：加油4万元，维修5万元，"
        "比2030年预算数{}万元减少1万元。"
    )
    for before, whose in (("10", "9"), ("6", "5")):
        found = narrative(text.format(before))
        change = found.claim[-1]
        amounts = {c.subject: shown(c.value) for c in found.claim[:3]}
        assert (change.measure, amounts[change.subject]) == ("change", whose)


def test_a_per_cent_goes_with_the_change_before_it_whatever_was_named_last() -> None:
    found = narrative(
        "四、财政拨款收入支出预算总体情况\n一般公共预算收支预算90万元，政府性基金收支预算22万元。"
        "与2030年相比，一般公共预算收支预算减少10万元，下降百分之10；政府性基金收支预算增加2万元，增长10%。"
    )
    assert said(found, "section_key", "subject_key", "measure", "value")[2:] == [
        ("appropriation", "general", "change", "10"),
        ("appropriation", "general", "change_pct", "10"),
        ("appropriation", "fund", "change", "2"),
        ("appropriation", "fund", "change_pct", "10"),
    ]


def test_what_is_unchanged_is_named_after_the_last_thing_that_is() -> None:
    found = narrative(
        "八、“三公”经费\n公务用车购置费预算数与2030年持平，公务用车运行维护费预算数与2030年持平。"
    )
    assert [s.subject_key for s in found.statement] == [
        "three_public/vehicle_purchase",
        "three_public/vehicle_running",
    ]


def test_a_figure_inside_a_reason_speaks_for_itself_only() -> None:
    found = narrative(
        "三、支出预算情况说明\n项目支出预算数为 573 万元。与上年相比增加 40 万元，增长 7.5 %。\n"
        "主要原因是某检察院增加了 40 万元的办案费预算。"
    )
    assert said(found, "subject_key", "measure")[-1] == (None, "change")
    assert [(reason.subject_key, reason.direction) for reason in found.reason] == [
        ("project", "up")
    ]


def test_a_second_reason_behind_a_semicolon_is_still_a_reason() -> None:
    found = narrative(
        "五、财政拨款支出情况说明\n财政拨款支出 573 万元，与上年相比减少 40 万元。主要原因一是划转 24 万元"
        "办案费；二是《财政拨款支出预算表》增加了其他科目，分流 16 万元。"
    )
    assert said(found, "subject_key", "measure")[-2:] == [(None, "amount"), (None, "amount")]


def test_a_year_before_budget_words_may_leave_out_its_word() -> None:
    found = narrative(
        """
“教育支出（类）普通教育（款）小学教育（项）”9 万元，主要用于校舍。2030年当年预算执行数为
8 万元，2031预算安排 9 万元，比2030预算执行数增加 12.5%。
"""
    )
    assert said(found, "measure", "fiscal_year", "base_year", "value") == [
        ("amount", 2031, None, "9"),
        ("executed", 2030, None, "8"),
        ("amount", 2031, None, "9"),
        ("change_pct", 2031, 2030, "12.5"),
    ]
    assert {claim.subject for claim in found.claim} == {
        "“教育支出（类）普通教育（款）小学教育（项）”"
    }
