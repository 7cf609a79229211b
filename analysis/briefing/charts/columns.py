"""Parts of each year on top of each other, the whole above. Answers: how a total moved, and why.

Not done here: labelling (the content modules).
"""

from __future__ import annotations

from itertools import pairwise

import altair as alt
import polars as pl

from analysis.briefing.charts.colours import ink_on
from analysis.briefing.charts.compose import layered
from analysis.briefing.charts.layout import place_in, text_width, told
from analysis.briefing.charts.sheet import WIDE, Sheet
from analysis.briefing.theme import PALETTE

__all__ = ["columns"]

_MOST = 150  # pixels of the widest column and the gap beside it
_INNER, _OUTER = 0.45, 0.2  # of a step: the gap between two columns, and before the first
_HEIGHT, _LINE = 240, 16  # pixels: of the chart, of a line of type


def columns(frame: pl.DataFrame, sheet: Sheet = WIDE) -> alt.LayerChart:
    """Columns of ``year``, ``part``, ``amount``, ``label``; ``total`` and ``total_label`` by year.

    Parts keep the order of their first appearance, the first one at the foot.
    """
    parts = frame["part"].unique(maintain_order=True).to_list()
    years = frame["year"].n_unique()
    frame = frame.with_columns(
        place=place_in(parts, "part"),
        year=pl.col("year").cast(pl.String),
    ).sort("year", "place")
    frame = frame.with_columns(
        top=pl.col("amount").cum_sum().over("year"),
    ).with_columns(foot=pl.col("top") - pl.col("amount"))
    colours = _colours(len(parts))
    frame = frame.with_columns(
        middle=(pl.col("top") + pl.col("foot")) / 2,
        ink=pl.Series(ink_on(colours[place]) for place in frame["place"]),
    )
    last = frame.filter(pl.col("year") == pl.col("year").max())
    fits = not sheet.above and _fits(last, frame)
    x = alt.X(
        "year:O",
        title=None,
        axis=alt.Axis(labelAngle=0, labelFontSize=13),
        scale=alt.Scale(paddingInner=_INNER, paddingOuter=_OUTER),
    )
    base = alt.Chart(frame).encode(x=x)
    y = alt.Y("foot:Q", axis=None, scale=alt.Scale(zero=True, nice=False))
    drawn = base.mark_bar().encode(
        y=y,
        y2=alt.Y2("top:Q"),
        color=alt.Color(
            "part:N",
            title=None,
            sort=parts,
            scale=alt.Scale(domain=parts, range=list(colours)),
            legend=None if fits else alt.Legend(),
        ),
        tooltip=["year:O", *told("part:N", "label:N")],
    )
    inside = base.mark_text().encode(
        y=alt.Y("middle:Q"),
        text=alt.Text("label:N"),
        color=alt.Color("ink:N", scale=None, legend=None),
    )
    above = (
        alt.Chart(frame.unique("year", keep="first", maintain_order=True))
        .mark_text(dy=-10, fontSize=13, fontWeight="bold")
        .encode(x=x, y=alt.Y("total:Q"), text=alt.Text("total_label:N"))
    )
    layers = [drawn, inside, above]
    room = text_width(parts) if fits else 0
    width = min(sheet.width - 20 - room, years * _MOST)
    if fits:
        step = width / (years - _INNER + 2 * _OUTER)
        layers.append(_names(last, x, step * (1 - _INNER) / 2))
    return layered(*layers, data=frame, width=width, height=_HEIGHT)


def _fits(last: pl.DataFrame, frame: pl.DataFrame) -> bool:
    """Whether the parts of the last column are far enough apart for their names beside them."""
    middles = last["middle"].sort().to_list()
    line = max(map(float, frame["top"].drop_nulls()), default=0.0) * _LINE / _HEIGHT
    return all(high - low >= line for low, high in pairwise(middles))


def _names(last: pl.DataFrame, x: alt.X, half: float) -> alt.Chart:
    """The parts by name, to the right of the last column; ``half``: of its width, in pixels."""
    beside = alt.Chart(last).mark_text(align="left", dx=half + 8)
    return beside.encode(x=x, y=alt.Y("middle:Q"), text=alt.Text("part:N"))


def _colours(count: int) -> tuple[str, ...]:
    """The large part is dark; it usually comes second, projects after basic expenditure."""
    return (PALETTE[2], PALETTE[0], *PALETTE[3:], *PALETTE[1:2])[:count]
