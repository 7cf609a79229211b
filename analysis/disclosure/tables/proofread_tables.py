"""The sums of each shape of table, by which its recognised numbers are proofread.

Columns add up to the column that they are parts of; rows to the row of the code above, items to
the item above. A sum that most rows of the table deny is not one of this template. Not done here:
the arithmetic (``proofread``), and sums over several tables.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.disclosure.recorder import CellValue
from analysis.disclosure.tables.codes import parent_of
from analysis.disclosure.tables.items import Item, sums_of_items
from analysis.disclosure.tables.keyed import TOTAL, Column, KeyedTable, Row
from analysis.disclosure.tables.proofread import Confidence, Key, Sum, holds, proofread


def proofread_table(table: KeyedTable, confidence: Confidence) -> None:
    """Proofread a table of coded rows; one that nobody had to recognise stays as it is."""
    rows = [row.cells for row in table.rows]
    if not _is_recognised(rows, confidence):
        return
    keys = [column.key for column in table.columns]
    by_column = [
        Sum((whole, key), tuple((part, key) for part in parts), f"the sum over the rows of {key}")
        for whole, parts in _sums_of_rows(table.rows)
        for key in keys
    ]
    _proofread(rows, [*by_column, *_sums_of_columns(table.columns, rows)], confidence)


def proofread_items(items: Sequence[Item], confidence: Confidence) -> None:
    """Proofread the items of a two-sided table, each side by itself."""
    if not _is_recognised([item.cells for item in items], confidence):
        return
    for side in sorted({item.side for item in items}):
        mine = [item for item in items if item.side == side]
        rows = [item.cells for item in mine]
        sums = [
            Sum((whole, key), tuple((part, key) for part in parts), "the sum over the items")
            for whole, parts in sums_of_items(mine)
            for key in rows[whole]
        ]
        _proofread(rows, sums, confidence)


def _is_recognised(rows: Sequence[dict[str, CellValue]], confidence: Confidence) -> bool:
    return any(confidence(c.place) is not None for row in rows for c in row.values() if c.place)


def _proofread(
    rows: Sequence[dict[str, CellValue]], sums: Sequence[Sum], confidence: Confidence
) -> None:
    cells: dict[Key, CellValue] = {(i, k): c for i, row in enumerate(rows) for k, c in row.items()}
    units = [cell.unit_word for cell in cells.values() if cell.unit_word]
    proofread(cells, sums, max(units, key=units.count) if units else "万元", confidence)
    for (index, key), cell in cells.items():
        rows[index][key] = cell


def _sums_of_rows(rows: Sequence[Row]) -> list[tuple[int, list[int]]]:
    codes = [row.code for row in rows]
    printed = set(codes)
    row_of = {code: index for index, code in reversed(list(enumerate(codes)))}
    parts: dict[int, list[int]] = {}
    for index, code in enumerate(codes):
        parent = parent_of(code, printed) if code else TOTAL
        if parent in row_of and row_of[parent] != index:
            parts.setdefault(row_of[parent], []).append(index)
    return list(parts.items())


def _sums_of_columns(columns: Sequence[Column], rows: Sequence[dict[str, CellValue]]) -> list[Sum]:
    keys = {column.key for column in columns}
    parts: dict[str, list[str]] = {}
    for column in columns:
        if column.parent in keys and column.parent is not None:
            parts.setdefault(column.parent, []).append(column.key)
    sums: list[Sum] = []
    for whole, children in parts.items():
        words = f"{whole} = {' + '.join(children)}"
        mine = [Sum((i, whole), tuple((i, c) for c in children), words) for i in range(len(rows))]
        cells = {(i, k): c for i, row in enumerate(rows) for k, c in row.items()}
        denied = sum(not holds(each, cells) for each in mine)
        sums += mine if 2 * denied <= len(mine) else []
    return sums
