"""Numeric tokens and what a cell says."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.disclosure.cells import money_cell
from analysis.disclosure.joined import piece
from analysis.disclosure.numbers import amount_wan, find_numbers, to_decimal
from analysis.sources.document import Line


@given(st.decimals(0, 10**9, places=2))
def test_a_printed_amount_is_read_exactly(amount: Decimal) -> None:
    printed = f"{amount:,.2f}"
    [number] = find_numbers(f"预算 {printed}万元")
    assert (number.printed, number.value, number.decimals) == (printed, amount, 2)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("2,000.00   2,000.00", ["2,000.00", "2,000.00"]),
        ("1、2月租赁费 38.75万元", ["1", "2", "38.75"]),
        ("１２３．４万元", ["１２３．４"]),
        ("2023—2024年", ["2023", "2024"]),
        ("1,23", ["1", "23"]),
        ("8603.77。其中", ["8603.77"]),
        ("ZCXX/006001005/011", ["006001005", "011"]),
    ],
)
def test_tokens_are_runs_of_digits_with_their_commas_and_point(
    text: str, tokens: list[str]
) -> None:
    assert [number.printed for number in find_numbers(text)] == tokens


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="not a number"):
        to_decimal("八千")


def test_yuan_become_wan_exactly() -> None:
    assert amount_wan(Decimal("1516"), "yuan") == Decimal("0.1516")
    assert amount_wan(Decimal(3), "count") is None


@pytest.mark.parametrize(
    ("printed", "table_unit", "state", "value", "unit"),
    [
        ("8,603.77", "万元", "value", Decimal("8603.77"), "wan_yuan"),
        ("0.00", "万元", "zero", Decimal(0), "wan_yuan"),
        ("", "万元", "blank", None, ""),
        (" - ", "万元", "dash", None, ""),
        ("464.2万元", "元", "value", Decimal("464.2"), "wan_yuan"),
        ("15160000", "元", "value", Decimal(15160000), "yuan"),
        ("-374.00", "万元", "value", Decimal(-374), "wan_yuan"),
        ("(374.00)", "万元", "value", Decimal(-374), "wan_yuan"),
        ("见合同", "万元", "text", None, ""),
    ],
)
def test_a_cell_is_a_value_a_zero_a_blank_a_dash_or_a_text(
    printed: str, table_unit: str, state: str, value: Decimal | None, unit: str
) -> None:
    cell = money_cell(piece(Line(printed, 1)), table_unit)
    assert (cell.state, cell.value, cell.unit) == (state, value, unit)
