"""Parts of each row, side by side in one bar. Answers: what each row is made of.

Not done here: sorting and labelling (the content modules).
"""

from __future__ import annotations

import altair as alt
import polars as pl

from analysis.briefing.charts.layout import ROW, SOFT, WIDTH, name_column, rows_axis, text_width
from analysis.briefing.theme import PALETTE

__all__ = ["stacks"]


def stacks(frame: pl.DataFrame) -> alt.LayerChart:
    """Stacked bars of the columns ``name``, ``part``, ``amount``; ``total`` and ``label`` by row.

    Rows and parts keep the order of their first appearance; a legend names the parts.
    """
    names = frame["name"].unique(maintain_order=True).to_list()
    parts = frame["part"].unique(maintain_order=True).to_list()
    places = {name: place for place, name in enumerate(names)}
    frame = frame.with_columns(
        row=pl.col("name").replace_strict(places),
        place=pl.col("part").replace_strict({part: place for place, part in enumerate(parts)}),
    )
    rows = frame.unique("name", keep="first", maintain_order=True)
    left, right = text_width(names) + 8, text_width(rows["label"]) + 6
    y = rows_axis()
    drawn = (
        alt.Chart(frame)
        .mark_bar()
        .encode(
            y=y,
            x=alt.X("amount:Q", axis=None, scale=alt.Scale(nice=False)),
            order="place:Q",
            color=alt.Color(
                "part:N",
                title=None,
                sort=parts,
                scale=alt.Scale(domain=parts, range=list(PALETTE[: len(parts)])),
                legend=alt.Legend(columns=1 if text_width(parts) > WIDTH / 2 else 2),
            ),
            tooltip=[
                alt.Tooltip("name:N", title=" "),
                alt.Tooltip("part:N", title="  "),
                alt.Tooltip("amount:Q", title="   ", format=",.2f"),
            ],
        )
    )
    base = alt.Chart(rows).encode(y=y)
    labels = base.mark_text(align="left", dx=5, fontSize=12, color=SOFT).encode(
        x="total:Q", text="label:N"
    )
    return (drawn + labels + name_column(base)).properties(
        width=max(120, WIDTH - left - right), height=alt.Step(ROW + 3)
    )
