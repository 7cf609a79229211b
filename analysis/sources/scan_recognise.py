"""Text recognition: a picture of one line of text becomes its characters and how sure they are.

Not done here: running the model (``scan_models``), finding lines, looking twice (``scan_looks``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from analysis.sources.scan_image import Pixels
from analysis.sources.scan_models import MARGIN, Answer, Size, ask, characters, frame_of, framed

_SIZE = Size(48, 160, 48 * 1000)
# In one width; what is filled in (_0_) stands on a line, which is no character.
_TO_NARROW = str.maketrans("０１２３４５６７８９．％_", "0123456789.% ")
# The paper behind a comma or point of an amount (119, 385, 303. 25), and what may be an ordinal.
_GAP = re.compile(r"(?<=\d[,，]) (?=\d{3}(?!\d))|(?<=\d[.．]) (?=\d{1,2}(?!\d))")
_ORDINAL = re.compile(r"\s*\d{1,2}[.．] (?=\d{1,2}(?!\d))(?!\d+\s*(?:[%％万亿元]|$))")
_POINT = re.compile(r"(?<=\d)[,，](?=\d{1,2}(?!\d))")
_AMOUNT = re.compile(r"(?<![\d.,，])(\d{1,3}(?:[.,，]\d{3})+)[.,，](\d{1,2})(?![\d.,，]*\d)")
_THOUSANDTHS = re.compile(
    r"(?<=\d)\.(?=\d{3}(?!\d))"
)  # amounts have two decimals: it may be a comma
_SURE = 0.9
_EITHER = 0.5  # no surer than this where two signs look alike and either may be meant
_DASH = re.compile(r"(?<=\d)一(?=\d)")
_BESIDE = 2  # steps from a character that still show it


class Recognised(NamedTuple):
    """What a line says, and how sure recognition is of each of its characters: 1 is certain.

    ``places`` say where each stands, in pixels from the left of the line, to half a character.
    """

    text: str
    confidences: tuple[float, ...]
    places: tuple[float, ...] = ()

    @property
    def confidence(self) -> float:
        """That of the weakest character."""
        return min(self.confidences, default=0.0)


def recognise_line(line: Pixels, margin: float = MARGIN) -> Recognised:
    """Return what the grey picture of one line says."""
    seen = framed(line, margin)
    steps = ask("rec", seen, _SIZE)
    step = _SIZE.seen(seen) / len(steps) * seen.shape[1] / _SIZE.width_of(seen)  # in pixels
    read = _decoded(steps, characters())
    edge = frame_of(line, margin)
    return read._replace(places=tuple((at + 0.5) * step - edge for at in read.places))


def _decoded(steps: Answer, known: Sequence[str]) -> Recognised:
    """The likeliest characters; one that follows itself, or is none, counts once, or not.

    A mark that is left out between two characters (1.18 read as 118) is likely to some degree at
    the steps between them: by as much the two are in doubt. Places are steps here.
    """
    best = steps.argmax(axis=1)
    begins = np.flatnonzero((best != 0) & np.r_[True, best[1:] != best[:-1]])
    sure = [float(steps[at, best[at]]) for at in begins]
    for index, (at, following) in enumerate(pairwise(begins)):
        doubt = _left_out(steps[at : following + 1], known)
        sure[index : index + 2] = [min(number, 1 - doubt) for number in sure[index : index + 2]]
    text = "".join(known[best[at]] for at in begins).translate(_TO_NARROW)
    ordinal = _ORDINAL.match(text)
    gaps = {found.start() for found in _GAP.finditer(text, ordinal.end() if ordinal else 0)}
    kept = [i for i in range(len(text) - len(text.lstrip()), len(text.rstrip())) if i not in gaps]
    left = tuple(sure[i] for i in kept)
    plain = _plain("".join(text[i] for i in kept), left)
    for found in _THOUSANDTHS.finditer(plain):
        left = (*left[: found.start()], min(left[found.start()], _EITHER), *left[found.end() :])
    return Recognised(plain, left, tuple(float(begins[i]) for i in kept))


def _plain(text: str, sure: Sequence[float]) -> str:
    """A dash between digits as one, the marks of an amount as they must be: recognition mixes them.

    A doubtful comma that parts no three digits is a point; the doubt stays. In an amount of two
    marks or more these are commas, but for a last one before one or two digits.
    """
    narrow = _DASH.sub("—", text)
    narrow = _AMOUNT.sub(lambda m: re.sub("[.，]", ",", m[1]) + "." + m[2], narrow)
    return _POINT.sub(lambda m: "." if sure[m.start()] < _SURE else m.group(), narrow)


def _left_out(steps: Answer, known: Sequence[str]) -> float:
    """How likely a character is that was not read between the first and the last of these steps."""
    best = steps.argmax(axis=1)
    most = 0.0
    for at in np.flatnonzero(best == 0):
        likely = steps[at].copy()
        likely[[0, *best[max(at - _BESIDE, 0) : at + _BESIDE + 1]]] = 0
        character = int(likely.argmax())
        if not known[character].isspace():
            most = max(most, float(likely[character]))
    return most
