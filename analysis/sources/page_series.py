"""Page numbers in a text: which numbers alone on a line count on as pages do.

Where form feeds part the pages, a page number stands on the first or the last line of its page. A
text taken from a paged print may have lost the form feeds. A page number is
then a whole number alone on its line, one more than the one before, about a page further on. One
such number says nothing; a series through the whole text does. Where two lines could be the same
page's number, neither is taken: the other may be a figure. A number that is dressed as that of a
page (- 12 -, 第 12 页) is one at the edge of a page, or where it counts on.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from analysis.sources.document import Line

_DIGITS = 3  # four make a year
_FEWEST = 4  # numbers of a series; three may meet by chance
_FEWEST_EDGES = 3  # numbers at the edges of pages
_MOST_LEFT_OUT = 3  # pages without a number that a series passes over
_SHORTEST = 8  # lines to a page: numbers of rows stand closer together
_UNEVEN = 6  # a page has at most so many times the lines of the usual one, or so small a part
_SPAN = 0.5  # of the text that a series runs through
_DASHES = "-－—–―─━"
_DRESS = f"第{_DASHES}"  # what a dressed number begins with
_DASH = f"[{_DASHES}]{{1,2}}"
_DRESSED = re.compile(
    rf"{_DASH}\s*(\d{{1,4}})\s*{_DASH}|第\s*(\d{{1,4}})\s*页(?:\s*[,，、/／]?\s*共\s*\d{{1,4}}\s*页)?"
)

Candidate = tuple[int, int]  # index of the line, its number


def find_page_numbers(lines: Sequence[Line]) -> set[int]:
    """Return the indexes of the lines that are page numbers, by their pages or by their series."""
    bare, dressed = _candidates(lines)
    edges = _edges(lines)
    return _by_series(bare, len(lines)) | _at_edges(edges, bare) | _that_count_on(dressed, edges)


def find_page_series(lines: Sequence[Line]) -> set[int]:
    """Return the indexes of the lines that are page numbers by their series."""
    return _by_series(_candidates(lines)[0], len(lines))


def _by_series(candidates: Sequence[Candidate], lines: int) -> set[int]:
    series = _longest(candidates)
    if not _counts_pages(series, lines):
        return set()
    return {index for index, number in series if _is_alone(index, number, series, candidates)}


def _at_edges(edges: Mapping[int, int], candidates: Sequence[Candidate]) -> set[int]:
    """Numbers at the edges of pages parted by form feeds, as far ahead of the page on others."""
    ahead = {at: n - edges[at] for at, n in candidates if at in edges}
    usual = Counter(ahead.values())
    return {at for at, offset in ahead.items() if usual[offset] >= _FEWEST_EDGES}


def _that_count_on(dressed: Sequence[Candidate], edges: Mapping[int, int]) -> set[int]:
    """Dressed numbers at the edge of a page, and those that are one of a rising series."""
    found = {at for at, _ in dressed if at in edges}
    for (at, number), (after, following) in pairwise(dressed):
        if 0 < following - number <= _MOST_LEFT_OUT + 1:
            found |= {at, after}
    return found


def _edges(lines: Sequence[Line]) -> dict[int, int]:
    """The first and the last line of each page that form feeds part, to the page's number."""
    if not any(["\f" in line.text for line in lines]):  # no pages are parted: nothing recurs
        return {}
    pages: list[list[int]] = [[]]
    for index, line in enumerate(lines):
        text = line.text.strip(" ")
        if text.startswith("\f"):
            pages.append([])
        if text.strip():
            pages[-1].append(index)
    return {index: number for number, page in enumerate(pages) for index in page[:1] + page[-1:]}


def _candidates(lines: Sequence[Line]) -> tuple[list[Candidate], list[Candidate]]:
    """Whole numbers alone on their lines: bare ones (codes begin with zero) and dressed ones."""
    bare: list[Candidate] = []
    dressed: list[Candidate] = []
    for index, line in enumerate(lines):
        text = line.text.strip()
        if not text:
            continue
        if text[0] in _DRESS:
            if found := _DRESSED.fullmatch(text):
                dressed.append((index, int(found[1] or found[2])))
        elif len(text) <= _DIGITS and text.isascii() and text.isdigit() and text[0] != "0":
            bare.append((index, int(text)))
    return bare, dressed


def _longest(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the longest rising series; of equal ones that with the fewest pages left out."""
    best: dict[Candidate, tuple[int, int, Candidate | None]] = {}
    by_number: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        index, number = candidate
        chosen: tuple[int, int, Candidate | None] = (1, 0, None)
        for step in range(1, _MOST_LEFT_OUT + 2):
            for before in by_number[number - step]:
                if index - before[0] >= _SHORTEST * step:
                    length, left_out, _ = best[before]
                    offer = (length + 1, left_out - (step - 1), before)
                    chosen = max(chosen, offer, key=lambda one: one[:2])
        best[candidate] = chosen
        by_number[number].append(candidate)
    last = max(best, key=lambda candidate: best[candidate][:2], default=None)
    series: list[Candidate] = []
    while last is not None:
        series.append(last)
        last = best[last][2]
    return series[::-1]


def _counts_pages(series: Sequence[Candidate], lines: int) -> bool:
    """Whether a series is long enough, runs through the text, and steps as pages do."""
    if len(series) < _FEWEST or series[-1][0] - series[0][0] < _SPAN * lines:
        return False
    steps = [(b[0] - a[0]) / (b[1] - a[1]) for a, b in pairwise(series)]
    from statistics import median  # few texts come so far

    usual = median(steps)
    return all(usual / _UNEVEN <= step <= usual * _UNEVEN for step in steps)


def _is_alone(
    index: int, number: int, series: Sequence[Candidate], candidates: Sequence[Candidate]
) -> bool:
    """Whether no other line between the neighbours in the series has the same number."""
    at = series.index((index, number))
    begin = series[at - 1][0] if at else -1
    end = series[at + 1][0] if at + 1 < len(series) else float("inf")
    return not any(
        other == number and other_index != index and begin < other_index < end
        for other_index, other in candidates
    )
