"""A page as its reader sees it."""

from __future__ import annotations

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
