"""Titles that a text prints behind their tables are put before them.

A program that takes the text of a page in the order in which it was written may give the title of a
table after its rows: where the page was made by a spreadsheet, titles are written last. On pages of
such a text rows stand above a title and none below it. That is an accident on one page (a table
that goes on, and the title of one that is empty) and a habit where most titles stand so. A text
that has lost the marks between its pages has the money unit at the head of each table; there the
first table has no title before it, and the last title no table behind it. The codes of the rows
must bear it out. Not done here: texts that have neither pages nor units.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from analysis.disclosure.heading_places import Headings
from analysis.disclosure.tables.codes import CODES_OF_KIND, ECONOMIC, FUNCTION, is_code
from analysis.disclosure.vocabulary import fold
from analysis.sources.document import Block, Grid, Line

# Kinds of headings that open no table.
_NO_TABLE = ("tables", "overview", "narrative", "glossary")
_AMOUNT = re.compile(
    r"\d(?<![\d.,]\d)(?:\d{0,2}(?:,\d{3})+(?:\.\d+)?|\d*\.\d\d)(?![\d.,])"
)  # the digit first, so that a search passes over other characters
_SENTENCE = re.compile(r"[。；，]")
_UNIT = re.compile(r"单位:(?:人民币)?(?:万元|元)$")
_FEWEST = 2  # late titles that make a habit
_ODD = 4  # times as many late titles as others
_SURE = 2  # tables whose codes say so
_NEAR = 6  # lines between a title and the money unit of its table


class _Title(NamedTuple):
    """The blocks of a title, those above it to the one before, and those below to the next."""

    kind: str
    begin: int
    end: int
    above: int
    below: int
    behind_rows: bool
    before_rows: bool


def titles_first(blocks: Sequence[Block]) -> Headings:
    """Return the headings of the blocks, late titles put in front of their tables.

    Each block keeps its place in the document.
    """
    headings = Headings(blocks)
    if Grid in map(type, blocks):
        return headings
    lines = [block for block in blocks if isinstance(block, Line)]
    pages = [i for i, line in enumerate(lines) if "\f" in line.text and _begins_page(line)]
    parts = pages or [i for i, line in enumerate(lines) if "元" in line.text and _is_unit(line)]
    if len(parts) < _FEWEST:
        return headings
    edges = pairwise([0, *parts, len(lines)])
    titles = [title for begin, end in edges for title in _titles(headings, lines, begin, end)]
    late = [title for title in titles if title.behind_rows and not title.before_rows]
    early = [title for title in titles if title.before_rows and not title.behind_rows]
    if len(late) < max(_FEWEST, _ODD * len(early)):
        return headings
    if _vote(lines, titles) < (0 if pages or _stand_behind(titles, parts[0]) else _SURE):
        return headings
    moved: list[Block] = []
    done = 0
    for title in titles:
        if title.behind_rows:
            top = _top(lines, title)
            moved += [*lines[done:top], *lines[title.begin : title.end], *lines[top : title.begin]]
            done = title.end
    return Headings([*moved, *lines[done:]])


def _stand_behind(titles: Sequence[_Title], first: int) -> bool:
    """Whether the first unit of money has no title near it, and the last title no rows behind."""
    near = any(first - _NEAR <= title.begin <= first for title in titles)
    last = [title for title in titles if title.behind_rows or title.before_rows][-1]
    return not near and not last.before_rows


def _begins_page(line: Line) -> bool:
    return line.text.lstrip(" ").startswith("\f")


def _is_unit(line: Line) -> bool:
    return "元" in line.text and _UNIT.search(fold(line.text)) is not None


def _titles(headings: Headings, lines: Sequence[Line], begin: int, end: int) -> Iterator[_Title]:
    """Yield the titles of tables between two edges."""
    found: list[tuple[int, int, str]] = []
    position = begin
    for near in headings.between(begin, end):
        heading = headings.at(near, None) if near >= position else None
        if heading is not None:
            position = max(heading.behind, near + 1)
            found.append((near, position, heading.kind))
    for number, (first, last, kind) in enumerate(found):
        above = found[number - 1][1] if number else begin
        below = found[number + 1][0] if number + 1 < len(found) else end
        if kind not in _NO_TABLE:
            rows = _has_rows(lines[above:first]), _has_rows(lines[last:below])
            yield _Title(kind, first, last, above, below, *rows)


def _vote(lines: Sequence[Line], titles: Sequence[_Title]) -> int:
    """By how many tables the codes above the titles are those of their kinds rather than below."""
    vote = 0
    for title, following in pairwise([*titles, None]):
        expected = CODES_OF_KIND.get(title.kind) if title else None
        if title is None or expected is None:
            continue
        end = following.begin if following else title.below
        above = _counts(lines[title.above : title.begin], expected)
        below = _counts(lines[title.end : end], expected)
        vote += (above > 0) - (above < 0) - (below > 0) + (below < 0)
    return vote


def _counts(lines: Sequence[Line], expected: str) -> int:
    """How many more rows have codes of the expected classification than of the other."""
    codes = [fold(line.text.split()[0]) for line in lines if line.text.split()]
    mine = sum(is_code(code, expected) for code in codes)
    other = FUNCTION if expected == ECONOMIC else ECONOMIC
    return mine - sum(is_code(code, other) for code in codes)


def _has_rows(lines: Sequence[Line]) -> bool:
    return any(_AMOUNT.search(ln.text) and not _SENTENCE.search(ln.text) for ln in lines)


def _top(lines: Sequence[Line], title: _Title) -> int:
    """Where the table above a title begins.

    That is the top of the page, or where another table stands above it its unit of money.
    """
    rows = [i for i in range(title.above, title.begin) if _has_rows(lines[i : i + 1])]
    units = [i for i in range(title.above, rows[-1]) if _is_unit(lines[i])]
    return units[-1] if units and units[-1] > rows[0] else title.above
