"""Makes scans: pages of a PDF as a scanner would give them, askew, noisy, pressed as JPEG.

A scanner may write what it recognised under the picture, too.

Needs the extra ``ocr``. Not done here: assertions.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import cv2
import numpy as np
import pypdf
import pypdfium2
from PIL import Image
from pypdf.generic import ContentStream, FloatObject, NameObject, NumberObject


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


_NO_TEXT = (
    b"m l c v y h re S s f F f* B B* b b* n W W* sh Do Tr".split()
)  # lines and areas, and how text is drawn


def with_layer(pictures: bytes, text: bytes, *, under: bool = False, skew: float = 0.0) -> bytes:
    """Return a PDF of pictures with the text of another PDF where a scanner writes it.

    The text is not drawn (render mode 3), or drawn before the picture that then hides it; it runs
    as the text of the picture that was turned by ``skew``.
    """
    done = pypdf.PdfWriter()
    written = pypdf.PdfReader(io.BytesIO(text)).pages
    for page, layer in zip(pypdf.PdfReader(io.BytesIO(pictures)).pages, written, strict=True):
        content = ContentStream(layer.get_contents(), layer.pdf)
        kept = [(given, how) for given, how in content.operations if how not in _NO_TEXT]
        across, down = float(layer.mediabox.width) / 2, float(layer.mediabox.height) / 2
        turn = pypdf.Transformation().translate(-across, -down).rotate(skew)
        (a, b, _), (c, d, _), (e, f, _) = turn.translate(across, down).matrix
        turned = [FloatObject(number) for number in (a, b, c, d, e, f)]
        drawn = [([NumberObject(0 if under else 3)], b"Tr"), (turned, b"cm")]
        content.operations = drawn + kept
        layer[NameObject("/Contents")] = content
        added = done.add_page(page)
        added.merge_page(layer, over=not under)
    out = io.BytesIO()
    done.write(out)
    return out.getvalue()
