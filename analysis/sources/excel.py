"""Excel files (.xlsx, .xls): each sheet is a page with its tables, numbers as they are shown.

Formulas are taken with the values that were stored with them. Not done here: computing formulas
(a file without stored values is refused with what to do), hidden sheets, rows and columns, which
were not published, comments, charts and pictures.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl
import xlrd
from openpyxl.utils import range_boundaries

from analysis.sources.archive import is_old_excel, open_archive
from analysis.sources.document import Block, Document, Grid, SourceFile, UnreadableSource
from analysis.sources.excel_number import shown_number
from analysis.sources.excel_sheet import Counter, Sheet, sheet_blocks
from analysis.sources.limits import Clock, check_size, limits, refuse

_AGAIN = "Download the document again, or save it anew in an office program"
_MERGED = re.compile(rb'<mergeCell\b[^>]*\bref="([A-Z0-9:]+)"')
_CELL = re.compile(rb"<c[ >]")
# A formula without a stored value; one that gives an empty text says so with t="str".
_UNCOMPUTED = re.compile(
    rb'<c (?![^>]*\bt="str")[^>]*?\br="([A-Z]+[0-9]+)"[^>]*>\s*<f(?:[^>]*/>|[^>]*>[^<]*</f>)\s*'
    rb"(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)
_SIDES = ("left", "right", "top", "bottom")
_FEWEST_SIDES = 2  # a line under a title is no table


def read_excel(data: bytes, file_name: str) -> Document:
    """Return the Document of an Excel file, new (.xlsx) or old (.xls).

    Raises UnreadableSource for a file that is empty, damaged, encrypted, beyond the limits of
    ``limits.yml``, without text, or with formulas whose values were never stored.
    """
    check_size(data, file_name)
    clock = Clock(file_name)
    old = is_old_excel(data)
    if not old:
        with open_archive(data, file_name, "xl/workbook.xml", "Excel file (.xlsx)") as archive:
            _guard_sheets(archive, file_name)
    try:
        sheets = _old_sheets(data) if old else _new_sheets(data)
        blocks = _blocks(sheets, file_name, clock)
    except UnreadableSource:
        raise
    except Exception as error:  # the libraries raise nearly anything on damaged files
        reason = f"the Excel file is damaged ({str(error)[:200] or type(error).__name__})"
        raise UnreadableSource(file_name, reason, _AGAIN) from error
    if not blocks:
        raise UnreadableSource(
            file_name, "there is no text on any sheet", "Check that the file is complete"
        )
    return Document(SourceFile.of(data, file_name, "xls" if old else "xlsx"), tuple(blocks))


def _blocks(sheets: Sequence[Sheet], file_name: str, clock: Clock) -> list[Block]:
    if len(sheets) > limits().max_pages:
        raise refuse(file_name, f"the file has {len(sheets)} sheets", "max_pages")
    blocks: list[Block] = []
    for page, sheet in enumerate(sheets, 1):
        blocks += sheet_blocks(sheet, Counter(page))
        clock.check(f"sheet {sheet.name}")
    cells = sum(b.row_count * b.column_count for b in blocks if isinstance(b, Grid))
    if cells > limits().max_cells:
        raise refuse(file_name, f"the tables have {cells:,} cells", "max_cells")
    return blocks


def _guard_sheets(archive: zipfile.ZipFile, file_name: str) -> None:
    """Refuse more cells than allowed, and formulas without values."""
    count = 0
    for name in archive.namelist():
        if not name.startswith("xl/worksheets/") or not name.endswith(".xml"):
            continue
        text = archive.read(name)
        count += len(_CELL.findall(text))
        for ref in _MERGED.findall(text):
            left, top, right, bottom = range_boundaries(ref.decode())
            count += ((right or 0) - (left or 0) + 1) * ((bottom or 0) - (top or 0) + 1)
        if found := _UNCOMPUTED.search(text):
            sheet = name.rpartition("/")[2].removesuffix(".xml")
            raise UnreadableSource(
                file_name,
                f"{sheet}, cell {found.group(1).decode()} holds a formula and no value",
                "Open the file in an office program, which computes it, and save it",
            )
    if count > limits().max_cells:
        raise refuse(file_name, f"the sheets have {count:,} cells", "max_cells")


def _new_sheets(data: bytes) -> list[Sheet]:
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    return [_new_sheet(s) for s in book.worksheets if s.sheet_state == "visible"]


def _new_sheet(source: Any) -> Sheet:
    sheet = Sheet(source.title)
    # The stored cells only: one format at the last row of a sheet would make a million of them.
    for (row, column), cell in source._cells.items():
        position = row - 1, column - 1
        text = _shown(cell.value, cell.number_format)
        if text.strip():
            sheet.texts[position] = text
        if cell.has_style:
            sides = (getattr(cell.border, side) for side in _SIDES)
            if sum(side is not None and side.style is not None for side in sides) >= _FEWEST_SIDES:
                sheet.bordered.add(position)
    sheet.merged = [
        (m.min_row - 1, m.min_col - 1, m.max_row - 1, m.max_col - 1)
        for m in source.merged_cells.ranges
    ]
    sheet.hidden_rows = {n - 1 for n, d in source.row_dimensions.items() if d.hidden}
    sheet.hidden_columns = {
        column - 1
        for dimension in source.column_dimensions.values()
        if dimension.hidden
        for column in range(dimension.min or 0, (dimension.max or 0) + 1)
    }
    return sheet


def _old_sheets(data: bytes) -> list[Sheet]:
    book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
    return [_old_sheet(s, book) for s in book.sheets() if s.visibility == 0]


def _old_sheet(source: Any, book: Any) -> Sheet:
    sheet = Sheet(source.name)
    for row in range(source.nrows):
        for column in range(source.row_len(row)):
            cell, style = source.cell(row, column), book.xf_list[source.cell_xf_index(row, column)]
            value = _OLD_VALUES.get(cell.ctype, lambda _, value: value)(book, cell.value)
            text = _shown(value, book.format_map[style.format_key].format_str)
            if text.strip():
                sheet.texts[row, column] = text
            sides = (getattr(style.border, f"{side}_line_style") for side in _SIDES)
            if sum(side > 0 for side in sides) >= _FEWEST_SIDES:
                sheet.bordered.add((row, column))
    sheet.merged = [(r0, c0, r1 - 1, c1 - 1) for r0, r1, c0, c1 in source.merged_cells]
    sheet.hidden_rows = {row for row, info in source.rowinfo_map.items() if info.hidden}
    sheet.hidden_columns = {column for column, info in source.colinfo_map.items() if info.hidden}
    return sheet


_OLD_VALUES: dict[int, Callable[[Any, Any], Any]] = {
    xlrd.XL_CELL_DATE: lambda book, value: xlrd.xldate_as_datetime(value, book.datemode),
    xlrd.XL_CELL_BOOLEAN: lambda _, value: bool(value),
    xlrd.XL_CELL_ERROR: lambda _, value: xlrd.error_text_from_code.get(value, "#N/A"),
}


def _shown(value: Any, number_format: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return shown_number(value, number_format)
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, datetime.date):
        return f"{value.year}年{value.month}月{value.day}日"
    return str(value)
