"""A page as its reader sees it, and the markdown that it is made of."""

from __future__ import annotations

import re
from html.parser import HTMLParser


class Words(HTMLParser):
    """The words that a reader sees, without pictures of charts."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._hidden += tag in ("script", "style", "svg")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("script", "style", "svg")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words += data.split()


def words_of(page: str) -> list[str]:
    reader = Words()
    reader.feed(page)
    return reader.words


class Shape(HTMLParser):
    """The elements of a page as they follow: name, id, classes and data, without their text."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[tuple[str, str], ...]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = [(key, value or "") for key, value in attrs if key in ("id", "class", "href")]
        kept += [(key, value or "") for key, value in attrs if key.startswith("data-")]
        self.elements.append((tag, tuple(sorted(kept))))


def shape_of(page: str) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    reader = Shape()
    reader.feed(page)
    return reader.elements


def prose(markdown: str) -> str:
    """What a reader sees of a section's text: no raw blocks, no markup of numbers."""
    markdown = re.sub(r"(?s)```\{=\w+\}.*?\n```", "", markdown)
    markdown = re.sub(r"\[([^\]]*)\]\{\.fig[^}]*\}", r"\1", markdown)
    return re.sub(r"\\(.)", r"\1", markdown)
