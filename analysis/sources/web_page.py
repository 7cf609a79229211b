"""Web pages (.html) that hold a document: text becomes Lines, tables become Grids.

Many a budget is published as the page itself, and systems write tables in HTML under the name
.xls. A table that holds tables sets the page out; its cells are text. Lines count through the page
as it is shown. Not done here: what scripts add, styles of other files, parts of the page in frames,
and finding the document where the page only links to it (it is refused, and the links are named).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from analysis.sources.document import Block, Document, Grid, SourceFile, UnreadableSource
from analysis.sources.excel_sheet import Counter, sheet_blocks
from analysis.sources.limits import Clock, check_size
from analysis.sources.text import decode
from analysis.sources.web_table import table_sheet
from analysis.sources.web_text import flow, lines_of, said

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEAD = 4096  # bytes in which a page says its encoding
_SAME = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030"}  # ... and more of it
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_FEWEST = 200  # characters outside links: a message, a list of links are no document
_FILES = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar)\b", re.IGNORECASE)
_MOST_LINKS = 5


def read_html(data: bytes, file_name: str) -> Document:
    """Return the Document of a web page.

    Raises UnreadableSource for a page beyond the limits of ``limits.yml``, in an unknown encoding,
    or that shows no document: a message, a page of links, a frame around other files.
    """
    check_size(data, file_name)
    text, encoding = _decode(data, file_name)
    try:
        root = html.document_fromstring(
            _DECLARATION.sub("", text, count=1).encode(),
            parser=html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True),
        )
    except (etree.LxmlError, ValueError) as error:
        raise _no_document(file_name, []) from error
    body = root.find("body")
    blocks = list(_blocks(root if body is None else body, file_name))
    if not any(isinstance(block, Grid) for block in blocks):
        shown = sum(_length(block.text) for block in blocks if not isinstance(block, Grid))
        linked = sum(_length("".join(said(link))) for link in root.iter("a"))
        if shown - linked < _FEWEST:
            raise _no_document(file_name, _links(root))
    return Document(SourceFile.of(data, file_name, "html", encoding), tuple(blocks))


def _decode(data: bytes, file_name: str) -> tuple[str, str]:
    told = _CHARSET.search(data[:_HEAD])
    if told:
        name = told.group(1).decode("ascii", "replace").lower()
        try:
            return data.decode(_SAME.get(name, name)), _SAME.get(name, name)
        except (UnicodeError, LookupError):
            pass  # pages say one thing and are another
    return decode(data, file_name)


def _blocks(body: Any, file_name: str) -> Iterator[Block]:
    """The page in the order in which it is shown."""
    clock, counter = Clock(file_name), Counter(None)
    waiting: list[str] = []  # what was said since the last line ended

    def lines() -> Iterator[Block]:
        yield from (counter.line(text, None) for text in lines_of("".join(waiting)))
        waiting.clear()

    def walk(element: Any) -> Iterator[Block]:
        for part in flow(element):
            if isinstance(part, str):
                waiting.append(part)
            elif (sheet := table_sheet(part, file_name)).bordered:
                yield from lines()
                yield from sheet_blocks(sheet, counter)
            else:  # a frame around text
                yield from walk(part)
            clock.check(f"line {counter.last}")

    yield from walk(body)
    yield from lines()


def _length(text: str) -> int:
    return len("".join(text.split()))


def _no_document(file_name: str, links: list[str]) -> UnreadableSource:
    advice = "Download the document itself"
    if links:
        advice += ": the page links to " + ", ".join(links[:_MOST_LINKS])
    return UnreadableSource(
        file_name,
        "this is an HTML page without a table and nearly without text: an error page, or one that "
        "only leads to the document",
        advice,
    )


def _links(root: Any) -> list[str]:
    """What the page calls the files that it links to, and the pages in its frames."""
    names: list[str] = []
    for element in root.iter("a", "frame", "iframe"):
        target = element.get("href") or element.get("src") or ""
        name = " ".join(said(element))
        if target and (element.tag != "a" or _FILES.search(target) or _FILES.search(name)):
            names.append(name or target)
    return list(dict.fromkeys(names))
