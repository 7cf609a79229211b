"""A table of a web page becomes a sheet, with what its cells show and how far they span.

Not done here: what is table and what is title around it (``excel_sheet``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from analysis.sources.excel_sheet import Sheet, unruled
from analysis.sources.limits import limits, refuse
from analysis.sources.web_text import is_hidden, said

_PARTS = ("thead", "tbody", "tfoot")
_WIDEST, _HIGHEST = 1000, 65534  # what a browser takes a span for at most


def table_sheet(table: Any, file_name: str) -> Sheet:
    """Return the sheet of a table; the rows of its body count as ruled.

    Raises UnreadableSource where it has more cells than ``limits.yml`` allows.
    """
    sheet = Sheet("")
    taken: dict[int, int] = {}  # column -> the row before which a cell above fills it
    for row, source in enumerate(_rows(table)):
        column = 0
        for cell in source:
            if cell.tag not in ("td", "th") or is_hidden(cell):
                continue
            while taken.get(column, 0) > row:
                column += 1
            width, height = _span(cell, "colspan", _WIDEST), _span(cell, "rowspan", _HIGHEST)
            taken.update(dict.fromkeys(range(column, column + width), row + height))
            if lines := said(cell):
                sheet.texts[row, column] = "\n".join(lines)
            if (width, height) != (1, 1):
                sheet.merged.append((row, column, row + height - 1, column + width - 1))
            column += width
        if (row + 1) * len(taken) > limits().max_cells:
            raise refuse(file_name, "a table has more cells than allowed", "max_cells")
    rows = sorted({row for row, _ in sheet.texts})
    body = unruled(sheet, rows) if rows else []
    if body:
        # A row of a table that says nothing is part of it all the same.
        sheet.bordered = {(row, 0) for row in range(body[0], body[-1] + 1)}
        sheet.merged = [(r, c, min(last, body[-1]), end) for r, c, last, end in sheet.merged]
    return sheet


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if not isinstance(child.tag, str) or is_hidden(child):
            continue
        if child.tag == "tr":
            yield child
        elif child.tag in _PARTS:
            yield from _rows(child)


def _span(cell: Any, name: str, most: int) -> int:
    found = re.match(r"\s*(\d{1,6})", cell.get(name) or "")
    return min(max(int(found.group(1)), 1), most) if found else 1
