"""What became of a target: the rule of the module ``demands``, case by case."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures import quantity_of, target_counts, target_paths, targets_and_money
from analysis.measures.demands import PATHS, Target, compare
from analysis.measures.traced import printed
from tests.measures.factories import Shelf


def value(text: str, number: str, operator: str | None = None, unit: str | None = "%") -> Target:
    return Target("value", text, operator, printed(Decimal(number), text), unit)


def text(words: str) -> Target:
    return Target("text", words)


BLANK, NO_COLUMN = Target("blank"), Target("no_column")


@pytest.mark.parametrize(
    ("before", "now", "path", "number"),
    [
        (value("≥90%", "90", "≥"), value("≥95%", "95", "≥"), "raised", "raised"),
        (value("≥90%", "90", "≥"), value("≥85%", "85", "≥"), "lowered", "lowered"),
        (value("≥90%", "90", "≥"), value("≥ 90％", "90", "≥"), "kept", "kept"),
        (value("15个", "15", unit="个"), value("14个", "14", unit="个"), "lowered", "lowered"),
        (value("≤100%", "100", "≤"), value("≤95%", "95", "≤"), "raised", "lowered"),
        (value("≤5天", "5", "≤", "天"), value("≤9天", "9", "≤", "天"), "lowered", "raised"),
        (value("≤5%", "5", "≤"), value("4%", "4"), "raised", "lowered"),
        (value("90%", "90"), value("＞90%", "90", ">"), "raised", "kept"),
        (value("＜9%", "9", "<"), value("≤9%", "9", "≤"), "lowered", "kept"),
        (value("100%", "100"), value("=100%", "100", "="), "kept", "kept"),
        (value("15", "15", unit=None), value("14个", "14", unit="个"), "lowered", "lowered"),
        (value("1万", "10000", unit="万"), value("12000", "12000", unit=None), "raised", "raised"),
        (value("1万人次", "10000", unit="万人次"), value("9000人次", "9000", unit="人次"), "lowered", "lowered"),
        (text("规定时间内"), text("规定时间内。"), "kept", None),
        (BLANK, value("5", "5"), "new", None),
        (value("5", "5"), BLANK, "dropped", None),
        (text("良好"), Target("dash"), "dropped", None),
        (BLANK, BLANK, "no_values", None),
        (NO_COLUMN, value("5", "5"), "no_history", None),
    ],
)  # fmt: skip
def test_the_path_speaks_of_the_demand_and_the_number_of_itself(
    before: Target, now: Target, path: str, number: str | None
) -> None:
    move = compare(before, now)
    assert (move.path, move.number) == (path, number)


@pytest.mark.parametrize(
    ("before", "now", "why"),
    [
        (text("良好"), text("优秀"), "texts_differ"),
        (text("良好以上"), value("90%", "90"), "text_and_number"),
        (value("≥90", "90", "≥", None), value("≥95%", "95", "≥"), "units_differ"),
        (value("3个", "3", unit="个"), value("2次", "2", unit="次"), "units_differ"),
        (value("≥90%", "90", "≥"), value("≤95%", "95", "≤"), "operators_differ"),
    ],
)
def test_what_cannot_be_compared_says_why(before: Target, now: Target, why: str) -> None:
    move = compare(before, now)
    assert (move.path, move.why) == ("not_comparable", why)


def test_a_cost_without_an_operator_may_be_harder_when_lower() -> None:
    before, now = value("9000", "9000", unit="元"), value("8000", "8000", unit="元")
    move = compare(before, now, "cost")
    assert (move.path, move.number, move.why) == (
        "not_comparable",
        "lowered",
        "direction_not_stated",
    )
    assert compare(value("95%", "95"), value("90%", "90"), "timeliness").path == "lowered"


targets = st.builds(
    lambda number, operator: value(f"{operator or ''}{number}", str(number), operator),
    st.integers(0, 50),
    st.sampled_from([None, "≥", "≤", "=", ">", "<"]),
)


@given(targets, targets)
def test_looking_back_turns_raised_into_lowered_and_changes_nothing_else(
    one: Target, other: Target
) -> None:
    turned = {"raised": "lowered", "lowered": "raised"}
    there, back = compare(one, other), compare(other, one)
    assert there.path in PATHS
    assert back.path == turned.get(there.path, there.path)
    assert back.why == there.why


def indicator(
    shelf: Shelf, d: str, scope: str, seq: int, last: str | None, now: str | None, unit: str = "%"
) -> None:
    cells = {}
    for year, printed_value in (("year_before_last", last), ("last_year", last), ("target", now)):
        cells |= {
            year: printed_value,
            f"{year}_state": "blank" if printed_value is None else "value",
            f"{year}_number": None if printed_value is None else Decimal(printed_value),
            f"{year}_unit": None if printed_value is None else unit,
            f"{year}_figure_id": shelf.figure(
                d, printed_value, "percent" if unit == "%" else "count"
            ),
        }
    shelf.insert("indicator", document_id=d, indicator_id=f"{d}/indicator/{scope}.{seq}", scope=scope,
                 horizon="annual", goal="1", seq=seq, level2_key="quantity", level3=f"指标{seq}", **cells)  # fmt: skip


def test_targets_that_fell_with_the_money_are_found(shelf: Shelf) -> None:
    d = shelf.document()
    for key, now, before in (("甲", "50", "80"), ("乙", "90", "80"), ("丙", "50", None)):
        shelf.project(d, key, now)
        if before:
            shelf.project_year(d, key, 2030, before)
    indicator(shelf, d, "甲", 1, "15", "14")
    indicator(shelf, d, "甲", 2, "90", "90")
    indicator(shelf, d, "甲", 3, "5", None)
    indicator(shelf, d, "乙", 1, "15", "14")
    indicator(shelf, d, "乙", 2, None, "3")
    rows = {r["project_id"]: r for r in targets_and_money(shelf.connection).iter_rows(named=True)}
    assert rows["甲"]["pattern"] == "lowered_while_money_fell"
    assert (rows["甲"]["lowered"], rows["甲"]["kept"], rows["甲"]["dropped"]) == (1, 1, 1)
    assert rows["乙"]["pattern"] == "mixed_while_money_rose"
    assert rows["丙"]["pattern"] == "unknown_while_money_unknown"
    assert quantity_of(rows["甲"], "lowered").unit == "count"


def test_a_dropped_target_asks_for_less_and_a_new_one_for_more(shelf: Shelf) -> None:
    d = shelf.document()
    shelf.project(d, "甲", "50")
    shelf.project(d, "乙", "50")
    indicator(shelf, d, "甲", 1, "15", None)
    indicator(shelf, d, "乙", 1, None, "15")
    frame = targets_and_money(shelf.connection).sort("dropped")
    assert frame["targets"].to_list() == ["raised", "lowered"]


def test_counts_of_the_paths_come_to_all_indicators(shelf: Shelf) -> None:
    d = shelf.document()
    for seq, (last, now) in enumerate(
        [("1", "2"), ("2", "2"), ("3", "2"), (None, "2"), (None, None)]
    ):
        indicator(shelf, d, "overall", seq, last, now, unit="个")
    counts = target_counts(shelf.connection)
    assert counts.select("path", "indicators").rows() == [
        (path, 1) for path in ("raised", "kept", "lowered", "new", "no_values")
    ]
    assert counts["indicators"].sum() == target_paths(shelf.connection).height


def test_a_change_of_a_percentage_is_in_percentage_points(shelf: Shelf) -> None:
    d = shelf.document()
    indicator(shelf, d, "overall", 1, "90", "95")
    row = target_paths(shelf.connection).row(0, named=True)
    assert quantity_of(row, "change_number").unit == "percentage_points"
    assert quantity_of(row, "target_number").unit == "percent"
    assert shelf.recompute(row, "change_number") == 5
