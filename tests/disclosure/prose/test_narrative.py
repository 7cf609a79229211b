"""The narrative: every figure under its heading, in its list, said of what it is said of."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.disclosure.prose.factories import by_id, formulas, narrative, printed_at, said, shown

EXPENDITURE = """
三、支出预算安排情况

单位预算支出 500.5 万元。其中：基本支出 100.5 万元，项目支出

400万元。比 2030年预算增加 50万元，上升 11.1 %，主要原因是项

目支出增加。
"""


def test_a_figure_is_said_of_the_phrase_before_it_and_a_change_of_the_figure_before() -> None:
    found = narrative(EXPENDITURE)
    assert said(found, "subject_key", "measure", "direction", "value") == [
        ("total_expenditure", "amount", None, "500.5"),
        ("basic", "amount", None, "100.5"),
        ("project", "amount", None, "400"),
        ("total_expenditure", "change", "up", "50"),
        ("total_expenditure", "change_pct", "up", "11.1"),
    ]
    assert {claim.section_key for claim in found.claim} == {"expenditure"}
    assert [claim.base_year for claim in found.claim] == [None, None, None, 2030, 2030]


def test_a_figure_of_the_prose_leads_back_to_where_it_is_printed() -> None:
    found = narrative(EXPENDITURE)
    assert printed_at(EXPENDITURE, found.figure) == [f.printed for f in found.figure]
    assert [f.figure_id.split("/", 1)[1] for f in found.figure][:2] == [
        "narrative/expenditure.1/amount",
        "narrative/expenditure.2/amount",
    ]


def test_parts_that_are_listed_name_the_figure_that_they_are_part_of() -> None:
    found = narrative(
        """
六、一般公共预算基本支出安排情况
2031年一般公共预算基本支出 90万元，其中：
（一）人员经费 80万元，包括：
1.工资福利支出 70万元，主要用于基本工资、奖金等。
2.对个人和家庭的补助 10万元，主要用于退休费。
（二）公用经费 10万元，主要用于办公费、
培训费等。
"""
    )
    assert said(found, "subject_key", "parent_claim_id") == [
        ("basic", None),
        ("personnel", "basic.1"),
        ("economic/301", "basic.2"),
        ("economic/303", "basic.2"),
        ("operating", "basic.1"),
    ]
    assert formulas(found) == [
        ("sum", "80 万元 + 10 万元 = 90 万元"),
        ("sum", "70 万元 + 10 万元 = 80 万元"),
    ]


def test_a_list_that_need_not_be_complete_is_of_which_and_its_uses_are_numbered() -> None:
    found = narrative(
        """
八、政府性基金预算支出安排情况
2031年政府性基金预算财政拨款支出预算数 900万元，与 2030年预算
比无变化。其中：
1、河岸绿化补贴 150万元。
2、灯塔维护 5.5万元。
"""
    )
    assert [claim.subject_key for claim in found.claim] == ["fund", "fund_use/1", "fund_use/2"]
    assert formulas(found) == [("of_which", "900 万元 ⊆ 150 万元 + 5.5 万元")]
    assert [(s.kind, s.subject_key, s.value) for s in found.statement] == [
        ("unchanged", "fund", "2030")
    ]


def test_a_line_under_an_item_that_says_its_amount_again_is_no_part_beside_it() -> None:
    found = narrative(
        """
九、一般公共预算基本支出情况说明
某局2031年度一般公共预算基本支出预算 90 万元，其中：
（一）人员经费 80 万元
（二）公用经费 10 万元
商品和服务支出（类）10 万元
"""
    )
    assert formulas(found) == [("sum", "80 万元 + 10 万元 = 90 万元")]


def test_both_sides_of_a_total_are_lists_of_their_own() -> None:
    found = narrative(
        """
一、收支预算总体情况说明
某局2031年收支总预算 90 万元。收入包括：一般公共预算拨款收入 60 万元、政府性基金预算拨款收入
30 万元；支出包括：社会保障和就业支出 70 万元、住房保障支出 20 万元。
"""
    )
    assert formulas(found) == [
        ("sum", "60 万元 + 30 万元 = 90 万元"),
        ("sum", "70 万元 + 20 万元 = 90 万元"),
    ]


def test_full_width_digits_and_letters_set_apart_are_read_like_others() -> None:
    plain = (
        "三、支出预算情况说明\n2031年支出预算 500.5 万元，比2030年预算增加 50 万元，增长 11.1 %。\n"
    )
    apart = (
        "三、支出预算情况说明\n２０３１年 支 出 预 算 ５００．５ 万 元，比 ２０３０年 预 算 增 加 "
        "５０ 万 元 ， 增 长 １１．１ ％。\n"
    )
    told = [
        said(narrative(t), "subject_key", "measure", "base_year", "value") for t in (plain, apart)
    ]
    assert told[0] == told[1]


def test_parts_may_be_sentences_with_their_share() -> None:
    found = narrative(
        """
