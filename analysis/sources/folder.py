"""A document published in several files (prose in one, tables in another) as one Document.

Its pages count on from file to file; a file without pages is one page. Its SHA-256 is that of
the sorted SHA-256 of its files, so that it depends on what they hold and not on their names. Not
done here: finding the files, and judging whether they belong together (``identify`` refuses
files that speak of different years or units).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from analysis.sources.document import Block, Cell, Document, Line, Part, SourceFile


def combine(documents: Sequence[Document], name: str) -> Document:
    """Return the one document that the files make up, in the given order.

    ``name`` is that of their folder; ``format`` names the formats of the files, each once.
    Raises ValueError when there is no file.
    """
    if not documents:
        raise ValueError(f"{name}: a document needs at least one file")
    blocks: list[Block] = []
    parts: list[Part] = []
    pictures: list[int] = []
    done = 0
    for document in documents:
        parts.append(Part(document.file, done + 1))
        pictures += [done + page for page in document.picture_pages]
        moved = [_moved(block, done) for block in document.blocks]
        blocks += moved
        done = max(done + 1, *(block.page or 0 for block in moved), *pictures, 0)
    hashes = "\n".join(sorted(document.file.sha256 for document in documents))
    file = SourceFile(
        name=name,
        sha256=hashlib.sha256(hashes.encode()).hexdigest(),
        format="+".join(sorted({document.file.format for document in documents})),
        encoding=None,
        size_bytes=sum(document.file.size_bytes for document in documents),
    )
    return Document(file, tuple(blocks), tuple(parts), tuple(pictures))


def _moved(block: Block, pages: int) -> Block:
    """The block with its pages counted on from ``pages``."""
    page = pages + (block.page or 1)
    if isinstance(block, Line):
        return replace(block, page=page)
    return block._replace(page=page, cells=tuple(_moved_cell(cell, pages) for cell in block.cells))


def _moved_cell(cell: Cell, pages: int) -> Cell:
    lines = tuple(replace(line, page=pages + (line.page or 1)) for line in cell.lines)
    return cell._replace(lines=lines)
