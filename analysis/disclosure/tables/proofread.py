"""Arithmetic tells which readings of recognised numbers are right.

A number that stands in a sum which does not hold may have been misread: one character that
recognition confuses with another (``confusions.csv``). Where exactly one other reading of one
cell makes every sum hold that the cell stands in, it is taken, as ``inferred`` and with a note;
``printed`` stays as recognised. Where several do, the one that recognition was not sure of is
taken, and without such a one they are all ``uncertain``. A text that only one such change makes a
number is read as that number.

Numbers that nobody had to recognise are never touched, and what recognition has no doubt of keeps
its value: there a sum that does not hold is more likely the document's own, and must stay to be
seen. Not done here: knowing the sums (``proofread_tables``), numbers of which a digit is missing.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

from analysis.disclosure.cells import number_cell
from analysis.disclosure.numbers import TOKEN
from analysis.disclosure.recorder import CellValue
from analysis.disclosure.sureness import NO_DOUBT, SURE
from analysis.disclosure.tables.keyed import with_reading
from analysis.sources.document import Place

Key = tuple[int, str]  # row and column of a cell
Cells = MutableMapping[Key, CellValue]
Confidence = Callable[[Place | None], Decimal | None]


class Sum(NamedTuple):
    """A cell and the cells that it is the sum of; ``words`` say so to people."""

    whole: Key
    parts: tuple[Key, ...]
    words: str


class _Other(NamedTuple):
    """Another reading of a cell, and how many sums it mends."""

    key: Key
    cell: CellValue
    words: str


def proofread(cells: Cells, sums: Sequence[Sum], unit: str, confidence: Confidence) -> None:
    """Change the cells whose other reading the sums prove, and mark those that stay in doubt."""
    recognised = {key for key, cell in cells.items() if confidence(cell.place) is not None}
    for key in recognised:
        if cells[key].state == "text":
            _read_garbled(cells, key, unit)
    at: dict[Key, list[Sum]] = {}
    for each in sums:
        for key in (each.whole, *each.parts):
            at.setdefault(key, []).append(each)
    settled: set[Key] = set()
    while True:
        broken = [s for s in sums if not holds(s, cells)]
        mended = _mend(cells, broken, at, recognised - settled, confidence)
        if not mended:
            break
        settled |= mended
    for key, others in _doubts(cells, sums, at, recognised - settled).items():
        note = "a sum that it stands in does not hold; could also be " + ", ".join(others)
        cells[key] = with_reading(cells[key], "uncertain", note)


def _mend(
    cells: Cells,
    broken: Sequence[Sum],
    at: Mapping[Key, list[Sum]],
    open_: set[Key],
    confidence: Confidence,
) -> set[Key]:
    """Take the readings that alone mend a broken sum; return their cells."""
    mended: set[Key] = set()
    for each in broken:
        found = _others_that_mend(each, cells, at, open_)
        others = [o for o in found if (confidence(o.cell.place) or NO_DOUBT) < NO_DOUBT]
        if len(others) > 1:  # then the one that recognition was not sure of
            others = [o for o in others if (confidence(o.cell.place) or SURE) < SURE]
        if len(others) == 1:
            [other] = others
            cells[other.key] = with_reading(other.cell, "inferred", other.words)
            mended.add(other.key)
    return mended


def _doubts(
    cells: Cells, sums: Sequence[Sum], at: Mapping[Key, list[Sum]], open_: set[Key]
) -> dict[Key, list[str]]:
    """The cells of which another reading would mend a broken sum, with these readings."""
    found: dict[Key, list[str]] = {}
    for each in sums:
        if not holds(each, cells):
            for other in _others_that_mend(each, cells, at, open_):
                readings = found.setdefault(other.key, [])
                readings.append(str(other.cell.value))
    return {key: sorted(set(readings)) for key, readings in found.items()}


def _others_that_mend(
    broken: Sum, cells: Cells, at: Mapping[Key, list[Sum]], open_: set[Key]
) -> Iterator[_Other]:
    for key in (broken.whole, *broken.parts):
        cell = cells.get(key)
        if cell is None or cell.value is None or key not in open_:
            continue
        seen: set[Decimal] = set()
        for printed in alternatives(cell.printed):
            other = _read_as(cell, printed)
            if other.value is None or other.value in seen:
                continue
            tried = {**cells, key: other}
            if all(holds(each, tried) for each in at[key]):
                seen.add(other.value)
                words = (
                    f"recognised as {cell.printed}; with {printed} {broken.words} "
                    f"holds, and every sum that it stands in ({len(at[key])})"
                )
                yield _Other(key, other, words)


def alternatives(printed: str) -> Iterator[str]:
    """Give the numbers that recognition may have taken for ``printed``, one character changed."""
    for index, character in enumerate(printed):
        for other in _confusions().get(character, ()):
            changed = printed[:index] + other + printed[index + 1 :]
            if TOKEN.fullmatch(changed):
                yield changed


def _read_garbled(cells: Cells, key: Key, unit: str) -> None:
    """Read a text that one change makes a number as that number, where only one does."""
    cell = cells[key]
    found = sorted(set(alternatives(cell.printed.strip().replace(" ", ""))))
    if len(found) == 1 and "." in found[0]:  # a budget prints decimals; a lone comma may be one
        other = number_cell(found[0], cell.place, unit)
        note = f"recognised as {cell.printed}, which is no number; read as {found[0]}"
        cells[key] = with_reading(replace(other, printed=cell.printed), "inferred", note)


def _read_as(cell: CellValue, printed: str) -> CellValue:
    """The cell as if this were printed; its unit and sign stay, and what was recognised."""
    negative = cell.value is not None and cell.value < 0
    other = number_cell(printed, cell.place, cell.unit_word, negative=negative)
    return replace(
        other, printed=cell.printed, reading=cell.reading, reading_note=cell.reading_note
    )


def holds(each: Sum, cells: Mapping[Key, CellValue]) -> bool:
    """Return whether a sum holds within what the printed steps allow; a blank adds nothing."""
    whole = cells.get(each.whole)
    parts = [cell for key in each.parts if (cell := cells.get(key)) and cell.value is not None]
    if whole is None or whole.value is None or not parts:
        return True
    difference = whole.value - sum(cell.value for cell in parts if cell.value is not None)
    steps = sum(cell.step for cell in (whole, *parts) if cell.step is not None)
    return 2 * abs(difference) <= steps


@cache
def _confusions() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    with Path(__file__).with_name("confusions.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["read"]] = (*found.get(row["read"], ()), row["may_be"])
    return found
