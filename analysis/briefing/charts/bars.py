"""Sorted bars in levels: a class in bold, below it what it is made of. Answers: how much for what.

Not done here: sorting and labelling (the content modules).
"""

from __future__ import annotations

import altair as alt
import polars as pl

from analysis.briefing.charts.compose import layered
from analysis.briefing.charts.layout import (
    ROW,
    either,
    labels_after,
    text_width,
    told,
    with_rows,
)
from analysis.briefing.charts.sheet import WIDE, Sheet
from analysis.briefing.theme import PALETTE

__all__ = ["bars"]


def bars(frame: pl.DataFrame, sheet: Sheet = WIDE) -> alt.LayerChart:
    """Bars of the columns ``name``, ``level``, ``amount``, ``label``, from the top down.

    Level 1 is bold and dark, deeper levels are lighter. A row without an amount is a heading.
    """
    frame = with_rows(frame)
    right = text_width(frame["label"].drop_nulls()) + 6
    base = alt.Chart(frame).encode(y=sheet.rows(ROW))
    amount = alt.X("amount:Q", axis=None, scale=alt.Scale(zero=True, nice=False))
    drawn = base.mark_bar().encode(
        x=amount,
        color=either("datum.level == 1", PALETTE[0], PALETTE[2]),
        tooltip=told("name:N", "label:N"),
    )
    names = sheet.names(base, bold="datum.level == 1", heading="!isValid(datum.amount)")
    return layered(
        drawn,
        labels_after(base, amount),
        names,
        width=max(120, sheet.width - sheet.left(frame["name"]) - right),
        height=alt.Step(sheet.step(ROW)),
    )
