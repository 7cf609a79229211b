"""Page numbers and running heads: lines that belong to the page, not to the text.

They are marked, not taken out. A page number is a line of digits at the edge of its page that
counts on as the pages do; a running head is the same line at the edge of most pages. Not done
here: furniture within tables (a header repeated on each page; ``disclosure`` joins those).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from analysis.sources.document import Block, Line

# "12", "- 12 -", "— 12 —", "第12页", "第 12 页 共 30 页", "12/30"
_PAGE_NUMBER = re.compile(
    r"[\s\-－–—―─━·.•~～]*(?:第\s*)?(\d{1,4})\s*页?"
    r"(?:\s*[,，/／]?\s*共?\s*\d{1,4}\s*页?)?[\s\-－–—―─━·.•~～]*"
)
_EDGE = 0.12  # of the page's height, at its top and at its foot
_FEWEST_HEADS = 3


def mark_furniture(pages: Sequence[Sequence[Block]], heights: Sequence[float]) -> list[list[Block]]:
    """Return the blocks of each page with its page number and running heads marked.

    ``heights`` are those of the pages in points. The first of equal running heads stays text: it
    may be the title of what follows.
    """
    edges = [_edge_lines(blocks, height) for blocks, height in zip(pages, heights, strict=True)]
    marked = _page_numbers(edges) | _running_heads(edges)
    return [
        [
            replace(b, furniture=True) if isinstance(b, Line) and (n, b.line) in marked else b
            for b in blocks
        ]
        for n, blocks in enumerate(pages)
    ]


def _edge_lines(blocks: Sequence[Block], height: float) -> list[Line]:
    """The first and the last line of a page, where nothing stands between them and the edge."""
    found = []
    if blocks and isinstance(first := blocks[0], Line) and _top(first) < _EDGE * height:
        found.append(first)
    if blocks and isinstance(last := blocks[-1], Line) and _bottom(last) > (1 - _EDGE) * height:
        found.append(last)
    return found


def _top(line: Line) -> float:
    return line.box[1] if line.box else 0.0


def _bottom(line: Line) -> float:
    return line.box[3] if line.box else 0.0


def _page_numbers(edges: Sequence[Sequence[Line]]) -> set[tuple[int, int]]:
    """Numbers that are ahead of the page by the same count on two pages, or are dressed as one."""
    candidates = [
        (page, line, int(found.group(1)) - page)
        for page, lines in enumerate(edges)
        for line in lines
        if (found := _PAGE_NUMBER.fullmatch(line.text))
    ]
    offsets = Counter(offset for _, _, offset in candidates)
    return {
        (page, line.line)
        for page, line, offset in candidates
        if offsets[offset] > 1 or not line.text.strip().isdigit()
    }


def _running_heads(edges: Sequence[Sequence[Line]]) -> set[tuple[int, int]]:
    seen = Counter(text for lines in edges for text in {_shape(line) for line in lines})
    heads = {
        text for text, count in seen.items() if count >= max(_FEWEST_HEADS, len(edges) / 2) and text
    }
    found = [
        (page, line) for page, lines in enumerate(edges) for line in lines if _shape(line) in heads
    ]
    firsts = {shape: page for page, line in reversed(found) for shape in [_shape(line)]}
    return {(page, line.line) for page, line in found if firsts[_shape(line)] != page}


def _shape(line: Line) -> str:
    return "" if _PAGE_NUMBER.fullmatch(line.text) else "".join(line.text.split())
