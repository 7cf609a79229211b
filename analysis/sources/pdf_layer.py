"""Pages of a PDF that are pictures with a text that nobody sees, as scanners write it.

The text is what a program recognised; nobody has read it over. Not done here: what becomes of it
(``scan_witness``), and pages whose picture holds only a part of what is printed.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from analysis.sources.pdf_text import Char

PICTURE_SHARE = 0.5  # of the page's area: from here on the page is a picture
_UNSEEN = 0.5  # of the texts of the page; a stamp or a page number may be printed over the picture
_INVISIBLE = (3, 7)  # how text is drawn: not at all, or only as an edge for pictures
_DEPTH = 4  # of forms within forms: some programs put the text in one


class Seen(NamedTuple):
    """A character of the text under a picture: its centre in points of the page."""

    text: str
    x: float
    y: float


def pictured(page: Any) -> bool:
    """Return whether pictures cover a pdfplumber page."""
    area = float(page.width) * float(page.height)
    return bool(sum(i["width"] * i["height"] for i in page.images) > PICTURE_SHARE * area)


def is_layer(page: pypdfium2.PdfPage) -> bool:
    """Return whether most of the text of a page is invisible, or under a picture of the page."""
    width, height = page.get_size()
    kinds = [pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_IMAGE]
    shown = unseen = 0
    for item in page.get_objects(filter=kinds, max_depth=_DEPTH):
        if item.type == pdfium.FPDF_PAGEOBJ_TEXT:
            hidden = pdfium.FPDFTextObj_GetTextRenderMode(item.raw) in _INVISIBLE
            unseen, shown = unseen + hidden, shown + (not hidden)
        elif _covers(item, width * height):
            unseen, shown = unseen + shown, 0
    return unseen > _UNSEEN * (unseen + shown)


def _covers(picture: pypdfium2.PdfObject, area: float) -> bool:
    if pdfium.FPDFPageObj_HasTransparency(picture.raw):
        return False  # a watermark
    x0, low, x1, high = picture.get_bounds()
    return bool((x1 - x0) * (high - low) > PICTURE_SHARE * area)


def layer_of(page: Any) -> list[Seen]:
    """Return the characters of a pdfplumber page, measured from the corner of what is shown."""
    left, top = page.cropbox[:2]
    chars: list[Char] = [c for c in page.chars if not c["text"].isspace()]
    return [
        Seen(c["text"], (c["x0"] + c["x1"]) / 2 - left, (c["top"] + c["bottom"]) / 2 - top)
        for c in chars
    ]
