"""Workbooks are read as they are shown: a table a sheet, numbers by their formats."""

import io
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Border, Side
from openpyxl.worksheet.worksheet import Worksheet

from analysis.sources.document import Document, Line, UnreadableSource
from analysis.sources.excel import read_excel
from analysis.sources.excel_number import shown_number
from tests.sources.typeset import grids, matrix, texts

ROWS = [
    ["科目编码", "科目名称", "合计"],
    ["201", "一般公共服务支出", 1202.95],
    ["20101", "人大事务", None],
]
RULED = Border(*(Side("thin") for _ in range(4)))


def workbook(*fill: Callable[[Worksheet], object], names: tuple[str, ...] = ("表3",)) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, work in zip(names, fill, strict=True):
        work(book.create_sheet(name))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def supply(sheet: Worksheet, rows: list[list[object]] = ROWS, top: int = 3) -> None:
    """A title, a line with the unit of money, and a ruled table below them."""
    sheet["A1"], sheet["C2"] = "2031年部门支出总表", "单位：万元"
    sheet.merge_cells("A1:C1")
    for number, row in enumerate(rows):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(top + number, column, value)
            cell.border = RULED
            if isinstance(value, float):
                cell.number_format = "#,##0.00"


def read(*fill: Callable[[Worksheet], object], names: tuple[str, ...] = ("表3",)) -> Document:
    return read_excel(workbook(*fill, names=names), "a.xlsx")


def test_rows_above_the_table_are_lines_and_the_ruled_rows_one_grid() -> None:
    document = read(supply)
    assert texts(document) == ["2031年部门支出总表", "单位：万元"]
    [grid] = grids(document)
    assert matrix(grid) == [
        ["科目编码", "科目名称", "合计"],
        ["201", "一般公共服务支出", "1,202.95"],
        ["20101", "人大事务", ""],
    ]


def test_each_sheet_is_a_page_and_a_box_is_told_in_cells() -> None:
    document = read(supply, supply, names=("甲", "乙"))
    assert [block.page for block in document.blocks] == [1, 1, 1, 2, 2, 2]
    amount = next(c for c in grids(document)[1].cells if c.row == 1 and c.column == 2)
    assert (amount.box, amount.lines[0].page) == ((2, 3, 3, 4), 2)


def test_lines_of_a_sheet_never_share_a_number() -> None:
    document = read(supply)
    lines = [b.line for b in document.blocks if isinstance(b, Line)]
    lines += [line.line for cell in grids(document)[0].cells for line in cell.lines]
    assert sorted(lines) == list(range(1, len(lines) + 1))


def test_merged_cells_keep_their_span() -> None:
    def merge(sheet: Worksheet) -> None:
        supply(sheet, [["项目", None, "合计"], ["编码", "名称", None], ["201", "甲", 1.0]])
        sheet.merge_cells("A3:B3")
        sheet.merge_cells("C3:C4")

    [grid] = grids(read(merge))
    spans = [(c.row, c.column, c.row_span, c.column_span) for c in grid.cells if c.row < 2]
    assert spans == [(0, 0, 1, 2), (0, 2, 2, 1), (1, 0, 1, 1), (1, 1, 1, 1)]


def test_notes_under_the_table_are_lines() -> None:
    def note(sheet: Worksheet) -> None:
        supply(sheet)
        sheet["A7"] = "注：本表为空"

    assert texts(read(note))[-1] == "注：本表为空"


def test_rows_added_below_the_borders_are_of_the_table_and_signatures_are_not() -> None:
    def added(sheet: Worksheet) -> None:
        supply(sheet)
        sheet.append(["202", "外交支出", 7])
        sheet.append(["填表人：某", "", "电话：1"])

    document = read(added)
    assert [row[0] for row in matrix(grids(document)[0])] == ["科目编码", "201", "20101", "202"]
    assert texts(document)[-1] == "填表人：某  电话：1"


def test_a_sheet_without_borders_has_its_table_where_rows_hold_several_cells() -> None:
    def bare(sheet: Worksheet) -> None:
        for row in (["支出总表"], ["编制部门：某局", "单位：元"], [], *ROWS, ["注：无"]):
            sheet.append(row)

    document = read(bare)
    assert texts(document) == ["支出总表", "编制部门：某局  单位：元", "注：无"]
    assert [len(row) for row in matrix(grids(document)[0])] == [3, 3, 3]


def test_the_name_of_a_sheet_is_its_title_where_no_other_stands_above_the_table() -> None:
    document = read(lambda s: supply_at_top(s), names=("支出总表",))
    assert texts(document) == ["支出总表"]


def supply_at_top(sheet: Worksheet) -> None:
    for number, row in enumerate(ROWS, 1):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column, value).border = RULED


def test_what_is_hidden_was_not_published() -> None:
    def hide(sheet: Worksheet) -> None:
        supply(sheet)
        sheet.row_dimensions[4].hidden = True
        sheet.column_dimensions["B"].hidden = True

    def hidden_sheet(sheet: Worksheet) -> None:
        supply(sheet)
        sheet.sheet_state = "hidden"

    document = read(hide, hidden_sheet, names=("甲", "乙"))
    assert [matrix(grid) for grid in grids(document)] == [[["科目编码", "合计"], ["20101", ""]]]


