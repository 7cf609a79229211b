"""The models of text recognition, and the pictures of lines as they want them.

They lie in the package of the library rapidocr and are run from their files, so that there is
nothing to download. Not done here: what their answers mean (``scan_recognise``, ``scan_turned``).
"""

from __future__ import annotations

from functools import cache
from math import ceil
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
import onnxruntime
import rapidocr
from numpy.typing import NDArray

from analysis.sources.scan_image import Pixels

Answer = NDArray[np.float32]
MARGIN = 0.2  # of the height: paper that the models like to see around a line


class Size(NamedTuple):
    """What a model looks at, in pixels: a height, and a width from the least to the most."""

    height: int
    least: int
    most: int

    def width_of(self, line: Pixels) -> int:
        """Return how wide a line is once it has the height that the model looks at."""
        height, width = line.shape
        return min(ceil(self.height * width / height), self.most)

    def seen(self, line: Pixels) -> int:
        """Return how wide that is which the model is shown: the line, and nothing behind it."""
        return max(self.width_of(line), self.least)


def framed(line: Pixels, margin: float = MARGIN) -> Pixels:
    """Return the line with paper around it, ``margin`` of its height."""
    return np.pad(line, frame_of(line, margin), constant_values=int(np.percentile(line, 90)))


def frame_of(line: Pixels, margin: float = MARGIN) -> int:
    """Return how wide the paper around a line is, in pixels."""
    return max(round(line.shape[0] * margin), 2)


def ask(task: str, line: Pixels, size: Size) -> Answer:
    """Return what the model for a task (rec, cls) says of a line; it wants three colours."""
    shrunk = size.width_of(line)
    seen = np.zeros((size.height, size.seen(line)), np.float32)
    seen[:, :shrunk] = np.asarray(cv2.resize(line, (shrunk, size.height)), np.float32) / 127.5 - 1
    session = _session(task)
    fed = {session.get_inputs()[0].name: np.stack([seen] * 3)[None]}
    answer: Answer = session.run(None, fed)[0][0]
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
def characters() -> tuple[str, ...]:
    """Return the characters that the model knows, by their number; the first is none."""
    known = _session("rec").get_modelmeta().custom_metadata_map["character"]
    return "", *known.splitlines(), " "
