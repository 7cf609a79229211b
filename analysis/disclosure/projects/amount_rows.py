"""Rows of a name and an amount that have lost their grid: funding sources and detail lines.

A row begins at an ordinal, at “其中”, at a name that the vocabulary knows, or where the row
before it is complete; its amount is the last printed word. Not done here: what a name means.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.disclosure.cells import money_cell
from analysis.disclosure.joined import EMPTY, Joined, join
from analysis.disclosure.projects.body import Strip
from analysis.disclosure.projects.mentions import settle_mentions, settle_ordinal
from analysis.disclosure.projects.sheet_fields import AmountRow
from analysis.disclosure.projects.words import lookup
from analysis.disclosure.recorder import BLANK, Recorder
from analysis.disclosure.vocabulary import fold

_MONEY = r"[-－]?[\d０-９,，.．]+\s*(?:亿元|万元|元)?|[-－—–/]{1,2}"
# The amount is a printed word of its own; glued to the name it needs its unit.
_AMOUNT = re.compile(rf"(?:^|(?<=\s))(?:{_MONEY})\s*$|\d[\d,.]*\s*(?:亿元|万元|元)$")
_ONLY_AMOUNT = re.compile(rf"(?:{_MONEY})")
_ORDINAL = re.compile(r"(\d{1,2})\s*[.、．)）]\s*|[（(]\s*(\d{1,2})\s*[)）]\s*")
_OF_WHICH = re.compile(r"其中\s*[:：]?\s*")
_SIDE_LABEL = 4  # so many one-character lines in a row are a label printed from top to bottom


def without_side_label(strips: Sequence[Strip]) -> list[Strip]:
    """Return the strips without runs of one-character lines: a label set from top to bottom."""
    kept: list[Strip] = []
    run: list[Strip] = []
    for strip in (*strips, None):
        if strip is not None and len(strip.printed) == 1 and not strip.printed.isdigit():
            run.append(strip)
            continue
        if len(run) < _SIDE_LABEL:
            kept += run
        run = []
        if strip is not None:
            kept.append(strip)
    return kept


def amount_rows(strips: Sequence[Strip], unit: str, recorder: Recorder) -> list[AmountRow]:
    """Return the rows of a list of names and amounts; ordinals and dates are accounted for."""
    rows: list[AmountRow] = []
    pending: list[Joined] = []
    amount: Joined = EMPTY
    complete, ordinal, head = False, 0, 0

    def close() -> None:
        nonlocal pending, amount, complete, head
        if pending or amount:
            rows.append(_row(join(pending), amount, head, unit, recorder))
        pending, amount, complete, head = [], EMPTY, False, 0

    for strip in without_side_label(strips):
        printed, text = strip.printed, strip.text
        if not printed:
            complete = bool(pending or amount)
            continue
        number = _ordinal(printed)
        alone = _ONLY_AMOUNT.fullmatch(printed) is not None
        begins = number in (1, ordinal + 1) or _OF_WHICH.match(printed) or _is_total(printed)
        if (complete or begins) and not (alone and pending and not amount):
            close()
        if not pending and number in (1, ordinal + 1) and not alone:
            ordinal = head = number
        found = _AMOUNT.search(printed) if strip.ends is not False else None
        if found:
            amount = text.cut(found.start())
            text = text.cut(0, found.start())
        if text:
            pending.append(text)
        complete = bool(strip.ends or (strip.ends is None and (amount or _is_known(pending))))
    close()
    return rows


def ruled_amount_row(
    name: Joined, amount: Joined, last: int, unit: str, recorder: Recorder
) -> tuple[AmountRow, int]:
    """Return the row of two ruled cells, and its ordinal; ``last`` is that of the rows above."""
    number = _ordinal(name.text)
    head = number if number in (1, last + 1) else 0
    return _row(name, amount, head, unit, recorder), head or last


def begins_row(name: Joined, last: int) -> bool:
    """Return whether a name begins a row by its words: an ordinal, “其中”, 合计, a known source."""
    text = name.text
    if _ordinal(text) in (1, last + 1) or _OF_WHICH.match(text) or _is_total(text):
        return True
    return _is_known([name])


def _ordinal(text: str) -> int:
    found = _ORDINAL.match(text)
    return int(found.group(1) or found.group(2)) if found else 0


def _is_total(text: str) -> bool:
    return text.startswith("合") and fold(text).startswith("合计")


def _is_known(pending: Sequence[Joined]) -> bool:
    """Return whether what stands so far is the whole name of a funding source."""
    name = _OF_WHICH.sub("", _ORDINAL.sub("", join(pending).text, count=1), count=1)
    return fold(name) in lookup("funding_sources", "name", "source_key")


def _row(name: Joined, amount: Joined, head: int, unit: str, recorder: Recorder) -> AmountRow:
    """Return the row; ``head`` is the ordinal that it begins with, 0 for none."""
    if head and (found := _ORDINAL.match(name.text)):
        digits = name.cut(found.start(1 if found.group(1) else 2))
        settle_ordinal(digits, recorder, "ordinal of a row")
        name = name.cut(found.end())
    of_which = _OF_WHICH.match(name.text)
    if of_which:
        name = name.cut(of_which.end())
    settle_mentions(name, recorder)
    return AmountRow(name, money_cell(amount, unit) if amount else BLANK, bool(of_which))
