"""Counts of rows by columns as shaded squares with their number. Answers: where does it happen?

Not done here: counting, naming, the order of rows (the content modules).
"""

from __future__ import annotations

import altair as alt
import polars as pl

from analysis.briefing.charts.colours import ink_on, readable
from analysis.briefing.charts.compose import layered
from analysis.briefing.charts.layout import (
    ROW,
    place_in,
    told,
)
from analysis.briefing.charts.sheet import WIDE, Sheet
from analysis.briefing.theme import ACCENT, PALETTE

__all__ = ["matrix"]

_SHADES = {
    "exact": PALETTE[0],
    "rounding": PALETTE[2],
    "contradiction": ACCENT,
    "not_checkable": "#6b7583",
}
_EMPTY = 0.04  # opacity of a zero
_LIGHT, _DARK = 0.16, 1.0  # opacity of the smallest and of the largest number of a column


def matrix(frame: pl.DataFrame, sheet: Sheet = WIDE) -> alt.LayerChart:
    """Squares of the columns ``name``, ``column``, ``kind`` (which colour), ``number``.

    Rows and columns keep the order of their first appearance. Within a column the shade grows with
    the root of the number, so that single cases stay visible beside hundreds; zeros are empty.
    """
    names = frame["name"].unique(maintain_order=True).to_list()
    columns = frame["column"].unique(maintain_order=True).to_list()
    share = (pl.col("number") / pl.col("number").max().over("column").clip(1)).sqrt()
    frame = frame.with_columns(
        row=place_in(names, "name"),
        shade=pl.when(pl.col("number") > 0)
        .then(_LIGHT + (_DARK - _LIGHT) * share)
        .otherwise(_EMPTY),
        label=pl.when(pl.col("number") > 0)
        .then(pl.col("number").cast(pl.String))
        .otherwise(pl.lit("")),
    )
    fills = [
        readable(_SHADES[kind], shade) for kind, shade in frame.select("kind", "shade").iter_rows()
    ]
    frame = frame.with_columns(fill=pl.Series(fills), ink=pl.Series(map(ink_on, fills)))
    y = sheet.rows(ROW * 1.15, 0.12, 0.4 if sheet.above else 0)
    x = alt.X(
        "column:N",
        sort=columns,
        title=None,
        axis=alt.Axis(orient="top", labelAngle=0, domain=False, labelLimit=200),
        scale=alt.Scale(paddingInner=0.06),
    )
    base = alt.Chart(frame).encode(y=y)
    squares = base.mark_rect(cornerRadius=2).encode(
        x=x,
        color=alt.Color("fill:N", scale=None, legend=None),
        tooltip=told("name:N", "column:N", "number:Q"),
    )
    numbers = base.mark_text().encode(
        x=x,
        text=alt.Text("label:N"),
        color=alt.Color("ink:N", scale=None, legend=None),
    )
    first = alt.Chart(frame.unique("name", keep="first", maintain_order=True)).encode(y=y)
    return layered(
        squares,
        numbers,
        sheet.names(first),
        width=max(240, sheet.width - sheet.left(names)),
        height=alt.Step(sheet.step(ROW * 1.15)),
    )
