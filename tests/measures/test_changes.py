"""Changes that the prose states, the three public expenses among them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analysis.measures import stated_changes, three_public_changes
from tests.measures.factories import Shelf


@pytest.mark.parametrize(
    ("direction", "previous", "change"),
    [("up", Decimal("3.05"), Decimal("0.24")), ("down", Decimal("3.53"), Decimal("-0.24"))],
)
def test_last_years_amount_follows_from_the_stated_change(
    shelf: Shelf, direction: str, previous: Decimal, change: Decimal
) -> None:
    d = shelf.document()
    shelf.claim(d, "three_public", "three_public/total", "3.29")
    shelf.claim(
        d, "three_public", "three_public/total", "0.24", measure="change", direction=direction
    )
    shelf.claim(
        d,
        "three_public",
        "three_public/total",
        "6.8",
        measure="change_pct",
        direction=direction,
        unit="percent",
    )
    row = stated_changes(shelf.connection).row(0, named=True)
    assert stated_changes(shelf.connection).height == 1
    assert (row["previous_wan"], row["change_wan"]) == (previous, change)
    assert row["stated_pct"] == (Decimal("6.8") if direction == "up" else Decimal("-6.8"))
    for column in ("previous_wan", "change_wan", "change_pct", "stated_pct"):
        assert shelf.recompute(row, column) == row[column]


def test_unchanged_in_words_makes_last_year_the_same_as_this(shelf: Shelf) -> None:
    d = shelf.document()
    shelf.claim(d, "fund", "fund", "2000")
    shelf.insert("statement", document_id=d, statement_id="s1", kind="unchanged", subject_key="fund",
                 value="2030", line=99)  # fmt: skip
    row = stated_changes(shelf.connection).row(0, named=True)
    assert (row["previous_wan"], row["change_wan"], row["previous_year"]) == (2000, 0, 2030)
    assert (row["direction"], row["section_key"]) == ("unchanged", "fund")


def test_a_change_without_an_amount_beside_it_leaves_last_year_unknown(shelf: Shelf) -> None:
    d = shelf.document()
    shelf.claim(d, "fund", "fund", "5.00", measure="change", direction="down")
    row = stated_changes(shelf.connection).row(0, named=True)
    assert (row["amount_wan"], row["previous_wan"], row["change_wan"]) == (None, None, -5)


def test_three_public_items_take_their_amount_from_the_table_and_their_change_from_the_prose(
    shelf: Shelf,
) -> None:
    d = shelf.document()
    for item, value in {
        "total": "3.29",
        "vehicles": "3.00",
        "reception": "0.29",
        "overseas": None,
    }.items():
        shelf.insert(
            "three_public", document_id=d, fiscal_year=2031, item=item, **shelf.cell(d, value)
        )
    shelf.claim(d, "three_public", "three_public/reception", "0.29")
    shelf.claim(
        d, "three_public", "three_public/reception", "0.24", measure="change", direction="down"
    )
    frame = three_public_changes(shelf.connection)
    assert frame["item"].to_list() == ["total", "overseas", "vehicles", "reception"]
    reception = frame.row(3, named=True)
    assert (reception["previous_wan"], reception["previous_origin"]) == (Decimal("0.53"), "derived")
    overseas = frame.row(1, named=True)
    assert (overseas["amount_wan"], overseas["status"], overseas["change_wan"]) == (
        None,
        "blank",
        None,
    )


def test_last_years_row_of_the_table_goes_before_what_the_prose_implies(shelf: Shelf) -> None:
    d = shelf.document()
    for year, value in ((2030, "4.00"), (2031, "3.00")):
        shelf.insert(
            "three_public", document_id=d, fiscal_year=year, item="total", **shelf.cell(d, value)
        )
    shelf.claim(d, "three_public", "three_public/total", "3.00")
    shelf.claim(d, "three_public", "three_public/total", "0.50", measure="change", direction="down")
    row = three_public_changes(shelf.connection).row(1, named=True)
    assert (row["previous_wan"], row["previous_origin"], row["change_pct"]) == (4, "table", -25)


@pytest.mark.parametrize(
    ("unit", "kind", "previous"),
    [("某局", "unit_budget", 4), ("别局", "unit_budget", None), ("某局", "final_accounts", None)],
)
def test_last_years_document_of_the_unit_and_kind_tells_what_this_one_does_not(
    shelf: Shelf, unit: str, kind: str, previous: int | None
) -> None:
    for year, name, value in ((2030, unit, "4.00"), (2031, "某局", "3.00")):
        d = shelf.document(year, name, kind=kind if year == 2030 else "unit_budget")
        shelf.insert(
            "three_public", document_id=d, fiscal_year=year, item="total", **shelf.cell(d, value)
        )
    row = three_public_changes(shelf.connection).row(1, named=True)
    assert row["previous_wan"] == previous
    assert row["previous_origin"] == ("last_document" if previous else None)
    assert shelf.recompute(row, "change_wan") == row["change_wan"] == (previous and -1)


def test_a_stated_change_goes_before_last_years_document(shelf: Shelf) -> None:
    for year, value in ((2030, "4.00"), (2031, "3.00")):
        d = shelf.document(year)
        shelf.insert(
            "three_public", document_id=d, fiscal_year=year, item="total", **shelf.cell(d, value)
        )
    shelf.claim(d, "three_public", "three_public/total", "3.00")
    shelf.claim(d, "three_public", "three_public/total", "0.50", measure="change", direction="down")
    row = three_public_changes(shelf.connection).row(1, named=True)
    assert (row["previous_wan"], row["previous_origin"]) == (Decimal("3.5"), "derived")
