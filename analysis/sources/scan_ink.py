"""Where there is ink on a page.

Not done here: what the ink is, rules (``scan_rules``) or text (``scan_text``).
"""

from __future__ import annotations

import cv2
import numpy as np

from analysis.sources.scan_image import Picture, Pixels, typed

_LEAST_CONTRAST, _MOST_CONTRAST = 25.0, 60.0  # of 255 shades
_GRAIN = 4.5  # standard deviations: one pixel of some 100,000 is as dark by chance
_SPECK = 1.2  # points; what is smaller both ways is no stroke


def find_ink(grey: Pixels, reach: int, contrast: int | None = None) -> Pixels:
    """Return where there is ink (255): darker by ``contrast`` than what is around (``reach``).

    Without ``contrast`` it is as much as tells ink from the grain of the scan.
    """
    smooth = typed(cv2.GaussianBlur(grey, (3, 3), 0))
    size = 2 * reach + 1
    least = _above_grain(smooth) if contrast is None else contrast
    how, kind = cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV
    return typed(cv2.adaptiveThreshold(smooth, 255, how, kind, size, least))


def _above_grain(smooth: Pixels) -> float:
    """The contrast that grain does not reach; most of a page is paper, so its middle is grain."""
    around = cv2.GaussianBlur(smooth, (0, 0), 4).astype(np.float32)
    grain = 1.4826 * float(np.median(np.abs(smooth.astype(np.float32) - around)))
    return min(max(_LEAST_CONTRAST, _GRAIN * grain), _MOST_CONTRAST)


def clean_ink(picture: Picture, ink: Pixels) -> Pixels:
    """Return the ink without specks of dust and noise."""
    count, marks, boxes, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    least = picture.pixels(_SPECK)
    keep = np.zeros(count, dtype=np.uint8)
    sizes = boxes[:, 2:4]
    keep[(sizes >= least).any(axis=1) & (boxes[:, 4] >= least)] = 255
    keep[0] = 0
    return np.asarray(keep[marks], dtype=np.uint8)
