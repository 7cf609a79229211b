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


def photographed(
    data: bytes, dpi: int = 250, tilt: float = 0.05, ground: int = 60, shade: float = 0.35
) -> list[Image.Image]:
    """Return the pages of a PDF as a camera shows them, held by hand over a dark table.

    ``tilt`` is by how much of the page a corner may be off, ``shade`` how much darker it is at the
    far corner.
    """
    chance = np.random.default_rng(2024)
    pages = []
    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            grey = page.render(scale=dpi / 72, grayscale=True).to_numpy().squeeze()
            height, width = grey.shape
            size = (round(width * 1.25), round(height * 1.25))
            corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], "f4")
            off = np.array([width, height], "f4") * (0.125 + chance.uniform(-tilt, tilt, (4, 2)))
            seen = cv2.getPerspectiveTransform(corners, (corners + off).astype("f4"))
            paper = cv2.warpPerspective(grey, seen, size, flags=cv2.INTER_AREA)
            is_paper = cv2.warpPerspective(np.full_like(grey, 255), seen, size) > 127
            shown = np.where(is_paper, paper, ground).astype("f4")
            down, across = np.mgrid[0 : size[1], 0 : size[0]].astype("f4")
            shown *= 1 - shade * (0.6 * across / size[0] + 0.4 * down / size[1])
            shown = cv2.GaussianBlur(shown, (0, 0), 0.8) + chance.normal(0, 5, shown.shape)
            photo = np.clip(shown, 0, 255).astype("u1")
            pressed = cv2.imencode(".jpg", photo, [cv2.IMWRITE_JPEG_QUALITY, 85])[1]
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
