"""Printed words of an indicator table as units, with the seam between each and the next.

What can only be one piece of a cell is joined at once: single words of broken lines. Two printed
lines in which several cells are broken at once are untangled (``untangle``). Not done here:
deciding which units make a cell (``parse_rows``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.disclosure.joined import EMPTY, Joined, join
from analysis.disclosure.projects.body import Strip, join_strips
from analysis.disclosure.projects.level_words import level_of
from analysis.disclosure.projects.untangle import may_be_tangled, untangle
from analysis.disclosure.vocabulary import fold

_WORD = re.compile(r"\S+")
_LEVEL_TAILS = ("指标", "标")
_SEAMS = {True: "paragraph", False: "broken", None: "line"}
_FIRST_WIDE = "\u2e80"  # from here on characters are Chinese and set wide


@dataclass(slots=True)
class Unit:
    """A printed word. ``seam`` says what stands before it.

    ``paragraph``: the paragraph before it ended; ``broken``: its line was only broken; ``line``:
    a line end that does not tell; ``blank``: a blank of the same line. ``lead``: its line begins
    with a blank; ``gap``: more than one blank behind it. A unit without text is an empty
    paragraph.
    """

    text: Joined
    folded: str
    seam: str
    lead: bool = False
    gap: bool = False
    untangled: bool = False


def units_of(strips: Sequence[Strip]) -> list[Unit]:
    """Return the units of the lines below a table's header."""
    found: list[Unit] = []
    seam = "paragraph"
    lines = [strip.printed.split() for strip in strips]
    index = 0
    while index < len(strips):
        strip, words = strips[index], lines[index]
        if _is_one_word(words):
            begin, index = index, index + 1
            # lines of a single word each, all but the last broken, are one cell
            while strip.ends is False and index < len(strips) and _is_one_word(lines[index]):
                strip = strips[index]
                index += 1
            found.append(_unit_of_run(strips[begin:index], seam))
        else:
            index += 1
            cells = None
            if index < len(strips) and may_be_tangled(words, lines[index]):
                cells = untangle(_parts(strip), strips[index].text)
            if cells:
                found += [Unit(c, fold(c.text), "paragraph", untangled=True) for c in cells]
                strip = strips[index]
                index += 1
            else:
                found += _units_of_line(strip, seam)
        seam = _SEAMS[strip.ends]
    return _whole_levels(found)


def _is_one_word(words: Sequence[str]) -> bool:
    """Return whether a line holds one word, its characters perhaps set apart: “计 划”."""
    if len(words) < 2:
        return True
    return max(map(len, words)) == 1 and min(words) > _FIRST_WIDE


def _unit_of_run(run: Sequence[Strip], seam: str) -> Unit:
    if any([" " in strip.printed for strip in run]):
        text = join([part for strip in run for part in _parts(strip)])
    else:
        text = join_strips(run) if len(run) > 1 else run[0].text
    if not text.text:
        return Unit(EMPTY, "", "paragraph")
    return Unit(text, fold(text.text), seam, run[0].begin > 0, run[-1].gap)


def _parts(strip: Strip) -> list[Joined]:
    if " " not in strip.printed:
        return [strip.text]
    return [
        strip.part(strip.begin + word.start(), strip.begin + word.end())
        for word in _WORD.finditer(strip.printed)
    ]


def _units_of_line(strip: Strip, seam: str) -> list[Unit]:
    """Return the words of a line that may hold several cells."""
    units: list[Unit] = []
    printed, words = strip.printed, list(_WORD.finditer(strip.printed))
    for at, word in enumerate(words):
        text = strip.part(strip.begin + word.start(), strip.begin + word.end())
        last = at + 1 == len(words)
        gap = strip.gap if last else printed[word.end() : word.end() + 2].isspace()
        if at:
            units.append(Unit(text, fold(text.text), "blank", gap=gap))
        else:
            units.append(Unit(text, fold(text.text), seam, strip.begin > 0, gap))
    return units


def _whole_levels(units: list[Unit]) -> list[Unit]:
    """Put levels together that a narrow column prints as two paragraphs (“效益”, “指标”)."""
    found: list[Unit] = []
    for unit in units:
        last = found[-1] if found else None
        if last and unit.folded in _LEVEL_TAILS and level_of(last.folded + unit.folded):
            last.text = join([last.text, unit.text])
            last.folded += unit.folded
            last.gap = unit.gap
        else:
            found.append(unit)
    return found
