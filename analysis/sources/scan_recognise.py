"""Text recognition: a picture of one line of text becomes its characters and how sure they are.

The models lie in the package of the library (rapidocr with onnxruntime); they are named to it as
files, so that it has nothing to download. Not done here: finding the lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import rapidocr

from analysis.sources.scan_image import Pixels

# Channels, height, least width: half of the usual width, since an amount is short.
_SHAPE = [3, 48, 160]
_TO_NARROW = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_MARGIN = 0.2  # of the height: paper that the model likes to see around a line


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a line says, and how sure that is: 1 is certain, that of its weakest character."""

    text: str
    confidence: float


def recognise_line(line: Pixels) -> Recognised:
    """Return what the grey picture of one line says."""
    found = _engine("rec")(
        _framed(line), use_det=False, use_cls=False, use_rec=True, return_word_box=True
    )
    texts = found.txts or ()
    if not texts or not texts[0].strip():
        return Recognised("", 0.0)
    words = found.word_results[0] if found.word_results else None
    weakest = min([float(n) for n in words.confs], default=1.0) if words is not None else 1.0
    return Recognised(_plain(texts[0]), min(weakest, float(found.scores[0])))


def _plain(text: str) -> str:
    """Digits and points in one width: recognition mixes them; nothing else changes."""
    return text.strip().translate(_TO_NARROW)


def is_upside_down(lines: Sequence[Pixels]) -> bool:
    """Return whether most of the lines stand on their heads.

    The recognition of text reads such lines too, from their end to their beginning.
    """
    weights = 0.0
    for line in lines:
        found = _engine("cls")(_framed(line), use_det=False, use_cls=True, use_rec=False)
        for label, score in found.cls_res or ():
            weights += score if label == "180" else -score
    return weights > 0


def _framed(line: Pixels) -> Pixels:
    """The line with a margin of paper around, in colours as the models want it."""
    edge = max(round(line.shape[0] * _MARGIN), 2)
    framed = np.pad(line, edge, constant_values=int(np.percentile(line, 90)))
    return np.stack([framed] * 3, axis=-1)


@cache
def _engine(task: str) -> Any:
    """The library, one for each task: it keeps what it is asked to do, and pages share it."""
    return rapidocr.RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.text_score": 0.0,
            "Rec.model_path": _model("rec"),
            "Cls.model_path": _model("cls"),
            "Rec.rec_img_shape": _SHAPE,
            # Pages are read side by side; threads within a line cost twice the time of one.
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def _model(task: str) -> str:
    """The file of a model in the package; a name that says what is missing where it is not."""
    models = Path(rapidocr.__file__).with_name("models")
    return str(next(iter(sorted(models.glob(f"*_{task}_*.onnx"))), models / f"*_{task}_*.onnx"))
