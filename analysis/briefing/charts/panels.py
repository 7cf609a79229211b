"""One small line chart for each series, each on a scale of its own. Answers: which way each went.

Not done here: choosing the series and their order (the content modules).
"""

from __future__ import annotations

import altair as alt
import polars as pl

from analysis.briefing.charts.compose import grid, layered
from analysis.briefing.charts.layout import told, wrapped
from analysis.briefing.charts.sheet import WIDE, Sheet
from analysis.briefing.theme import ACCENT, PALETTE, SOFT

__all__ = ["panels"]

_ACROSS, _GAP = 3, 30
_NEAR_FOOT = 0.2  # of the panel's height: a label below would meet the years
_FEW = 3  # years whose labels fit beside each other in half a telephone


def panels(frame: pl.DataFrame, sheet: Sheet = WIDE) -> alt.ConcatChart:
    """Lines of ``name``, ``year``, ``amount``, ``label``, three panels to a line of the page.

    Each scale starts at zero, so that a fall by half looks like one; sizes are not to be compared
    between panels. A year without an amount leaves a gap. The last step gives the colour.
    """
    names = frame["name"].unique(maintain_order=True).to_list()
    across = _across(frame["year"].n_unique(), sheet)
    width = (sheet.width - (across - 1) * _GAP) // across - 12
    titles = {name: wrapped(name, width) for name in names}
    most = max(map(len, titles.values()), default=1)
    drawn = [
        _panel(frame.filter(pl.col("name") == name), [*titles[name], *[""] * most][:most], width)
        for name in names
    ]
    return grid(*drawn, columns=across, spacing={"row": 18, "column": _GAP})


def _across(years: int, sheet: Sheet) -> int:
    """How many panels stand beside each other."""
    if sheet.above:
        return 2 if years <= _FEW else 1
    return _ACROSS


def _panel(series: pl.DataFrame, title: list[str], width: int) -> alt.LayerChart:
    series = series.with_columns(pl.col("year").cast(pl.String))
    series = _with_sides(series)
    last = series["amount"].drop_nulls().tail(2).to_list()
    colour = ACCENT if len(last) > 1 and last[1] < last[0] else PALETTE[0]
    base = alt.Chart(series).encode(
        x=alt.X(
            "year:O",
            title=None,
            axis=alt.Axis(labelAngle=0, labelFontSize=11, labelColor=SOFT, domain=False),
            scale=alt.Scale(padding=0.35),
        ),
        y=alt.Y("amount:Q", axis=None, scale=alt.Scale(zero=True, nice=False)),
        tooltip=told("year:O", "label:N"),
    )
    line = base.mark_line(color=colour)
    dots = base.mark_point(color=colour, filled=True, size=45, opacity=1)
    texts = base.encode(text=alt.Text("label:N"))
    above = texts.transform_filter("datum.above").mark_text(dy=-11, fontSize=11)
    below = texts.transform_filter("!datum.above").mark_text(dy=13, fontSize=11)
    heading = alt.Title(title, fontSize=12, anchor="start", frame="bounds", offset=16)
    return layered(line, dots, above, below, width=width, height=95, title=heading)


def _with_sides(series: pl.DataFrame) -> pl.DataFrame:
    """Say where the label of each point stands: on the side that the line leaves free.

    A point that lies below its neighbours has its label below; one near the foot of the panel has
    it above all the same, where the years do not stand in its way.
    """
    amount = pl.col("amount").cast(pl.Float64)
    neighbours = pl.mean_horizontal(amount.shift(1), amount.shift(-1))
    is_high = (amount >= neighbours).fill_null(True)
    return series.with_columns(above=is_high | (amount < _NEAR_FOOT * amount.max()))
