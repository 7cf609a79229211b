"""Sorted bars in levels: a class in bold, below it what it is made of. Answers: how much for what.

Not done here: sorting and labelling (the content modules).
"""

from __future__ import annotations

import altair as alt
import polars as pl

from analysis.briefing.charts.compose import layered
from analysis.briefing.charts.layout import (
    ROW,
    WIDTH,
    either,
    labels_after,
    name_column,
    names_width,
    rows_axis,
    text_width,
    told,
    with_rows,
)
from analysis.briefing.theme import PALETTE

__all__ = ["bars"]


def bars(frame: pl.DataFrame) -> alt.LayerChart:
    """Bars of the columns ``name``, ``level``, ``amount``, ``label``, from the top down.

    Level 1 is bold and dark, deeper levels are lighter. A row without an amount is a heading.
    """
    frame = with_rows(frame)
    left, right = names_width(frame["name"]), text_width(frame["label"].drop_nulls()) + 6
    base = alt.Chart(frame).encode(y=rows_axis())
    amount = alt.X("amount:Q", axis=None, scale=alt.Scale(zero=True, nice=False))
    drawn = base.mark_bar().encode(
        x=amount,
        color=either("datum.level == 1", PALETTE[0], PALETTE[2]),
        tooltip=told("name:N", "label:N"),
    )
    names = name_column(base, bold="datum.level == 1")
    return layered(
        drawn,
        labels_after(base, amount),
        names,
        width=max(120, WIDTH - left - right),
        height=alt.Step(ROW),
    )
