"""Which cells of a ruled form are labels (``labels.csv``, ``ruled_labels.csv``, …).

A label may have the number of a goal behind it (长期绩效目标 1), a unit of money in brackets, or
its value behind a colon. Not done here: finding the cells that hold the values.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from analysis.disclosure.projects.body import Strip
from analysis.disclosure.projects.cell_strips import cell_strips
from analysis.disclosure.projects.level_words import level_of
from analysis.disclosure.projects.words import NUMBER, alternatives, lookup, rows
from analysis.disclosure.vocabulary import fold
from analysis.sources.document import Cell

GOALS = ("long_term", "annual")
SHEET, OVERALL = "labels", "overall_labels"
# Words that are labels in a ruled form only: in text without a grid they are too common.
_FILES = {SHEET: (SHEET, "ruled_labels"), OVERALL: (OVERALL,)}
# "长期目标1:" opens a goal of the overall sheet with its indicators.
MARKER = re.compile(r"(?P<horizon>长期|年度)(?:绩效)?目标(?P<number>\d{1,2})[:：]?")


class CellLabel(NamedTuple):
    """A label: its field, how many folded characters it has, its unit; ``alone`` in its cell."""

    field: str
    length: int
    unit: str | None
    alone: bool


def label_of(folded: str, table: str = SHEET) -> CellLabel | None:
    """Return the label that a folded text is or begins with; None for any other text.

    ``table`` names the CSV file of the labels.
    """
    found = _pattern(table).match(folded)
    if found is None:
        return None
    field = _fields(table)[found["label"]]
    if found["number"] and field not in GOALS:
        return None
    return CellLabel(field, found.end(), found["unit"], found.end() == len(folded))


def strips_behind(cell: Cell, length: int) -> list[Strip]:
    """Return the strips of a cell without its first so many folded characters: its label."""
    kept: list[Strip] = []
    for strip in cell_strips(cell):
        folded = len(fold(strip.printed))
        if length >= folded:
            length -= folded
            continue
        begin = strip.begin + printed_end(strip.printed, length)
        kept.append(Strip(strip.line, begin, strip.end, strip.ends))
        length = 0
    return kept


def is_known_word(folded: str) -> bool:
    """Return whether a folded text is a word of the form: a label, a level, a header word."""
    if not folded:
        return False
    return (
        any(_pattern(table).fullmatch(folded) is not None for table in (SHEET, OVERALL))
        or bool(level_of(folded))
        or folded in lookup("header_words", "word", "column")
        or MARKER.fullmatch(folded) is not None
    )


@cache
def _fields(table: str) -> dict[str, str]:
    """Return the field of each label."""
    return {row["label"]: row["field"] for name in _FILES[table] for row in rows(name)}


@cache
def _pattern(table: str) -> re.Pattern[str]:
    words = alternatives([re.escape(label) for label in _fields(table)])
    return re.compile(
        rf"{NUMBER}(?P<label>{words})(?:\((?P<unit>万元|元|亿元)\))?(?::|(?=(?P<number>\d{{1,2}}):?$)|$)"
    )


def printed_end(printed: str, folded_length: int) -> int:
    """Return where in a printed text its first so many folded characters end, blanks included."""
    ends = (end for end in range(len(printed) + 1) if len(fold(printed[:end])) >= folded_length)
    end = next(ends, len(printed))
    return end + len(printed[end:]) - len(printed[end:].lstrip())
