"""What trends promise: exact changes, parts that add up to them, and who told which year."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.measures import (
    contributions,
    project_budgets,
    project_movers,
    restatements,
    yearly_totals,
)
from tests.measures.factories import Shelf

cents = st.integers(1, 10**9).map(lambda n: Decimal(n) / 100)


def by(frame: pl.DataFrame, *keys: str) -> dict[Any, dict[str, Any]]:
    return {tuple(row[key] for key in keys): row for row in frame.iter_rows(named=True)}


def test_a_change_is_taken_against_the_year_before_in_the_same_document(shelf: Shelf) -> None:
    d = shelf.document(2031)
    for year, value in ((2029, "100.00"), (2030, "80.00"), (2031, "100.00")):
        shelf.year(d, year, "revenue", "total", value)
    rows = by(yearly_totals(shelf.connection), "fiscal_year")
    assert rows[2029,]["change_wan"] is None
    assert (rows[2030,]["change_wan"], rows[2030,]["change_pct"]) == (-20, -20)
    assert (rows[2031,]["change_wan"], rows[2031,]["change_pct"]) == (20, 25)
    assert shelf.recompute(rows[2031,], "change_pct") == 25


def test_a_gap_of_a_year_gives_no_change(shelf: Shelf) -> None:
    d = shelf.document(2031)
    shelf.year(d, 2029, "revenue", "total", "100.00")
    shelf.year(d, 2031, "revenue", "total", "100.00")
    assert yearly_totals(shelf.connection)["change_wan"].to_list() == [None, None]


def test_without_the_performance_sheet_the_tables_tell_the_year_and_the_prose_the_one_before(
    shelf: Shelf,
) -> None:
    d = shelf.document(2031)
    for column, value in {"total": "100.00", "basic": "30.00", "project": "70.00"}.items():
        shelf.line(d, "total", value, column=column)
    shelf.claim(d, "expenditure", "total_expenditure", "100.00")
    shelf.claim(d, "expenditure", "total_expenditure", "25.00", measure="change", direction="up")
    rows = by(yearly_totals(shelf.connection), "item_key", "fiscal_year")
    assert rows["total", 2030]["amount_wan"] == 75
    assert rows["total", 2030]["origin"] == "derived"
    assert rows["total", 2031]["origin"] == "table"
    assert shelf.recompute(rows["total", 2031], "change_wan") == 25
    assert rows["basic", 2031]["change_wan"] is None


def test_the_latest_document_tells_a_year_that_two_documents_tell(shelf: Shelf) -> None:
    older, newer = shelf.document(2031), shelf.document(2032)
    shelf.year(older, 2031, "revenue", "total", "100.00")
    shelf.year(newer, 2031, "revenue", "total", "90.00")
    shelf.year(newer, 2032, "revenue", "total", "99.00")
    each, latest = yearly_totals(shelf.connection), yearly_totals(shelf.connection, "latest")
    assert each.filter(document_id=older)["is_latest"].to_list() == [False]
    assert latest.select("fiscal_year", "document_id", "change_wan").rows() == [
        (2031, newer, None), (2032, newer, Decimal(9)),
    ]  # fmt: skip
    restated = restatements(shelf.connection).row(0, named=True)
    assert (restated["earlier_document_id"], restated["later_document_id"]) == (older, newer)
    assert (restated["subject"], restated["difference_wan"]) == ("revenue/total", -10)


def test_years_of_another_unit_are_never_mixed_in(shelf: Shelf) -> None:
    ours, theirs = (
        shelf.document(2031, unit="甲局", name="a"),
        shelf.document(2032, unit="乙局", name="b"),
    )
    shelf.year(ours, 2031, "revenue", "total", "100.00")
    shelf.year(theirs, 2032, "revenue", "total", "1.00")
    frame = yearly_totals(shelf.connection, "latest")
    assert frame["change_wan"].to_list() == [None, None]
    assert restatements(shelf.connection).height == 0


def test_final_accounts_do_not_go_on_from_a_budget_of_the_same_unit(shelf: Shelf) -> None:
    for year, kind, value in ((2030, "unit_budget", "100.00"), (2031, "final_accounts", "90.00")):
        document_id = shelf.document(year, name=kind, kind=kind)
        shelf.year(document_id, year, "expenditure", "total", value)
    frame = yearly_totals(shelf.connection, telling="latest")
    assert frame["previous_wan"].to_list() == [None, None]


def test_figures_told_twice_alike_are_no_restatement(shelf: Shelf) -> None:
    for year in (2031, 2032):
        shelf.year(shelf.document(year), 2031, "revenue", "total", "100.00")
    assert restatements(shelf.connection).height == 0


def test_another_word_for_the_telling_is_refused(shelf: Shelf) -> None:
    with pytest.raises(ValueError, match="each"):
        yearly_totals(shelf.connection, "newest")


def test_component_projects_are_merged_and_shown(shelf: Shelf) -> None:
    d = shelf.document(2031)
    shelf.project(d, "甲", "50.00", name="甲经费")
    for component, value in {"一": "10.00", "二": "20.00", "三": "10.00"}.items():
        shelf.project_year(d, "甲", 2029, value, component)
    shelf.project_year(d, "甲", 2030, "80.00")
    rows = by(project_budgets(shelf.connection), "fiscal_year", "component")
    assert (rows[2029, ""]["amount_wan"], rows[2029, ""]["merged"]) == (40, True)
    assert rows[2029, ""]["status"] == "merged"
    assert [rows[2029, c]["amount_wan"] for c in "一二三"] == [10, 20, 10]
    assert rows[2030, ""]["change_wan"] == 40
    assert shelf.recompute(rows[2030, ""], "change_pct") == 100
    assert rows[2031, ""]["change_wan"] == -30
    assert rows[2029, "一"]["change_wan"] is None


def test_a_year_that_a_sheet_does_not_tell_is_listed_as_unknown(shelf: Shelf) -> None:
    d = shelf.document(2031)
    shelf.project(d, "甲", "50.00")
    shelf.project(d, "乙", "60.00")
    shelf.project_year(d, "甲", 2030, "40.00")
    rows = by(project_budgets(shelf.connection), "project_id", "fiscal_year")
    assert rows["乙", 2030]["amount_wan"] is None
    assert rows["乙", 2030]["status"] == "not_stated"


def test_projects_are_ranked_by_how_much_they_moved_each_way(shelf: Shelf) -> None:
    d = shelf.document(2031)
    for key, now, before in (
        ("a", "10", "90"),
        ("b", "50", "55"),
        ("c", "9", "1"),
        ("d", "3", "3"),
    ):
        shelf.project(d, key, now)
        shelf.project_year(d, key, 2030, before)
    moved = project_movers(shelf.connection).select("direction", "rank", "project_id", "change_wan")
    assert moved.rows() == [
        ("fall", 1, "a", Decimal(-80)), ("fall", 2, "b", Decimal(-5)), ("rise", 1, "c", Decimal(8)),
    ]  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(cents, cents), min_size=1, max_size=6), cents, cents)
def test_contributions_add_up_to_the_change_whatever_the_scopes(
    parts: list[tuple[Decimal, Decimal]], now: Decimal, before: Decimal
) -> None:
    shelf = Shelf()
    d = shelf.document(2031)
    shelf.year(d, 2030, "expenditure", "project", str(before))
    shelf.year(d, 2031, "expenditure", "project", str(now))
    for i, (mine, last) in enumerate(parts):
        shelf.project(d, f"p{i}", str(mine))
        shelf.project_year(d, f"p{i}", 2030, str(last))
    frame = contributions(shelf.connection)
    for base in ("project", "project_sheets"):
        rows = frame.filter(base=base)
        whole = rows.filter(kind="total").row(0, named=True)
        added = rows.filter(pl.col("kind") != "total")
        assert added["contribution_wan"].sum() == whole["contribution_wan"]
        assert abs(added["contribution_pct"].sum() - whole["contribution_pct"]) < Decimal("1e-11")
        for row in rows.iter_rows(named=True):
            assert shelf.recompute(row, "contribution_wan") == row["contribution_wan"]
    sheets = frame.filter(base="project_sheets", kind="not_explained")
    assert sheets.height == 0
    shelf.connection.close()


def test_a_part_that_is_unknown_in_one_year_stays_open_in_the_row_of_what_is_not_explained(
    shelf: Shelf,
) -> None:
    d = shelf.document(2031)
    shelf.year(d, 2030, "expenditure", "project", "100.00")
    shelf.year(d, 2031, "expenditure", "project", "130.00")
    shelf.project(d, "甲", "60.00")
    shelf.project_year(d, "甲", 2030, "50.00")
    shelf.project(d, "新", "20.00")
    rows = by(contributions(shelf.connection).filter(base="project"), "kind", "key")
    assert rows["part", "新"]["contribution_wan"] is None
    assert rows["not_explained", "not_explained"]["contribution_wan"] == 20
    assert rows["part", "甲"]["share_of_change_pct"].quantize(Decimal("0.1")) == Decimal("33.3")


def test_the_classes_of_two_documents_make_up_the_change_of_the_total(shelf: Shelf) -> None:
    for year, total, culture, health in (
        (2030, "30.00", "10.00", "20.00"),
        (2031, "45.00", "5.00", "40.00"),
    ):
        d = shelf.document(year)
        shelf.line(d, "total", total)
        shelf.line(d, "207", culture)
        shelf.line(d, "210", health)
    assert contributions(shelf.connection).filter(base="function").height == 0
    frame = contributions(shelf.connection, telling="latest").filter(base="function")
    rows = by(frame, "kind", "key")
    assert {key: row["contribution_wan"] for key, row in rows.items()} == {
        ("part", "210"): 20, ("part", "207"): -5, ("total", "total"): 15,
    }  # fmt: skip


def test_a_total_that_is_unknown_in_one_year_has_no_contributions(shelf: Shelf) -> None:
    d = shelf.document(2031)
    shelf.year(d, 2031, "expenditure", "total", "130.00")
    shelf.year(d, 2031, "expenditure", "basic", "130.00")
    assert contributions(shelf.connection).height == 0


def test_parts_of_the_year_before_follow_from_what_the_prose_says_of_the_whole(
    shelf: Shelf,
) -> None:
    d = shelf.document(2031)
    for column, amount in (("total", "30.00"), ("basic", "10.00"), ("project", "20.00")):
        shelf.line(d, "total", amount, column=column)
    for subject, amount, change, way in (
        ("total", "30.00", "4.00", "up"), ("basic", "10.00", "1.00", "down"),
        ("project", "20.00", "5.00", "up"),
    ):  # fmt: skip
        shelf.claim(d, "overall", subject, amount)
        shelf.claim(d, "overall", subject, change, measure="change", direction=way)
    shelf.claim(d, "general", "basic", "10.00")
    shelf.claim(d, "general", "basic", "3.00", measure="change", direction="up")
    years = by(
        yearly_totals(shelf.connection).filter(side="expenditure"), "item_key", "fiscal_year"
    )
    told = {key: years[key, 2030]["amount_wan"] for key in ("total", "basic", "project")}
    assert told == {"total": 26, "basic": 11, "project": 15}
    rows = by(contributions(shelf.connection).filter(base="expenditure"), "kind", "key")
    assert {key: row["contribution_wan"] for key, row in rows.items()} == {
        ("part", "project"): 5, ("part", "basic"): -1, ("total", "total"): 4,
    }  # fmt: skip


def test_a_total_of_the_appropriation_alone_is_not_taken_for_the_whole(shelf: Shelf) -> None:
    d = shelf.document(2031)
    shelf.line(d, "total", "30.00")
    shelf.claim(d, "appropriation", "total", "25.00")
    shelf.claim(d, "appropriation", "total", "4.00", measure="change", direction="up")
    assert yearly_totals(shelf.connection)["fiscal_year"].to_list() == [2031]
