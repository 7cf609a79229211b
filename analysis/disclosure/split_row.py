"""Is the first row on a page the second half of a row that the page break cut in two?

It is where amounts of the row before break off (92,269, or 744.5 among amounts with two decimals)
and this row has the rest of each. It also is where this row has words only, that go on in cells
that hold words, while every row before has an amount; or where the rows of the table are marked,
by a code or by an ordinal before the name, this row has no mark and the one before has, its words
go on in cells that hold words, and it brings no amount where the row before has one. Not done here:
joining the two (``continued``).
"""

from __future__ import annotations

import re

from analysis.disclosure.cut_numbers import breaks_off, is_cut
from analysis.disclosure.vocabulary import SUM_WORDS, fold
from analysis.sources.document import Cell, Grid

_ORDINAL = re.compile(
    r"(?:[一二三四五六七八九十廿]+、|\([一二三四五六七八九十廿]+\)|\d{1,2}(?:、|\.(?!\d)))"
)
_CODE = re.compile(r"\d{2,9}")
_AMOUNT = re.compile(r"[-(]?[\d,]+(?:\.\d+)?\)?|-")
_CENTS = re.compile(r"^-?[\d,]+\.(\d+)$")
_REMARK = re.compile(r"(?:备?注|说明)\d?[:：]")
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
    if any(breaks_off(above) for above, _ in both) or _completes(grid, row, texts):
        return all(is_cut(above, text) for above, text in both)
    marked = [column for column in before if _is_marked(grid, column, row)]
    if not any(_mark(texts.get(column, "")) for column in marked) and _only_words(grid, row, texts):
        return all(said(before[column]) for column in texts)
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


def _completes(grid: Grid, row: int, texts: dict[int, str]) -> bool:
    """Whether what stands in a row has the decimals that an amount above lacks beside its like."""
    for column, text in texts.items():
        above = [found.group(1) for t in _column(grid, column, row) if (found := _CENTS.search(t))]
        if len(above) > 1 and text.isdigit():
            usual, own = max(map(len, above[:-1])), len(above[-1])
            cut = _column(grid, column, row)[-1].endswith(f".{above[-1]}")
            if cut and own < usual == own + len(text) and {len(x) for x in above[:-1]} == {usual}:
                return True
    return False


def _only_words(grid: Grid, row: int, texts: dict[int, str]) -> bool:
    """Whether a row has words and no amount, while all rows below the first amount have some."""
    if any(_AMOUNT.fullmatch(text) or _REMARK.match(text) for text in texts.values()):
        return False
    cells = [(c.row, said(c)) for c in grid.cells if c.row < row]
    with_amount = {at for at, text in cells if _CENTS.search(text) or "," in text}
    first = min(with_amount, default=row)
    return row - first > 1 and all(at in with_amount for at in range(first, row))


def _column(grid: Grid, column: int, until: int) -> list[str]:
    return [said(c) for c in grid.cells if c.column == column and c.row < until]


def _is_marked(grid: Grid, column: int, until: int) -> bool:
    texts = [said(c) for c in grid.cells if c.column == column and c.row < until]
    filled = [text for text in texts if text]
    return bool(filled) and sum(map(_mark, filled)) >= _MOST * len(filled)


def _mark(text: str) -> bool:
    return bool(_ORDINAL.match(text) or _CODE.fullmatch(text))


def is_amount(cell: Cell) -> bool:
    """Return whether a cell holds nothing but a number, or a dash for one."""
    return _AMOUNT.fullmatch(said(cell)) is not None


def said(cell: Cell) -> str:
    """Return what a cell says, folded for comparing."""
    return fold("".join(line.text for line in cell.lines))
