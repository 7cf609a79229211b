"""What a chart is drawn on: the page, with names to the left of the bars; a telephone, with names
above them, so that type and bars keep their size and nothing has to be moved sideways.

Not done here: the shapes, colours and type.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

import altair as alt

from analysis.briefing.charts.compose import layered
from analysis.briefing.charts.layout import NAME_GAP, names_width

__all__ = ["NARROW", "WIDE", "Shape", "Sheet"]

_LINE = 19  # pixels of a line of names above the bars
_RISE = 16  # pixels from the middle of a bar to that of the name above it


@dataclass(frozen=True, slots=True)
class Sheet:
    """``width`` in pixels; ``above``: names stand above their bars, not to the left of them."""

    width: int
    above: bool

    def left(self, names: Iterable[str]) -> int:
        """The pixels that names take to the left of the plot."""
        return 0 if self.above else names_width(names)

    def step(self, row: float) -> float:
        """The pixels from row to row, of which the bar and its gap take ``row``."""
        return row + _LINE if self.above else row

    def rows(self, row: float, inner: float = 0.25, outer: float = 0.1) -> alt.Y:
        """The column ``row`` down the page, in the order of the frame, bars with a gap between.

        With a height of so many pixels a row (``alt.Step``) the chart shrinks with its rows, where
        the reader narrows it down.
        """
        gap = 1 - row * (1 - inner) / self.step(row)
        return alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=gap, paddingOuter=outer))

    def names(
        self, base: alt.Chart, *, bold: str = "false", heading: str = "false"
    ) -> alt.LayerChart:
        """The column ``name``; ``bold`` is an expression over the row, ``heading`` one that holds
        of rows without a bar.
        """
        if not self.above:
            return _texts(base, -NAME_GAP, bold, align="right")
        named = base.transform_filter(f"!({heading})")
        rest = base.transform_filter(heading)
        return layered(
            _texts(named, 0, bold, align="left", dy=-_RISE, limit=self.width),
            _text(rest, 0).mark_text(align="left", fontWeight="bold", limit=self.width),
        )


def _texts(base: alt.Chart, x: int, bold: str, **mark: Any) -> alt.LayerChart:
    plain = _text(base, x).transform_filter(f"!({bold})").mark_text(**mark)
    strong = _text(base, x).transform_filter(bold).mark_text(fontWeight="bold", **mark)
    return layered(plain, strong)


def _text(base: alt.Chart, x: int) -> alt.Chart:
    return base.encode(x=alt.X(value=x), text=alt.Text("name:N"))


WIDE = Sheet(width=640, above=False)  # the page of the PDF
NARROW = Sheet(width=330, above=True)  # a telephone, upright
Shape: TypeAlias = Callable[[Sheet], alt.TopLevelMixin]
