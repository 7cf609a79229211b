"""From one total to the next, step by step. Answers: what a change is made of, and what is left.

Not done here: the steps (``measures.contributions``), their order and labels (the content modules).
"""

from __future__ import annotations

import altair as alt
import polars as pl

from analysis.briefing.charts.compose import layered
from analysis.briefing.charts.layout import (
    ROW,
    labels_after,
    text_width,
    told,
    with_rows,
)
from analysis.briefing.charts.sheet import WIDE, Sheet
from analysis.briefing.theme import ACCENT, PALETTE, SOFT

__all__ = ["waterfall"]

_COLOURS = {"total": PALETTE[4], "rise": PALETTE[0], "fall": ACCENT, "rest": PALETTE[3]}
_ROW = ROW + 3
_HALF = 0.36  # of a row: half the height of a bar


def waterfall(frame: pl.DataFrame, sheet: Sheet = WIDE) -> alt.LayerChart:
    """Floating bars of ``name``, ``kind`` (total, part, rest), ``start``, ``stop``, ``label``."""
    frame = with_rows(frame).with_columns(
        high=pl.max_horizontal("start", "stop"),
        low=pl.min_horizontal("start", "stop"),
        shade=pl.when(pl.col("kind") != "part")
        .then(pl.col("kind"))
        .when(pl.col("stop") < pl.col("start"))
        .then(pl.lit("fall"))
        .otherwise(pl.lit("rise")),
    )
    right = text_width(frame["label"]) + 8
    step = sheet.step(_ROW)
    half = _HALF * _ROW / step
    # Rows are places on a line of numbers, so that a link can run from one row to the next.
    frame = frame.with_columns(top=pl.col("row").cast(pl.Float64) - half, foot=pl.col("row") + half)
    place = alt.Scale(domain=[-0.5, frame.height - 0.5], reverse=True, nice=False, zero=False)
    base = alt.Chart(frame).encode(y=alt.Y("row:Q", axis=None, scale=place))
    scale = alt.Scale(zero=True, nice=False)
    drawn = (
        alt.Chart(frame)
        .mark_bar()
        .encode(
            y=alt.Y("top:Q", axis=None, scale=place),
            y2=alt.Y2("foot:Q"),
            x=alt.X("low:Q", axis=None, scale=scale),
            x2=alt.X2("high:Q"),
            color=alt.Color(
                "shade:N",
                legend=None,
                scale=alt.Scale(domain=list(_COLOURS), range=list(_COLOURS.values())),
            ),
            tooltip=told("name:N", "label:N"),
        )
    )
    # A thin line carries the level of each step down to the next one.
    steps = frame.slice(0, frame.height - 1).with_columns(next=pl.col("row") + 1)
    links = (
        alt.Chart(steps)
        .mark_rule(strokeWidth=1, color=SOFT, opacity=0.6)
        .encode(
            x=alt.X("stop:Q", axis=None, scale=scale),
            y=alt.Y("row:Q", axis=None, scale=place),
            y2=alt.Y2("next:Q"),
        )
    )
    labels = labels_after(base, alt.X("high:Q"))
    names = sheet.names(base, bold="datum.kind == 'total'")
    return layered(
        links,
        drawn,
        labels,
        names,
        width=max(120, sheet.width - sheet.left(frame["name"]) - right),
        height=step * frame.height,
    )
