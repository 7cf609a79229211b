"""Procurement, purchased services, uses of the fund and unit costs: figures that only prose has."""

from __future__ import annotations

from decimal import Decimal

from analysis.measures import fund_uses, procurement_shares, service_shares, unit_costs
from tests.measures.factories import Shelf


def test_procurement_is_shared_by_kind(shelf: Shelf) -> None:
    d = shelf.document()
    whole = shelf.claim(d, "procurement", "procurement", "10.00")
    for kind, value in {"goods": "1.00", "works": "0.00", "services": "9.00"}.items():
        shelf.claim(d, "procurement", f"procurement/{kind}", value, parent=whole)
    shelf.claim(d, "procurement", "procurement/small_business", "5.00", parent=whole)
    frame = procurement_shares(shelf.connection)
    assert frame.select("key", "share_pct").rows() == [
        ("goods", Decimal(10)), ("services", Decimal(90)), ("works", Decimal(0)),
    ]  # fmt: skip
    assert service_shares(shelf.connection).height == 0


def test_a_list_of_uses_leaves_a_remainder_of_the_fund(shelf: Shelf) -> None:
    d = shelf.document()
    whole = shelf.claim(d, "fund", "fund", "2000")
    shelf.claim(d, "fund", "fund_use/1", "150", parent=whole, subject="助餐")
    shelf.claim(d, "fund", None, "50", parent=whole, subject="其他")
    frame = fund_uses(shelf.connection)
    assert frame.select("key", "name", "amount_wan").rows() == [
        ("remainder", None, Decimal(1800)), ("use/001", "助餐", Decimal(150)), ("use/002", "其他", Decimal(50)),
    ]  # fmt: skip
    assert shelf.recompute(frame.row(0, named=True), "share_pct") == 90


def test_amounts_of_another_year_and_of_projects_are_no_part_of_the_years_list(
    shelf: Shelf,
) -> None:
    d = shelf.document()
    whole = shelf.claim(d, "procurement", "procurement", "10.00")
    shelf.claim(d, "procurement", "procurement/goods", "10.00", parent=whole)
    shelf.claim(d, "procurement", "procurement/works", "3.00", year=2030)
    assert procurement_shares(shelf.connection)["key"].to_list() == ["goods"]


def derive(shelf: Shelf, d: str, kind: str, result: str | None, *factors: tuple[str, str]) -> None:
    figures = [shelf.figure(d, value, unit) for value, unit in factors]
    shelf.insert("derivation", document_id=d, derivation_id="x", kind=kind, line=1,
                 result_figure_id=shelf.figure(d, result))  # fmt: skip
    shelf.insert("derivation_term", document_id=d, derivation_id="x", seq=1, sign=1,
                 factor_figure_ids=figures)  # fmt: skip


def test_a_product_gives_the_price_of_one(shelf: Shelf) -> None:
    d = shelf.document()
    derive(shelf, d, "product", "21.52", ("142", "count"), ("1516", "yuan"))
    row = unit_costs(shelf.connection).row(0, named=True)
    assert (row["unit_price_yuan"], row["quantity_number"]) == (1516, 142)
    assert (row["cost_wan"], row["result_wan"]) == (Decimal("21.5272"), Decimal("21.52"))
    for column in ("unit_price_yuan", "cost_wan", "quantity_number"):
        assert shelf.recompute(row, column) == row[column]


def test_a_price_without_a_count_implies_one(shelf: Shelf) -> None:
    d = shelf.document()
    derive(shelf, d, "implied_count", "32.38", ("160", "yuan"))
    row = unit_costs(shelf.connection).row(0, named=True)
    assert (row["quantity_number"], row["cost_wan"]) == (None, None)
    assert row["implied_number"] == Decimal("2023.75")


def test_counts_alone_price_nothing(shelf: Shelf) -> None:
    d = shelf.document()
    derive(shelf, d, "product", "6", ("2", "count"), ("3", "count"))
    assert unit_costs(shelf.connection).height == 0
