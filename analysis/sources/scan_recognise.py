"""Text recognition: a picture of one line of text becomes its characters and how sure they are.

The models lie in the package of the library rapidocr; they are run from their files, so that there
is nothing to download. Not done here: finding the lines, looking twice (``scan_looks``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import ceil
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import onnxruntime
import rapidocr
from numpy.typing import NDArray

from analysis.sources.scan_image import Pixels

_HEIGHT, _LEAST_WIDTH = 48, 160  # pixels that the model for characters looks at
_TO_NARROW = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_DASH = re.compile(r"(?<=\d)一(?=\d)")
_MARGIN = 0.2  # of the height: paper that the models like to see around a line
_TURN_HEIGHT, _TURN_WIDTH = 48, 192  # pixels that the model for upside down looks at
_BESIDE = 2  # steps from a character that still show it


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a line says, and how sure recognition is of each of its characters: 1 is certain."""

    text: str
    confidences: tuple[float, ...]

    @property
    def confidence(self) -> float:
        """That of the weakest character."""
        return min(self.confidences, default=0.0)


def recognise_line(line: Pixels, margin: float = _MARGIN) -> Recognised:
    """Return what the grey picture of one line says."""
    return _decoded(_probabilities(_framed(line, margin)), _characters())


def _probabilities(framed: Pixels) -> NDArray[np.float32]:
    """How likely each character is at each step from left to right; 0 is none."""
    height, width = framed.shape
    shrunk = ceil(_HEIGHT * width / height)
    seen = np.zeros((_HEIGHT, max(shrunk, _LEAST_WIDTH)), np.float32)
    seen[:, :shrunk] = _normal(cv2.resize(framed, (shrunk, _HEIGHT)))
    return _run("rec", seen)


def _decoded(steps: NDArray[np.float32], characters: Sequence[str]) -> Recognised:
    """The likeliest characters; one that follows itself, or is none, counts once, or not.

    A mark that is left out between two characters (1.18 read as 118) is likely to some degree at
    the steps between them: by as much the two are in doubt.
    """
    best = steps.argmax(axis=1)
    begins = np.flatnonzero((best != 0) & np.r_[True, best[1:] != best[:-1]])
    sure = [float(steps[at, best[at]]) for at in begins]
    for index, (at, following) in enumerate(pairwise(begins)):
        doubt = _left_out(steps[at : following + 1], characters)
        sure[index : index + 2] = [min(number, 1 - doubt) for number in sure[index : index + 2]]
    text = "".join(characters[best[at]] for at in begins)
    begin, end = len(text) - len(text.lstrip()), len(text.rstrip())
    return Recognised(_plain(text[begin:end]), tuple(sure[begin:end]))


def _plain(text: str) -> str:
    """Digits and points in one width, a dash between digits as one: recognition mixes them."""
    return _DASH.sub("—", text.translate(_TO_NARROW))


def _left_out(steps: NDArray[np.float32], characters: Sequence[str]) -> float:
    """How likely a character is that was not read between the first and the last of these steps."""
    best = steps.argmax(axis=1)
    most = 0.0
    for at in np.flatnonzero(best == 0):
        likely = steps[at].copy()
        likely[[0, *best[max(at - _BESIDE, 0) : at + _BESIDE + 1]]] = 0
        character = int(likely.argmax())
        if not characters[character].isspace():
            most = max(most, float(likely[character]))
    return most


def is_upside_down(lines: Sequence[Pixels]) -> bool:
    """Return whether most of the lines stand on their heads."""
    weights = 0.0
    for line in lines:
        # The model squeezes what is longer than it looks at; the middle of a line is enough.
        most = round(line.shape[0] * _TURN_WIDTH / _TURN_HEIGHT)
        begin = max(line.shape[1] - most, 0) // 2
        framed = _framed(line[:, begin : begin + most], _MARGIN)
        width = min(ceil(_TURN_HEIGHT * framed.shape[1] / framed.shape[0]), _TURN_WIDTH)
        seen = np.zeros((_TURN_HEIGHT, _TURN_WIDTH), np.float32)
        seen[:, :width] = _normal(cv2.resize(framed, (width, _TURN_HEIGHT)))
        upright, turned = _run("cls", seen)
        weights += float(turned) if turned > upright else -float(upright)
    return weights > 0


def _framed(line: Pixels, margin: float) -> Pixels:
    """The line with paper around it, ``margin`` of its height."""
    edge = max(round(line.shape[0] * margin), 2)
    return np.pad(line, edge, constant_values=int(np.percentile(line, 90)))


def _normal(pixels: Any) -> NDArray[np.float32]:
    return np.asarray(pixels, np.float32) / 127.5 - 1


def _run(task: str, seen: NDArray[np.float32]) -> NDArray[np.float32]:
    """What a model says of a picture; it wants three colours."""
    session = _session(task)
    fed = {session.get_inputs()[0].name: np.stack([seen] * 3)[None]}
    answer: NDArray[np.float32] = session.run(None, fed)[0][0]
    return answer


@cache
def _session(task: str) -> onnxruntime.InferenceSession:
    """A model; pages are read side by side, and threads within a line cost twice the time."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    models = Path(rapidocr.__file__).with_name("models")
    file = next(iter(sorted(models.glob(f"*_{task}_*.onnx"))), models / f"*_{task}_*.onnx")
    return onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])


@cache
def _characters() -> tuple[str, ...]:
    """The characters that the model knows, by their number; the first is none."""
    known = _session("rec").get_modelmeta().custom_metadata_map["character"]
    return "", *known.splitlines(), " "
