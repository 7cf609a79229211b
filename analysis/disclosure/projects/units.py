"""Printed words of an indicator table as units, with the seam between each and the next.

What can only be one piece of a cell is joined at once: single words of broken lines. Two printed
lines in which several cells are broken at once are untangled (``untangle``). Not done here:
deciding which units make a cell (``rows_of_units``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.disclosure.joined import EMPTY, Joined, join
from analysis.disclosure.projects.body import Strip
from analysis.disclosure.projects.level_words import level_of
from analysis.disclosure.projects.untangle import untangle
from analysis.disclosure.vocabulary import fold

_RUN = re.compile(r"\S+")
_LEVEL_TAILS = ("指标", "标")


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
    run: list[Joined] = []  # single words of broken lines, one cell for certain
    run_seam, run_lead = seam, False

    def flush(gap: bool = False) -> None:
        if run:
            text = join(run) if len(run) > 1 else run[0]
            found.append(Unit(text, fold(text.text), run_seam, run_lead, gap))
            run.clear()

    index = 0
    while index < len(strips):
        strip = strips[index]
        index += 1
        text = strip.text.text
        lead = bool(text) and strip.text.place(0).col > 1
        words = [] if " " not in text and "\u3000" not in text else list(_RUN.finditer(text))
        if words and all(w.end() - w.start() == 1 and w.group() > "\u2e80" for w in words):
            # A justified line sets the characters of one word apart: “计 划”.
            strip = replace(strip, text=join(strip.text.cut(*w.span()) for w in words))
            words = []
        following = strips[index] if index < len(strips) else None
        if len(words) < 2:
            if not (run and seam == "broken"):
                flush()
                run_seam, run_lead = seam, lead
            if text:
                run.append(strip.text)
            else:
                found.append(Unit(EMPTY, "", "paragraph"))
            if strip.ends is not False:
                flush()
        else:
            flush()
            runs = [strip.text.cut(word.start(), word.end()) for word in words]
            cells = untangle(runs, following.text) if following else None
            if cells:
                assert following is not None
                found += [Unit(c, fold(c.text), "paragraph", untangled=True) for c in cells]
                strip = following
                index += 1
            else:
                for at, (word, part) in enumerate(zip(words, runs, strict=True)):
                    found.append(
                        Unit(
                            part,
                            fold(part.text),
                            "blank" if at else seam,
                            lead and not at,
                            words[at + 1].start() - word.end() > 1
                            if at + 1 < len(words)
                            else strip.gap,
                        )
                    )
        seam = {True: "paragraph", False: "broken", None: "line"}[strip.ends]
    flush()
    return _whole_levels(found)


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
