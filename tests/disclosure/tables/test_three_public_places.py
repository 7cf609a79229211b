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


def test_what_stands_under_no_heading_and_fits_two_columns_is_uncertain_and_the_rest_is_not() -> (
    None
):
    recorder = read("        1.00                    1.00                           171.01")
    readings = {figure.column_key: figure.reading for figure in recorder.out.figure}
    assert readings.pop("total") == readings.pop("agency_operating") == "inferred"
    assert list(readings.values()) == ["uncertain"]


STAGGERED = (
    "部门：某某局                                                   单位：万元",
    "                        “三公”经费",
    "                        公务用车购置及运行维护费",
    "  合计          因公出国                                公务接待  会议费    培训费",
    "         小计   （境）费             公务用车   公务用车  费",
    "                         小计        购置费     运行维护",
    "                                                费",
)


def test_headings_broken_into_staggered_pieces_are_told_by_a_word_of_each() -> None:
    row = "  9.00   6.00   1.00     3.00                   3.00      2.00      2.00      1.00"
    recorder = a_recorder()
    read_three_public(a_region("three_public", *STAGGERED, row), recorder)
    cells = {f.column_key: (f.printed, f.reading) for f in recorder.out.figure}
    assert [cells[key][0] for key in ("all", "total", "vehicles")] == ["9.00", "6.00", "3.00"]
    assert cells["vehicle_running"][0] == "3.00"
    with pytest.raises(UnreadableTable):  # nobody knows what 其他 is
        strange = [line.replace("会议费", "其他费") for line in STAGGERED]
        read_three_public(a_region("three_public", *strange, row), a_recorder())


def test_amounts_that_add_up_in_no_way_are_refused() -> None:
    with pytest.raises(UnreadableTable, match="which amount stands in which"):
        read("        3.00                   1.00                               171.01")


def test_two_rows_are_left_to_a_file_with_rules() -> None:
    with pytest.raises(UnreadableTable):
        read(
            "        1.00                   1.00                               171.01",
            "        2.00                   2.00                               171.01",
        )
