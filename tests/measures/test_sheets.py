"""What the sheets of projects tell: their expenditure lines and the reasons for a change."""

from __future__ import annotations

from decimal import Decimal

from analysis.measures import detail_shares, quantity_of
from analysis.measures.sheets import stated_reasons
from tests.measures.factories import Shelf


def detail(shelf: Shelf, document_id: str, seq: int, item: str, value: str | None) -> None:
    shelf.insert(
        "project_detail", document_id=document_id, project_id="甲", seq=seq, item=item,
        **shelf.cell(document_id, value),
    )  # fmt: skip


def test_the_lines_of_a_project_are_shared_out_over_its_printed_total() -> None:
    shelf = Shelf()
    document_id = shelf.document()
    detail(shelf, document_id, 0, "合计", "8.00")
    detail(shelf, document_id, 1, "一", "6.00")
    detail(shelf, document_id, 2, "二", "2.00")
    rows = detail_shares(shelf.connection).to_dicts()
    assert [(row["name"], row["share_pct"]) for row in rows] == [("一", 75), ("二", 25)]
    assert quantity_of(rows[0], "total_wan").value == Decimal(8)


def test_a_line_that_the_total_holds_and_the_list_does_not_is_a_remainder() -> None:
    shelf = Shelf()
    document_id = shelf.document()
    detail(shelf, document_id, 0, "合计", "8.00")
    detail(shelf, document_id, 1, "一", "6.00")
    rows = detail_shares(shelf.connection).to_dicts()
    assert {row["key"]: row["amount_wan"] for row in rows} == {"detail/001": 6, "remainder": 2}


def test_a_reason_is_told_as_printed_with_the_line_where_it_stands() -> None:
    shelf = Shelf()
    document_id = shelf.document()
    shelf.insert(
        "reason", document_id=document_id, reason_id="r", project_id="甲", subject_key="project/甲",
        direction="down", reason="压缩经费", line=7,
    )  # fmt: skip
    assert stated_reasons(shelf.connection).select("project_id", "reason", "line").rows() == [
        ("甲", "压缩经费", 7)
    ]


def test_a_warehouse_without_sheets_gives_empty_frames() -> None:
    shelf = Shelf()
    assert detail_shares(shelf.connection).is_empty()
    assert stated_reasons(shelf.connection).is_empty()
