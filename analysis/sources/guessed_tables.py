"""Tables of Markdown that a program guessed from the words of a page, told from written ones.

A program that turns a PDF into Markdown may take each stretch of lines whose words stand below
each other for a table: its columns are guesses, its rows break off where a name is long, and what
it does not take stands as lines of text directly above and below. In Markdown that somebody wrote,
or that was made from a table, a table ends with an empty line. Bars that were guessed say nothing:
they become blanks, and the text is read as one without a grid. So do the bars of a program that
breaks lines within cells (``<br>``): it moves cells, and puts several into one. Not done here:
tables (``text_tables``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from analysis.sources.document import Line

_BAR = "|"
_RULE = re.compile(r"\s*\|?(?:\s*:?-{3,}:?\s*\|)+(?:\s*:?-{3,}:?\s*)?")
# A row of a table: an amount behind another cell.
_ROW = re.compile(r"\S\s+[-－]?\d[\d,，]*(?:[.．]\d+)?\s*$")
_BREAK = "<br>"
_TAG = re.compile(r"</?(?:br|u|b|i|s|strong|em|sup|sub)\s*/?>")  # in cells and in prose
# Marks of Markdown at the head of a line that are none of the document: headings, lists, emphasis.
_HEAD = re.compile(r"^\s*(?:#{1,6}|[-*+])\s+(?=[(（\d一-鿿“*])(?!\d+\s*[-*]?\s*$)")
_EMPHASIS = re.compile(r"\*\*|__")
_WIDE = re.compile(r"[ \xa0]{2,}")
_FEWEST = 2  # tables that run into the text below


def are_guessed(lines: Sequence[Line]) -> bool:
    """Whether rows, or the text below tables more than once, stand directly at tables of bars."""
    if not any("-|" in line.text or "- |" in line.text for line in lines):
        return False
    if not any(_RULE.fullmatch(line.text) for line in lines):
        return False
    if _break_within_cells(lines):
        return True
    touching = 0
    for above, below in pairwise(lines):
        if not (above.text.strip() and below.text.strip()):
            continue
        inside, behind = _BAR in above.text, _BAR in below.text
        if inside is behind:
            continue
        if _ROW.search((below if inside else above).text):
            return True
        touching += inside
    return touching >= _FEWEST


def without_bars(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with blanks for their bars, and blank ones for those that only draw.

    Where lines break within cells, the marks of headings, lists and emphasis become blanks too.
    """
    bare = _unmarked if _break_within_cells(lines) else _bare
    return [replace(line, text=bare(line.text)) for line in lines]


def _break_within_cells(lines: Sequence[Line]) -> bool:
    return any(_BREAK in line.text and _BAR in line.text for line in lines)


def _bare(text: str) -> str:
    return "" if _RULE.fullmatch(text) else text.replace(_BAR, " ")


def _unmarked(text: str) -> str:
    """Return the text without marks; how wide the blanks are says nothing of the columns."""
    if _RULE.fullmatch(text):
        return ""
    inside = _BAR in text
    for mark in (_HEAD, _EMPHASIS, _TAG):
        text = mark.sub(_blanks, text)
    text = text.replace(_BAR, " ")
    return _WIDE.sub(_blanks, text) if inside else text


def _blanks(found: re.Match[str]) -> str:
    return "\xa0" * len(found[0])
