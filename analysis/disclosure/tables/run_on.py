"""Rows of a table that have run together on one line are parted before their codes.

A program that takes the text of a page may lose the line breaks of a whole page: a code with its
name behind it, directly behind an amount, begins a row. Not done here: rows without codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from analysis.disclosure.vocabulary import HAN
from analysis.sources.document import Line

# 1,200.00 204 06 07 公共法律服务; a word follows so that no amount is taken for a code
_ROW = re.compile(rf"(?<=\d) (?=[1-6]\d\d(?:\d\d){{0,2}}(?: \d\d){{0,2}} ?{HAN})")


def part_rows(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, each row on one of its own; every character keeps its column."""
    return [part for line in lines for part in _parts(line)]


def _parts(line: Line) -> Iterator[Line]:
    cuts = [found.end() for found in _ROW.finditer(line.text)]
    if not cuts:
        yield line
        return
    for begin, end in pairwise((0, *cuts, len(line.text))):
        yield Line(" " * begin + line.text[begin:end], line.line, line.page)
