"""Makes the documents that the readers of ruled formats are tried on.

PDFs are set with Typst in a font of the package index, so that no font of the system matters.
Not done here: assertions.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path

import pypdf
import typst
from pypdf.generic import DictionaryObject, NameObject, NumberObject, StreamObject

from analysis.sources.document import Cell, Document, Grid, Line


@cache
def _fonts() -> str:
    found = next(Path(str(files("justmytype_intl_cjk"))).rglob("NotoSansSC*.ttf"))
    return str(found.parent)


@cache
def pdf(body: str, page: str = "width: 210mm, height: 297mm") -> bytes:
    """Return the PDF of Typst markup; ``page`` holds the settings of its pages."""
    setup = (
        f"#set page({page})\n"
        '#set text(font: "Noto Sans SC", size: 10pt, lang: "zh", region: "cn")\n'
        "#set table(stroke: 0.5pt)\n"
    )
    done: bytes = typst.compile(
        (setup + body).encode(), font_paths=[_fonts()], ignore_system_fonts=True
    )
    return done


def typst_table(rows: list[list[str]], columns: int | None = None, options: str = "") -> str:
    """Return Typst markup of a ruled table; a cell ``@2x3 text`` spans two rows, three columns."""
    cells = []
    for text in (cell for row in rows for cell in row):
        span = ""
        if text.startswith("@"):
            size, _, text = text.partition(" ")
            height, _, width = size[1:].partition("x")
            span = f"(rowspan: {height}, colspan: {width})"
        cells.append(f"table.cell{span}[{text}]" if span else f"[{text}]")
    count = columns or max(len(row) for row in rows)
    return f"#table(columns: {count}, {options}\n" + ",\n".join(cells) + ")\n"


def picture_pdf(pages: int = 2) -> bytes:
    """Return a PDF whose pages are pictures, as a scanner makes it."""
    writer = pypdf.PdfWriter()
    for _ in range(pages):
        page = writer.add_blank_page(100, 100)
        picture = StreamObject()
        picture.set_data(b"\x80")
        picture.update(
            {
                NameObject("/Type"): NameObject("/XObject"),
                NameObject("/Subtype"): NameObject("/Image"),
                NameObject("/ColorSpace"): NameObject("/DeviceGray"),
                NameObject("/Width"): NumberObject(1),
                NameObject("/Height"): NumberObject(1),
                NameObject("/BitsPerComponent"): NumberObject(8),
            }
        )
        shown = StreamObject()
        shown.set_data(b"q 100 0 0 100 0 0 cm /Scan Do Q")
        pictures = DictionaryObject({NameObject("/Scan"): writer._add_object(picture)})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): pictures})
        page[NameObject("/Contents")] = writer._add_object(shown)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def locked_pdf(data: bytes, password: str, algorithm: str = "RC4-128") -> bytes:
    """Return the PDF encrypted; with an empty password it opens, but is protected."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(user_password=password, owner_password="owner", algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def changed_pdf(data: bytes, change: Callable[[pypdf.PdfWriter], object]) -> bytes:
    """Return the PDF after ``change`` has worked on it."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def many_pages_pdf(count: int) -> bytes:
    """Return a PDF of ``count`` empty pages."""
    writer = pypdf.PdfWriter()
    for _ in range(count):
        writer.add_blank_page(100, 100)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def texts(document: Document) -> list[str]:
    """Return the printed lines outside tables, page furniture left out."""
    return [line.text for line in document.lines if not line.furniture]


def grids(document: Document) -> list[Grid]:
    """Return the ruled tables of a document."""
    return [block for block in document.blocks if isinstance(block, Grid)]


def said(cell: Cell) -> str:
    """Return what a cell says, its lines joined without blanks."""
    return "".join(line.text for line in cell.lines)


def matrix(grid: Grid) -> list[list[str]]:
    """Return what the cells of each row say; merged cells only where they begin."""
    rows: list[list[str]] = [[] for _ in range(grid.row_count)]
    for cell in grid.cells:
        rows[cell.row].append(said(cell))
    return rows


def every_line(document: Document) -> list[Line]:
    """Return all lines, those inside cells too, in reading order."""
    found: list[Line] = []
    for block in document.blocks:
        if isinstance(block, Line):
            found.append(block)
        else:
            found += [line for cell in block.cells for line in cell.lines]
    return found
