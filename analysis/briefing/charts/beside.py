"""A change in per cent beside two counts that pull apart. Answers: do they go together?

Not done here: sorting and labelling (the content modules).
"""

from __future__ import annotations

import altair as alt
import polars as pl

from analysis.briefing.charts.layout import (
    INK,
    ROW,
    SOFT,
    WIDTH,
    either,
    name_column,
    rows_axis,
    text_width,
    with_rows,
)
from analysis.briefing.theme import ACCENT, PALETTE

__all__ = ["beside"]

_GAP = 36
_LABEL, _COUNT = 46, 16  # pixels for a percentage, and for a count, at the end of a bar


def beside(frame: pl.DataFrame, left_title: str, right_title: str) -> alt.HConcatChart:
    """Two panels of the columns ``name``, ``change`` with ``label``, ``less``, ``more``."""
    frame = with_rows(frame).with_columns(
        minus=-pl.col("less"),
        less_label=_unless_zero("less"),
        more_label=_unless_zero("more"),
    )
    names = text_width(frame["name"]) + 8
    width = max(120, (WIDTH - names - _GAP) // 2 - 10)
    base = alt.Chart(frame).encode(y=rows_axis(0.35, 0.1))
    height = alt.Step(ROW + 3)
    money = (_money(base, frame, width) + name_column(base)).properties(
        width=width, height=height, title=_title(left_title)
    )
    targets = _targets(base, frame, width).properties(
        width=width, height=height, title=_title(right_title)
    )
    return alt.hconcat(money, targets, spacing=_GAP)


def _unless_zero(column: str) -> pl.Expr:
    """The number as a label; nothing for zero."""
    return pl.when(pl.col(column) > 0).then(pl.col(column).cast(pl.String)).otherwise(pl.lit(""))


def _title(text: str) -> alt.Title:
    return alt.Title(text, fontSize=12, color=SOFT, fontWeight="normal", anchor="middle", offset=10)


def _scale(frame: pl.DataFrame, low: str, high: str, width: int, label: int) -> alt.Scale:
    """From the lowest to the highest value, with room for a label at both ends."""
    least = min([0.0, *map(float, frame[low].drop_nulls())])
    most = max([0.0, *map(float, frame[high].drop_nulls())])
    room = (most - least or 1) * label / max(1, width - 2 * label)
    return alt.Scale(
        domain=[least - room * (least < 0), most + room * (most > 0)], nice=False, zero=False
    )


def _money(base: alt.Chart, frame: pl.DataFrame, width: int) -> alt.LayerChart:
    x = alt.X("change:Q", axis=None, scale=_scale(frame, "change", "change", width, _LABEL))
    colour = either("datum.change < 0", ACCENT, PALETTE[0])
    tooltip = [alt.Tooltip("name:N", title=" "), alt.Tooltip("label:N", title="  ")]
    bars = base.mark_bar().encode(x=x, color=colour, tooltip=tooltip)
    text = base.encode(x=x, text=alt.Text("label:N"))
    fell = text.transform_filter("datum.change < 0")
    rose = text.transform_filter("!(datum.change < 0)")
    return (
        bars
        + fell.mark_text(align="right", dx=-5, fontSize=12, color=SOFT)
        + rose.mark_text(align="left", dx=5, fontSize=12, color=SOFT)
        + _axis(base)
    )


def _targets(base: alt.Chart, frame: pl.DataFrame, width: int) -> alt.LayerChart:
    scale = _scale(frame, "minus", "more", width, _COUNT)
    tooltip = [
        alt.Tooltip("name:N", title=" "),
        alt.Tooltip("less:Q", title="↓"),
        alt.Tooltip("more:Q", title="↑"),
    ]
    minus = base.encode(x=alt.X("minus:Q", axis=None, scale=scale))
    more = base.encode(x=alt.X("more:Q", axis=None, scale=scale))
    return (
        minus.mark_bar(color=ACCENT).encode(tooltip=tooltip)
        + more.mark_bar(color=PALETTE[0]).encode(tooltip=tooltip)
        + minus.mark_text(align="right", dx=-5, fontSize=12, color=SOFT).encode(
            text=alt.Text("less_label:N")
        )
        + more.mark_text(align="left", dx=5, fontSize=12, color=SOFT).encode(
            text=alt.Text("more_label:N")
        )
        + _axis(base)
    )


def _axis(base: alt.Chart) -> alt.Chart:
    """The line of zero."""
    return base.mark_rule(color=INK, strokeWidth=1).encode(x=alt.datum(0), y=alt.Y())
