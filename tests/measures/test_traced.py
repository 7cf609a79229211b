"""Laws of numbers that remember how they were made."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.formula import evaluate
from analysis.measures.traced import UNKNOWN, Traced, known, plain, printed, total

amounts = st.decimals(min_value=-(10**7), max_value=10**7, places=6)


@st.composite
def calculations(draw: st.DrawFn) -> tuple[Traced, dict[str, Decimal]]:
    """Any calculation over a few printed figures, some of which come in more than once."""
    values = {f"fig-{i}": draw(amounts) for i in range(5)}
    one = st.sampled_from([printed(value, key) for key, value in values.items()])
    made = draw(one)
    for _ in range(draw(st.integers(0, 4))):
        other = draw(one)
        made = draw(
            st.sampled_from(
                [
                    made + other,
                    made - other,
                    other - made,
                    made * draw(one),
                    total([made, other, draw(one)]),
                ]
            )
        )
    return made, values


@given(calculations(), st.data())
def test_the_formula_over_the_figures_gives_the_value_again(
    made: tuple[Traced, dict[str, Decimal]], data: st.DataObject
) -> None:
    result, values = made
    order = data.draw(st.permutations(result.figure_ids))
    formula = result.formula(order)
    assert formula is not None
    assert evaluate(formula, [values[figure] for figure in order]) == result.value


@given(amounts, amounts.filter(bool))
def test_a_percentage_is_rounded_once_half_away_from_zero(part: Decimal, whole: Decimal) -> None:
    share = printed(part, "a").percent_of(printed(whole, "b")).value
    assert share is not None
    assert abs(share * whole - part * 100) <= abs(whole) * Decimal("0.0000000000005")


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("f1 - f2", printed(Decimal(3), "a") - printed(Decimal(1), "b")),
        ("f1 - (f2 + f3)", printed(Decimal(9), "a") - (printed(Decimal(1), "b") + printed(Decimal(2), "c"))),
        ("(f1 - f2) / f2 * 100", (printed(Decimal(3), "a") - printed(Decimal(2), "b")).percent_of(printed(Decimal(2), "b"))),
        ("f1 * f2 * 10000", (printed(Decimal(142), "a") * printed(Decimal(1516), "b")).times(Decimal(10000))),
    ],
)  # fmt: skip
def test_a_formula_reads_as_an_auditor_would_write_it(formula: str, result: Traced) -> None:
    written = result.formula(result.figure_ids)
    assert written is not None
    assert written == formula


def test_neighbours_in_a_sum_are_drawn_together() -> None:
    parts = [printed(Decimal(i), f"p{i}") for i in range(1, 10)]
    assert total(parts).formula([f"p{i}" for i in range(1, 10)]) == "sum(f1..f9)"
    assert total(parts[:2] + parts[3:5]).formula([f"p{i}" for i in range(1, 6)]) == (
        "sum(f1..f2, f4..f5)"
    )


def test_an_unknown_operand_makes_the_result_unknown() -> None:
    one = printed(Decimal(1), "a")
    for result in (one + UNKNOWN, UNKNOWN - one, total([one, UNKNOWN]), one.percent_of(UNKNOWN)):
        assert result.value is None
        assert result.figure_ids == ()
    assert known([one, UNKNOWN]) == [one]
    assert total([]).value is None


def test_a_share_of_nothing_is_unknown_rather_than_an_error() -> None:
    assert printed(Decimal(1), "a").percent_of(printed(Decimal(0), "b")) == UNKNOWN


def test_an_unknown_number_has_a_quantity_without_sources() -> None:
    quantity = UNKNOWN.quantity("wan_yuan")
    assert (quantity.value, quantity.figure_ids) == (None, ())
    assert quantity.formula.startswith("count:")


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=6, min_value=-(10**20), max_value=10**20
    )
)
def test_dropping_trailing_zeros_changes_no_value_and_leaves_no_exponent(value: Decimal) -> None:
    assert plain(value) == value
    assert "E" not in f"{plain(value)}"
