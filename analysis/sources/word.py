"""Word files (.docx): paragraphs become Lines, tables become Grids.

A line break within a paragraph ends a Line, as it does in print; the breaks that Word makes at
the margin are not in the file. Lines count through the file; there are no pages. Not done here:
.doc files (refused with what to do), headers, footers and footnotes, numbers of automatic lists
(titles are known by their words), deleted text of tracked changes, and tables inside cells, whose
text becomes lines of the cell.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn

from analysis.sources.archive import open_archive
from analysis.sources.document import (
    Block,
    Cell,
    Document,
    Grid,
    Line,
    SourceFile,
    UnreadableSource,
)
from analysis.sources.limits import Clock, limits, refuse

_PARAGRAPH, _TABLE, _ROW, _CELL = (qn(f"w:{tag}") for tag in ("p", "tbl", "tr", "tc"))
# Wrappers whose content stands in the place of the wrapper: content controls, tracked changes.
_WRAPPERS = {qn(f"w:{tag}") for tag in ("sdt", "sdtContent", "customXml", "ins", "smartTag")}
_TEXT, _TAB = qn("w:t"), qn("w:tab")
_BREAKS = {qn("w:br"), qn("w:cr")}
_HYPHEN = qn("w:noBreakHyphen")
# Not read: deleted text, the older copy of a drawing's text, settings of paragraphs and runs.
_SKIPPED = {qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr")} | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}


def read_word(data: bytes, file_name: str) -> Document:
    """Return the Document of a Word file (.docx).

    Raises UnreadableSource for a file that is empty, damaged, encrypted, of the old kind (.doc),
    beyond the limits of ``limits.yml``, or without text.
    """
    open_archive(data, file_name, "word/document.xml", "Word file (.docx)").close()
    clock = Clock(file_name)
    try:
        body = docx.Document(io.BytesIO(data)).element.body
        blocks = list(_Reader(file_name, clock).blocks(body))
    except UnreadableSource:
        raise
    except Exception as error:  # the library raises nearly anything on damaged files
        raise UnreadableSource(
            file_name,
            f"the Word file is damaged ({str(error)[:200] or type(error).__name__})",
            "Download the document again, or save it anew in an office program",
        ) from error
    if not any(isinstance(b, Grid) or b.text.strip() for b in blocks):
        raise UnreadableSource(
            file_name, "there is no text in the Word file", "Check that it is complete"
        )
    return Document(SourceFile.of(data, file_name, "docx"), tuple(blocks))


class _Reader:
    """Walks the body in the order in which it is printed, counting lines."""

    def __init__(self, file_name: str, clock: Clock) -> None:
        self.file_name, self.clock, self.last = file_name, clock, 0

    def blocks(self, parent: Any) -> Iterator[Block]:
        for child in _unwrapped(parent):
            if child.tag == _PARAGRAPH:
                yield from self.lines(child)
            elif child.tag == _TABLE:
                yield self.grid(child)
            self.clock.check(f"line {self.last}")

    def lines(self, paragraph: Any) -> Iterator[Line]:
        for text in "".join(_texts(paragraph)).split("\n"):
            self.last += 1
            yield Line(text, self.last)

    def grid(self, table: Any) -> Grid:
        cells: list[Cell] = []
        open_cells: dict[int, int] = {}  # column -> the cell, by number, that runs down into it
        rows = [child for child in _unwrapped(table) if child.tag == _ROW]
        width = 0
        for number, row in enumerate(rows):
            column = row.grid_before
            for cell in (child for child in _unwrapped(row) if child.tag == _CELL):
                span = cell.grid_span
                above = open_cells.get(column)
                if cell.vMerge == "continue" and above is not None:
                    cells[above] = _longer(cells[above])
                else:
                    lines = tuple(line for line in self.inner(cell) if line.text.strip())
                    cells.append(Cell(number, column, lines, 1, span))
                    open_cells[column] = len(cells) - 1
                column += span
            width = max(width, column + row.grid_after)
        if len(rows) * width > limits().max_cells:
            raise refuse(self.file_name, "a table has more cells than allowed", "max_cells")
        return Grid(tuple(cells), len(rows), width)

    def inner(self, cell: Any) -> Iterator[Line]:
        for block in self.blocks(cell):
            if isinstance(block, Line):
                yield block
            else:
                yield from (line for inner in block.cells for line in inner.lines)


def _unwrapped(parent: Any) -> Iterator[Any]:
    for child in parent:
        if child.tag in _WRAPPERS:
            yield from _unwrapped(child)
        else:
            yield child


def _texts(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag == _TAB:
            yield "\t"
        elif child.tag in _BREAKS or child.tag == _PARAGRAPH:
            yield "\n"
            yield from _texts(child)  # the text of a box
        elif child.tag == _HYPHEN:
            yield "-"
        else:
            yield from _texts(child)


def _longer(cell: Cell) -> Cell:
    return Cell(cell.row, cell.column, cell.lines, cell.row_span + 1, cell.column_span, cell.box)
