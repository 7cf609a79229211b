"""What a place in a file is called by those who open it: the cell of a workbook.

Not done here: finding a place, and the words around it.
"""

from __future__ import annotations

from typing import SupportsInt

__all__ = ["cell_name"]

_WORKBOOKS = ("xlsx", "xls")


def cell_name(format: str | None, x0: SupportsInt | None, top: SupportsInt | None) -> str | None:
    """Return the cell of a workbook in which a figure is printed (E29); None in other files.

    ``x0`` and ``top`` are those of the figure's box, whose unit is the cell there: (4, 28).
    """
    if format not in _WORKBOOKS or x0 is None or top is None:
        return None
    return f"{_letters(int(x0) + 1)}{int(top) + 1}"


def _letters(column: int) -> str:
    """The letters of a column of a sheet, which counts from 1: A, Z, AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
