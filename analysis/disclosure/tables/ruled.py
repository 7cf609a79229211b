"""A ruled table as rows of cells, and the header words over each of its columns.

Not done here: what the columns mean (``columns``), rows and records (``grid``, ``sides_grid``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from analysis.disclosure.cut_numbers import join_cell
from analysis.disclosure.joined import EMPTY, Joined
from analysis.disclosure.numbers import find_numbers
from analysis.disclosure.tables import header
from analysis.disclosure.tables.dated import CHANGE, CHANGE_PCT, dated_word, latest_year
from analysis.disclosure.tables.keyed import Use
from analysis.disclosure.tables.openings import TOTALS
from analysis.disclosure.tables.tokens import is_amount
from analysis.disclosure.vocabulary import fold
from analysis.sources.document import Cell, Grid

_DATED = ("columns", "columns_sides")  # vocabularies whose columns may be of several years
# 1, (1), 3=4+5: the number of a column, with what it is the sum of.
_COLUMN_NUMBER = re.compile(r"\(?(\d{1,2})\)?(?:=[\d+\-()*/.]+)?")
_NUMBERED = ("栏次", "列次", "行次", "序号", "栏目")
_LETTERS = ("**", "-", "—", "—", "甲", "乙", "丙", "丁", *"ABCDE")
_FEWEST = 2  # numbers that count on
_BY_YEAR = ("columns_by_item",)  # each column is a year, or compares two


class Ruled:
    """A grid as rows of cells: a merged cell stands in each place that it covers.

    A row that numbers the columns (栏次 1 2 3=4+5) is none of the rows; ``uses`` says what became
    of its numbers.
    """

    def __init__(self, grid: Grid) -> None:
        self.width = grid.column_count
        self.rows: list[list[Cell | None]] = [[None] * self.width for _ in range(grid.row_count)]
        self.uses: list[Use] = []
        for cell in grid.cells:
            for row in range(cell.row, min(cell.row + cell.row_span, grid.row_count)):
                for column in range(cell.column, min(cell.column + cell.column_span, self.width)):
                    self.rows[row][column] = cell
        for row_cells in [row_cells for row_cells in self.rows if numbers_columns(row_cells)]:
            self.rows.remove(row_cells)
            self.uses += _numbering(row_cells)

    def header_height(self, words: str) -> int:
        """Return how many rows from the top hold no amount and no code: title and header."""
        for number, row in enumerate(self.rows):
            texts = [text_of(cell) for cell in once(row)]
            known = [header.word(t, words).role for t in texts if t]
            labels = [t for t in texts if TOTALS.fullmatch(fold(t))]
            if any(is_amount(fold(t)) for t in texts):
                return number
            # A row of 合计 and blanks is the total of an empty table; header rows say more.
            if labels and len([t for t in texts if t]) == 1 and number and "name" not in known:
                return number
        return len(self.rows)


def numbers_columns(row: Sequence[Cell | None]) -> bool:
    """Whether a row holds the numbers of its columns from left to right and nothing else."""
    texts = [text for cell in once(row) if (text := fold(text_of(cell)))]
    numbers = [int(found.group(1)) for text in texts if (found := _COLUMN_NUMBER.fullmatch(text))]
    others = [text for text in texts if not _COLUMN_NUMBER.fullmatch(text)]
    labelled = any(text in _NUMBERED for text in others)
    if len(numbers) < _FEWEST or not all(text in _NUMBERED or text in _LETTERS for text in others):
        return False
    counted = all(later - number == 1 for number, later in pairwise(numbers))
    return counted and (numbers[0] == 1 or labelled)


def _numbering(row: Sequence[Cell | None]) -> list[Use]:
    return [
        Use(text.place(found.begin), "ordinal", "number of a column")
        for text in map(joined, once(row))
        for found in find_numbers(text.text)
    ]


def once(row: Sequence[Cell | None]) -> list[Cell | None]:
    """Return the cells of a row, each merged one once."""
    return [cell for i, cell in enumerate(row) if i == 0 or cell is None or cell is not row[i - 1]]


def joined(cell: Cell | None) -> Joined:
    """Return the lines of a cell as one text; empty where there is no cell."""
    return join_cell(cell.lines) if cell is not None else EMPTY


def text_of(cell: Cell | None) -> str:
    """Return the text of a cell, its line breaks taken out."""
    return joined(cell).text


def header_paths(ruled: Ruled, height: int, words: str) -> list[list[header.Word]]:
    """Return for each grid column the header words over it, from top to bottom.

    Where years stand side by side, each with its items (三公), the words alone say nothing of them.
    """
    said = [text_of(c) for row in ruled.rows[:height] for c in once(row)]
    latest = latest_year(said)

    def word(text: str) -> header.Word:
        dated = dated_word(text, latest) if words in (*_DATED, *_BY_YEAR) else None
        if words in _BY_YEAR and dated and dated.key not in (CHANGE, CHANGE_PCT):
            dated = None
        return dated or header.word(text, words)

    paths: list[list[header.Word]] = []
    for column in range(ruled.width):
        cells = [row[column] for row in ruled.rows[:height]]
        unique = [
            c for i, c in enumerate(cells) if c is not None and (i == 0 or c is not cells[i - 1])
        ]
        texts = [text_of(c) for c in unique if c.column_span < ruled.width]
        paths.append([word(text) for text in texts if text])
    return paths
