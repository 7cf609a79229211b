"""Page numbers that stand between the lines of a text taken from paged prints.

A number alone on its line is a page number where the format's pages, a gap of blank lines on
both sides, or the sentence that it interrupts shows it. Not done here: page numbers that stand
on a line with other text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.disclosure.vocabulary import fold
from analysis.sources.document import Line

_LONGEST = 24
_FIRST = "第-—–－─━0123456789０１２３４５６７８９"
_ALONE = re.compile(r"\d{1,4}")
_DRESSED = re.compile(
    r"[-—–－─━]\d{1,4}[-—–－─━]|第\d{1,4}页(?:[,，、/]?共\d{1,4}页)?|\d{1,4}/\d{1,4}"
)
_UNIT = re.compile(r"[万亿]?元|[%％]|万|[个人名家项辆台笔户次]")
_SHORTEST_GAP = 2  # blank lines on either side of a page number in text


def find_page_numbers(lines: Sequence[Line], *, prose: bool) -> set[int]:
    """Return the indexes in ``lines`` (blank lines included) of lines that are page numbers.

    In ``prose`` a bare number alone on a line is one, unless the sentence around it needs it;
    elsewhere (tables that lost their grid) only the format's pages or a gap can show it.
    """
    found: set[int] = set()
    for index, line in enumerate(lines):
        stripped = line.text.strip()
        if not stripped or stripped[0] not in _FIRST or len(stripped) > _LONGEST:
            continue
        if "." in stripped:  # an amount
            continue
        folded = fold(line.text)
        dressed = bool(_DRESSED.fullmatch(folded))
        if not dressed and not _ALONE.fullmatch(folded):
            continue
        before, after = _neighbour(lines, index, -1), _neighbour(lines, index, 1)
        if dressed or line.furniture or _stands_apart(lines, index, before, after):
            found.add(index)
        elif prose and before is not None and after is not None:
            interrupts = _UNIT.match(fold(lines[after].text))
            if not interrupts or fold(lines[before].text)[-1].isdigit():
                found.add(index)
    return found


def _neighbour(lines: Sequence[Line], index: int, step: int) -> int | None:
    """Return the index of the next line in a direction that carries text."""
    at = index + step
    while 0 <= at < len(lines):
        if lines[at].text and not lines[at].text.isspace():
            return at
        at += step
    return None


def _stands_apart(lines: Sequence[Line], index: int, before: int | None, after: int | None) -> bool:
    page = lines[index].page
    if page is not None:
        edges = [
            before is None or lines[before].page != page,
            after is None or lines[after].page != page,
        ]
        return any(edges)
    if before is None or after is None:
        return False
    gap = min(index - before, after - index) - 1
    return gap >= _SHORTEST_GAP
