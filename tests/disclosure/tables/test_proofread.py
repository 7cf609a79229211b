"""Arithmetic tells which readings of recognised numbers are right; the others stay in doubt."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from analysis.disclosure.cells import money_cell
from analysis.disclosure.joined import piece
from analysis.disclosure.recorder import CellValue
from analysis.disclosure.tables import proofread as module
from analysis.disclosure.tables.items import Item
from analysis.disclosure.tables.keyed import Column, KeyedTable, Row
from analysis.disclosure.tables.proofread import Sum, alternatives, proofread
from analysis.disclosure.tables.proofread_tables import proofread_items, proofread_table
from analysis.sources.document import Line, Place

COLUMNS = (
    Column("total", "合计"),
    Column("basic", "基本", "total"),
    Column("project", "项目", "total"),
)


def recognised(place: Place | None) -> Decimal | None:
    return Decimal("0.70") if place else None


def printed_by_hand(place: Place | None) -> Decimal | None:
    return None


def cell(text: str) -> CellValue:
    return money_cell(piece(Line(text, 1, 1)), "万元")


def table(rows: Mapping[str, tuple[str, str, str]]) -> KeyedTable:
    """A table of coded rows; each row gives what its three columns say."""
    keys = [column.key for column in COLUMNS]
    made = [
        Row(code, code, n, dict(zip(keys, map(cell, texts), strict=True)))
        for n, (code, texts) in enumerate(rows.items(), 1)
    ]
    return KeyedTable(COLUMNS, made, "function")


def said(made: KeyedTable, code: str, key: str) -> tuple[str, str, str]:
    """The value, the reading, and what was recognised."""
    [row] = [row for row in made.rows if row.code == code]
    found = row.cells[key]
    return str(found.value), found.reading, found.printed


RIGHT = {
    "total": ("1,308.53", "1,208.53", "100.00"),
    "208": ("1,180.00", "1,180.00", ""),
    "210": ("128.53", "28.53", "100.00"),
}


def test_a_digit_that_makes_row_and_column_fail_is_read_as_the_one_that_mends_both() -> None:
    made = table(RIGHT | {"210": ("128.53", "23.53", "100.00")})
    proofread_table(made, recognised)
    assert said(made, "210", "basic") == ("28.53", "inferred", "23.53")
    [row] = [row for row in made.rows if row.code == "210"]
    note = row.cells["basic"].reading_note or ""
    assert "recognised as 23.53" in note and "28.53" in note
    others = {(r.code, k) for r in made.rows for k, c in r.cells.items() if c.reading != "certain"}
    assert others == {("210", "basic")}


def test_a_table_whose_sums_hold_stays_as_it_was_read() -> None:
    made, before = table(RIGHT), table(RIGHT)
    proofread_table(made, recognised)
    assert [row.cells for row in made.rows] == [row.cells for row in before.rows]


def test_what_nobody_had_to_recognise_is_never_changed() -> None:
    wrong = RIGHT | {"210": ("128.53", "23.53", "100.00")}
    made, before = table(wrong), table(wrong)
    proofread_table(made, printed_by_hand)
    assert [row.cells for row in made.rows] == [row.cells for row in before.rows]


def sum_of(whole: str, *parts: str) -> Sum:
    return Sum((0, whole), tuple((0, part) for part in parts), f"the sum {whole}")


def row(**texts: str) -> dict[tuple[int, str], CellValue]:
    return {(0, name): cell(text) for name, text in texts.items()}


def test_cells_that_could_each_be_wrong_are_uncertain_and_say_what_they_could_be() -> None:
    # 11 = 3 + 3 fails; 8 + 3 and 3 + 8 both mend it.
    cells = row(whole="11.00", one="3.00", other="3.00")
    proofread(cells, [sum_of("whole", "one", "other")], "万元", recognised)
    readings = {key[1]: (str(c.value), c.reading) for key, c in cells.items()}
    assert readings == {
        "whole": ("11.00", "certain"),
        "one": ("3.00", "uncertain"),
        "other": ("3.00", "uncertain"),
    }
    assert "could also be 8.00" in (cells[0, "one"].reading_note or "")


def test_of_two_cells_that_could_be_wrong_the_one_that_recognition_doubted_is_taken() -> None:
    cells = row(whole="11.00", one="3.00") | {
        (0, "other"): money_cell(piece(Line("3.00", 2, 1)), "万元")
    }

    def sure_of_the_first_line(place: Place | None) -> Decimal | None:
        return Decimal("0.99" if place and place.line == 1 else "0.60") if place else None

    proofread(cells, [sum_of("whole", "one", "other")], "万元", sure_of_the_first_line)
    readings = [(str(c.value), c.reading) for c in cells.values()]
    assert readings == [("11.00", "certain"), ("3.00", "certain"), ("8.00", "inferred")]


def test_a_reading_that_mends_one_sum_and_breaks_another_is_not_taken() -> None:
    cells = row(whole="16.00", one="3.00", other="8.00", same="3.00")
    sums = [sum_of("whole", "one", "other"), sum_of("same", "one")]
    proofread(cells, sums, "万元", recognised)
    assert {(str(c.value), c.reading) for c in cells.values()} == {
        ("16.00", "certain"),
        ("3.00", "certain"),
        ("8.00", "certain"),
    }


def test_a_contradiction_that_no_other_reading_explains_stays_the_documents_own() -> None:
    made = table(RIGHT | {"210": ("128.53", "55.55", "100.00")})
    proofread_table(made, recognised)
    assert said(made, "210", "basic") == ("55.55", "certain", "55.55")


def test_what_recognition_has_no_doubt_of_keeps_its_value_and_says_what_it_could_be() -> None:
    made = table(RIGHT | {"210": ("128.53", "23.53", "100.00")})
    proofread_table(made, lambda place: Decimal("0.99") if place else None)
    assert said(made, "210", "basic") == ("23.53", "uncertain", "23.53")
    [row] = [row for row in made.rows if row.code == "210"]
    assert "could also be 28.53" in (row.cells["basic"].reading_note or "")


@pytest.mark.parametrize(
    ("garbled", "value"),
    [("1.308.53", "1308.53"), ("1,308,53", "1308.53"), ("L308.53", "1308.53")],
)
def test_a_text_that_one_change_makes_a_number_is_that_number(garbled: str, value: str) -> None:
    made = table(RIGHT | {"total": (garbled, "1,208.53", "100.00")})
    proofread_table(made, recognised)
    assert said(made, "total", "total") == (value, "inferred", garbled)


def test_a_misread_item_of_a_two_sided_table_is_mended_by_the_sum_of_its_side() -> None:
    items = [
        Item("expenditure", name, "", 0, n, {"total": cell(amount)})
        for n, (name, amount) in enumerate(
            [
                ("社会保障和就业支出", "8,386.60"),
                ("住房保障支出", "155.18"),
                ("支出总计", "8,541.78"),
            ]
        )
    ]
    proofread_items(items, recognised)
    assert (items[0].cells["total"].value, items[0].cells["total"].reading) == (
        Decimal("8386.60"),
        "certain",
    )
    items[1].cells["total"] = cell("755.18")
    proofread_items(items, recognised)
    found = items[1].cells["total"]
    assert (found.value, found.reading, found.printed) == (Decimal("155.18"), "inferred", "755.18")


@pytest.mark.parametrize(
    ("printed", "expected"), [("7", {"1", "2"}), ("1.20", {"7.20", "4.20", "1.70", "1.26"})]
)
def test_other_readings_are_numbers_that_differ_by_one_character(
    printed: str, expected: set[str]
) -> None:
    assert expected <= set(alternatives(printed))
    assert printed not in set(alternatives(printed))


def test_no_character_is_said_to_be_confused_with_itself_and_no_line_stands_twice() -> None:
    path = Path(module.__file__).with_name("confusions.csv")
    with path.open(encoding="utf-8", newline="") as file:
        pairs = [(row["read"], row["may_be"]) for row in csv.DictReader(file)]
    assert all(len(read) == len(other) == 1 and read != other for read, other in pairs)
    assert len(set(pairs)) == len(pairs)
