"""PDF files: pages become Lines and ruled Grids, each with its box.

Pages of text are read here; pages that are pictures go to text recognition (``scan``) where it is
installed, also those with a text under them that a scanner wrote: that is only a witness of what is
recognised. Without it a scan is refused with what to do, and a single such page is named in
``picture_pages``. Not done here: what is a table (``pdf_tables``, ``bare_tables``).
"""

from __future__ import annotations

import io
import logging
from collections.abc import Mapping, Sequence
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
from analysis.sources.pdf_layer import Seen
from analysis.sources.pdf_letters import Letters
from analysis.sources.pdf_page import page_blocks, stand_up

if TYPE_CHECKING:
    from analysis.sources.scan import ScannedPage

# What the library notices in fonts and colours is of no use to a reader of budgets.
logging.getLogger("pdfminer").setLevel(logging.ERROR)


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
    letters, bare = Letters(), BareTables()
    with closing(ShownAreas(data)) as areas:
        for number, page in enumerate(all_pages, 1):
            try:
                upright = stand_up(page)
                heights.append(float(upright.height))
                if areas.is_layer(page):
                    pages.append([])
                    letters.count_layer(page, number)
                else:
                    pages.append(page_blocks(upright, number, areas, bare))
                    letters.count(upright, number)
                page.close()
                upright.close()
            except Exception as error:  # the library raises nearly anything on damaged pages
                raise _damaged(file_name, f"page {number}", error) from error
            clock.check(f"page {number} of {len(all_pages)}")
    unread = letters.to_recognise(len(pages))
    if unread and (scanned := _scanned(data, unread, file_name)) is not None:
        for seen in scanned:
            pages[seen.number - 1], heights[seen.number - 1] = seen.blocks, seen.height
        unread = {}
    if unread:
        letters.judge(file_name)
    if not any(pages):
        raise UnreadableSource(
            file_name, "there is no text on any page of the PDF", "Check that it is complete"
        )
    return Document(
        file=SourceFile.of(data, file_name, "pdf" if letters.is_text else "scan"),
        blocks=tuple(block for page in mark_furniture(pages, heights) for block in page),
        picture_pages=tuple(unread),
    )


def _scanned(
    data: bytes, pages: Mapping[int, Sequence[Seen]], file_name: str
) -> list[ScannedPage] | None:
    """What text recognition reads on these pages; None where it is not installed."""
    try:
        from analysis.sources.scan import scan_pdf_pages
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "analysis":
            raise
        return None
    return scan_pdf_pages(data, pages, file_name)


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
