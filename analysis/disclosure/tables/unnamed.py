"""Rows of amounts without a name: stored as figures that say so, never left out, never added up.

Not done here: finding them (the readers of grids).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from analysis.disclosure.recorder import CellValue, Recorder
from analysis.disclosure.tables.keyed import TOTAL, KeyedTable, Row, Use, with_reading

UNNAMED = "unnamed"
_NOTE = "the row has no name: what its amounts are of cannot be told"
_TAKEN = "the row has no name; no other row is the total"
_NUMBERING = "number of a column"


def set_apart(table: KeyedTable) -> None:
    """Take the rows without code and name out of a table whose rows have names.

    One such row is the total where no row is called so. A row that numbers the columns holds no
    amounts.
    """
    bare = [row for row in table.rows if row.code == TOTAL and not row.name]
    if not bare:
        return
    for row in bare:
        if numbers_columns(row.cells.values()):
            table.uses += numbering(row.cells.values())
            table.rows.remove(row)
    left = [row for row in bare if any(row is one for one in table.rows)]
    named_total = any(row.code == TOTAL and row.name for row in table.rows)
    if len(left) == 1 and not named_total:
        _note(left[0], "inferred", _TAKEN)
        return
    for row in left:
        table.rows.remove(row)
        table.unnamed.append(row)


def numbers_columns(cells: Iterable[CellValue]) -> bool:
    """Whether the cells are 1, 2, 3 …: numbers of the columns."""
    values = [cell.value for cell in cells if cell.place is not None]
    whole = [int(v) for v in values if v is not None and v == v.to_integral_value()]
    return len(whole) == len(values) > 1 and all(b - a == 1 for a, b in pairwise(whole))


def numbering(cells: Iterable[CellValue]) -> list[Use]:
    """Return what became of the numbers of a row that numbers the columns."""
    return [Use(cell.place, "ordinal", _NUMBERING) for cell in cells if cell.place is not None]


def record_unnamed(rows: Sequence[Row], kind: str, recorder: Recorder, prefix: str = "") -> None:
    """Store the amounts of rows without a name as figures, marked; no table counts them."""
    for row in rows:
        _note(row, "uncertain", _NOTE)
        for column, cell in row.cells.items():
            recorder.figure(
                cell,
                table_kind=kind,
                row_key=f"{prefix}{UNNAMED}",
                column_key=column,
                fiscal_year=recorder.fiscal_year,
            )


def _note(row: Row, reading: str, note: str) -> None:
    for key, cell in row.cells.items():
        if cell.place is not None:
            row.cells[key] = with_reading(cell, reading, note)
