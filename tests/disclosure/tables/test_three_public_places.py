"""Amounts of the three public expenses find their columns by place and sums, or are refused."""

import pytest

from analysis.disclosure.outcome import UnreadableTable
from analysis.disclosure.recorder import Recorder
from analysis.disclosure.tables.three_public import read_three_public
from tests.disclosure.tables.factories import a_recorder, a_region, three_public

HEADER = (
    "编制部门：某市某某局                                           单位:万元",
    "                          “三公”经费预算数",
    "                                                             机关运行经费",
    "                                      公务用车购置及运行费",
    "                                                                预算数",
    "   合计          因公出国(境)费   公务接待费",
    "                                     小计      购置费       运行费",
    "",
)


def read(*amounts: str) -> Recorder:
    recorder = a_recorder()
    read_three_public(a_region("three_public", *HEADER, *amounts), recorder)
    return recorder


def test_a_blank_row_is_placed_where_sums_and_headings_leave_one_way() -> None:
    recorder = read("        1.00               1.00                                171.01")
    found = three_public(recorder)
    assert (found["total"], found["reception"], found["overseas"]) == ("1.00", "1.00", "blank")
    assert {figure.reading for figure in recorder.out.figure} == {"inferred"}
    beside = next(f for f in recorder.out.figure if f.column_key == "agency_operating")
    assert beside.printed == "171.01"


def test_a_full_row_stands_in_the_columns_from_left_to_right() -> None:
    found = three_public(
        read("   37.91        0.00       1.35    36.56    15.00     21.56   464.64")
    )
    assert found["vehicle_purchase"] == "15.00"
    assert found["reception"] == "1.35"


def test_what_stands_under_no_heading_and_fits_two_columns_is_refused() -> None:
    with pytest.raises(UnreadableTable, match="which amount stands in which"):
        read("        1.00                    1.00                           171.01")


def test_amounts_that_add_up_in_no_way_are_refused() -> None:
    with pytest.raises(UnreadableTable, match="which amount stands in which"):
        read("        3.00                   1.00                               171.01")


def test_two_rows_are_left_to_a_file_with_rules() -> None:
    with pytest.raises(UnreadableTable):
        read(
            "        1.00                   1.00                               171.01",
            "        2.00                   2.00                               171.01",
        )
