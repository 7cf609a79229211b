"""Ruled rows of a name and an amount: funding sources and detail lines of a project sheet.

Where such rows stand side by side in two lists, they are taken row by row. Not done here: what a
name means, rows that have lost their grid (``amount_rows``).
"""

from __future__ import annotations

from itertools import pairwise

from analysis.disclosure.joined import EMPTY, Joined, join
from analysis.disclosure.projects.amount_rows import begins_row, ruled_amount_row
from analysis.disclosure.projects.cell_labels import label_of
from analysis.disclosure.projects.cell_strips import spaced_text
from analysis.disclosure.projects.ruled_rows import RuledRow, cell_text
from analysis.disclosure.projects.sheet_fields import AmountRow
from analysis.disclosure.recorder import Recorder
from analysis.sources.document import Cell


class AmountGrid:
    """Takes the rows below the header of a list; ``pairs`` are its columns of name and amount."""

    def __init__(
        self, pairs: list[tuple[int, int]], rows: list[AmountRow], unit: str, recorder: Recorder
    ) -> None:
        self.pairs, self.rows, self.unit, self.recorder = pairs, rows, unit, recorder
        self._last = self._before = 0  # ordinals
        self._name: Joined = EMPTY
        self._amount: Joined = EMPTY

    @classmethod
    def below(
        cls, header: RuledRow, field: str, rows: list[AmountRow], unit: str, recorder: Recorder
    ) -> AmountGrid:
        """Return the list under a header row: the amount stands in the cell after each name's."""
        cells = header.covering
        pairs = [
            (cell.column, following.column)
            for cell, following in pairwise(cells)
            if (label := label_of(cell_text(cell))) and label.field == field
        ]
        return cls(pairs, rows, unit, recorder)

    def add(self, row: RuledRow) -> bool:
        """Take a row; False where it is none of this list."""
        if any(_ends_list(cell) for cell in row.filled):
            return False
        taken = False
        for name_column, amount_column in self.pairs:
            if amount_column >= len(row.cells):
                continue
            name, amount = row.cells[name_column], row.cells[amount_column]
            if name is None or name is amount or row.index not in (name.row, _row_of(amount)):
                continue
            taken = True
            self._add(_text(name), _text(amount), row.first_on_page)
        return taken or not row.filled

    def _add(self, name: Joined, amount: Joined, first_on_page: bool) -> None:
        if not name and not amount:
            return
        cut = first_on_page and self.rows and not begins_row(name, self._last)
        if cut and not (amount and self._amount):  # the rest of a row that the page break cuts
            self.rows.pop()
            self._last = self._before
            name, amount = join([self._name, name]), join([self._amount, amount])
        self._before = self._last
        found, self._last = ruled_amount_row(name, amount, self._last, self.unit, self.recorder)
        self.rows.append(found)
        self._name, self._amount = name, amount


def _text(cell: Cell | None) -> Joined:
    return spaced_text(cell.lines) if cell is not None else EMPTY


def _row_of(cell: Cell | None) -> int | None:
    return cell.row if cell is not None else None


def _ends_list(cell: Cell) -> bool:
    label = label_of(cell_text(cell))
    return label is not None and label.alone and label.field != "source"  # a row of the list
