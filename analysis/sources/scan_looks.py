"""Looking at a line again where recognition was not sure of it the first time.

Noise looks different in a blurred picture, in one with more paper around, and in one without the
paper beside the ink: what two looks agree on stands, and what only one of them saw is in doubt.
Not done here: recognition itself (``scan_recognise``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import cv2
import numpy as np

from analysis.sources.scan_agree import agreeing
from analysis.sources.scan_image import Pixels
from analysis.sources.scan_recognise import Recognised, recognise_line

_SURE = 0.9  # from here on one look is enough; every tenth line of a coarse scan is below
_NUMBER = re.compile(r"(?<![\d.])\d[\d,，]*\d(?![\d.,，])")  # without a point: one may be left out
_BLUR = 0.8  # pixels
_MORE_PAPER = 0.35  # of the height
_COUNTS = 0.8  # a look as sure as this puts in doubt what it saw otherwise, even alone
_ALONE = 0.5  # no more than this for what is so in doubt, or what only one look saw


def read_line(line: Pixels, paper: tuple[int, int] = (0, 0)) -> Recognised:
    """Return what the grey picture of one line says, looked at up to four times.

    ``paper`` is how many of its columns are paper on its left, and on its right. A number without
    a point is always looked at without it, too: with it recognition may be sure of 29 where it saw
    2.9 in the ink.
    """
    first = recognise_line(line)
    numeric = any(paper) and bool(_NUMBER.search(first.text))
    if first.confidence >= _SURE and not numeric:
        return first
    looks = [first]
    if any(paper):
        looks.append(_without(paper, line))
        certain = min(look.confidence for look in looks) >= _SURE
        if certain and len({_ink_of(look.text) for look in looks}) == 1:
            return first
    blurred = np.asarray(cv2.GaussianBlur(line, (0, 0), _BLUR), dtype=np.uint8)
    more = [recognise_line(blurred), recognise_line(line, _MORE_PAPER)]
    return _weighed([*looks, *more], looks[1] if numeric else None)


def _without(paper: tuple[int, int], line: Pixels) -> Recognised:
    """What the ink of a line says without the paper beside it."""
    left, right = paper
    tight = recognise_line(line[:, left : line.shape[1] - right])
    return tight._replace(places=tuple(place + left for place in tight.places))


def _weighed(looks: Sequence[Recognised], strict: Recognised | None) -> Recognised:
    """The surest look, in doubt where others differ; no surer of a number than the strict one."""
    best = max(looks, key=lambda look: look.confidence)
    if (
        strict
        and "." in strict.text
        and _ink_of(strict.text).replace(".", "") == _ink_of(best.text)
    ):
        best = strict  # recognition passes over points that are there, and hardly makes up any
    others = [look for look in looks if look is not best]
    agreed = [_agreed(best.text, look.text) for look in others]
    against = [
        seen
        for seen, look in zip(agreed, others, strict=True)
        if look.confidence >= _COUNTS or look is strict
    ]
    sure = [
        c
        if any(i in seen for seen in agreed) and all(i in seen for seen in against)
        else min(c, _ALONE)
        for i, c in enumerate(best.confidences)
    ]
    if strict and _ink_of(strict.text) == _ink_of(best.text):
        for i, j in zip(_inked(best.text), _inked(strict.text), strict=True):
            sure[i] = min(sure[i], strict.confidences[j])
    return best._replace(confidences=tuple(sure))


def _agreed(text: str, other: str) -> set[int]:
    """Where two looks agree; a blank is no ink, and nothing to agree on."""
    inked = _inked(text)
    same = {inked[i] for i in agreeing(_ink_of(text), _ink_of(other))}
    return same | {*range(len(text))} - {*inked}


def _inked(text: str) -> list[int]:
    return [i for i, character in enumerate(text) if not character.isspace()]


def _ink_of(text: str) -> str:
    return "".join(text.split())
