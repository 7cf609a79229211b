"""Is the first row on a page the second half of a row that the page break cut in two?

It is where amounts of the row before break off (92,269,) and this row has the rest of each. It
also is where the rows of the table are marked, by a code or by an ordinal before the name, this
row has no mark and the one before has, its words go on in cells that hold words, and it brings
no amount where the row before has one. Not done here: joining the two (``continued``).
"""

from __future__ import annotations

import re

from analysis.disclosure.cut_numbers import breaks_off, is_cut
from analysis.disclosure.vocabulary import SUM_WORDS, fold
from analysis.sources.document import Cell, Grid

_ORDINAL = re.compile(r"(?:[一二三四五六七八九十廿]+、|\([一二三四五六七八九十廿]+\)|\d{1,2}[、.])")
_CODE = re.compile(r"\d{2,9}")
_AMOUNT = re.compile(r"[-(]?[\d,]+(?:\.\d+)?\)?|-")
_TOTAL = (*SUM_WORDS, "小计")
_MOST = 0.6  # of the filled cells of a column, its header among them


def is_second_half(grid: Grid, row: int) -> bool:
    """Return whether ``row`` of a grid is the second half of the row before."""
    before = {cell.column: cell for cell in grid.cells if cell.row == row - 1}
    this = {cell.column: cell for cell in grid.cells if cell.row == row}
    if before.keys() != this.keys() or any(
        c.row_span > 1 for c in (*before.values(), *this.values())
    ):
        return False
    texts = {column: text for column, cell in this.items() if (text := said(cell))}
    if not texts or any(text.endswith(_TOTAL) for text in texts.values()):
        return False
    both = [(said(before[c]), text) for c, text in texts.items() if _begun(said(before[c]))]
    if any(breaks_off(above) for above, _ in both):
        return all(is_cut(above, text) for above, text in both)
    marked = [column for column in before if _is_marked(grid, column, row)]
    if not any(_mark(said(before[c])) and not _mark(texts.get(c, "")) for c in marked):
        return False
    if any(_mark(texts.get(column, "")) for column in marked):
        return False
    words = {column for column, text in texts.items() if not _AMOUNT.fullmatch(text)}
    amounts = texts.keys() - words
    return (
        bool(words)
        and all(said(before[column]) for column in words)
        and not any(said(before[column]) for column in amounts)
    )


def _begun(text: str) -> bool:
    return _AMOUNT.fullmatch(text.rstrip(",.")) is not None


def _is_marked(grid: Grid, column: int, until: int) -> bool:
    texts = [said(c) for c in grid.cells if c.column == column and c.row < until]
    filled = [text for text in texts if text]
    return bool(filled) and sum(map(_mark, filled)) >= _MOST * len(filled)


def _mark(text: str) -> bool:
    return bool(_ORDINAL.match(text) or _CODE.fullmatch(text))


def said(cell: Cell) -> str:
    """Return what a cell says, folded for comparing."""
    return fold("".join(line.text for line in cell.lines))
