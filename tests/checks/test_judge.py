"""Verdicts: what is rounding, what is an error, and what cannot be told."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.checks.interval import round_to_step
from analysis.checks.judge import judge
from analysis.checks.relation import Cell, Relation, Term, terms
from tests.checks.papers import cell

amounts = st.lists(
    st.decimals(0, 10**6, places=5, allow_nan=False, allow_infinity=False), min_size=1, max_size=12
)
steps = st.sampled_from([Decimal(s) for s in ("0.0001", "0.01", "0.1", "1")])


def printed(value: Decimal, step: Decimal, key: str) -> Cell:
    return cell(str(round_to_step(value, step)), str(step), key)


@given(amounts, steps, st.data())
def test_rounded_parts_never_contradict_when_the_unrounded_parts_add_up(
    parts: list[Decimal], step: Decimal, data: st.DataObject
) -> None:
    total_step = data.draw(steps)
    whole = printed(sum(parts, Decimal(0)), total_step, "whole")
    below = [printed(part, step, f"part {i}") for i, part in enumerate(parts)]
    assert judge(Relation("sum", terms(whole), terms(*below))).holds


@given(amounts, steps, st.integers(1, 50))
def test_an_error_larger_than_the_intervals_is_always_a_contradiction(
    parts: list[Decimal], step: Decimal, more: int
) -> None:
    below = [printed(part, step, f"part {i}") for i, part in enumerate(parts)]
    total = sum((c.value or Decimal(0) for c in below), Decimal(0))
    slack = (len(below) + 1) * step / 2
    wrong = round_to_step(total + slack, step) + more * step
    judgement = judge(Relation("sum", terms(cell(str(wrong), str(step))), terms(*below)))
    assert judgement.verdict == "contradiction"
    assert judgement.allowance == slack


@given(amounts, steps)
def test_the_allowance_is_half_a_step_for_each_figure(parts: list[Decimal], step: Decimal) -> None:
    below = [printed(part, step, f"part {i}") for i, part in enumerate(parts)]
    whole = cell(str(sum((c.value or Decimal(0) for c in below), Decimal(0))), str(step))
    judgement = judge(Relation("sum", terms(whole), terms(*below)))
    assert (judgement.verdict, judgement.allowance) == ("exact", (len(parts) + 1) * step / 2)


@given(
    st.decimals(1, 10**5, places=4, allow_nan=False),
    st.decimals(1, 10**5, places=4, allow_nan=False),
    st.sampled_from([Decimal("0.1"), Decimal("0.01"), Decimal(1)]),
)
def test_a_percentage_computed_before_rounding_never_contradicts(
    change: Decimal, base: Decimal, step: Decimal
) -> None:
    share = printed(change / base * 100, step, "share")
    one, two = printed(change, Decimal("0.01"), "change"), printed(base, Decimal("0.01"), "base")
    judgement = judge(Relation("share", terms(share), terms(one), "ratio", terms(two)))
    assert judgement.holds


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        ("6311.76", "6311.76", "exact"),
        ("6311.76", "6311.75", "rounding"),
        ("6311.77", "6311.75", "contradiction"),
        ("241.3", "241.31", "exact"),
        ("241.4", "241.31", "contradiction"),
        ("2000", "2000.00", "exact"),
    ],
)
def test_two_prints_of_one_amount(left: str, right: str, verdict: str) -> None:
    assert judge(Relation("same", terms(cell(left)), terms(cell(right)))).verdict == verdict


@pytest.mark.parametrize(
    ("percent", "change", "base", "verdict"),
    [
        ("9.3", "733.88", "7869.89", "exact"),
        ("9.4", "733.88", "7869.89", "contradiction"),
        ("6.8", "0.24", "3.53", "exact"),
        ("6.7", "0.24", "3.53", "rounding"),
        ("0.68", "0.24", "3.53", "contradiction"),
    ],
)
def test_a_percentage_is_judged_by_the_ends_of_its_figures(
    percent: str, change: str, base: str, verdict: str
) -> None:
    share = cell(percent, unit="percent")
    relation = Relation("p", terms(share), terms(cell(change)), "ratio", terms(cell(base)))
    assert judge(relation).verdict == verdict


def test_a_share_of_nothing_cannot_be_tested() -> None:
    share = cell("5.0", unit="percent")
    relation = Relation("p", terms(share), terms(cell("1.00")), "ratio", terms(cell("0.00")))
    judgement = judge(relation)
    assert (judgement.verdict, judgement.reason) == ("not_checkable", "base_is_zero")


def test_counts_and_rates_of_a_product_are_taken_as_stated() -> None:
    product = (Term((cell("142", "0", unit="count"), cell("0.1516"))),)
    assert judge(Relation("p", terms(cell("21.53")), product)).verdict == "exact"
    assert judge(Relation("p", terms(cell("21.52")), product)).verdict == "contradiction"


def test_a_blank_is_unknown_and_not_zero() -> None:
    blank = cell(None, key="blank")
    relation = Relation("sum", terms(cell("5.00")), terms(cell("3.00"), blank))
    judgement = judge(relation)
    assert (judgement.verdict, judgement.reason) == ("not_checkable", "blank")


def test_a_sum_that_balances_without_its_blank_proves_it_zero() -> None:
    blank = cell(None, key="blank")
    balanced = Relation("sum", terms(cell("3.00")), terms(cell("3.00"), blank))
    judgement = judge(balanced)
    assert (judgement.verdict, judgement.proven) == ("exact", ("blank",))
    other = Relation("sum", terms(cell("5.00")), terms(cell("3.00"), blank))
    assert judge(other, {"blank"}).verdict == "contradiction"


def test_a_side_of_which_nothing_is_there_agrees_with_nothing() -> None:
    there, nowhere = cell("0.00"), Cell("a table that is not there", "", "", "")
    for relation in (
        Relation("one", terms(nowhere), terms(there)),
        Relation("both", terms(nowhere), terms(nowhere)),
    ):
        assert judge(relation).verdict == "not_checkable"


def test_a_blank_may_hide_an_amount_but_not_a_negative_one() -> None:
    blank = cell(None, key="blank")
    parts = terms(cell("3.00", key="a"), blank)
    assert judge(Relation("sum", terms(cell("5.00")), parts)).verdict == "not_checkable"
    assert judge(Relation("sum", terms(cell("2.00")), parts)).verdict == "contradiction"
    less = terms(cell("3.00", key="a"), minus=[blank])
    assert judge(Relation("sum", terms(cell("2.00")), less)).verdict == "not_checkable"


@pytest.mark.parametrize(
    ("now", "then", "direction", "verdict"),
    [
        ("5.00", "4.00", "up", "exact"),
        ("4.00", "5.00", "up", "contradiction"),
        ("4.00", "5.00", "down", "exact"),
        ("4.00", "4.00", "down", "rounding"),
        ("4.00", "4.00", "unchanged", "exact"),
        ("4.00", "4.01", "unchanged", "rounding"),
        ("4.00", "4.02", "unchanged", "contradiction"),
    ],
)
def test_a_word_of_change_fits_the_sign(now: str, then: str, direction: str, verdict: str) -> None:
    left = terms(cell(now, key="now"), minus=[cell(then, key="then")])
    assert judge(Relation("d", left, op="direction", direction=direction)).verdict == verdict


def test_a_part_may_be_less_than_the_whole_but_not_more() -> None:
    one, two = cell("1.00", key="one"), cell("2.00", key="two")
    assert judge(Relation("m", terms(one), terms(two), "at_most")).verdict == "exact"
    assert judge(Relation("m", terms(two), terms(one), "at_most")).verdict == "contradiction"
    assert judge(Relation("m", terms(cell("1.01")), terms(one), "at_most")).verdict == "rounding"


def test_a_blank_whole_and_a_list_of_blanks_contradict_nothing() -> None:
    known, blank = cell("5.00", key="a"), cell(None, key="b")
    for whole, parts in ((blank, (known, cell(None, key="c"))), (known, (blank,))):
        relation = Relation("sum", terms(whole), terms(*parts), blanks_are_nothing=True)
        assert judge(relation).verdict == "not_checkable"
    short = Relation("sum", terms(known), terms(cell("3.00"), blank), blanks_are_nothing=True)
    assert judge(short).verdict == "contradiction"


def test_blanks_on_both_sides_of_a_sum_are_not_proven_to_be_nothing() -> None:
    zero, one, other = cell("0.00", key="a"), cell(None, key="b"), cell(None, key="c")
    assert judge(Relation("sum", terms(one), terms(zero, other))).proven == ()
    assert judge(Relation("sum", terms(zero), terms(zero, other))).proven == ("c",)


def test_a_dash_says_that_there_is_nothing() -> None:
    dash = cell(None, key="dash")._replace(state="dash")
    for total, verdict in (("5.00", "exact"), ("7.00", "contradiction")):
        relation = Relation("sum", terms(cell(total)), terms(cell("5.00"), dash))
        assert judge(relation).verdict == verdict
