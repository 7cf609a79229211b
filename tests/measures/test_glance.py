"""The numbers at a glance, the reasons for what is missing, and the list of what there is."""

from __future__ import annotations

from decimal import Decimal

import duckdb
import polars as pl
import pytest

from analysis import measures
from analysis.measures.missing import MEASURES
from analysis.measures.quantity import recomputes
from tests.measures.factories import Shelf

# These take two documents, or words that name them; tests/arrivals holds them.
OF_TWO = (
    "document_differences",
    "document_pairs",
    "moved_figures",
    "previous_document",
    "rename_suggestions",
)
CALLED = [
    name
    for name in measures.__all__
    if name not in ("Quantity", "quantity_of", "overview", *OF_TWO)
]


def test_the_glance_of_an_empty_warehouse_has_every_key_and_no_value(shelf: Shelf) -> None:
    seen = measures.overview(shelf.connection)
    assert {key for key, quantity in seen.items() if quantity.value is not None} == {"projects"}
    assert seen["contradictions"].value is None  # no check was run: not the same as none found


def test_the_glance_speaks_of_the_latest_document_unless_told_otherwise(shelf: Shelf) -> None:
    for year, value in ((2031, "80.00"), (2032, "100.00")):
        d = shelf.document(year)
        shelf.year(d, year, "revenue", "total", value)
        shelf.year(d, year - 1, "revenue", "total", "50.00")
    assert measures.overview(shelf.connection)["total_revenue_wan"].value == 100
    older = measures.overview(shelf.connection, "2031-a")
    assert older["total_revenue_wan"].value == 80
    assert older["revenue_change_pct"].value == 60
    assert older["total_expenditure_wan"].value is None


def test_where_a_document_is_silent_on_last_year_last_years_document_speaks(shelf: Shelf) -> None:
    for year, value in ((2031, "80.00"), (2032, "100.00")):
        shelf.year(shelf.document(year), year, "revenue", "total", value)
    assert measures.overview(shelf.connection)["revenue_change_pct"].value == 25


def test_the_biggest_mover_is_the_one_that_moved_most_money(shelf: Shelf) -> None:
    d = shelf.document()
    for key, now, before in (("a", "10", "11"), ("b", "500", "600"), ("c", "9", "1")):
        shelf.project(d, key, now)
        shelf.project_year(d, key, 2030, before)
    seen = measures.overview(shelf.connection)
    assert seen["biggest_fall_wan"].value == -100
    assert seen["biggest_rise_wan"].value == 8
    assert seen["biggest_rise_wan"].formula == "f1 - f2"


def test_contradictions_of_one_cause_are_one_finding(shelf: Shelf) -> None:
    d = shelf.document()
    for i, (verdict, finding) in enumerate(
        [("contradiction", "x"), ("contradiction", "x"), ("contradiction", None), ("exact", None)]
    ):
        shelf.insert(
            "check_result", document_id=d, check_id=str(i), verdict=verdict, finding_id=finding
        )
    seen = measures.overview(shelf.connection)
    assert [seen[key].value for key in ("checks", "contradictions", "findings")] == [4, 3, 2]


def test_a_measure_without_its_table_is_a_gap_with_the_reason(shelf: Shelf) -> None:
    d = shelf.document()
    shelf.insert("section", document_id=d, section_id="1", kind="general_basic_expenditure",
                 status="not_readable", title="表6", note="a picture")  # fmt: skip
    shelf.insert("section", document_id=d, section_id="2", kind="project_sheets", status="read")
    found = {
        (r["measure"], r["table_kind"]): r
        for r in measures.gaps(shelf.connection).iter_rows(named=True)
    }
    picture = found["economic_shares", "general_basic_expenditure"]
    assert (picture["reason"], picture["note"], picture["answered_by"]) == (
        "not_readable",
        "a picture",
        None,
    )
    assert found["fund_shares", "appropriation_summary"]["reason"] == "absent"
    assert found["project_shares", "project_sheets"]["reason"] == "no_figures"
    assert {measure for measure, _ in found} == set(MEASURES)


def test_a_second_choice_is_named_beside_the_first_that_failed(shelf: Shelf) -> None:
    d = shelf.document()
    shelf.insert(
        "section", document_id=d, section_id="1", kind="expenditure_summary", status="not_readable"
    )
    shelf.line(d, "total", "10.00", table="general_expenditure")
    shelf.line(d, "208", "10.00", table="general_expenditure")
    rows = measures.gaps(shelf.connection).filter(measure="function_shares")
    assert rows.select("table_kind", "reason", "answered_by").rows() == [
        ("expenditure_summary", "not_readable", "general_expenditure")
    ]


@pytest.mark.parametrize("name", CALLED)
def test_every_measure_gives_an_empty_frame_for_an_empty_warehouse(name: str, shelf: Shelf) -> None:
    frame = getattr(measures, name)(shelf.connection)
    assert isinstance(frame, pl.DataFrame)
    assert frame.height == 0
    assert frame.width > 5


def test_the_list_in_the_docstring_names_every_public_function() -> None:
    listed = {
        line.split()[0]
        for line in (measures.__doc__ or "").splitlines()
        if line.startswith("    ") and line.split()
    }
    assert {*CALLED, *OF_TWO, "overview"} <= listed


@pytest.mark.parametrize("name", [name for name in CALLED if name != "gaps"])
def test_every_number_of_the_real_document_computes_again_from_its_figures(
    name: str, warehouse: duckdb.DuckDBPyConnection
) -> None:
    printed = dict(
        warehouse.execute("SELECT figure_id, coalesce(amount_wan, value) FROM figure").fetchall()
    )
    for row in getattr(measures, name)(warehouse).iter_rows(named=True):
        for column, formula in row["formulas"].items():
            if formula is not None:
                quantity = measures.quantity_of(row, column)
                assert recomputes(quantity, [printed[figure] for figure in quantity.figure_ids])


def test_the_shares_of_the_real_document_add_to_a_hundred_at_every_level(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    for name in CALLED:
        if name.endswith("_shares") or name == "fund_uses":
            frame = getattr(measures, name)(warehouse).filter(pl.col("share_pct").is_not_null())
            assert frame.height > 0, name
            sums = frame.group_by("document_id", "scope", "level").agg(
                pl.col("share_shown_pct").sum(), pl.col("share_pct").sum()
            )
            assert set(sums["share_shown_pct"]) == {Decimal(100)}, name
            assert all(abs(s - 100) < Decimal("1e-9") for s in sums["share_pct"]), name
