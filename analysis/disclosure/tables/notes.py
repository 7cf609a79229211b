"""The remark under a table, and whether it declares the table empty (``empty_notes.csv``).

Not done here: holding the remark against the figures of the table.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from analysis.disclosure.headings import is_label
from analysis.disclosure.joined import join_lines
from analysis.disclosure.numbers import TOKEN
from analysis.disclosure.tables.keyed import Use
from analysis.disclosure.vocabulary import fold
from analysis.sources.document import Line, Place

_OPENS_NOTE = re.compile(r"^(?:备注|注|说明|附注|注释)[0-9]?[::.]")
_HINT = re.compile("[无没空未不]")  # what every pattern needs; most lines have none of it
_YEAR = re.compile(r"20\d\d")


@cache
def _patterns() -> re.Pattern[str]:
    with (Path(__file__).parent / "empty_notes.csv").open(encoding="utf-8", newline="") as file:
        return re.compile("|".join(row["pattern"] for row in csv.DictReader(file)))


def declares_empty(text: str) -> bool:
    """True where a text says that there is nothing to put in the table."""
    return _declares(fold(text))


def _declares(folded: str) -> bool:
    return _HINT.search(folded) is not None and _patterns().search(folded) is not None


def split_note(lines: Sequence[Line]) -> tuple[Sequence[Line], str, list[Use]]:
    """Return the lines of the table, the remark under it, and what its numbers are.

    The remark opens with 备注, 注 or 说明 and a colon, or is a line that declares the table empty;
    it runs to the end. Blank lines, what the page carries (page numbers) and the number of a table
    (公开04表) are left out.
    """
    lines = [line for line in lines if line.text.strip() and not line.furniture]
    labels = [line for line in lines if "表" in line.text and is_label(line)]
    uses = numbers_in_words(labels, "number of a table")
    if labels:
        lines = [line for line in lines if line not in labels]
    for number, line in enumerate(lines):
        if line.text.isascii():  # amounts and codes
            continue
        folded = fold(line.text)
        if _OPENS_NOTE.match(folded) or _declares(folded):
            rest = lines[number:]
            return (
                lines[:number],
                join_lines(rest).text,
                [*uses, *numbers_in_words(rest, "remark of the table")],
            )
    return lines, "", uses


def numbers_in_words(lines: Sequence[Line], where: str) -> list[Use]:
    """Return the uses of the numbers of lines that hold words: years are dates, others names."""
    return [
        Use(
            Place(line.page, line.line, found.start() + 1, line.box),
            "date" if _YEAR.fullmatch(fold(found.group())) else "name_part",
            where,
        )
        for line in lines
        for found in TOKEN.finditer(line.text)
    ]
