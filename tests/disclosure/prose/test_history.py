"""Budgets of earlier years out of the sentence where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.disclosure.prose.factories import PROJECT, history, printed_at, said, shown


def years(text: str) -> list[tuple[int, str, object]]:
    return [(p.fiscal_year, p.component, shown(p.amount_wan)) for p in history(text).project_year]


@pytest.mark.parametrize(
    "text",
    [
        "1.前两年预算安排情况：2029 年预算金额 830.2 万元；2030 年预\n算金额 838.2万元。",
        "1.前两年预算安排情况：2029年 830.2 万元、2030 年 838.2\n万元",
        "1. 2029年预算为 830.2万元，2030年预算为\n838.2万元。",
        "2029 年预算 830.2 万元;2030 年预算838.2万元",
        "2029年、2030年预算分别为 830.2 万元、838.2万元。",
        "前年预算 830.2万元，上年预算838.2万元。",
        "2029年预算 830.2万，2030年 2月移交，预算 838.2万,截止到 11 月完成",
    ],
)
def test_each_year_has_the_amount_that_is_said_of_it(text: str) -> None:
    assert years(text) == [(2029, "", "830.2"), (2030, "", "838.2")]


def test_one_amount_said_of_each_of_two_years_is_one_figure_and_two_rows() -> None:
    found = history("2029年、2030年每年预算均为 50万元。")
    assert [(p.fiscal_year, shown(p.amount_wan)) for p in found.project_year] == [
        (2029, "50"),
        (2030, "50"),
    ]
    assert len(found.figure) == 1


def test_a_year_that_names_several_parts_has_a_row_for_each_the_projects_own_name_included() -> (
    None
):
    assert years(
        "1. 前两年预算安排情况：2029年河道巡查预算经费29.7万元、河道\n档案项目经费 30 万元、河道清洁工作经费 82万元；\n"
        "2030年将项目合并为“河道清洁”，项目支出明细包括租赁、\n物业等，预算经费 381.5万元。"
    ) == [
        (2029, "河道巡查", "29.7"),
        (2029, "河道档案项目", "30"),
        (2029, "河道清洁工作", "82"),
        (2030, "", "381.5"),
    ]


def test_the_projects_own_name_alone_is_the_project_itself() -> None:
    assert years(f"2030年{PROJECT}项目经费 82万元。") == [(2030, "", "82")]


def test_what_was_paid_and_counted_is_a_claim_and_no_budget() -> None:
    found = history("2029年预算 289万，赔付 2806笔、256.8万，2030年预算 449万。")
    assert said(found, "measure", "fiscal_year", "value", "unit") == [
        ("amount", 2029, "289", "wan_yuan"),
        ("count", 2029, "2806", "count"),
        ("paid", 2029, "256.8", "wan_yuan"),
        ("amount", 2030, "449", "wan_yuan"),
    ]
    assert len(found.project_year) == 2


def test_a_part_of_the_amount_and_a_change_are_claims_and_no_budget() -> None:
    found = history(
        "2.当年预算变动情况及理由：2031年预算 464.2万元，包含上级专项 98.2 万元，比2030年减少374万元，下降44.6%。"
    )
    assert [(p.fiscal_year, shown(p.amount_wan)) for p in found.project_year] == [(2031, "464.2")]
    assert said(found, "measure", "subject_key", "direction", "base_year")[1:] == [
        ("amount", "higher_level_grants", None, None),
        ("change", f"project/{PROJECT}", "down", 2030),
        ("change_pct", f"project/{PROJECT}", "down", 2030),
    ]


@pytest.mark.parametrize(
    ("text", "reason", "direction"),
    [
        (
            "2.当年预算变动情况及理由：2031年预算金额 464.2万元；因严格\n落实要求，相应调减巡查经费。",
            "严格落实要求，相应调减巡查经费",
            "down",
        ),
        (
            "2.当年预算变动情况及理由：缩减项目经费，优化使用。根据\n部署，取消培训经费支出。",
            "缩减项目经费，优化使用。根据部署，取消培训经费支出",
            "down",
        ),
        ("2031年预算 5万元，因救助人数不断上升。", "救助人数不断上升", None),
    ],
)
def test_the_reason_is_what_is_said_besides_the_figures(
    text: str, reason: str, direction: str | None
) -> None:
    found = history(text)
    assert [(r.reason, r.direction, r.subject_key) for r in found.reason] == [
        (reason, direction, f"project/{PROJECT}")
    ]


def test_an_amount_said_twice_keeps_both_figures_and_one_row() -> None:
    found = history("2030年预算 5万元。2030年预算 5万元。")
    assert len(found.project_year) == 1
    assert len(found.figure) == 2


@settings(deadline=None)
@given(
    amounts=st.lists(st.decimals(0, 99999, places=2), min_size=2, max_size=2),
    unit=st.sampled_from(["万元", " 万元", "\n万元"]),
    words=st.sampled_from(["预算金额", "预算为", "预算安排", "", "项目预算"]),
    seam=st.sampled_from(["；", "，", "、", "。"]),
)
def test_years_and_amounts_stay_together_however_they_are_said(
    amounts: list[object], unit: str, words: str, seam: str
) -> None:
    text = seam.join(f"{2029 + n} 年{words} {amount}{unit}" for n, amount in enumerate(amounts))
    found = history(text)
    assert [(p.fiscal_year, p.component, p.amount_wan) for p in found.project_year] == [
        (2029, "", amounts[0]),
        (2030, "", amounts[1]),
    ]
    assert printed_at(text, found.figure) == [str(amount) for amount in amounts]
