"""Last year and this year of each row, as an arrow. Answers: what rose, what fell, how far.

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
from analysis.briefing.theme import ACCENT, MUTED, PALETTE, SOFT

__all__ = ["pairs"]

_ROW = ROW + 5


def pairs(frame: pl.DataFrame, before: str, after: str, sheet: Sheet = WIDE) -> alt.LayerChart:
    """Arrows of the columns ``name``, ``previous``, ``amount``, ``label``.

    ``before`` and ``after`` name the two years. A fall is drawn in another colour than a rise; the
    label stands to the right of both ends.
    """
    frame = with_rows(frame).with_columns(
        end=pl.max_horizontal("previous", "amount"),
        fell=pl.col("amount") < pl.col("previous"),
    )
    right = text_width(frame["label"]) + 14
    base = alt.Chart(frame).encode(y=sheet.rows(_ROW))
    scale = alt.Scale(zero=True, nice=False)
    colour = either("datum.fell", ACCENT, PALETTE[0])
    tooltip = told("name:N", "label:N")
    lines = base.mark_rule(strokeWidth=3).encode(
        x=alt.X("previous:Q", axis=None, scale=scale),
        x2=alt.X2("amount:Q"),
        color=colour,
        tooltip=tooltip,
    )
    dots = base.mark_point(size=70, filled=True, opacity=1, color=MUTED).encode(
        x=alt.X("previous:Q"), tooltip=tooltip
    )
    # The head of the arrow is this year; it points the way the amount went.
    heads = base.mark_point(size=130, filled=True, opacity=1).encode(
        x=alt.X("amount:Q"),
        color=colour,
        tooltip=tooltip,
        angle=alt.AngleValue(90, condition={"test": "datum.fell", "value": 270}),
        shape=alt.ShapeValue("triangle"),
    )
    labels = labels_after(base, alt.X("end:Q"), gap=12)
    key = _key(base, before, after, 13 if sheet.above else -15)
    return layered(
        lines,
        dots,
        heads,
        labels,
        sheet.names(base),
        key,
        width=max(120, sheet.width - sheet.left(frame["name"]) - right),
        height=alt.Step(sheet.step(_ROW)),
    )


def _key(base: alt.Chart, before: str, after: str, dy: int) -> alt.LayerChart:
    """The years, written once at the ends of the first arrow, where its name leaves room."""
    first = base.transform_filter("datum.row == 0").mark_text(dy=dy, fontSize=11, color=SOFT)
    old = first.encode(x=alt.X("previous:Q"), text=alt.TextValue(before))
    return layered(old, first.encode(x=alt.X("amount:Q"), text=alt.TextValue(after)))
