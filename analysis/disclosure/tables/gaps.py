"""Text whose columns are set apart by blanks (``pdftotext -layout``, a PDF table without rules).

Is its reading to be trusted? Header words broken over staggered lines and blank cells leave open
which column an amount stands in. Where the amounts put into the columns do not add up, the reading
is wrong more likely than the document. Not done here: text with a cell to a line, whose order is
that of the cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NoReturn

from analysis.disclosure.outcome import UnreadableTable
from analysis.disclosure.recorder import CellValue
from analysis.disclosure.regions import Region
from analysis.disclosure.vocabulary import HAN

_GAP = re.compile(r"\S {3,}(?=\S)")
_ONE = rf"(?<!{HAN}){HAN}(?!{HAN})"
_SPACED = re.compile(rf"{_ONE}(?: +{_ONE})+")  # 收   入   总   计: a word, and no gap in it
_SIDE = re.compile(r" {2,}")
_AMOUNT = re.compile(r"[-－]?\d[\d,，]*(?:[.．]\d+)?[%％]?")
_APART = {True: "blanks only", False: "line breaks only"}
_MANY = 0.25  # of the lines


def set_by_gaps(region: Region) -> bool:
    """Return whether a line of a region holds cells that wide gaps set apart."""
    return not region.grids and any(parts_by_gaps(line.text) for line in region.lines)


def parts_by_gaps(text: str) -> bool:
    """Return whether a line holds cells that wide gaps set apart."""
    return len(_GAP.findall(_SPACED.sub(lambda word: word[0].replace(" ", ""), text))) > 1


def stands_side_by_side(region: Region) -> bool:
    """Return whether cells stand beside each other on many lines, and no rules part them.

    In text with a cell to a line hardly any line has a wide gap. Beside a table that only the place
    of its text made one, a line with a number in such a cell is a row that did not fit.
    """
    if any(grid.ruled for grid in region.grids):
        return False
    texts = [text for line in region.lines if "  " in (text := line.text.strip())]
    rows = [_SIDE.split(text) for text in texts]
    numbers = any(_AMOUNT.fullmatch(cell) for cells in rows for cell in cells)
    return numbers and (bool(region.grids) or len(rows) >= _MANY * len(region.lines))


def refuse(region: Region) -> NoReturn:
    """Raise UnreadableTable for a table of text whose amounts do not add up as they are read."""
    apart = _APART[set_by_gaps(region)]
    raise UnreadableTable(
        f"line {region.headings[0].line}: the columns are set apart by {apart}, and which "
        "amount stands in which cannot be told; take the table from the original file"
    )


def add_up(whole: CellValue | None, parts: Iterable[CellValue | None]) -> bool:
    """Return whether parts make the whole, blanks taken as nothing, up to rounding."""
    known = [part.value for part in parts if part is not None and part.value is not None]
    if whole is None or whole.value is None or not known:
        return True
    step = whole.step or Decimal(1)
    return abs(whole.value - sum(known)) <= step * (len(known) + 1) / 2
