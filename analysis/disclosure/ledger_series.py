"""Numbers of the rows of a small table without rules, each alone on a line: 序号, then 1, 2, 3.

They count on from 1 behind their heading, with the words of a row between them. Not done here:
tables that a reader reads; these have said what their numbers are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.disclosure.vocabulary import fold
from analysis.sources.document import Line

_HEADINGS = ("序号", "编号")
_APART = 6  # lines between the heading, or a number, and the next number


def row_numbers(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines that hold the number of a row and nothing else."""
    due = at = 0  # the number that comes next, and where the one before it stands
    for position, line in enumerate(lines):
        if not due and "号" not in line.text:  # nearly every line
            continue
        text = fold(line.text)
        if text in _HEADINGS:
            due, at = 1, position
        elif due and position - at > _APART:
            due = 0
        elif due and text == str(due):
            yield line
            due, at = due + 1, position
