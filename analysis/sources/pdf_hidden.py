"""Text of a PDF page that nobody sees, because it is drawn outside the area that is shown.

Office programs print a long cell that runs over two pages twice, whole, and show of each only the
lines that fit. pdfplumber does not know areas of show (clipping paths); PDFium does. Not done
here: text hidden in other ways (white, under a picture), pages that are turned, text in forms,
and text that is cut off at its side only: the end of a name in a narrow cell stays.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from analysis.sources.document import Box
from analysis.sources.pdf_layer import is_layer, pictured
from analysis.sources.pdf_text import Char

_SHOWN = 0.5  # of a text's height: where less is within the area, the text is hidden


class ShownAreas:
    """Tells the hidden characters of each page of one PDF."""

    def __init__(self, data: bytes) -> None:
        self._pdf: pypdfium2.PdfDocument | None
        try:
            self._pdf = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError:
            self._pdf = None  # what the other library opens all the same is read as it is

    def close(self) -> None:
        """Let go of the file."""
        if self._pdf is not None:
            self._pdf.close()

    def is_layer(self, page: Any) -> bool:
        """Return whether a pdfplumber page is a picture with a text that nobody sees."""
        if self._pdf is None or not pictured(page):
            return False
        try:
            return is_layer(self._pdf[page.page_number - 1])
        except (pypdfium2.PdfiumError, IndexError):
            return False

    def shown(self, page: Any, chars: Sequence[Char]) -> list[Char]:
        """Return the characters of a pdfplumber page that are on the page and not hidden."""
        left, top, right, bottom = page.cropbox
        on_page = [
            c
            for c in chars
            if left <= (c["x0"] + c["x1"]) / 2 <= right
            and top <= (c["top"] + c["bottom"]) / 2 <= bottom
        ]
        if self._pdf is None or page.rotation or page.mediabox[:2] != (0, 0):
            return on_page
        try:
            areas = list(_text_areas(self._pdf[page.page_number - 1], float(page.height)))
        except (pypdfium2.PdfiumError, IndexError):
            return on_page
        hidden = [area for area, shown in areas if not shown]
        if not hidden:
            return on_page
        visible = [area for area, shown in areas if shown]
        return [c for c in on_page if not _near(c, hidden) or _near(c, visible)]


def _near(char: Char, areas: Sequence[Box]) -> bool:
    """Whether a character stands in one of the areas, which are those of the ink alone."""
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    reach = char["size"] / 2
    return any(
        x0 - reach <= x <= x1 + reach and top - reach <= y <= bottom + reach
        for x0, top, x1, bottom in areas
    )


def _text_areas(page: Any, height: float) -> Iterator[tuple[Box, bool]]:
    """Each text of a page with its area and whether it is shown."""
    edges = [ctypes.c_float() for _ in range(4)]
    for number in range(pdfium.FPDFPage_CountObjects(page.raw)):
        item = pdfium.FPDFPage_GetObject(page.raw, number)
        if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        if not pdfium.FPDFPageObj_GetBounds(item, *edges):
            continue
        x0, low, x1, high = (edge.value for edge in edges)
        clip = _clip(item)
        part = 0.0 if clip is None else min(high, clip[1]) - max(low, clip[0])
        shown = clip is None or part >= _SHOWN * (high - low)
        yield (x0, height - high, x1, height - low), shown


def _clip(item: Any) -> tuple[float, float] | None:
    """The lower and upper edge of the area in which a text is shown; None where all is."""
    path = pdfium.FPDFPageObj_GetClipPath(item)
    low, high = float("-inf"), float("inf")
    for number in range(max(pdfium.FPDFClipPath_CountPaths(path), 0)):
        heights = []
        for segment in range(pdfium.FPDFClipPath_CountPathSegments(path, number)):
            x, y = ctypes.c_float(), ctypes.c_float()
            point = pdfium.FPDFClipPath_GetPathSegment(path, number, segment)
            if pdfium.FPDFPathSegment_GetPoint(point, x, y):
                heights.append(y.value)
        if heights:
            low, high = max(low, min(heights)), min(high, max(heights))
    return None if high == float("inf") else (low, high)
