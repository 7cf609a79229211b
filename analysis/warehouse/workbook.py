"""The warehouse as one Excel workbook: a guide, notes on the documents, a sheet a table or view.

Text is stored as text, also where it starts with "=" (Excel would take it for a formula). The same
warehouse gives the same bytes. Not done here: what the guide and the notes say
(``workbook_guide``).
"""

from __future__ import annotations

import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.warehouse.workbook_guide import Sheet, guide_rows, note_rows, sheets, words

if TYPE_CHECKING:
    import duckdb

_WIDEST, _LOOKED_AT = 60, 200  # characters of a column; rows that decide on its width
_LONGEST_TEXT = 32_767  # characters in a cell, by Excel's own limit
_NO_DATE = "1980-01-01T00:00:00Z"
_Formats = Callable[[Sequence[object]], Iterable[str]]  # the number formats of a row's cells
_Page = tuple[str, Sequence[str], Sequence[Sequence[object]], _Formats]
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


class WorkbookImpossible(Exception):
    """A workbook cannot be written, with what to do."""


def write_workbook(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Write the tables and views to the .xlsx file ``path``; raises WorkbookImpossible."""
    try:
        import openpyxl
    except ImportError as error:
        raise WorkbookImpossible(
            "Excel workbooks are written by openpyxl, which is not installed. "
            "Install it with pip install -e '.[office]', or export as csv or parquet"
        ) from error
    # All is read and looked at before the first sheet is begun.
    pages = list(_pages(connection))
    book = openpyxl.Workbook(write_only=True)
    for page in pages:
        _fill(book, *page)
    made = io.BytesIO()
    book.save(made)
    path.write_bytes(_without_dates(made.getvalue()))


def _pages(connection: duckdb.DuckDBPyConnection) -> Iterator[_Page]:
    """Return name, header, rows and number formats of each sheet."""
    wanted = sheets(connection)
    for own, rows in (("guide", guide_rows(wanted)), ("notes", note_rows(connection))):
        yield words()[own]["sheet"], words()[own]["header"], list(rows), lambda row: ()
    for sheet in wanted:
        found = connection.execute(f'SELECT * FROM "{sheet.name}" ORDER BY ALL').fetchall()
        rows_of_cells = [[_plain(value, sheet.name) for value in row] for row in found]
        header = [column.name for column in sheet.columns]
        yield sheet.name, header, rows_of_cells, _formats(sheet)


def _fill(
    book: Any,
    name: str,
    header: Sequence[str],
    rows: Sequence[Sequence[object]],
    formats: _Formats,
) -> None:
    """Add a sheet: a bold header that stays in sight, columns wide enough, the rows."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    if rows:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(header))}{len(rows) + 1}"
    for place, title in enumerate(header, start=1):
        values = (row[place - 1] for row in islice(rows, _LOOKED_AT) if len(row) == len(header))
        width = max(map(_width, (title, *values)))
        sheet.column_dimensions[get_column_letter(place)].width = min(width, _WIDEST) + 3

    def cell(value: object, number_format: str = "General", bold: bool = False) -> Any:
        made = WriteOnlyCell(sheet, value)
        if isinstance(made.value, str):
            made.data_type = "s"
        if number_format != "General":
            made.number_format = number_format
        if bold:
            made.font = Font(bold=True)
        return made

    sheet.append([cell(title, bold=True) for title in header])
    for row in rows:
        cells = islice(zip_longest(row, formats(row), fillvalue="General"), len(row))
        sheet.append([None if value is None else cell(value, shown) for value, shown in cells])


def _formats(sheet: Sheet) -> Callable[[Sequence[object]], list[str]]:
    """Return what gives the number format of each cell of a row, by its column and its unit."""
    usual = [column.number_format for column in sheet.columns]
    names = [column.name for column in sheet.columns]
    by_unit: dict[object, str] = words()["row_formats"]
    if "unit" not in names or "value" not in names:
        return lambda row: usual
    unit, value = names.index("unit"), names.index("value")

    def formats(row: Sequence[object]) -> list[str]:
        special = by_unit.get(row[unit])
        return [*usual[:value], special, *usual[value + 1 :]] if special else usual

    return formats


def _plain(value: object, sheet: str) -> Any:
    if isinstance(value, list):
        value = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, str):
        return value
    if len(value) > _LONGEST_TEXT:
        raise WorkbookImpossible(
            f"a text of {len(value):,} characters in {sheet} is longer than the {_LONGEST_TEXT:,} "
            "that a cell of Excel holds. Export as csv or parquet"
        )
    return _CONTROL.sub("", value)


def _width(value: object) -> int:
    """Return the width of a value in characters, of which Chinese ones count double."""
    text = "" if value is None else str(value)[:_WIDEST]
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _without_dates(data: bytes) -> bytes:
    """Return the same workbook without the moment at which it was written."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"\d{4}-\d\d-\d\dT[\d:.]+Z?", _NO_DATE.encode(), part)
            new.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()
