"""Pages that are pictures (a scan, a photograph of a page) are read by text recognition (OCR).

``read_picture`` reads a file that is a picture; ``scan_pdf_pages`` those pages of a PDF that are.
The libraries are the extra ``ocr``. Not done here: pages whose text lies under their picture (the
text layer is read), handwriting, tables without vertical rules.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing import parent_process
from typing import NamedTuple

from analysis.sources.document import Block, Document, Line, SourceFile, UnreadableSource
from analysis.sources.furniture import mark_furniture
from analysis.sources.limits import Clock, check_size, limits
from analysis.sources.scan_image import Picture, decode_pages, render_pages
from analysis.sources.scan_page import scanned_blocks


class ScannedPage(NamedTuple):
    """What was read of a page that is a picture; ``height`` in points."""

    number: int
    blocks: list[Block]
    height: float


def read_picture(data: bytes, file_name: str) -> Document:
    """Return the Document of a picture file (PNG, JPEG, TIFF with one page or several).

    Raises UnreadableSource for a file that is damaged, beyond the limits of ``limits.yml``, or
    without text.
    """
    check_size(data, file_name)
    pictures = enumerate(decode_pages(data, file_name), 1)
    pages = list(_scanned(pictures, None, file_name))
    blocks = mark_furniture([page.blocks for page in pages], [page.height for page in pages])
    document = Document(
        SourceFile.of(data, file_name, "scan"), tuple(block for page in blocks for block in page)
    )
    if not any(_says_something(block) for block in document.blocks):
        raise UnreadableSource(
            file_name,
            "text recognition (OCR) found no text in the picture",
            "Check that it is a page of the document, sharp and of 150 dots per inch or more",
        )
    return document


def scan_pdf_pages(data: bytes, numbers: Sequence[int], file_name: str) -> list[ScannedPage]:
    """Return what stands on the pages of a PDF with these numbers, which are pictures."""
    pictures = zip(numbers, render_pages(data, list(numbers), file_name), strict=True)
    return list(_scanned(pictures, len(numbers), file_name))


def _scanned(
    pictures: Iterable[tuple[int, Picture]], count: int | None, file_name: str
) -> Iterator[ScannedPage]:
    """The pages in order; as many at a time as there are processors, few enough to keep."""

    def scan(number: int, picture: Picture) -> ScannedPage:
        clock = Clock(file_name, limits().max_scan_page_seconds, "max_scan_page_seconds")
        return ScannedPage(number, *scanned_blocks(picture, number, clock))

    at_a_time = _processors()
    waiting: deque[Future[ScannedPage]] = deque()
    with ThreadPoolExecutor(at_a_time) as pool:
        try:
            for number, picture in _watched(pictures, count, file_name):
                waiting.append(pool.submit(scan, number, picture))
                if len(waiting) > at_a_time:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _processors() -> int:
    """How many pages to read at a time; one where documents are read side by side already."""
    if parent_process() is not None:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _watched(
    pictures: Iterable[tuple[int, Picture]], count: int | None, file_name: str
) -> Iterable[tuple[int, Picture]]:
    """Show a bar over the pages; nothing where nobody watches, or others show theirs."""
    if count == 1 or not sys.stderr.isatty() or parent_process() is not None:
        return pictures
    from rich.console import Console
    from rich.progress import track

    words = f"Recognising text in {file_name}"
    return track(pictures, words, count, console=Console(stderr=True), transient=True)


def _says_something(block: Block) -> bool:
    return isinstance(block, Line) or any(cell.lines for cell in block.cells)
