"""Names and telephone numbers of persons are covered, and nothing else is."""

from __future__ import annotations

import re

import duckdb
import pytest

from analysis.disclosure.privacy import mask_line, mask_lines
from analysis.sources.discover import find_files
from analysis.warehouse.schema import tables
from tests.factories import RAW

LABELLED = re.compile(r"(?:负责人|填报人)\s+([\u4e00-\u9fff、]{2,12})\s|电话\s+(\d{7,})")


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("填报人 甘某  联系电话 88000000  ", "填报人 **  联系电话 ********  "),
        ("项目负责人 甘某、许某某 联系电话 88000000", "项目负责人 ****** 联系电话 ********"),
        ("联系人：甘某电话：027-88000000", "联系人：**电话：************"),
        ("咨询请打 13900000000", "咨询请打 ***********"),
    ],
)
def test_what_a_label_introduces_is_covered_in_place(printed: str, shown: str) -> None:
    assert mask_line(printed) == shown


@pytest.mark.parametrize(
    "printed",
    [
        "合计 8,603.77 1,492.68",
        "2080201",
        "2,000.00",
        "项目负责人应当按规定执行",
        "电话费 12000.00",
    ],
)
def test_figures_codes_and_sentences_stay(printed: str) -> None:
    assert mask_line(printed) == printed


def test_a_label_at_the_end_of_a_line_covers_the_next_line_that_is_not_blank() -> None:
    lines = ["项目负责人", "", " 甘某 ", "联系电话", "88000000", "88000001"]
    assert mask_lines(lines) == ["项目负责人", "", " ** ", "联系电话", "********", "88000001"]


def test_the_warehouse_holds_no_name_and_no_number_of_a_person(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    text = "\n".join(path.read_text("utf-8") for path in find_files(RAW).documents)
    persons = {p for found in LABELLED.findall(text) for p in re.split("、", "".join(found)) if p}
    assert persons, "the document has such lines; the test looks at nothing without them"
    for table in tables().values():
        for column in table.columns:
            if column.kind in ("id", "text"):
                query = f"SELECT {column.name} FROM {table.name} WHERE {column.name} IS NOT NULL"
                stored = "\n".join(value for (value,) in warehouse.execute(query).fetchall())
                assert not [p for p in persons if p in stored], f"{table.name}.{column.name}"
