"""What one cell says: a value, a zero, a blank, a dash, or a text.

These stay distinct to the end; a blank is unknown, not zero. Not done here: deciding which
column a cell stands in.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import pairwise

from analysis.disclosure.joined import Joined
from analysis.disclosure.numbers import TOKEN, decimals_of, to_decimal
from analysis.disclosure.recorder import BLANK, CellValue
from analysis.disclosure.units import scale
from analysis.disclosure.vocabulary import HAN
from analysis.sources.document import Place

_POINTS = ".,．，"
_BROKEN = "the lines of the cell were taken for one number that they break"
_DASH = re.compile(r"[-－—–−/]{1,2}")
_MINUS = re.compile(r"[-－−]\s*$")
_GARBLED = re.compile(r"[0-9A-Za-z|][0-9A-Za-z|.,，．、。·:; ]{2,}")
_UNIT_WORD = re.compile(rf"\s*(亿元|万元|元|万{HAN}{{0,2}}|[%％‰]|(?:{HAN}|/){{1,4}})")


def number_cell(
    printed: str,
    place: Place | None,
    unit_word: str,
    *,
    negative: bool = False,
    reading: str = "certain",
    reading_note: str | None = None,
    rest: tuple[Place, ...] = (),
) -> CellValue:
    """Return the CellValue of a printed number in ``unit_word``, exact and with its step."""
    unit, factor = scale(unit_word)
    value = to_decimal(printed) * factor * (-1 if negative else 1)
    step = _step(decimals_of(printed), factor)
    state = "value" if value else "zero"
    return CellValue(
        state, printed, value, unit, unit_word, step, place, reading, reading_note, rest
    )


@cache
def _step(decimals: int, factor: Decimal) -> Decimal:
    """The printed step in the unit of the warehouse."""
    return Decimal(1).scaleb(-decimals) * factor


def money_cell(cell: Joined, table_unit: str) -> CellValue:
    """Return what a money cell says; ``table_unit`` (万元 or 元) holds where the cell names none.

    A cell that is neither blank, dash nor one number has the state ``text``; it has a place where
    it may be a number that recognition of text has garbled (1.202.95).
    """
    text = cell.text
    if not text.strip():
        return BLANK
    if _DASH.fullmatch(text.strip()):
        dash = cell.cut(0)
        return CellValue("dash", printed=dash.text, place=dash.place(0))
    found = TOKEN.search(text)
    if found is None:
        return _text(cell)
    before, after = text[: found.start()], text[found.end() :]
    unit = _UNIT_WORD.fullmatch(after)
    negative = bool(_MINUS.fullmatch(before)) or (
        before in "(（" and bool(before) and after in ")）"
    )
    if (before.strip() and not negative) or (after.strip() and unit is None and not negative):
        return _text(cell)
    word = unit.group(1) if unit and unit.group(1) in ("亿元", "万元", "元") else table_unit
    place, rest = cell.place(found.start()), _rest(cell, *found.span())
    made = number_cell(found.group(), place, word, negative=negative, rest=rest)
    if any(at in range(*found.span()) and text[at - 1] not in _POINTS for at in cell.starts[1:]):
        return replace(made, reading="inferred", reading_note=_BROKEN)
    return made


def _rest(cell: Joined, begin: int, end: int) -> tuple[Place, ...]:
    """Where the tokens stand that lines make of a number, but for the first."""
    inside = [start for start in cell.starts if begin < start < end]
    if not inside:
        return ()
    pairs = pairwise([begin, *inside, end])
    tokens = [
        first + m.start() for first, last in pairs for m in TOKEN.finditer(cell.text[first:last])
    ]
    return tuple(cell.place(at) for at in tokens if at > begin)


def _text(cell: Joined) -> CellValue:
    stripped = cell.cut(0)
    place = stripped.place(0) if _GARBLED.fullmatch(stripped.text) else None
    note = f"“{stripped.text}” stands where an amount was expected"
    return CellValue("text", stripped.text, place=place, reading="uncertain", reading_note=note)
