"""The columns of the three public expenses where their headings are broken into staggered pieces.

Each item has a piece of its heading that no other has (出国, 接待, 会议); where that stands, its
column is. Only a header that holds nothing but words of these items is taken so: anything else may
be the heading of a column. Not done here: which amount stands in which column
(``three_public_places``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from analysis.disclosure.vocabulary import fold

_SUBTOTAL = "subtotal"
_PIECES = {
    "total": re.compile(r"合计|总计"),
    _SUBTOTAL: re.compile(r"小计?"),
    "overseas": re.compile(r".*因公.*|.*出国.*"),
    "reception": re.compile(r".*接待?.*"),
    "vehicle_purchase": re.compile(r"(?!.*[及和运]).*(?:购.*|置费)"),
    "vehicle_running": re.compile(r"(?!.*[及和购]|.*机关)(?:.*运.*|行?维护.*)"),
    "meetings": re.compile(r"会议.*"),
    "training": re.compile(r"培训.*"),
    "agency_operating": re.compile(r".*机关.*"),
}
_NEEDED = {"total", "overseas", "reception", "vehicle_purchase", "vehicle_running"}
_KNOWN = re.compile(
    r".*:.*|万?元|[三公经费预算数务用车购置及和运行维护因出国境接待会议培训合总小计机关年本度支\d“”\"()]*"
)
_WHOLES = ("three_public", "vehicles")


class Anchor(NamedTuple):
    """A piece of a heading: its text and where it stands, in characters and lines."""

    text: str
    begin: int
    end: int
    line: int


def anchored_columns(pieces: Sequence[Anchor]) -> list[tuple[str, Anchor]] | None:
    """Return key and place of each column from left to right; None where a piece leaves it open."""
    if not all(_KNOWN.fullmatch(fold(piece.text)) for piece in pieces):
        return None
    found: dict[str, list[Anchor]] = {}
    for piece in pieces:
        for key, pattern in _PIECES.items():
            if pattern.fullmatch(fold(piece.text)):
                found.setdefault(key, []).append(piece)
    if not found.keys() >= _NEEDED:
        return None
    columns: list[tuple[str, Anchor]] = []
    for key, anchors in found.items():
        places = _merged(anchors)
        if len(places) > (len(_WHOLES) if key == _SUBTOTAL else 1):
            return None
        wholes = _WHOLES[len(_WHOLES) - len(places) :] if key == _SUBTOTAL else (key,)
        columns += zip(wholes, places, strict=True)
    columns.sort(key=lambda column: column[1].begin)
    apart = all(a[1].end <= b[1].begin for a, b in pairwise(columns))
    return columns if apart else None


def _merged(anchors: Sequence[Anchor]) -> list[Anchor]:
    """The pieces from left to right, those above each other in one."""
    places: list[Anchor] = []
    for one in sorted(anchors, key=lambda a: a.begin):
        if places and one.begin < places[-1].end:
            last = places[-1]
            places[-1] = Anchor(last.text + one.text, last.begin, max(last.end, one.end), one.line)
        else:
            places.append(one)
    return places