def test_a_format_on_far_away_cells_costs_nothing() -> None:
    def far(sheet: Worksheet) -> None:
        supply(sheet)
        sheet["XFD1048576"].border = RULED

    [grid] = grids(read(far))
    assert (grid.row_count, grid.column_count) == (3, 3)


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (8603.77, "General", "8603.77"),
        (1492.6799999999998, "General", "1492.68"),
        (8603.77, "#,##0.00", "8,603.77"),
        (0.615, "0.00", "0.62"),  # stored as 0.61499999999999999
        (1234567.891, "#,##0", "1,234,568"),
        (5, "00", "05"),
        (2080501, "General", "2080501"),
        (0.4464, "0.00%", "44.64%"),
        (0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        (-12.5, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-12.50"),
        (1202.95, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "1,202.95"),
        (-3.5, "0.00_ ;[Red]\\-0.00\\ ", "-3.50"),
        (-5, "#,##0_);(#,##0)", "(5)"),
        (86037700, "0!.0,", "8603.8"),  # the Chinese way to show 元 as 万元
        (86037700, "#,##0.00,", "86,037.70"),
        (12, '0"万元"', "12万元"),
        (1234.5, "[$¥-804]#,##0.00", "¥1,234.50"),
        (1.5, "0.##", "1.5"),
        (0.5, "# ?/?", "0.5"),
    ],
)
def test_a_number_is_told_as_its_format_shows_it(
    value: float, number_format: str, shown: str
) -> None:
    assert shown_number(value, number_format) == shown


@pytest.mark.parametrize("cents", [1, 10, 12345, 860377, 99999999999])
def test_two_decimals_come_out_exactly(cents: int) -> None:
    amount = Decimal(cents) / 100
    assert Decimal(shown_number(float(amount), "#,##0.00").replace(",", "")) == amount


def test_an_old_workbook_reads_like_a_new_one() -> None:
    """``data/old.xls`` was made with xlwt; it has a hidden sheet."""
    document = read_excel((Path(__file__).parent / "data" / "old.xls").read_bytes(), "old.xls")
    assert (document.file.format, texts(document)) == (
        "xls",
        ["2031年部门支出总表", "编制部门：某市某某局  单位：元"],
    )
    [grid] = grids(document)
    assert matrix(grid) == [
        ["项目", "合计", "备注"],
        ["编码", "名称"],
        ["201", "一般公共服务支出", "1,202.95", ""],
        ["05", "人大事务", "0.62", "2031年3月1日"],
    ]
    assert [(c.row_span, c.column_span) for c in grid.cells[:3]] == [(1, 2), (2, 1), (2, 1)]


def test_formulas_are_taken_with_their_stored_values() -> None:
    data = workbook(lambda s: supply(s, [["甲", "乙"], [1, "=1+1"]]))
    stored = changed_part(data, "xl/worksheets/sheet1.xml", b"<v></v>", b"<v>2</v>")
    stored = changed_part(stored, "xl/worksheets/sheet1.xml", b"<v />", b"<v>2</v>")
    assert matrix(grids(read_excel(stored, "a.xlsx"))[0]) == [["甲", "乙"], ["1", "2"]]


def test_formulas_without_stored_values_are_refused_by_their_cell() -> None:
    data = workbook(lambda s: supply(s, [["甲", "乙"], [1, "=1+1"]]))
    with pytest.raises(UnreadableSource, match="sheet1, cell B4 holds a formula and no value"):
        read_excel(data, "a.xlsx")


def changed_part(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            text = source.read(info)
            target.writestr(
                info.filename, text.replace(old, new) if info.filename == part else text
            )
    return out.getvalue()


def bomb(part: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr(part, bytes(50_000_000))
    return out.getvalue()


BOOK = workbook(supply)
SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (BOOK[: len(BOOK) // 2], "cut off or damaged"),
        (b"<html></html>", "no Excel file"),
        (bytes(range(256)) * 9, "no Excel file"),
        (bomb("xl/worksheets/sheet1.xml"), "times its size"),
        (changed_part(BOOK, SHEET, b"A1:C1", b"A1:XFD1048576"), "cells"),
        (changed_part(BOOK, SHEET, b"<worksheet", b"<!DOCTYPE a><worksheet"), "entities"),
        (changed_part(BOOK, SHEET, b"<sheetData>", b"<sheetData"), "damaged"),
        (changed_part(BOOK, "xl/workbook.xml", b"<", b"["), "damaged"),
        (workbook(lambda s: None), "no text"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "Workbook".encode("utf-16-le"), "damaged"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableSource) as refusal:
        read_excel(data, "预算 '24.xlsx")
    assert str(refusal.value).startswith("预算 '24.xlsx: ")
    assert reason in refusal.value.reason
