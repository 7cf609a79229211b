"""Looking at a line again where recognition was not sure of it the first time.

Noise looks different in a blurred picture, in one with more paper around, and in one without the
paper beside the ink: what two looks agree on stands, and what only one of them saw is in doubt.
Not done here: recognition itself (``scan_recognise``).
"""

from __future__ import annotations

import re

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

    ``paper`` is how many of its columns are paper on its left, and on its right. A number
    without a point is always looked at without it, too: with it recognition may be sure of 29 where
    it saw 2.9 in the ink.
    """
    first = recognise_line(line)
    numeric = any(paper) and bool(_NUMBER.search(first.text))
    if first.confidence >= _SURE and not numeric:
        return first
    tight = _without(paper, line) if any(paper) else None
    if (
        first.confidence >= _SURE
        and tight
        and tight.confidence >= _SURE
        and tight.text == first.text
    ):
        return first
    blurred = np.asarray(cv2.GaussianBlur(line, (0, 0), _BLUR), dtype=np.uint8)
    looks = [first, recognise_line(blurred), recognise_line(line, _MORE_PAPER)]
    looks += [tight] if tight else []
    best = max(looks, key=lambda look: look.confidence)
    if numeric and tight and tight.text.replace(".", "") == best.text:
        best = tight  # recognition passes over points that are there, and hardly makes up any
    others = [look for look in looks if look is not best]
    agreed = [agreeing(best.text, look.text) for look in others]
    against = [
        seen
        for seen, look in zip(agreed, others, strict=True)
        if look.confidence >= _COUNTS or (numeric and look is tight)
    ]
    sure = [
        c
        if any(i in seen for seen in agreed) and all(i in seen for seen in against)
        else min(c, _ALONE)
        for i, c in enumerate(best.confidences)
    ]
    if numeric and tight and tight.text == best.text:
        sure = [min(pair) for pair in zip(sure, tight.confidences, strict=True)]
    return best._replace(confidences=tuple(sure))


def _without(paper: tuple[int, int], line: Pixels) -> Recognised:
    left, right = paper
    tight = recognise_line(line[:, left : line.shape[1] - right])
    return tight._replace(places=tuple(place + left for place in tight.places))
