"""Tick boxes: which of several printed options is chosen.

Text taken from a PDF loses the glyph of a ticked box and keeps that of an empty one: an option
without a box beside one with an empty box is the ticked one.
"""

from __future__ import annotations

import re

from analysis.disclosure.joined import Joined
from analysis.disclosure.projects.mentions import settle_ordinal
from analysis.disclosure.recorder import Recorder
from analysis.disclosure.vocabulary import HAN

_TICKED = "☑☒■√✓✔▣●"
_EMPTY = "□☐○◻"
_OPTION = re.compile(
    rf"(?P<ordinal>\d{{1,2}})?\s*[.、．]?\s*(?P<name>(?:{HAN}|[（）()])+)\s*(?P<box>[{_TICKED}{_EMPTY}]?)"
)


def ticked(text: Joined, recorder: Recorder) -> str | None:
    """Return the chosen option, None where none is; the ordinals are accounted for.

    Text with no box at all is the value itself where it is one option.
    """
    options = list(_OPTION.finditer(text.text))
    for option in options:
        if option.group("ordinal"):
            settle_ordinal(text.cut(option.start("ordinal")), recorder, "ordinal of an option")
    chosen = [o.group("name") for o in options if o.group("box") and o.group("box") in _TICKED]
    lost = [o.group("name") for o in options if not o.group("box")]
    if len(chosen) == 1:
        return chosen[0]
    return lost[0] if not chosen and len(lost) == 1 else None
