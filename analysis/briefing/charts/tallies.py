"""How many of each kind in each row, stacked, with the numbers in the bars. Answers: how many.

Not done here: counting and naming (the content modules).
"""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import polars as pl

from analysis.briefing.charts.colours import ink_on
from analysis.briefing.charts.compose import layered
from analysis.briefing.charts.layout import (
    ROW,
    place_in,
    text_width,
    told,
)
from analysis.briefing.charts.sheet import WIDE, Sheet

__all__ = ["tallies"]


def tallies(frame: pl.DataFrame, colours: Mapping[str, str], sheet: Sheet = WIDE) -> alt.LayerChart:
    """Stacked bars of the columns ``name``, ``part``, ``number``.

    ``colours`` gives each part its colour, in the order of the stack. Rows keep their order.
    """
    names = frame["name"].unique(maintain_order=True).to_list()
    frame = frame.with_columns(
        row=place_in(names, "name"),
        place=place_in(colours, "part"),
    ).sort("row", "place")
    stop = pl.col("number").cum_sum().over("row")
    frame = frame.with_columns(
        stop=stop, middle=stop - pl.col("number") / 2, start=stop - pl.col("number")
    ).filter(pl.col("number") > 0)
    inks = {part: ink_on(colour) for part, colour in colours.items()}
    frame = frame.with_columns(ink=pl.col("part").replace_strict(inks, return_dtype=pl.String))
    base = alt.Chart(frame).encode(y=sheet.rows(ROW + 3, 0.3))
    scale = alt.Scale(nice=False)
    drawn = base.mark_bar().encode(
        x=alt.X("start:Q", axis=None, scale=scale),
        x2=alt.X2("stop:Q"),
        color=alt.Color(
            "part:N",
            title=None,
            sort=list(colours),
            scale=alt.Scale(domain=list(colours), range=list(colours.values())),
            legend=alt.Legend(columns=_legend_columns(colours, sheet)),
        ),
        tooltip=told("name:N", "part:N", "number:Q"),
    )
    numbers = base.mark_text().encode(
        x=alt.X("middle:Q", scale=scale),
        text=alt.Text("number:Q"),
        color=alt.Color("ink:N", scale=None, legend=None),
    )
    first = base.transform_filter("datum.start == 0")
    return layered(
        drawn,
        numbers,
        sheet.names(first),
        width=max(160, sheet.width - sheet.left(names)),
        height=alt.Step(sheet.step(ROW + 3)),
    )


def _legend_columns(colours: Mapping[str, str], sheet: Sheet) -> int:
    """As many as fit beside each other."""
    if sheet.above:
        return 2
    return 6 if text_width(["".join(colours)]) < sheet.width - 150 else 3
