"""The one shape in which every source format is handed on.

A Document is a sequence of blocks in reading order. A text file gives Lines only. A ruled
format (PDF, Word, Excel, scan) gives Lines for what stands outside tables and a Grid for each
ruled table. Not done here: any interpretation of what is written.
"""

from __future__ import annotations

from dataclasses import dataclass, field

Box = tuple[float, float, float, float]  # x0, top, x1, bottom in points of the page


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a piece of text is printed.

    ``line`` and ``col`` count from 1 in lines and characters of the raw text. In paged formats
    ``page`` counts from 1, ``line`` counts lines of that page, and ``box`` may hold the area.
    """

    page: int | None
    line: int
    col: int
    box: Box | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line outside a ruled table; ``text`` is as printed, without the line end."""

    text: str
    line: int
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a ruled table: its printed lines (each with its place) and its span."""

    row: int
    column: int
    lines: tuple[Line, ...]
    row_span: int = 1
    column_span: int = 1
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: cells in row order; a merged cell appears once, where it begins."""

    cells: tuple[Cell, ...]
    row_count: int
    column_count: int
    page: int | None = None


Block = Line | Grid


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The file that was read: name relative to the raw folder, SHA-256 of its bytes."""

    name: str
    sha256: str
    format: str
    encoding: str | None
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Document:
    """A published document: the file and its blocks in reading order."""

    file: SourceFile
    blocks: tuple[Block, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every Line outside ruled tables, in reading order."""
        return tuple(block for block in self.blocks if isinstance(block, Line))


class UnreadableSource(Exception):
    """A file that cannot be read: which file, where, what was expected, what to do."""

    def __init__(self, file_name: str, reason: str, advice: str) -> None:
        self.file_name, self.reason, self.advice = file_name, reason, advice
        super().__init__(f"{file_name}: {reason}. {advice}")
