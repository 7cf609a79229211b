"""Printed figures as intervals: the arithmetic that verdicts rest on."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from analysis.checks.interval import Interval, round_to_step

STEP = Decimal("0.01")
values = st.decimals(-(10**7), 10**7, places=6, allow_nan=False, allow_infinity=False)
steps = st.sampled_from([Decimal(s) for s in ("0.0001", "0.01", "0.1", "1", "10", "1000")])


@given(values, steps)
def test_what_rounds_to_a_printed_figure_lies_in_its_interval(
    value: Decimal, step: Decimal
) -> None:
    interval = Interval.printed(round_to_step(value, step), step)
    assert interval.low <= value <= interval.high
    assert interval.high - interval.low == step


@given(values, values, values, values)
def test_a_sum_of_members_is_a_member_of_the_sum(
    a: Decimal, b: Decimal, c: Decimal, d: Decimal
) -> None:
    one, other = Interval(min(a, b), max(a, b)), Interval(min(c, d), max(c, d))
    total, gap = one + other, one - other
    assert total.low <= a + c <= total.high
    assert gap.low <= a - c <= gap.high


@given(values, values, st.decimals(-100, 100, places=3, allow_nan=False))
def test_multiplying_by_a_negative_factor_keeps_the_ends_in_order(
    a: Decimal, b: Decimal, factor: Decimal
) -> None:
    scaled = Interval(min(a, b), max(a, b)).times(factor)
    assert scaled.low <= a * factor <= scaled.high


def test_neighbouring_figures_touch_and_those_two_steps_apart_do_not() -> None:
    figure = Interval.printed(Decimal("6311.75"), STEP)
    assert figure.meets(Interval.printed(Decimal("6311.76"), STEP))
    assert not figure.meets(Interval.printed(Decimal("6311.77"), STEP))


def test_a_whole_number_of_units_is_found_only_inside_the_interval() -> None:
    rate = Decimal("0.016")
    assert Interval.printed(Decimal("32.38"), STEP).whole_multiple(rate) == 2024
    assert Interval.printed(Decimal("32.37"), STEP).whole_multiple(rate) == 2023
    assert Interval.printed(Decimal("0.01"), STEP).whole_multiple(rate) is None


def test_rounding_goes_half_away_from_zero() -> None:
    assert round_to_step(Decimal("0.125"), STEP) == Decimal("0.13")
    assert round_to_step(Decimal("-0.125"), STEP) == Decimal("-0.13")
    assert round_to_step(Decimal("24999"), Decimal(1000)) == Decimal(25000)
    assert round_to_step(Decimal("1.2345"), Decimal(0)) == Decimal("1.2345")
