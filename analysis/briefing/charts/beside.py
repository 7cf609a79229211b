"""A change in per cent beside two counts that pull apart. Answers: do they go together?

Not done here: sorting and labelling (the content modules).
"""

from __future__ import annotations

import altair as alt
import polars as pl

from analysis.briefing.charts.compose import layered, side_by_side
from analysis.briefing.charts.layout import (
    ROW,
    either,
    labels_after,
    told,
    with_rows,
)
from analysis.briefing.charts.sheet import WIDE, Sheet
from analysis.briefing.theme import ACCENT, INK, PALETTE, SOFT

__all__ = ["beside"]

_GAP = 36
_LABEL, _COUNT = 46, 16  # pixels for a percentage, and for a count, at the end of a bar


def beside(
    frame: pl.DataFrame, left_title: str, right_title: str, sheet: Sheet = WIDE
) -> alt.HConcatChart:
    """Two panels of the columns ``name``, ``change`` with ``label``, ``less``, ``more``."""
    frame = with_rows(frame).with_columns(
        minus=-pl.col("less"),
        less_label=_unless_zero("less"),
        more_label=_unless_zero("more"),
    )
    room = sheet.width - sheet.left(frame["name"])
    width = max(120, (room - _GAP) // 2 - 10)
    base = alt.Chart(frame).encode(y=sheet.rows(ROW + 3, 0.35))
    height = alt.Step(sheet.step(ROW + 3))
    money = layered(
        *_money(base, frame, width),
        sheet.names(base),
        data=frame,
        width=width,
        height=height,
        title=_title(left_title),
    )
    targets = layered(
        *_targets(base, frame, width), width=width, height=height, title=_title(right_title)
    )
    return side_by_side(money, targets, spacing=_GAP, flush=sheet.above)


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


def _money(base: alt.Chart, frame: pl.DataFrame, width: int) -> list[alt.Chart]:
    x = alt.X("change:Q", axis=None, scale=_scale(frame, "change", "change", width, _LABEL))
    colour = either("datum.change < 0", ACCENT, PALETTE[0])
    tooltip = told("name:N", "label:N")
    bars = base.mark_bar().encode(x=x, color=colour, tooltip=tooltip)
    fell = base.transform_filter("datum.change < 0")
    rose = base.transform_filter("!(datum.change < 0)")
    return [bars, _before(fell, x, "label:N"), labels_after(rose, x), _axis(base)]


def _targets(base: alt.Chart, frame: pl.DataFrame, width: int) -> list[alt.Chart]:
    scale = _scale(frame, "minus", "more", width, _COUNT)
    tooltip = [
        *told("name:N"),
        alt.Tooltip("less:Q", title="↓"),
        alt.Tooltip("more:Q", title="↑"),
    ]
    minus = alt.X("minus:Q", axis=None, scale=scale)
    more = alt.X("more:Q", axis=None, scale=scale)
    return [
        base.mark_bar(color=ACCENT).encode(x=minus, tooltip=tooltip),
        base.mark_bar(color=PALETTE[0]).encode(x=more, tooltip=tooltip),
        _before(base, minus, "less_label:N"),
        labels_after(base, more, "more_label:N"),
        _axis(base),
    ]


def _before(base: alt.Chart, x: alt.X, text: str) -> alt.Chart:
    """The column ``text`` to the left of where ``x`` ends."""
    return base.mark_text(align="right", dx=-5, color=SOFT).encode(x=x, text=alt.Text(text))


def _axis(base: alt.Chart) -> alt.Chart:
    """The line of zero."""
    return base.mark_rule(color=INK, strokeWidth=1).encode(x=alt.datum(0), y=alt.Y())
