"""Whether lines of text stand on their heads.

Not done here: text that runs from top to bottom (``scan_layout``).
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.sources.scan_image import Pixels
from analysis.sources.scan_models import Size, ask, framed

_SIZE = Size(48, 192, 192)


def is_upside_down(lines: Sequence[Pixels]) -> bool:
    """Return whether most of the lines stand on their heads."""
    weights = 0.0
    for line in lines:
        # The model squeezes what is longer than it looks at; the middle of a line is enough.
        most = round(line.shape[0] * _SIZE.most / _SIZE.height)
        begin = max(line.shape[1] - most, 0) // 2
        upright, turned = ask("cls", framed(line[:, begin : begin + most]), _SIZE)
        weights += float(turned) if turned > upright else -float(upright)
    return weights > 0
