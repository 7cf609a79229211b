"""Calculations in prose: which figure is explained by which."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.disclosure.prose.factories import derivations, formulas, said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "1.河道巡查经费 10.9万元：抽查 5万元，评估和培训工\n作 5.9万元。",
            [("sum", "5 万元 + 5.9 万元 = 10.9 万元")],
        ),
        (
            "6、河道命名，25万元。编制地图，23 万元。组织专家论\n证，3万元。",
            [("sum", "23 万元 + 3 万元 = 25 万元")],
        ),
        (
            "3、河道意外险，21.52 万元。按照 142 个社\n区，每个单位保险费 1516元计，共需 21.52万元。",
            [
                ("product", "142 × 1516 元 = 21.52 万元"),
                ("sum", "21.52 万元 = 21.52 万元"),
            ],
        ),
        (
            "5、网络租赁费，20.16万元。按照 1500 元/社区的\n标准，有 135个社区使用，共需要 20.16万元。",
            [
                ("product", "135 × 1500 元 = 20.16 万元"),
                ("sum", "20.16 万元 = 20.16 万元"),
            ],
        ),
        (
            "4、重疾险，32.38 万元。按照员额数和 160元/人的标准估算，需经费 32.38万元。",
            [
                ("implied_count", "32.38 万元 ∝ 160 元"),
                ("sum", "32.38 万元 = 32.38 万元"),
            ],
        ),
        (
            "1、评选经费，19.63 万元。评选出 10个优秀项目并给予奖励 15万元（1个一等奖 3万元，3个二\n"
            "等奖 2万元，6个三等奖 1万元），委托评选工作 4.63万，共计 19.63万元。",
            [
                ("sum_of_products", "1 × 3 万元 + 3 × 2 万元 + 6 × 1 万元 = 15 万元"),
                ("count_sum", "1 + 3 + 6 = 10"),
                ("sum", "15 万元 + 4.63 万元 = 19.63 万元"),
                ("sum", "19.63 万元 = 19.63 万元"),
            ],
        ),
        (
            "1.社工服务经费 388.2 万元：根据意见（某民发【2029】29号），经费共\n"
            "计 388.2 万元【2029—2030 年度项目 20%尾款\n118.2万元（含上级补助收入 98.2万元）；首期款 270万元】。",
            [
                ("sum", "118.2 万元 + 270 万元 = 388.2 万元"),
                ("of_which", "118.2 万元 ⊆ 98.2 万元"),
                ("sum", "388.2 万元 = 388.2 万元"),
                ("implied_total", "118.2 万元 ∝ 20 %"),
            ],
        ),
        (
            "1.巡查经费 6万元：100人×50元/人×12个月＝6万元。",
            [("product", "100 × 50 元 × 12 = 6 万元")],
        ),
        ("1.巡查经费：6万元（100人×600元）。", [("product", "100 × 600 元 = 6 万元")]),
        ("1.保费 359.2万元。", []),
    ],
)
def test_a_calculation_is_kept_as_figures_that_explain_a_figure(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert sorted(formulas(derivations(text))) == sorted(expected)


def test_terms_name_stored_figures_with_their_factors() -> None:
    found = derivations(
        "3、意外险，21.52 万元。按照 142 个社区，每个单位 1516元计，共需 21.52万元。"
    )
    stored = {figure.figure_id: figure.printed for figure in found.figure}
    (product,) = [d for d in found.derivation if d.kind == "product"]
    terms = [t for t in found.derivation_term if t.derivation_id == product.derivation_id]
    assert [[stored[f] for f in term.factor_figure_ids] for term in terms] == [["142", "1516"]]
    assert stored[product.result_figure_id or ""] == "21.52"


def test_numbered_paragraphs_that_end_with_a_colon_do_not_swallow_those_after_them() -> None:
    found = derivations(
        "1、场地租赁费 38.75万元：\n2、登记工作经费 82万元：包括人员经费。\n3、物业费 40 万元：保障运转。"
    )
    assert formulas(found) == []
    assert [claim.parent_claim_id for claim in found.claim] == [None, None, None]


def test_a_heading_without_an_ordinal_groups_the_paragraphs_after_it() -> None:
    found = derivations(
        "6、命名，25万元。地图，23 万元。论证，3万元。\n上级转移支付资金 5万元：\n1、提质工作经费，2万元。\n2、宣传，3万元。"
    )
    assert formulas(found) == [
        ("sum", "23 万元 + 3 万元 = 25 万元"),
        ("sum", "2 万元 + 3 万元 = 5 万元"),
    ]
    group = next(c.claim_id for c in found.claim if c.subject_key == "higher_level_grants")
    assert said(found, "value", "parent_claim_id")[-2:] == [("2", group), ("3", group)]


@settings(deadline=None)
@given(
    parts=st.lists(st.decimals(1, 999, places=2), min_size=2, max_size=5),
    total=st.decimals(1, 9999, places=2),
)
def test_the_parts_of_a_paragraph_are_its_terms_whether_or_not_they_add_up(
    parts: list[object], total: object
) -> None:
    listed = "，".join(f"事项{'甲乙丙丁戊'[n]} {part}万元" for n, part in enumerate(parts))
    found = derivations(f"1.工作经费 {total}万元：{listed}。")
    (derivation,) = found.derivation
    values = {f.figure_id: f.value for f in found.figure}
    assert derivation.kind == "sum"
    assert values[derivation.result_figure_id or ""] == total
    assert [values[t.factor_figure_ids[0]] for t in found.derivation_term] == parts


@settings(deadline=None)
@given(count=st.integers(2, 9999), price=st.integers(1, 9999), total=st.decimals(1, 9999, places=2))
def test_a_price_is_multiplied_by_the_count_of_what_it_is_for(
    count: int, price: int, total: object
) -> None:
    found = derivations(
        f"1.租赁费。按照 {price} 元/社区的标准，有 {count}个社区使用，共需 {total}万元。"
    )
    values = {f.figure_id: f.value for f in found.figure}
    (product,) = [d for d in found.derivation if d.kind == "product"]
    (term,) = [t for t in found.derivation_term if t.derivation_id == product.derivation_id]
    assert [values[f] for f in term.factor_figure_ids] == [count, price]
    assert values[product.result_figure_id or ""] == total
