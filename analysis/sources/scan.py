"""Pages that are pictures (a scan, a photograph of a page) are read by text recognition (OCR).

``read_picture`` reads a file that is a picture, ``read_pictures`` several that are the pages of one
document, ``scan_pdf_pages`` those pages of a PDF that are pictures.
The libraries are the extra ``ocr``. Not done here: handwriting, forms without rules.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing import parent_process
from typing import NamedTuple

from analysis.sources.bare_tables import BareTables
from analysis.sources.document import Block, Document, Line, SourceFile, UnreadableSource
from analysis.sources.furniture import mark_furniture
from analysis.sources.limits import Clock, check_size, limits
from analysis.sources.pdf_layer import Seen
from analysis.sources.scan_image import Picture, decode_pages, render_pages, rescaled
from analysis.sources.scan_page import RecognisedPage, recognise_page
from analysis.sources.scan_photo import squared


class ScannedPage(NamedTuple):
    """What was read of a page that is a picture; files count from 0, heights are in points."""

    number: int
    blocks: list[Block]
    height: float
    file: int = 0


class _Waiting(NamedTuple):
    """A page to be read: of which file, and its number in it."""

    name: str
    file: int
    number: int
    picture: Picture
    layer: Sequence[Seen] = ()


def read_picture(data: bytes, file_name: str) -> Document:
    """Return the Document of a picture file (PNG, JPEG, TIFF with one page or several).

    Raises UnreadableSource for a file that is damaged, beyond the limits of ``limits.yml``, or
    without text.
    """
    return read_pictures([(file_name, data)])[0]


def read_pictures(files: Iterable[tuple[str, bytes]]) -> list[Document]:
    """Return the Document of each of the pictures that are the pages of one document, in order.

    A page may be blank where another is not. Raises UnreadableSource as ``read_picture`` does.
    """
    sources: list[SourceFile] = []
    pages = list(_scanned(_pages_of(files, sources), None, "pictures"))
    marked = mark_furniture([page.blocks for page in pages], [page.height for page in pages])
    if not any(_says_something(block) for page in marked for block in page):
        raise UnreadableSource(
            sources[0].name if sources else "",
            "text recognition (OCR) found no text in the picture",
            "Check that it is a page of the document, sharp and of 150 dots per inch or more",
        )
    blocks: list[list[Block]] = [[] for _ in sources]
    for page, found in zip(pages, marked, strict=True):
        blocks[page.file] += found
    return [Document(source, tuple(of)) for source, of in zip(sources, blocks, strict=True)]


def _pages_of(files: Iterable[tuple[str, bytes]], sources: list[SourceFile]) -> Iterator[_Waiting]:
    """The pages of each file, decoded as they are wanted; what the file is goes to ``sources``."""
    for index, (name, data) in enumerate(files):
        check_size(data, name)
        sources.append(SourceFile.of(data, name, "scan"))
        for number, picture in enumerate(decode_pages(data, name), 1):
            yield _Waiting(name, index, number, squared(picture) or rescaled(picture))


def scan_pdf_pages(
    data: bytes, layers: Mapping[int, Sequence[Seen]], file_name: str
) -> list[ScannedPage]:
    """Return what stands on those pages of a PDF that are pictures.

    ``layers`` holds for the number of each the text that a scanner wrote under it, if any.
    """
    numbers = list(layers)
    pictures = zip(numbers, render_pages(data, numbers, file_name), strict=True)
    waiting = (_waiting(file_name, n, picture, layers[n]) for n, picture in pictures)
    return list(_scanned(waiting, len(numbers), file_name))


def _waiting(name: str, number: int, picture: Picture, layer: Sequence[Seen]) -> _Waiting:
    # Where the text under a photograph stands is not known once the page is set square.
    page = picture if layer else squared(picture) or picture
    return _Waiting(name, 0, number, page, layer)


def _scanned(pages: Iterable[_Waiting], count: int | None, words: str) -> Iterator[ScannedPage]:
    """The pages in order; as many at a time as there are processors, few enough to keep."""

    def scan(page: _Waiting) -> RecognisedPage:
        clock = Clock(page.name, limits().max_scan_page_seconds, "max_scan_page_seconds")
        return recognise_page(page.picture, page.number, clock)

    bare = BareTables()
    position, last = 0, (0, 0)
    for page, found in _side_by_side(scan, _watched(pages, count, words)):
        here = page.file, page.number
        next_file = here == (last[0] + 1, 1)
        position += 1 if here == (last[0], last[1] + 1) or next_file else 2  # pages are left out
        last = here
        blocks = found.blocks(page.number, position, bare, page.layer)
        yield ScannedPage(page.number, blocks, found.picture.height, page.file)


def _side_by_side(
    scan: Callable[[_Waiting], RecognisedPage], pages: Iterable[_Waiting]
) -> Iterator[tuple[_Waiting, RecognisedPage]]:
    """The pages with what was recognised on each, in order; some are read at a time."""
    at_a_time = _processors()
    waiting: deque[tuple[_Waiting, Future[RecognisedPage]]] = deque()
    with ThreadPoolExecutor(at_a_time) as pool:
        try:
            for page in pages:
                waiting.append((page, pool.submit(scan, page)))
                if len(waiting) > at_a_time:
                    done, found = waiting.popleft()
                    yield done, found.result()
            for done, found in waiting:
                yield done, found.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _processors() -> int:
    """How many pages to read at a time; one where documents are read side by side already."""
    if parent_process() is not None:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _watched(pages: Iterable[_Waiting], count: int | None, words: str) -> Iterable[_Waiting]:
    """Show a bar over the pages; nothing where nobody watches, or others show theirs."""
    if count == 1 or not sys.stderr.isatty() or parent_process() is not None:
        return pages
    from rich.console import Console
    from rich.progress import track

    words = f"Recognising text in {words}"
    return track(pages, words, count, console=Console(stderr=True), transient=True)


def _says_something(block: Block) -> bool:
    return isinstance(block, Line) or any(cell.lines for cell in block.cells)
