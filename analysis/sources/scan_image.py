"""Pictures of pages: decoding them, and rendering them from a PDF.

Not done here: telling photographs (``scan_photo``), setting pages straight (``scan_straight``),
finding rules and text in them.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, NamedTuple

import cv2
import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image, ImageSequence, UnidentifiedImageError

from analysis.sources.document import UnreadableSource
from analysis.sources.limits import limits, refuse

Pixels = NDArray[np.uint8]
Matrix = tuple[tuple[float, float, float], tuple[float, float, float]]

DPI = 200  # what text recognition is good at; finer costs time and gives nothing
A4_INCHES = 11.69  # the long side of a page, where a picture does not say how large it is
_PLAUSIBLE_DPI = (96, 1200)  # cameras and screens write 72 without having measured


class Picture(NamedTuple):
    """A page as shades of grey (0 black), and how many points of the page a pixel is.

    ``moved`` says where (x, y, 1) of the page as it was scanned stands now, in pixels.
    """

    grey: Pixels
    point: float
    moved: Matrix = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0))

    def pixels(self, points: float) -> int:
        """Return a length of the page in pixels, one at least."""
        return max(round(points / self.point), 1)

    @property
    def height(self) -> float:
        """The height of the page in points."""
        return self.grey.shape[0] * self.point


def render_pages(data: bytes, numbers: list[int], file_name: str) -> Iterator[Picture]:
    """Give the pages of a PDF with these numbers (from 1) as pictures."""
    with pypdfium2.PdfDocument(data) as pdf:
        for number in numbers:
            page = pdf[number - 1]
            width, height = page.get_size()
            _check_pixels(width * height * (DPI / 72) ** 2, file_name, number)
            pixels = page.render(scale=DPI / 72, rev_byteorder=True).to_numpy()
            page.close()
            yield Picture(_grey(pixels), 72 / DPI)


# The limits of this project are looked at before a picture is decoded.
Image.MAX_IMAGE_PIXELS = None


def decode_pages(data: bytes, file_name: str) -> Iterator[Picture]:
    """Give the pages of a picture file (PNG, JPEG, TIFF …) as pictures, as fine as they are.

    Raises UnreadableSource for a file that is damaged or beyond the limits.
    """
    try:
        with Image.open(io.BytesIO(data)) as file:
            for number, frame in enumerate(ImageSequence.Iterator(file), 1):
                if number > limits().max_pages:
                    most = limits().max_pages
                    raise refuse(file_name, f"the picture has more than {most} pages", "max_pages")
                _check_pixels(frame.width * frame.height, file_name, number)
                dpi = _dpi(frame)
                pixels = np.asarray(frame.convert("RGB"), dtype=np.uint8)
                yield Picture(_grey(pixels), 72 / dpi)
    except (OSError, SyntaxError, ValueError) as error:  # what the library raises on damage
        what = "its kind is not known" if isinstance(error, UnidentifiedImageError) else str(error)
        raise UnreadableSource(
            file_name,
            f"the picture is damaged or of a kind that cannot be decoded ({what[:200]})",
            "Download it again, or save it as PNG",
        ) from error


def _check_pixels(pixels: float, file_name: str, number: int) -> None:
    most = limits().max_scan_pixels
    if pixels > most:
        found = f"page {number} has {pixels / 1e6:,.0f} million pixels, more than {most / 1e6:,.0f}"
        raise refuse(file_name, found, "max_scan_pixels")


def _dpi(frame: Image.Image) -> float:
    low, high = _PLAUSIBLE_DPI
    told = float(frame.info.get("dpi", (0, 0))[0])
    return told if low <= told <= high else max(frame.size) / A4_INCHES


def _grey(pixels: Pixels) -> Pixels:
    """Shades of grey as the red channel shows them: a red seal over a number vanishes."""
    red = pixels if pixels.ndim == 2 else pixels[..., 0]
    return np.ascontiguousarray(red)


def rescaled(picture: Picture) -> Picture:
    """Return the page at the resolution that recognition is good at."""
    factor = DPI * picture.point / 72
    how = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    grey = cv2.resize(picture.grey, None, fx=factor, fy=factor, interpolation=how)
    return Picture(typed(grey), 72 / DPI)


def typed(pixels: Any) -> Pixels:
    """Return what OpenCV gives back as the pixels that it holds."""
    return np.asarray(pixels, dtype=np.uint8)
