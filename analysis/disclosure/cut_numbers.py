"""A number that a narrow cell breaks over its lines: 92,269,|604.0|6.

Two numbers may stand in one cell, too. One it is where the break shows: at a point or comma, within
a group of thousands, before digits with decimals, or behind a decimal where digits alone follow.
Not done here: numbers that break in running text (``joined``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from analysis.disclosure.joined import EMPTY, Joined, join, join_lines, piece
from analysis.disclosure.vocabulary import narrow
from analysis.sources.document import Line

_PART = re.compile(r"-?[0-9.,]+")
_WHOLE = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]{1,4})?")
_SHOWS = re.compile(r"[.,]$|,[0-9]{1,2}$")  # no number ends so
_GOES_ON = re.compile(r"0[0-9]")  # nor begins so
# Two amounts of one cell have decimals alike: before one that has some, digits alone are a half.
_FIRST_HALF, _SECOND_HALF = re.compile(r"(?!(?:19|20)\d\d$)\d{4,}"), re.compile(r"\d+\.\d{1,4}")
_DECIMALS, _LAST_DIGITS = re.compile(r"\.[0-9]{1,3}$"), re.compile(r"[0-9]{1,2}")
_TWO = 2


def breaks_off(text: str) -> bool:
    """Return whether a text is the beginning of a number and cannot be the whole of one."""
    text = narrow(text).strip()
    return bool(_PART.fullmatch(text) and _SHOWS.search(text) and text[0].isdigit())


def is_cut(left: str, right: str) -> bool:
    """Return whether two texts are the halves of one number."""
    left, right = narrow(left).strip(), narrow(right).strip()
    if not _PART.fullmatch(left) or not _PART.fullmatch(right) or right[0] == "-":
        return False
    if right[0] in ".,":
        return left[-1] not in ".,"
    if _SHOWS.search(left) or (left.isdigit() and _GOES_ON.match(right)):
        return True
    if _FIRST_HALF.fullmatch(left) and _SECOND_HALF.fullmatch(right):
        return True
    return bool(_DECIMALS.search(left) and _LAST_DIGITS.fullmatch(right))


def join_number(lines: Iterable[Line]) -> Joined:
    """Return the number that lines of a cell are the parts of; empty where they are none."""
    parts = [piece(line) for line in lines if line.text.strip()]
    if len(parts) < _TWO:
        return EMPTY
    text = parts[0].text
    for part in parts[1:]:
        if not is_cut(text, part.text):
            return EMPTY
        text += part.text
    return join(parts, between="") if _WHOLE.fullmatch(narrow(text)) else EMPTY


def join_cell(lines: Iterable[Line]) -> Joined:
    """Return the lines of a cell as one text; a number that they cut is one number again."""
    lines = list(lines)
    return join_number(lines) or join_lines(lines)