三、支出预算情况说明
某局本年支出预算合计 100 万元，其中：
基本支出 40 万元，占 40%。
项目支出 50 万元，占 50%。
单位预留机动经费 10 万元，占 10%。
"""
    )
    assert formulas(found) == [("sum", "40 万元 + 50 万元 + 10 万元 = 100 万元")]


def test_one_part_alone_is_never_a_list_of_all() -> None:
    found = narrative(
        "五、国有资产占有使用情况\n固定资产 300 万元，其中：房屋 140 平方米；其他固定资产 0 万元。\n"
    )
    assert formulas(found) == [("of_which", "300 万元 ⊆ 0 万元")]


def test_projects_go_by_their_identity_and_a_page_number_between_them_is_no_figure() -> None:
    found = narrative(
        """
九、项目支出安排情况
2031年项目支出 300万元，具体使用情况如下：
（一）河道清洁经费项目 100万元。

49

（二）码头维护项目 200万元。
"""
    )
    assert said(found, "subject_key", "value") == [
        ("project", "300"),
        ("project/河道清洁", "100"),
        ("project/码头维护", "200"),
    ]
    assert formulas(found) == [("sum", "100 万元 + 200 万元 = 300 万元")]


def test_a_page_number_inside_a_sentence_does_not_become_part_of_the_amount() -> None:
    found = narrative("三、支出预算安排情况\n项目支出 573 万元，与上年相比增加 40\n25\n万元。")
    assert said(found, "measure", "value", "base_year") == [
        ("amount", "573", None),
        ("change", "40", 2030),
    ]


def test_the_amount_of_a_sentence_may_stand_alone_on_its_line() -> None:
    found = narrative("三、支出预算安排情况\n项目支出与上年相比增加\n40\n万元。")
    assert said(found, "measure", "value") == [("change", "40")]


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


def test_an_item_of_other_matters_is_a_section_by_its_first_words() -> None:
    found = narrative(
        "五、其他重要事项的情况说明\n1.机关运行经费。2031年财政拨款运行经费8万元。\n"
        "2.政府采购情况。政府采购预算总额6万元：货物2万元、工程0万元、服务4万元；其中一般公共预算"
        "拨款政府采购6万元：货物2万元、工程0万元、服务4万元。"
    )
    assert said(found, "section_key", "subject_key")[:3] == [
        ("operating_cost", "operating_cost"),
        ("procurement", "procurement"),
        ("procurement", "procurement/goods"),
    ]
    sums = "2 万元 + 0 万元 + 4 万元 = 6 万元"
    assert [f for f in formulas(found) if f[0] == "sum"] == [("sum", sums), ("sum", sums)]


def test_headings_go_on_from_the_ordinal_of_the_heading_above_the_text() -> None:
    found = narrative(
        "（一）职能职责\n负责档案工作。\n二、单位收支总体情况\n（一）支出预算，预算数90万元，其中，"
        "教育支出90万元。\n三、政府采购情况\n（一）预算总额5万元。",
        title="一、单位基本情况",
    )
    assert [c.section_key for c in found.claim] == ["overall", "overall", "procurement"]


def test_what_is_unchanged_is_named_after_the_last_thing_that_is() -> None:
    found = narrative(
        "八、“三公”经费\n公务用车购置费预算数与2030年持平，公务用车运行维护费预算数与2030年持平。"
    )
    assert [s.subject_key for s in found.statement] == [
        "three_public/vehicle_purchase",
        "three_public/vehicle_running",
    ]


def test_a_sum_behind_a_comma_is_of_what_stands_before_the_comma() -> None:
    found = narrative("（三）机关运行经费说明\n维持运转而开支的机关运行经费，合计220.5万元。")
    assert said(found, "subject_key", "value") == [("operating_cost", "220.5")]


def test_an_amount_without_its_unit_has_that_of_the_sentence_and_is_inferred() -> None:
    found = narrative("一、收支预算总体情况说明\n总收入100万元，减少 9.52，政府性基金预算为0。")
    assert [(f.printed, f.unit_word, f.reading) for f in found.figure] == [
        ("100", "万元", "certain"),
        ("9.52", "万元", "inferred"),
        ("0", "万元", "inferred"),
    ]
    assert [claim.measure for claim in found.claim] == ["amount", "change", "amount"]


def test_what_brackets_hold_is_part_of_the_figure_before_them_and_not_of_its_list() -> None:
    found = narrative(
        "二、“三公”经费安排情况说明\n“三公”经费9万元，其中：因公出国（境）费0万元；公务用车购置"
        "及运行维护费8万元（公务用车购置费5万元，公务用车运行维护费3万元）；公务接待费1万元。"
    )
    assert formulas(found) == [
        ("sum", "0 万元 + 8 万元 + 1 万元 = 9 万元"),
        ("sum", "5 万元 + 3 万元 = 8 万元"),
    ]


def test_an_item_names_its_figures_by_the_words_before_its_colon() -> None:
    found = narrative(
        "（九）“三公”经费预算情况说明\n1.公务接待费：主要用于接待来访。预算安排1.5万元，与上年预算数持平。"
    )
    assert said(found, "subject_key", "value") == [("three_public/reception", "1.5")]
    assert [s.subject_key for s in found.statement] == ["three_public/reception"]


def test_a_share_is_said_of_the_part_and_not_of_the_whole() -> None:
    found = narrative("九、“三公”经费情况\n公务接待费支出 116.5 万元，占“三公”经费的 24 %。")
    assert said(found, "subject_key", "measure", "value") == [
        ("three_public/reception", "amount", "116.5"),
        ("three_public/reception", "share_pct", "24"),
    ]


def test_an_aside_in_brackets_does_not_take_what_follows_for_itself() -> None:
    found = narrative(
        "一、收支预算总体情况说明\n单位预留机动经费预算数为 2,388.04 万元。与上年相比增加\n"
        "2,247.84 万元（上年仅安排预留机动 140.2 万元），增长 16 倍。"
    )
    assert said(found, "subject_key", "measure", "fiscal_year", "value") == [
        ("reserve", "amount", 2031, "2388.04"),
        ("reserve", "change", 2031, "2247.84"),
        ("reserve", "amount", 2030, "140.2"),
        ("reserve", "change_times", 2031, "16"),
    ]


def test_counts_of_vehicles_and_the_limit_of_a_price_are_kept_apart() -> None:
    found = narrative(
        "五、国有资产占有使用情况\n截至2030年8月31日，共有车辆7辆，其中：执法执勤用车2辆、其他\n"
        "用车5辆；单价100万元（含）以上设备（不含车辆）3台（套）。"
    )
    assert said(found, "subject_key", "measure", "fiscal_year", "value") == [
        ("vehicles_owned", "count", 2030, "7"),
        ("vehicles_owned/law_enforcement", "count", 2030, "2"),
        ("vehicles_owned/other", "count", 2030, "5"),
        (None, "threshold", 2030, "100"),
        ("equipment_owned", "count", 2030, "3"),
    ]
    assert formulas(found) == [("count_sum", "2 + 5 = 7")]


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


def test_a_path_of_names_is_completed_from_the_headings_above_it() -> None:
    found = narrative(
        "五、财政拨款支出预算情况说明\n（一）公共安全支出（类）\n检察（款）: 2031 年预算支出合计 100 万元。其\n"
        "中：\n1．行政运行（项）支出 60 万元，与上年相比减少 5 万元，降幅 7.7 %。\n"
        "2．公诉、审判、侦查等检察监督支出（项） 40\n万元。"
    )
    assert said(found, "subject_key", "measure", "parent_claim_id") == [
        ("function:公共安全>检察", "amount", None),
        ("function:公共安全>检察>行政运行", "amount", "appropriation_expenditure.1"),
        ("function:公共安全>检察>行政运行", "change", None),
        ("function:公共安全>检察>行政运行", "change_pct", None),
        (
            "function:公共安全>检察>公诉、审判、侦查等检察监督",
            "amount",
            "appropriation_expenditure.1",
        ),
    ]


def test_a_heading_without_an_ordinal_and_one_over_two_lines_are_headings() -> None:
    found = narrative(
        "九、一般公共预算“三公”经费、会议费、培训费支出预算\n情况说明\n培训费支出 7 万元。\n"
        "其他相关情况说明\n机关运行经费预算\n支出 10 万元。"
    )
    assert [(claim.section_key, claim.subject_key) for claim in found.claim] == [
        ("three_public", "training"),
        ("other", "operating_cost"),
    ]


@settings(deadline=None)
@given(
    parts=st.lists(st.decimals(0, 9999, places=2), min_size=1, max_size=6),
    total=st.decimals(0, 99999, places=2),
)
def test_no_figure_of_a_list_is_lost_whatever_the_numbers(
    parts: list[Decimal], total: Decimal
) -> None:
    listed = "，".join(f"事项{'甲乙丙丁戊己'[n]} {part}万元" for n, part in enumerate(parts))
    found = narrative(f"三、支出预算安排情况\n单位预算支出 {total} 万元。其中：{listed}。")
    values = [claim.value for claim in found.claim]
    assert values == [total, *parts]
    assert {by_id(found)[c.parent_claim_id or ""].value for c in found.claim[1:]} == {total}
    assert len({figure.figure_id for figure in found.figure}) == len(values)
