"""Characters of a PDF page become words, and words printed lines.

A PDF knows only where each character stands. Blanks are put where a reader sees one: justified
Chinese is not letter-spaced, digits that stand apart are two numbers, and a gap of two
characters or more (a label left, “单位：万元” right) stays visible as two blanks. Not done here:
telling tables from text, and folding compatibility characters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from pdfplumber.utils.text import dedupe_chars, extract_words

from analysis.sources.document import Box

Char = dict[str, Any]
Word = dict[str, Any]
Printed = tuple[str, Box]  # the text of a printed line and its area

# Gaps in heights of the text: up to these there is no blank between two characters ...
_WIDE_GAP = 1.2  # ... that are both wide (Chinese): justified text
_MIXED_GAP = 0.3  # ... of which one is wide
_NARROW_GAP = 0.2  # ... that are both narrow: digits, Latin
_APART = 2.0  # from here on the two do not belong together


def clean_chars(chars: Sequence[Char]) -> list[Char]:
    """Return the characters without slanted ones (watermarks) and without double strikes.

    Some programs print bold text twice in nearly the same place.
    """
    straight = [c for c in chars if not _slanted(c["matrix"])]
    places = {(c["text"], round(c["x0"]), round(c["top"])) for c in straight}
    if len(places) == len(straight):
        return straight
    doubled: list[Char] = dedupe_chars(straight, extra_attrs=None)
    return doubled


def _slanted(matrix: Sequence[float]) -> bool:
    a, b, c, d = (abs(n) for n in matrix[:4])
    # A slope within the glyph (false italics) leaves one of the two small.
    return min(a, b) > 0.2 * max(a, b) and min(c, d) > 0.2 * max(c, d)


def words_of(chars: list[Char], *together: str) -> list[Word]:
    """Return the words; characters that differ in an attribute of ``together`` stay apart."""
    words: list[Word] = extract_words(
        chars, x_tolerance_ratio=0.25, extra_attrs=list(together), expand_ligatures=True
    )
    return words


def printed_lines(words: Iterable[Word]) -> list[Printed]:
    """Return the printed lines that words make up, from top to bottom."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w["top"], w["x0"])):
        if lines and _beside(lines[-1], word):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [_printed(sorted(line, key=lambda w: w["x0"])) for line in lines]


def _beside(line: Sequence[Word], word: Word) -> bool:
    top, bottom = min(w["top"] for w in line), max(w["bottom"] for w in line)
    shared = min(bottom, word["bottom"]) - max(top, word["top"])
    return bool(shared >= 0.5 * min(bottom - top, word["bottom"] - word["top"]))


def _printed(line: Sequence[Word]) -> Printed:
    text = line[0]["text"]
    for left, right in pairwise(line):
        text += _blank(left, right) + right["text"]
    box = (
        min(w["x0"] for w in line),
        min(w["top"] for w in line),
        max(w["x1"] for w in line),
        max(w["bottom"] for w in line),
    )
    return "".join(c for c in text if unicodedata.category(c) != "Cc"), box


def _blank(left: Word, right: Word) -> str:
    height = min(left["bottom"] - left["top"], right["bottom"] - right["top"])
    gap = (right["x0"] - left["x1"]) / max(height, 1)
    wide = is_wide(left["text"][-1]) + is_wide(right["text"][0])
    if gap < (_NARROW_GAP, _MIXED_GAP, _WIDE_GAP)[wide]:
        return ""
    return "  " if gap >= _APART else " "


def is_wide(character: str) -> bool:
    """Return whether a character is as wide as it is high: Chinese, full-width signs."""
    return unicodedata.east_asian_width(character) in "WF"
