"""Sizes that the charts share, so that all fill the same width of the page.

Not done here: colours and type (``theme``).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import altair as alt
import polars as pl

__all__ = [
    "INK",
    "ROW",
    "SOFT",
    "WIDTH",
    "either",
    "name_column",
    "rows_axis",
    "text_width",
    "with_rows",
    "wrapped",
]

WIDTH = 640  # pixels: the width of the page of the PDF
ROW = 19
INK, SOFT = "#1b2430", "#55606e"
_WIDE, _NARROW = 12.0, 6.1  # pixels of a Chinese and of another character at 12 pixels of type


def text_width(texts: Iterable[str]) -> int:
    """The pixels that the longest of the texts needs at the size of labels."""
    return max((round(sum(map(_pixels, text))) for text in texts), default=0)


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most ``width`` pixels, broken at blanks or between characters."""
    lines, line = [], ""
    for piece in _pieces(text):
        if line and text_width([line + piece.rstrip()]) > width:
            lines.append(line.strip())
            line = ""
        line += piece
    return [*lines, line.strip()]


def with_rows(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with its order as the column ``row``, which charts take for their place."""
    return frame.drop("row", strict=False).with_row_index("row")


def rows_axis(inner: float = 0.25, outer: float = 0.1) -> alt.Y:
    """The column ``row`` down the page, in the order of the frame, bars with a gap between them.

    With a height of so many pixels a row (``alt.Step``) the chart shrinks with its rows, where the
    reader narrows it down.
    """
    return alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=inner, paddingOuter=outer))


def either(test: str, colour: str, otherwise: str) -> alt.ColorValue:
    """One colour for the rows of which the expression ``test`` holds, another for the rest."""
    return alt.ColorValue(otherwise, condition={"test": test, "value": colour})


def name_column(base: alt.Chart, *, bold: str = "false") -> alt.LayerChart:
    """The column ``name`` to the left of the plot; ``bold`` is an expression over the row."""
    texts = base.mark_text(align="right", fontSize=12, color=INK)
    place = alt.X(value=-8)
    text = alt.Text("name:N")
    plain = texts.transform_filter(f"!({bold})").encode(x=place, text=text)
    strong = base.mark_text(align="right", fontSize=12, color=INK, fontWeight="bold")
    return plain + strong.transform_filter(bold).encode(x=place, text=text)


def _pixels(character: str) -> float:
    return _WIDE if unicodedata.east_asian_width(character) in "WF" else _NARROW


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for character in text:
        joined = pieces and not pieces[-1].endswith((" ", "-", ",")) and _pixels(character) < _WIDE
        if joined and _pixels(pieces[-1][-1]) < _WIDE:
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces
