"""The text that a scanner wrote under the picture of a page, held against what is recognised in it.

Where both agree on a character there is less doubt of it; where they differ there is much. A text
that mostly differs is rubbish, and says nothing. Not done here: recognition, finding such text
(``pdf_layer``).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import numpy as np

from analysis.sources.document import Box, Line
from analysis.sources.pdf_layer import Seen
from analysis.sources.scan_agree import agreeing
from analysis.sources.scan_image import Picture

_TRUSTED = 0.8  # of the characters of a page: so many must agree
_LEFT = 0.5  # of the doubt of a character is left where both agree: both may have missed a point
_DIFFERS = 0.5  # no surer than this is a character that they differ on
_AROUND = 0.3  # heights that a line of the text may stand higher or lower


def testify(lines: Sequence[Line], layer: Sequence[Seen], picture: Picture) -> None:
    """Change how sure the lines of a page are by what its layer says at their places."""
    moved = _moved(layer, picture)
    said = [(line, _said(moved, line.box)) for line in lines if line.box and line.confidences]
    said = [(line, text) for line, text in said if text]
    pairs = [(_plain(line.text), text) for line, text in said]
    together = sum(len(agreeing(one, other)) for one, other in pairs)
    if together < _TRUSTED * sum(max(len(one), len(other)) for one, other in pairs):
        return
    for line, text in said:
        line.confidences = _confidences(line, text)
        line.confidence = min(line.confidences)


def _moved(layer: Sequence[Seen], picture: Picture) -> list[Seen]:
    """The characters where they stand on the page after it was set straight."""
    if not layer:
        return []
    points = np.array([[seen.x / picture.point, seen.y / picture.point, 1] for seen in layer])
    places = points @ np.array(picture.moved).T * picture.point
    return [Seen(seen.text, float(x), float(y)) for seen, (x, y) in zip(layer, places, strict=True)]


def _said(layer: Sequence[Seen], box: Box) -> str:
    x0, top, x1, bottom = box
    reach = _AROUND * (bottom - top)
    inside = [
        s for s in layer if x0 - reach <= s.x <= x1 + reach and top - reach <= s.y <= bottom + reach
    ]
    return _plain("".join(seen.text for seen in sorted(inside, key=lambda s: s.x)))


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _confidences(line: Line, text: str) -> tuple[float, ...]:
    places = [i for i, c in enumerate(line.text) if not c.isspace()]
    read = "".join(unicodedata.normalize("NFKC", line.text[i])[:1] for i in places)
    agreed = agreeing(read, text)
    sure = list(line.confidences)
    for index, place in enumerate(places):
        both = 1 - _LEFT * (1 - sure[place])
        sure[place] = both if index in agreed else min(sure[place], _DIFFERS)
    return tuple(round(number, 2) for number in sure)
