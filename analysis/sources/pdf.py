"""PDF files: pages become Lines and ruled Grids, each with its box.

Pages with a text layer are read here; pages that are pictures go to text recognition (``scan``)
where it is installed. Without it a scan is refused with what to do, and a single such page is
named in ``picture_pages``. Not done here: what is a table (``pdf_tables``, ``bare_tables``).
"""

from __future__ import annotations

import io
import logging
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pdfplumber
from pdfplumber.pdf import PDF

from analysis.sources.bare_tables import BareTables
from analysis.sources.document import Block, Document, SourceFile, UnreadableSource
from analysis.sources.furniture import mark_furniture
from analysis.sources.limits import Clock, limits, refuse
from analysis.sources.pdf_guard import guard_pdf
from analysis.sources.pdf_hidden import ShownAreas
from analysis.sources.pdf_page import page_blocks, stand_up

if TYPE_CHECKING:
    from analysis.sources.scan import ScannedPage

# What the library notices in fonts and colours is of no use to a reader of budgets.
logging.getLogger("pdfminer").setLevel(logging.ERROR)

_FEW_CHARACTERS = 20  # a page number, a stamp: not the text of a page
_PICTURE_SHARE = 0.5  # of the page's area
_NAMELESS = "(cid:"  # how the library prints a glyph that has no character
_MOST_NAMELESS = 0.1
_INSTALL = "install text recognition (OCR) with pip install -e '.[pdf,ocr]'"
_SCAN = (
    f"Its pages are pictures (a scan): {_INSTALL}, or ask the publisher for the original PDF, Word "
    "or Excel file"
)


def read_pdf(data: bytes, file_name: str) -> Document:
    """Return the Document of a PDF.

    Raises UnreadableSource for a file that is empty, no PDF, cut off, damaged, encrypted,
    beyond the limits of ``limits.yml``, or without text; the message names the page.
    """
    guard_pdf(data, file_name)
    clock = Clock(file_name)
    all_pages = _pages(_open(data, file_name), file_name)
    pages: list[list[Block]] = []
    heights: list[float] = []
    letters, bare = _Letters(), BareTables()
    with closing(ShownAreas(data)) as areas:
        for number, page in enumerate(all_pages, 1):
            try:
                upright = stand_up(page)
                pages.append(page_blocks(upright, number, areas, bare))
                heights.append(float(upright.height))
                letters.count(upright, number)
                page.close()
                upright.close()
            except Exception as error:  # the library raises nearly anything on damaged pages
                raise _damaged(file_name, f"page {number}", error) from error
            clock.check(f"page {number} of {len(all_pages)}")
    unread = letters.to_recognise(len(pages))
    if unread and (scanned := _scanned(data, unread, file_name)) is not None:
        for number, blocks, height in scanned:
            pages[number - 1], heights[number - 1] = blocks, height
        unread = []
    letters.judge(file_name, unread)
    if not any(pages):
        raise UnreadableSource(
            file_name, "there is no text on any page of the PDF", "Check that it is complete"
        )
    return Document(
        file=SourceFile.of(data, file_name, "pdf" if letters.is_text else "scan"),
        blocks=tuple(block for page in mark_furniture(pages, heights) for block in page),
        picture_pages=tuple(unread),
    )


def _scanned(data: bytes, numbers: list[int], file_name: str) -> list[ScannedPage] | None:
    """What text recognition reads on these pages; None where it is not installed."""
    try:
        from analysis.sources.scan import scan_pdf_pages
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "analysis":
            raise
        return None
    return scan_pdf_pages(data, numbers, file_name)


def _open(data: bytes, file_name: str) -> PDF:
    try:
        return pdfplumber.open(io.BytesIO(data))
    except Exception as error:  # see above
        if any("PasswordIncorrect" in type(e).__name__ for e in (error, *error.args)):
            raise UnreadableSource(
                file_name,
                "the PDF is encrypted and asks for a password",
                "Save a copy without password protection",
            ) from error
        raise _damaged(file_name, "the file", error) from error


def _pages(pdf: PDF, file_name: str) -> list[Any]:
    try:
        pages = pdf.pages
    except Exception as error:  # see above
        raise _damaged(file_name, "the list of pages", error) from error
    if not pages:
        raise UnreadableSource(file_name, "the PDF has no pages", "Download the document again")
    if len(pages) > limits().max_pages:
        most = limits().max_pages
        raise refuse(file_name, f"the PDF has {len(pages)} pages, more than {most}", "max_pages")
    return pages


def _damaged(file_name: str, where: str, error: Exception) -> UnreadableSource:
    what = str(error) or type(error).__name__
    return UnreadableSource(
        file_name,
        f"the PDF is damaged: {where} cannot be read ({what[:200]})",
        "Download the document again, or open it in a PDF program and save it anew",
    )


class _Letters:
    """Counts characters and pictures, to tell a text from a scan."""

    def __init__(self) -> None:
        self.picture_pages: list[int] = []
        self.pages_with_text = self.characters = self.nameless = 0

    def count(self, page: Any, number: int) -> None:
        texts = [c["text"] for c in page.chars if not c["text"].isspace()]
        self.characters += len(texts)
        self.nameless += sum(text.startswith(_NAMELESS) for text in texts)
        area = float(page.width) * float(page.height)
        pictured = sum(i["width"] * i["height"] for i in page.images)
        if len(texts) > _FEW_CHARACTERS:
            self.pages_with_text += 1
        elif pictured > _PICTURE_SHARE * area:
            self.picture_pages.append(number)

    @property
    def is_text(self) -> bool:
        return self.pages_with_text > 0 and not self.is_undecodable

    @property
    def is_undecodable(self) -> bool:
        return self.nameless > _MOST_NAMELESS * self.characters

    def to_recognise(self, pages: int) -> list[int]:
        """The pages that only text recognition can read."""
        return list(range(1, pages + 1)) if self.is_undecodable else self.picture_pages

    def judge(self, file_name: str, unread: list[int]) -> None:
        """Refuse a document of which nothing could be read without text recognition."""
        if unread and self.is_undecodable:
            raise UnreadableSource(
                file_name,
                "the text of the PDF cannot be decoded: its fonts do not say which character "
                "each sign is",
                f"Read it as a picture: {_INSTALL}, or ask the publisher for the original",
            )
        if unread and self.pages_with_text == 0:
            raise UnreadableSource(file_name, "the PDF has no text layer", _SCAN)
