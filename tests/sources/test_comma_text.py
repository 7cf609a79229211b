"""Text parted by commas becomes ruled tables; prose with commas stays text."""

from __future__ import annotations

import pytest

from analysis.sources.document import Document, UnreadableSource
from analysis.sources.text import read_text
from tests.factories import RAW
from tests.sources.typeset import grids, texts

SHEET = '''某局2025年单位预算,,,
一般公共预算支出表,,,
,,,单位：万元
科目编码,科目名称,支出,
,,合计,项目支出
208,社会保障,"1,202.95",2.00
20801,"民政
管理",3,
注：无,,,
,,,
基本支出表,,,
编码,名称,合计,
301,"工资""甲""",1.00,'''


def read(text: str) -> Document:
    return read_text(text.encode(), "a.csv")


def rows(document: Document, number: int) -> list[list[str]]:
    grid = grids(document)[number]
    found: list[list[str]] = [[] for _ in range(grid.row_count)]
    for cell in grid.cells:
        found[cell.row].append("".join(line.text.strip() for line in cell.lines))
    return found


def test_each_table_of_a_sheet_is_a_grid_with_its_title_unit_and_note_outside() -> None:
    document = read(SHEET)
    assert document.file.format == "csv"
    assert [text.strip() for text in texts(document)] == [
        "某局2025年单位预算", "一般公共预算支出表", "单位：万元", "注：无", "基本支出表",
    ]  # fmt: skip
    assert rows(document, 0) == [
        ["科目编码", "科目名称", "支出"],
        ["", "", "合计", "项目支出"],
        ["208", "社会保障", "1,202.95", "2.00"],
        ["20801", "民政管理", "3", ""],
    ]
    assert rows(document, 1) == [["编码", "名称", "合计", ""], ["301", '工资"甲"', "1.00", ""]]


def test_a_cell_leads_back_to_its_line_and_column_in_the_file() -> None:
    lines = SHEET.split("\n")
    for grid in grids(read(SHEET)):
        for line in (line for cell in grid.cells for line in cell.lines):
            col = len(line.text) - len(line.text.lstrip())
            assert lines[line.line - 1][col:].startswith(line.text.strip()[:2])


def test_an_amount_torn_in_two_by_its_comma_is_refused_and_not_read_wrong() -> None:
    with pytest.raises(UnreadableSource, match=r"line 6 has 5 cells, .* table 4: .*quotes"):
        read(SHEET.replace('"1,202.95"', "1,202.95"))


@pytest.mark.parametrize(
    "text",
    [
        "合计 1,202.95\n其中 1,000.00\n项目 202.95\n" * 3,
        "2025年,本单位收入 12 万元,增加 3 万元,主要原因是项目增加。\n" * 5,
        "一,二\n",
    ],
)
def test_text_with_commas_is_no_table(text: str) -> None:
    document = read(text)
    assert document.file.format == "text"
    assert grids(document) == []


def test_the_published_text_is_no_table() -> None:
    [path] = RAW.glob("*2024*.txt")
    assert read_text(path.read_bytes(), path.name).file.format == "text"
