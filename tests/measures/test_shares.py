"""What shares promise: each level adds to 100 %, nothing unknown is dropped."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures import shares
from analysis.measures.frames import quantity_of
from analysis.measures.levels import Part, round_to_hundred, share_frame
from analysis.measures.traced import printed
from tests.measures.factories import Shelf

ALL = [getattr(shares, name) for name in shares.__all__]
cents = st.integers(0, 10**10)


def part(key: str, value: Decimal | None, step: str = "0.01") -> Part:
    state = "blank" if value is None else "value"
    return Part("d", 2031, "t", 1, key, key, None, state, printed(value, key), Decimal(step))


def rows(frame: pl.DataFrame) -> dict[Any, dict[str, Any]]:
    return {(r["level"], r["key"]): r for r in frame.iter_rows(named=True)}


@given(st.lists(cents, min_size=1, max_size=40).filter(any))
def test_shares_of_a_level_add_to_exactly_a_hundred(values: list[int]) -> None:
    frame = share_frame([part(f"k{i}", Decimal(v) / 100) for i, v in enumerate(values)], {})
    assert frame["amount_wan"].sum() == frame["total_wan"][0]  # before rounding: exactly 100 %
    assert abs(frame["share_pct"].sum() - 100) <= len(values) * Decimal("0.0000000000005")
    assert frame["share_shown_pct"].sum() == 100


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=40), st.integers(0, 3))
def test_largest_remainder_moves_no_share_by_a_whole_step(values: list[int], decimals: int) -> None:
    exact = [Decimal(100 * v) / sum(values) for v in values]
    rounded = round_to_hundred(exact, decimals)
    assert sum(rounded) == 100
    assert all(
        abs(a - b) < Decimal(1).scaleb(-decimals) for a, b in zip(exact, rounded, strict=True)
    )


def test_each_level_of_the_function_codes_adds_up_by_itself(shelf: Shelf) -> None:
    d = shelf.document()
    amounts = {"total": "100.00", "208": "60.00", "20801": "45.00", "20802": "15.00",
               "2080101": "45.00", "2080201": "15.00", "210": "40.00", "21001": "40.00",
               "2100101": "40.00"}  # fmt: skip
    for code, value in amounts.items():
        shelf.line(d, code, value)
    frame = shares.function_shares(shelf.connection)
    by_level = (
        frame.group_by("level").agg(pl.col("share_pct", "share_shown_pct").sum()).sort("level")
    )
    assert by_level.rows() == [(level, Decimal(100), Decimal(100)) for level in (1, 2, 3)]
    assert rows(frame)[2, "20802"]["share_pct"] == 15
    assert set(frame["total_source"]) == {"printed"}


def test_a_rounding_difference_is_shown_but_is_no_remainder(shelf: Shelf) -> None:
    d = shelf.document()
    for code, value in {"total": "100.01", "208": "60.00", "210": "40.00"}.items():
        shelf.line(d, code, value)
    frame = shares.function_shares(shelf.connection)
    assert frame["key"].to_list() == ["208", "210"]
    assert set(frame["total_source"]) == {"parts"}
    assert set(frame["difference_wan"]) == {Decimal("0.01")}
    assert rows(frame)[1, "208"]["share_pct"] == 60


def test_what_is_missing_beyond_rounding_stands_as_a_row_of_its_own(shelf: Shelf) -> None:
    d = shelf.document()
    for code, value in {"total": "100.00", "208": "60.00", "210": "30.00"}.items():
        shelf.line(d, code, value)
    found = rows(shares.function_shares(shelf.connection))
    assert found[1, "remainder"]["amount_wan"] == 10
    assert found[1, "remainder"]["status"] == "remainder"
    assert found[1, "208"]["total_source"] == "printed_remainder"


def test_parts_that_come_to_more_than_the_printed_total_are_shared_among_themselves(
    shelf: Shelf,
) -> None:
    d = shelf.document()
    for code, value in {"total": "50.00", "208": "60.00", "210": "40.00"}.items():
        shelf.line(d, code, value)
    frame = shares.function_shares(shelf.connection)
    assert set(frame["total_wan"]) == {Decimal(100)}
    assert set(frame["difference_wan"]) == {Decimal(-50)}


def test_a_blank_part_is_listed_and_is_zero_only_where_the_others_add_up(shelf: Shelf) -> None:
    for year, whole in ((2031, "60.00"), (2032, "90.00")):
        d = shelf.document(year)
        for code, value in {"total": whole, "208": "60.00", "210": None}.items():
            shelf.line(d, code, value)
    frame = shares.function_shares(shelf.connection).filter(key="210").sort("fiscal_year")
    assert frame["amount_wan"].to_list() == [None, None]
    assert frame["share_pct"].to_list() == [None, None]
    assert frame["status"].to_list() == ["implied_zero", "blank"]


def test_where_the_first_table_cannot_be_read_the_next_one_answers_for_that_document(
    shelf: Shelf,
) -> None:
    read, unread = shelf.document(2031), shelf.document(2032)
    for d, table in (
        (read, "expenditure_summary"),
        (unread, "general_expenditure"),
        (read, "general_expenditure"),
    ):
        shelf.line(d, "total", "10.00", table=table)
        shelf.line(d, "208", "10.00", table=table)
    frame = shares.function_shares(shelf.connection)
    assert frame.select("document_id", "scope").rows() == [
        (read, "expenditure_summary"), (unread, "general_expenditure"),
    ]  # fmt: skip


def test_columns_that_split_basic_expenditure_are_no_parts_beside_it(shelf: Shelf) -> None:
    d = shelf.document()
    split = {"wages": "11.00", "transfers": "4.00", "operating": "5.00"}
    for column, value in {"total": "80.00", "basic": "20.00", "project": "60.00", **split}.items():
        shelf.line(d, "total", value, column=column)
    frame = shares.nature_shares(shelf.connection)
    assert sorted(frame["key"]) == ["basic", "project"]
    assert set(frame["total_source"]) == {"printed"}


def test_basic_and_project_expenditure_come_out_of_the_row_of_the_total(shelf: Shelf) -> None:
    d = shelf.document()
    for column, value in {"total": "80.00", "basic": "20.00", "project": "60.00"}.items():
        shelf.line(d, "total", value, column=column)
    frame = shares.nature_shares(shelf.connection)
    assert frame.select("key", "share_pct").rows() == [
        ("basic", Decimal(25)),
        ("project", Decimal(75)),
    ]


def test_personnel_and_operating_are_shares_of_basic_expenditure(shelf: Shelf) -> None:
    d = shelf.document()
    columns = {
        "total": "80.00",
        "basic": "20.00",
        "personnel": "15.00",
        "operating": "5.00",
        "project": "60.00",
    }
    for column, value in columns.items():
        shelf.line(d, "total", value, column=column, table="general_expenditure")
    frame = shares.personnel_shares(shelf.connection)
    assert frame.select("key", "share_pct").rows() == [
        ("operating", Decimal(25)),
        ("personnel", Decimal(75)),
    ]
    assert set(frame["total_source"]) == {"printed"}


def test_a_fund_table_without_a_total_row_is_added_up_from_its_top_rows(shelf: Shelf) -> None:
    d = shelf.document()
    shelf.line(d, "total", "70.00", table="general_expenditure")
    shelf.line(d, "2296002", "20.00", table="fund_expenditure")
    shelf.line(d, "22960", "10.00", table="fund_expenditure")
    shelf.line(d, "2120801", "20.00", table="fund_expenditure")
    found = rows(shares.fund_shares(shelf.connection))
    assert found[1, "fund"]["amount_wan"] == 30
    assert shelf.recompute(found[1, "fund"], "share_pct") == 30


def item(
    shelf: Shelf,
    d: str,
    table: str,
    key: str,
    parent: str | None,
    value: str | None,
    column: str = "total",
) -> None:
    shelf.insert("summary_line", document_id=d, fiscal_year=2031, table_kind=table, side="revenue",
                 item_key=key, item=key, parent_key=parent, column_key=column, **shelf.cell(d, value))  # fmt: skip


def test_funds_are_shares_of_the_years_appropriation_and_not_of_what_was_carried_forward(
    shelf: Shelf,
) -> None:
    d = shelf.document()
    table = "appropriation_summary"
    item(shelf, d, table, "total", None, "110.00")
    item(shelf, d, table, "current_year", "total", "100.00")
    item(shelf, d, table, "current_year/general", "current_year", "80.00")
    item(shelf, d, table, "current_year/fund", "current_year", "20.00")
    item(shelf, d, table, "current_year/capital", "current_year", None)
    item(shelf, d, table, "carried_forward", "total", "10.00")
    item(shelf, d, table, "carried_forward/general", "carried_forward", "10.00")
    found = rows(shares.fund_shares(shelf.connection))
    assert {key: r["share_pct"] for (_, key), r in found.items()} == {
        "general": 80,
        "fund": 20,
        "capital": None,
    }
    assert found[1, "capital"]["status"] == "implied_zero"


@pytest.mark.parametrize("subtotal", [True, False])
def test_revenue_is_shared_alike_with_and_without_a_subtotal_of_the_year(
    shelf: Shelf, subtotal: bool
) -> None:
    d = shelf.document()
    table = "revenue_expenditure_summary"
    item(shelf, d, table, "total", None, "100.00")
    if subtotal:
        item(shelf, d, table, "current_year", "total", "90.00")
    parent = "current_year" if subtotal else "total"
    item(shelf, d, table, "current_year/appropriation", parent, "80.00")
    item(shelf, d, table, "current_year/general", "current_year/appropriation", "80.00")
    item(shelf, d, table, "current_year/other", parent, "10.00")
    item(shelf, d, table, "carried_forward", "total", "10.00")
    frame = shares.revenue_shares(shelf.connection)
    assert frame.select("key", "share_pct", "total_source").rows() == [
        ("appropriation", Decimal(80), "printed"), ("carried_forward", Decimal(10), "printed"),
        ("other", Decimal(10), "printed"),
    ]  # fmt: skip


def test_project_shares_take_the_printed_total_that_the_sheets_add_up_to(shelf: Shelf) -> None:
    d = shelf.document()
    shelf.project(d, "a", "30.00")
    shelf.project(d, "b", "10.00")
    shelf.project(d, "c", None)
    shelf.line(d, "total", "25.00", column="project", table="general_expenditure")
    shelf.line(d, "total", "40.00", column="project", table="expenditure_summary")
    found = rows(shares.project_shares(shelf.connection))
    assert found[1, "a"]["share_pct"] == 75
    assert found[1, "a"]["printed_total_wan"] == 40
    assert found[1, "c"]["share_pct"] is None


def test_of_which_rows_are_no_part_of_a_projects_sources(shelf: Shelf) -> None:
    d = shelf.document()
    shelf.project(d, "a", "30.00")
    for seq, (key, parent, value) in enumerate(
        [("total", None, "30.00"), ("general", "total", "20.00"), ("general_current", "general", "20.00"),
         ("higher_level", "total", "10.00"), ("service", "total", None)]
    ):  # fmt: skip
        shelf.insert("project_funding", document_id=d, project_id="a", seq=seq, source_key=key,
                     source=key, parent_key=parent, **shelf.cell(d, value))  # fmt: skip
    frame = shares.source_shares(shelf.connection)
    one = frame.filter(scope="a")
    assert one["key"].to_list() == ["general", "higher_level", "service"]
    assert one["status"].to_list() == ["value", "value", "implied_zero"]
    assert frame.filter(scope="all_projects")["amount_wan"].drop_nulls().sum() == 30


@pytest.mark.parametrize("measure", ALL, ids=lambda m: m.__name__)
def test_an_empty_warehouse_gives_an_empty_frame_of_the_same_shape(
    measure: Any, shelf: Shelf
) -> None:
    frame = measure(shelf.connection)
    assert frame.height == 0
    assert frame.schema == share_frame([part("k", Decimal(1))], {}).schema


def test_every_number_of_a_row_can_be_computed_again_from_the_printed_figures(shelf: Shelf) -> None:
    d = shelf.document()
    for code, value in {"total": "100.00", "208": "33.33", "210": "33.34", "221": "13.33"}.items():
        shelf.line(d, code, value)
    frame = shares.function_shares(shelf.connection)
    for row in frame.iter_rows(named=True):
        for column in ("amount_wan", "share_pct", "total_wan", "difference_wan"):
            assert shelf.recompute(row, column) == row[column]


def test_a_quantity_names_only_the_figures_that_its_own_formula_takes_in(shelf: Shelf) -> None:
    d = shelf.document()
    for code, value in {"total": "100.01", "208": "60.00", "210": "40.00"}.items():
        shelf.line(d, code, value)
    row = rows(shares.function_shares(shelf.connection))[1, "210"]
    assert len(quantity_of(row, "amount_wan").figure_ids) == 1
    assert len(quantity_of(row, "share_pct").figure_ids) == 2
    assert quantity_of(row, "share_pct").unit == "percent"


def test_a_share_rounded_for_display_has_no_passport_of_its_own(shelf: Shelf) -> None:
    d = shelf.document()
    shelf.line(d, "208", "60.00")
    row = rows(shares.function_shares(shelf.connection))[1, "208"]
    with pytest.raises(ValueError, match="share_shown_pct"):
        quantity_of(row, "share_shown_pct")
