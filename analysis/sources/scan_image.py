"""Pictures of pages: decoding them, rendering them from a PDF, and setting them straight.

Not done here: finding rules and text in them, and pages that are curled or photographed at an
angle.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image, ImageSequence, UnidentifiedImageError

from analysis.sources.document import UnreadableSource
from analysis.sources.limits import limits, refuse

Pixels = NDArray[np.uint8]
Matrix = tuple[tuple[float, float, float], tuple[float, float, float]]

_DPI = 200  # what text recognition is good at; finer costs time and gives nothing
_A4_INCHES = 11.69  # the long side of a page, where a picture does not say how large it is
_PLAUSIBLE_DPI = (96, 1200)  # cameras and screens write 72 without having measured
_LEAST_CONTRAST, _MOST_CONTRAST = 25.0, 60.0  # of 255 shades
_GRAIN = 4.5  # standard deviations: one pixel of some 100,000 is as dark by chance
_LARGEST_SKEW = 5.0  # degrees
_SKEW_WIDTH = 1000  # pixels; a page of this width shows its skew to a twentieth of a degree


@dataclass(frozen=True, slots=True)
class Picture:
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
            _check_pixels(width * height * (_DPI / 72) ** 2, file_name, number)
            pixels = page.render(scale=_DPI / 72, rev_byteorder=True).to_numpy()
            page.close()
            yield Picture(_grey(pixels), 72 / _DPI)


# The limits of this project are looked at before a picture is decoded.
Image.MAX_IMAGE_PIXELS = None


def decode_pages(data: bytes, file_name: str) -> Iterator[Picture]:
    """Give the pages of a picture file (PNG, JPEG, TIFF …) as pictures.

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
                yield _rescaled(_grey(pixels), dpi)
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
    return told if low <= told <= high else max(frame.size) / _A4_INCHES


def _grey(pixels: Pixels) -> Pixels:
    """Shades of grey as the red channel shows them: a red seal over a number vanishes."""
    red = pixels if pixels.ndim == 2 else pixels[..., 0]
    return np.ascontiguousarray(red)


def _rescaled(grey: Pixels, dpi: float) -> Picture:
    factor = _DPI / dpi
    how = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return Picture(
        _typed(cv2.resize(grey, None, fx=factor, fy=factor, interpolation=how)), 72 / _DPI
    )


def _typed(pixels: Any) -> Pixels:
    return np.asarray(pixels, dtype=np.uint8)


def find_ink(grey: Pixels, reach: int, contrast: int | None = None) -> Pixels:
    """Return where there is ink (255): darker by ``contrast`` than what is around (``reach``).

    Without ``contrast`` it is as much as tells ink from the grain of the scan.
    """
    smooth = _typed(cv2.GaussianBlur(grey, (3, 3), 0))
    size = 2 * reach + 1
    least = _above_grain(smooth) if contrast is None else contrast
    how, kind = cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV
    return _typed(cv2.adaptiveThreshold(smooth, 255, how, kind, size, least))


def _above_grain(smooth: Pixels) -> float:
    """The contrast that grain does not reach; most of a page is paper, so its middle is grain."""
    around = cv2.GaussianBlur(smooth, (0, 0), 4).astype(np.float32)
    grain = 1.4826 * float(np.median(np.abs(smooth.astype(np.float32) - around)))
    return min(max(_LEAST_CONTRAST, _GRAIN * grain), _MOST_CONTRAST)


def straighten(picture: Picture) -> Picture:
    """Return the page turned so that its lines of text and its rules are level."""
    angle = _skew(find_ink(picture.grey, picture.pixels(9)))
    if angle == 0:
        return picture
    height, width = picture.grey.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    paper = float(np.median(picture.grey))
    grey = cv2.warpAffine(
        picture.grey, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=paper
    )
    return Picture(_typed(grey), picture.point, _after(picture.moved, turn))


def turn_quarters(picture: Picture, quarters: int) -> Picture:
    """Return the page turned to the left by so many quarters."""
    grey, moved = picture.grey, picture.moved
    for _ in range(quarters):
        moved = _after(moved, [[0, 1, 0], [-1, 0, grey.shape[1] - 1]])
        grey = np.rot90(grey)
    return Picture(np.ascontiguousarray(grey), picture.point, moved)


def _after(moved: Matrix, turn: Any) -> Matrix:
    """Where points stand that were moved and are then turned."""
    whole = np.asarray(turn, float) @ np.array([*moved, (0.0, 0.0, 1.0)])
    across, down = (tuple(float(number) for number in row) for row in whole)
    return across, down  # type: ignore[return-value]


def _skew(ink: Pixels) -> float:
    """The angle by which the page must be turned: its rows of ink are then most distinct."""
    factor = min(_SKEW_WIDTH / ink.shape[1], 1.0)
    small = _typed(cv2.resize(ink, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA))
    if not small.any():
        return 0.0
    best = 0.0
    for reach, step in ((_LARGEST_SKEW, 0.5), (0.5, 0.1), (0.1, 0.025)):
        tried = np.arange(best - reach, best + reach + step / 2, step)
        best = float(max(tried, key=lambda angle: _distinct(small, float(angle))))
    return best if abs(best) > 0.02 else 0.0


def _distinct(ink: Pixels, angle: float) -> float:
    height, width = ink.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    rows = np.asarray(cv2.warpAffine(ink, turn, (width, height))).sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())
