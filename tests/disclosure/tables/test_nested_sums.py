"""Amounts in printed order are totals with their parts behind them, or they are not."""

from decimal import Decimal

import pytest

from analysis.disclosure.tables.nested_sums import are_nested


@pytest.mark.parametrize(
    ("amounts", "nested"),
    [
        ("9 5 2 3 4 4", True),
        ("9 9 5 4", True),
        ("9 5 3 2 4", True),  # two amounts of one sum may stand in any order
        ("9 5 2 4 3", False),
        ("9 5 2 3", False),
        ("5 9 4", False),
        ("7", True),
        ("", False),
    ],
)
def test_every_amount_is_single_or_the_sum_of_those_behind_it(amounts: str, nested: bool) -> None:
    assert are_nested([Decimal(amount) for amount in amounts.split()]) is nested


def test_what_takes_too_long_is_not_found_out() -> None:
    assert not are_nested([Decimal(n) for n in range(400, 0, -1)])
