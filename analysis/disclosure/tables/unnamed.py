"""Rows of amounts without a name: stored as figures that say so, never left out, never added up.

Not done here: finding them (the readers of grids).
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.disclosure.recorder import Recorder
from analysis.disclosure.tables.keyed import TOTAL, KeyedTable, Row, with_reading

UNNAMED = "unnamed"
_NOTE = "the row has no name: what its amounts are of cannot be told"
_TAKEN = "the row has no name; no other row is the total"


def set_apart(table: KeyedTable) -> None:
    """Take the rows without code and name out of a table whose rows have names.

    One such row is the total where no row with amounts is called so.
    """
    totals = [row for row in table.rows if row.code == TOTAL]
    bare = [row for row in totals if not row.name]
    named = [row for row in totals if row.name]
    if len(bare) == 1 and not any(_has_amounts(row) for row in named):
        _note(bare[0], "inferred", _TAKEN)
        for row in named:
            table.rows.remove(row)
        return
    for row in bare:
        table.rows.remove(row)
        table.unnamed.append(row)


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


def _has_amounts(row: Row) -> bool:
    return any(cell.place is not None for cell in row.cells.values())


def _note(row: Row, reading: str, note: str) -> None:
    for key, cell in row.cells.items():
        if cell.place is not None:
            row.cells[key] = with_reading(cell, reading, note)
