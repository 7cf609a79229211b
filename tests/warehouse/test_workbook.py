"""The Excel workbook holds what the warehouse holds, and says what it is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import openpyxl
import pytest
from openpyxl import Workbook

from analysis.warehouse.workbook import WorkbookImpossible, write_workbook
from analysis.warehouse.workbook_guide import sheets
from tests.factories import make_disclosure, make_figure, make_warehouse


@pytest.fixture(scope="module")
def book(
    warehouse: duckdb.DuckDBPyConnection, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Workbook]:
    path = tmp_path_factory.mktemp("workbook") / "budget.xlsx"
    write_workbook(warehouse, path)
    opened = openpyxl.load_workbook(path)
    yield opened
    opened.close()


def written(folder: Path, *figures: object) -> Workbook:
    connection = make_warehouse(make_disclosure(figure=list(figures)))
    write_workbook(connection, folder / "small.xlsx")
    return openpyxl.load_workbook(folder / "small.xlsx")


def exact(value: object) -> object:
    """A number of a workbook or of the warehouse as the decimal that it is; else the value."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return value
    return Decimal(str(value)).normalize()


def test_every_table_and_view_is_a_sheet_with_the_same_figures(
    warehouse: duckdb.DuckDBPyConnection, book: Workbook
) -> None:
    assert book.sheetnames == ["guide", "notes", *(sheet.name for sheet in sheets(warehouse))]
    for sheet in sheets(warehouse):
        numbers = [
            place
            for place, column in enumerate(sheet.columns)
            if column.sql_type.startswith(("DECIMAL", "INT", "BIGINT"))
        ]
        rows = warehouse.execute(f'SELECT * FROM "{sheet.name}" ORDER BY ALL').fetchall()
        kept = list(book[sheet.name].iter_rows(min_row=2, values_only=True))
        assert len(kept) == len(rows), sheet.name
        assert [[exact(row[n]) for n in numbers] for row in kept] == [
            [exact(row[n]) for n in numbers] for row in rows
        ], sheet.name


def test_every_sheet_has_a_header_that_stays_in_sight(
    warehouse: duckdb.DuckDBPyConnection, book: Workbook
) -> None:
    for sheet in sheets(warehouse):
        header = next(book[sheet.name].iter_rows(max_row=1))
        assert [cell.value for cell in header] == [column.name for column in sheet.columns]
    for sheet in book.worksheets:
        assert sheet.freeze_panes == "A2"
        assert all(cell.value and cell.font.bold for cell in sheet[1])
        widths = [sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]]
        assert all(3 < width < 64 for width in widths)


def test_amounts_and_percentages_are_numbers_shown_as_such(book: Workbook) -> None:
    sheet = book["yearly_total"]
    filled = {}
    for title, *cells in sheet.iter_cols():
        filled[title.value] = next((cell for cell in cells if cell.value is not None), None)
    assert (filled["amount_wan"].data_type, filled["share_pct"].data_type) == ("n", "n")
    assert filled["amount_wan"].number_format == "#,##0.00####"
    assert filled["share_pct"].number_format == '0.00"%"'
    assert filled["fiscal_year"].number_format == "0"


def test_a_figure_in_per_cent_is_shown_so_beside_figures_that_are_not(tmp_path: Path) -> None:
    share = make_figure("narrative/a/share", "58.5", unit="percent", unit_word="%", amount_wan=None)
    sheet = written(tmp_path, share, make_figure("narrative/b/total", "7"))["figure"]
    [column] = [cell.column_letter for cell in sheet[1] if cell.value == "value"]
    assert [sheet[f"{column}{row}"].number_format for row in (2, 3)] == ['0.00"%"', "General"]


def test_the_guide_explains_every_sheet_and_column_of_the_contract(
    warehouse: duckdb.DuckDBPyConnection, book: Workbook
) -> None:
    rows = list(book["guide"].iter_rows(min_row=2, values_only=True))
    described = {(row[0], row[3]): row for row in rows}
    for sheet in sheets(warehouse):
        assert described[sheet.name, None][2] == sheet.rows
        assert described[sheet.name, None][6] == sheet.comment
        for column in sheet.columns:
            entry = described[sheet.name, column.name]
            assert entry[4] == column.sql_type
            assert entry[6] or sheet.kind == "view"
    assert described["budget_line", "amount_wan"][5] == "万元 (CNY 10,000)"


def test_the_notes_name_every_document_with_its_sha256(
    warehouse: duckdb.DuckDBPyConnection, book: Workbook
) -> None:
    rows = list(book["notes"].iter_rows(min_row=2, values_only=True))
    documents = warehouse.execute("SELECT document_id, file_name, sha256 FROM document").fetchall()
    assert {(row[0], row[4], row[5]) for row in rows} >= set(documents)
    assert any("万元" in str(row[0]) for row in rows)


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    sheet = written(tmp_path, make_figure(row_name="=1+1\x02"))["figure"]
    [column] = [cell.column_letter for cell in sheet[1] if cell.value == "row_name"]
    assert (sheet[f"{column}2"].value, sheet[f"{column}2"].data_type) == ("=1+1", "s")


def test_the_same_warehouse_gives_the_same_bytes(tmp_path: Path) -> None:
    connection = make_warehouse(make_disclosure(figure=[make_figure()]))
    write_workbook(connection, tmp_path / "one.xlsx")
    write_workbook(connection, tmp_path / "two.xlsx")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_a_text_too_long_for_a_cell_is_refused_not_cut(tmp_path: Path) -> None:
    with pytest.raises(WorkbookImpossible, match=r"in figure is longer .* Export as csv"):
        written(tmp_path, make_figure(row_name="长" * 40_000))


def test_without_openpyxl_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(WorkbookImpossible, match=r"not installed.*\.\[office\]"):
        write_workbook(make_warehouse(), tmp_path / "none.xlsx")
