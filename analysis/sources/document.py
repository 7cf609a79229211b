"""The one shape in which every source format is handed on.

A Document is a sequence of blocks in reading order. A text file gives Lines only. A ruled
format (PDF, Word, Excel, scan) gives Lines for what stands outside tables and a Grid for each
ruled table. Lines and Places are made by the thousand: they are not frozen, which would take
three times as long, and nobody changes them once their file is read. Not done here: any
interpretation of what is written.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

Box = tuple[float, float, float, float]  # x0, top, x1, bottom in points of the page


@dataclass(slots=True, order=True, unsafe_hash=True)
class Place:
    """Where a piece of text is printed.

    ``line`` and ``col`` count from 1 in lines and characters of the raw text. In paged formats
    ``page`` counts from 1, ``line`` counts lines of that page, and ``box`` may hold the area.
    """

    page: int | None
    line: int
    col: int
    box: Box | None = field(default=None, compare=False)


@dataclass(slots=True, unsafe_hash=True)
class Line:
    """One printed line outside a ruled table; ``text`` is as printed, without the line end.

    ``furniture`` marks what the page carries rather than the text: page numbers and running
    heads. Such a line is kept, so that every printed number is accounted for, but no sentence
    and no table runs through it. ``confidence`` says how sure text recognition is of what it
    read in a picture, from 0 to 1, that of the weakest character; None for text that needed none.
    ``confidences`` says it of each character of ``text``.
    """

    text: str
    line: int
    page: int | None = None
    box: Box | None = None
    furniture: bool = False
    confidence: float | None = None
    confidences: tuple[float, ...] = ()


class Cell(NamedTuple):
    """One cell of a ruled table: its printed lines (each with its place) and its span."""

    row: int
    column: int
    lines: tuple[Line, ...]
    row_span: int = 1
    column_span: int = 1
    box: Box | None = None


class Grid(NamedTuple):
    """A ruled table: cells in row order; a merged cell appears once, where it begins.

    ``ruled`` is False where no rules part the columns: the place of the text tells them.
    """

    cells: tuple[Cell, ...]
    row_count: int
    column_count: int
    page: int | None = None
    ruled: bool = True


Block = Line | Grid


class SourceFile(NamedTuple):
    """The file that was read: name relative to the raw folder, SHA-256 of its bytes."""

    name: str
    sha256: str
    format: str
    encoding: str | None
    size_bytes: int

    @classmethod
    def of(cls, data: bytes, name: str, format: str, encoding: str | None = None) -> SourceFile:
        """Return the SourceFile of the bytes ``data`` that go by ``name``."""
        return cls(name, hashlib.sha256(data).hexdigest(), format, encoding, len(data))


class Part(NamedTuple):
    """One file of a document in several files; its pages count on from ``first_page``."""

    file: SourceFile
    first_page: int


# With slots it could not keep its lines.
@dataclass(frozen=True)
class Document:
    """A published document: the file and its blocks in reading order.

    A document in several files has ``parts``; its pages count on from file to file, so that page
    and line lead to one place in one file (``locate``). ``picture_pages`` are those that show a
    picture and hold no text, where text recognition is not installed: what is printed on them
    has not been read.
    """

    file: SourceFile
    blocks: tuple[Block, ...]
    parts: tuple[Part, ...] = ()
    picture_pages: tuple[int, ...] = ()

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every Line outside ruled tables, in reading order."""
        return tuple([block for block in self.blocks if isinstance(block, Line)])

    @cached_property
    def printed(self) -> tuple[Line, ...]:
        """Every Line that carries text, those of ruled tables' cells too, in reading order."""
        printed: list[Line] = []
        for block in self.blocks:
            if isinstance(block, Line):
                if block.text.strip():
                    printed.append(block)
            else:
                printed += [line for cell in block.cells for line in cell.lines]
        return tuple(printed)

    @cached_property
    def recognised(self) -> tuple[Line, ...]:
        """Every printed Line that text recognition read in a picture."""
        return tuple([line for line in self.printed if line.confidence is not None])

    def locate(self, page: int | None) -> tuple[SourceFile, int | None]:
        """Return the file in which a page of the document stands, and its number in that file."""
        for part in reversed(self.parts):
            if page is not None and page >= part.first_page:
                return part.file, page - part.first_page + 1
        return self.file, page


class UnreadableSource(Exception):
    """A file that cannot be read: which file, where, what was expected, what to do."""

    def __init__(self, file_name: str, reason: str, advice: str) -> None:
        self.file_name, self.reason, self.advice = file_name, reason, advice
        super().__init__(f"{file_name}: {reason}. {advice}")
