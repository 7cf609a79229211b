"""Which pages of a PDF are text, and which only text recognition can read.

Not done here: reading them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from analysis.sources.document import UnreadableSource
from analysis.sources.pdf_layer import Seen, layer_of, pictured

_FEW_CHARACTERS = 20  # a page number, a stamp: not the text of a page
_NAMELESS = "(cid:"  # how the library prints a glyph that has no character
_MOST_NAMELESS = 0.1
_INSTALL = "install text recognition (OCR) with pip install -e '.[pdf,ocr]'"
_SCAN = (
    f"Its pages are pictures (a scan): {_INSTALL}, or ask the publisher for the original PDF, Word "
    "or Excel file"
)


class Letters:
    """Counts characters and pictures, to tell a text from a scan."""

    def __init__(self) -> None:
        self._pictures: dict[int, Sequence[Seen]] = {}  # pages, each with the text under it
        self._layers = self._pages_with_text = self._characters = self._nameless = 0

    def count(self, page: Any, number: int) -> None:
        """Take note of a page of text, or of a picture with little text beside it."""
        texts = [c["text"] for c in page.chars if not c["text"].isspace()]
        self._characters += len(texts)
        self._nameless += sum(text.startswith(_NAMELESS) for text in texts)
        if len(texts) > _FEW_CHARACTERS:
            self._pages_with_text += 1
        elif pictured(page):
            self._pictures[number] = ()

    def count_layer(self, page: Any, number: int) -> None:
        """Take note of a picture with a text that nobody sees."""
        self._pictures[number] = layer_of(page)
        self._layers += 1

    @property
    def is_text(self) -> bool:
        """Whether a page of the document can be read as text."""
        return self._pages_with_text > 0 and not self._is_undecodable

    @property
    def _is_undecodable(self) -> bool:
        return self._nameless > _MOST_NAMELESS * self._characters

    def to_recognise(self, pages: int) -> Mapping[int, Sequence[Seen]]:
        """Return the pages that only text recognition can read, with the text under them."""
        if self._is_undecodable:
            return {number: self._pictures.get(number, ()) for number in range(1, pages + 1)}
        return self._pictures

    def judge(self, file_name: str) -> None:
        """Refuse a document of which nothing can be read without text recognition."""
        if self._is_undecodable:
            raise UnreadableSource(
                file_name,
                "the text of the PDF cannot be decoded: its fonts do not say which character "
                "each sign is",
                f"Read it as a picture: {_INSTALL}, or ask the publisher for the original",
            )
        if self._pages_with_text == 0:
            found = "the PDF has no text layer"
            if self._layers:
                found += " but what a scanner wrote under its pages, which nobody has read over"
            raise UnreadableSource(file_name, found, _SCAN)
