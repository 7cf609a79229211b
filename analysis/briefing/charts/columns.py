"""Parts of each year on top of each other, the whole above. Answers: how a total moved, and why.

Not done here: labelling (the content modules).
"""

from __future__ import annotations

import altair as alt
import polars as pl

from analysis.briefing.charts.layout import INK, WIDTH
from analysis.briefing.theme import PALETTE

__all__ = ["columns"]

_MOST = 150  # pixels of the widest column


def columns(frame: pl.DataFrame) -> alt.LayerChart:
    """Columns of ``year``, ``part``, ``amount``, ``label``; ``total`` and ``total_label`` by year.

    Parts keep the order of their first appearance, the first one at the foot.
    """
    parts = frame["part"].unique(maintain_order=True).to_list()
    years = frame["year"].n_unique()
    frame = frame.with_columns(
        place=pl.col("part").replace_strict({part: place for place, part in enumerate(parts)}),
        year=pl.col("year").cast(pl.String),
    ).sort("year", "place")
    frame = frame.with_columns(
        top=pl.col("amount").cum_sum().over("year"),
    ).with_columns(foot=pl.col("top") - pl.col("amount"))
    frame = frame.with_columns(middle=(pl.col("top") + pl.col("foot")) / 2)
    x = alt.X(
        "year:O",
        title=None,
        axis=alt.Axis(labelAngle=0, labelFontSize=13),
        scale=alt.Scale(paddingInner=0.45, paddingOuter=0.2),
    )
    base = alt.Chart(frame).encode(x=x)
    y = alt.Y("foot:Q", axis=None, scale=alt.Scale(zero=True, nice=False))
    drawn = base.mark_bar().encode(
        y=y,
        y2="top:Q",
        color=alt.Color(
            "part:N",
            title=None,
            sort=parts,
            scale=alt.Scale(domain=parts, range=list(_colours(len(parts)))),
        ),
        tooltip=["year:O", alt.Tooltip("part:N", title=" "), alt.Tooltip("label:N", title="  ")],
    )
    inside = base.mark_text(fontSize=12).encode(
        y="middle:Q",
        text="label:N",
        color=alt.condition("datum.place == 1", alt.value("#ffffff"), alt.value(INK)),
    )
    above = (
        alt.Chart(frame.unique("year", keep="first", maintain_order=True))
        .mark_text(dy=-10, fontSize=13, fontWeight="bold", color=INK)
        .encode(x=x, y="total:Q", text="total_label:N")
    )
    return (drawn + inside + above).properties(width=min(WIDTH - 20, years * _MOST), height=240)


def _colours(count: int) -> tuple[str, ...]:
    """The large part is dark; it usually comes second, projects after basic expenditure."""
    return (PALETTE[2], PALETTE[0], *PALETTE[3:], *PALETTE[1:2])[:count]
