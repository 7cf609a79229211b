"""Figures of the narrative: what each is said of, and where it is printed."""

from __future__ import annotations

from tests.disclosure.prose.factories import formulas, narrative, printed_at, said

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


def test_a_page_number_inside_a_sentence_does_not_become_part_of_the_amount() -> None:
    found = narrative("三、支出预算安排情况\n项目支出 573 万元，与上年相比增加 40\n25\n万元。")
    assert said(found, "measure", "value", "base_year") == [
        ("amount", "573", None),
        ("change", "40", 2030),
    ]


def test_the_amount_of_a_sentence_may_stand_alone_on_its_line() -> None:
    found = narrative("三、支出预算安排情况\n项目支出与上年相比增加\n40\n万元。")
    assert said(found, "measure", "value") == [("change", "40")]


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
