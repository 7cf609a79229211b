"""Makes scans: pages of a PDF as a scanner would give them, askew, noisy, pressed as JPEG.

Needs the extra ``ocr``. Not done here: assertions.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import cv2
import numpy as np
import pypdfium2
from PIL import Image


def scanned(
    data: bytes, dpi: int = 200, skew: float = 0.7, noise: float = 12, quality: int = 60
) -> list[Image.Image]:
    """Return the pages of a PDF as pictures: turned by ``skew`` degrees, blurred, grainy."""
    grain = np.random.default_rng(2024)
    pages = []
    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            grey = page.render(scale=dpi / 72, grayscale=True).to_numpy().squeeze()
            height, width = grey.shape
            turn = cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1)
            grey = cv2.warpAffine(grey, turn, (width, height), borderValue=245)
            grey = cv2.GaussianBlur(grey, (0, 0), 0.7)
            grey = np.clip(grey * 0.85 + 25 + grain.normal(0, noise, grey.shape), 0, 255).astype(
                "u1"
            )
            pressed = cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
            pages.append(Image.open(io.BytesIO(pressed.tobytes())))
    return pages


def as_file(pages: Sequence[Image.Image], format: str = "TIFF", dpi: int = 200) -> bytes:
    """Return pictures as a file: TIFF and PDF hold several pages, PNG and JPEG one."""
    out = io.BytesIO()
    options = {"save_all": True, "append_images": pages[1:]} if len(pages) > 1 else {}
    told = {"resolution": dpi} if format == "PDF" else {"dpi": (dpi, dpi)}
    pages[0].save(out, format, **options, **told)
    return out.getvalue()
