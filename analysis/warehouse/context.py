"""Where a figure is printed, and the lines around it, read from the raw file, persons masked.

Not done here: printing them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from analysis.disclosure.privacy import mask_lines
from analysis.sources.address import cell_name
from analysis.sources.discover import load
from analysis.sources.document import Grid, Line, UnreadableSource


class PrintedLine(NamedTuple):
    """A printed line; ``begin`` and ``end`` mark the figure's token where it stands on it."""

    line: int
    text: str
    begin: int | None = None
    end: int | None = None

    def marked(self, emphasise: Callable[[str], str] = str) -> str:
        """Return the line behind its number, the token within marks, ``emphasise`` applied."""
        if self.begin is None or self.end is None:
            return f"  {self.line:>6} | {self.text}"
        token = emphasise(f"»{self.text[self.begin : self.end]}«")
        return f"> {self.line:>6} | {self.text[: self.begin]}{token}{self.text[self.end :]}"


def place_of(raw: Path, figure: Mapping[str, Any]) -> str:
    """Return where in its file a figure is printed, in words that lead there.

    Page, line and column; in a workbook the sheet and the cell; where a file has tables and no
    pages (Word, a web page), the table and its row and column.
    ``figure`` and what is raised are as for ``lines_around``.
    """
    page, format = figure["page"], figure["format"]
    if cell := cell_name(format, figure["x0"], figure["top"]):
        return f"sheet {page}, cell {cell}"
    line, column = figure["line"], figure["col"]
    if page is not None:
        return f"page {page}, line {line}, column {column}"
    within = next((e.within for e in _entries_of(raw, figure) if e.line == line), "")
    return f"{within} (line {line})" if within else f"line {line}, column {column}"


def lines_around(raw: Path, figure: Mapping[str, Any], count: int) -> list[PrintedLine]:
    """Return the line that holds a figure, with ``count`` lines that are not blank on each side.

    ``figure`` is a row of ``lookup.find_figures``. Raises UnreadableSource when the raw file is not
    there any more, or is another one than the warehouse was built from.
    """
    line, begin = figure["line"], figure["col"] - 1
    kept = [entry for entry in _entries_of(raw, figure) if entry.page == figure["page"]]
    kept = [entry for entry in kept if entry.text.strip() or entry.line == line]
    here = next((i for i, entry in enumerate(kept) if entry.line == line), None)
    if here is None:
        return []
    shown = kept[max(here - count, 0) : here + count + 1]
    return [
        PrintedLine(entry.line, entry.text, begin, begin + len(figure["printed"]))
        if entry.line == line
        else PrintedLine(entry.line, entry.text)
        for entry in shown
    ]


class _Entry(NamedTuple):
    """A printed line of a file; ``within`` is the cell of a table that holds it, in words."""

    page: int | None
    line: int
    text: str
    within: str


def _entries_of(raw: Path, figure: Mapping[str, Any]) -> tuple[_Entry, ...]:
    return _masked(raw, figure["file_name"], figure["sha256"])


@lru_cache(maxsize=8)
def _masked(raw: Path, name: str, sha256: str) -> tuple[_Entry, ...]:
    """Return every printed line of a file."""
    path = raw / name
    if not path.exists():
        raise UnreadableSource(name, f"the file is not in {raw} any more", "Name its folder: --raw")
    document = load(path, raw)
    if document.file.sha256 != sha256:
        raise UnreadableSource(
            name, "the file is not the one that the warehouse was built from", "Run `budget build`"
        )
    lines: list[tuple[Line, str]] = []
    tables = 0
    for block in document.blocks:
        if isinstance(block, Grid):
            tables += 1
            for cell in block.cells:
                within = f"table {tables}, row {cell.row + 1}, column {cell.column + 1}"
                lines += [(line, within) for line in cell.lines]
        else:
            lines.append((block, ""))
    texts = mask_lines(line.text for line, _ in lines)
    return tuple(
        _Entry(line.page, line.line, text, within)
        for (line, within), text in zip(lines, texts, strict=True)
    )
