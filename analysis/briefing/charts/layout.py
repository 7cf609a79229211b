"""What the charts share: sizes of type, so that names and labels have their room; order of rows.

Not done here: where names stand (``sheet``), colours and type (``theme``).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import altair as alt
import polars as pl

from analysis.briefing.theme import SOFT

__all__ = [
    "NAME_GAP",
    "ROW",
    "either",
    "labels_after",
    "names_width",
    "place_in",
    "text_width",
    "told",
    "with_rows",
    "wrapped",
]

ROW = 19
NAME_GAP = 8  # pixels between a name and the plot
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


def names_width(names: Iterable[str]) -> int:
    """The pixels that a column of names takes to the left of the plot."""
    return text_width(names) + NAME_GAP


def place_in(order: Iterable[str], column: str) -> pl.Expr:
    """The place of each text of ``column`` in ``order``, counted from 0."""
    return pl.col(column).replace_strict({text: place for place, text in enumerate(order)})


def with_rows(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with its order as the column ``row``, which charts take for their place."""
    return frame.drop("row", strict=False).with_row_index("row")


def either(test: str, colour: str, otherwise: str) -> alt.ColorValue:
    """One colour for the rows of which the expression ``test`` holds, another for the rest."""
    return alt.ColorValue(otherwise, condition={"test": test, "value": colour})


def labels_after(base: alt.Chart, x: alt.X, text: str = "label:N", gap: int = 5) -> alt.Chart:
    """The column ``text`` to the right of where ``x`` ends."""
    return base.mark_text(align="left", dx=gap, color=SOFT).encode(x=x, text=alt.Text(text))


def told(*columns: str) -> list[alt.Tooltip]:
    """What a chart tells of a mark that one points at: the values alone, below each other.

    Vega-Lite would take the name of a column for the title of its line, and two lines of one title
    for one: blanks of different length are titles that nobody sees.
    """
    return [alt.Tooltip(column, title=" " * n) for n, column in enumerate(columns, start=1)]


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
