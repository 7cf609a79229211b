"""Text whose pieces stand in another order: its figures are marked, and prove nothing."""

import pytest

from analysis.disclosure.prose.narrative import read_narrative
from tests.disclosure.tables.factories import a_recorder, a_region

WHOLE = (
    "一、收入预算情况",
    "收入预算总计 17.68 万元，其中：一般公共预算收入 9.05",
    "万元，占 51.19%。",
)


def readings(*texts: str) -> set[str | None]:
    recorder = a_recorder()
    read_narrative(a_region("narrative", *texts, title="第三部分 预算情况说明"), recorder)
    return {figure.reading for figure in recorder.out.figure}


@pytest.mark.parametrize(
    "torn",
    [
        ("收入预算总计各增加", "8.85", "14.80", "万元，增长", "%。主要是因改革。"),
        ("收入预算总计 17.68 万元，增长 2.00%；", "30.74 %；", "其他收入 1.00 万元。"),
        ("一般公共预算收入 15.44 万元，占", "政府性基金预算收入 0 万元，占 0%。"),
        ("财政拨款收、支总预算", "18", "330.37 万元。"),
    ],
)
def test_figures_of_a_text_out_of_order_are_uncertain(torn: tuple[str, ...]) -> None:
    assert readings("一、收入预算情况", *torn) == {"uncertain"}


def test_a_line_break_before_a_unit_or_behind_a_page_puts_nothing_out_of_order() -> None:
    assert readings(*WHOLE) == {"certain"}
    assert readings(*WHOLE, "3", "330.37 万元用于会议。") == {"certain"}
    assert readings("一、收入预算情况", "收入三百多", "万元，支出 2.00 万元。") == {"certain"}


def test_one_torn_section_leaves_the_others_and_two_do_not() -> None:
    torn = ("二、支出预算情况", "支出增长", "%，达到 3.00 万元。")
    assert readings(*WHOLE, *torn) == {"certain", "uncertain"}
    assert readings(*WHOLE, *torn, "三、项目支出情况", *torn[1:]) == {"uncertain"}


def test_an_item_whose_amount_stands_on_the_next_line_is_no_heading() -> None:
    recorder = a_recorder()
    lines = (
        "一、收支预算情况",
        "（一）收入预算总计",
        "17.68 万元。包括：",
        "1．其他资金收入预算总计 2 万元。",
    )
    read_narrative(a_region("narrative", *lines, title="第三部分 预算情况说明"), recorder)
    assert recorder.out.claim[0].subject == "收入预算总计"


def test_a_number_of_an_item_may_stand_on_a_line_of_its_own() -> None:
    recorder = a_recorder()
    lines = ("一、支出情况", "1．", "行政运行支出 9.00 万元。", "2．会议支出 3.00 万元。")
    read_narrative(a_region("narrative", *lines, title="第三部分 预算情况说明"), recorder)
    assert [claim.parent_claim_id for claim in recorder.out.claim] == [None, None]


def test_money_before_words_of_a_table_counts_no_things() -> None:
    assert (
        readings("一、收入情况", "本年收入合计 2,946.25 本年支出合计 49.14 年末结转和结余") == set()
    )
    assert readings("一、收入情况", "印制手册 2 本，增长 1.25 倍。") == {"certain"}


def test_wide_blanks_of_a_page_within_a_sentence_say_nothing() -> None:
    recorder = a_recorder()
    lines = (
        "一、支出情况",
        "2031                    年基本支出            9.00 万元，占",
        "的   60%。",
    )
    read_narrative(a_region("narrative", *lines, title="第三部分 预算情况说明"), recorder)
    assert [claim.subject for claim in recorder.out.claim][:1] == ["2031年基本支出"]
