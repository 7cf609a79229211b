"""A small chart for each part, all on one scale. Answers: what each row consists of, in per cent.

Not done here: sorting and labelling (the content modules).
"""

from __future__ import annotations

import altair as alt
import polars as pl

from analysis.briefing.charts.compose import Plot, beneath, layered, side_by_side
from analysis.briefing.charts.layout import (
    ROW,
    text_width,
    told,
    wrapped,
)
from analysis.briefing.charts.sheet import WIDE, Sheet
from analysis.briefing.theme import INK, PALETTE, SOFT

__all__ = ["multiples"]

_ACROSS, _GAP = 3, 14  # panels to a line of the page
_ROW = ROW + 3
_LABEL = 42  # pixels of a percentage after the longest bar
_TRACK = "#e9ecf0"  # the whole, behind each bar


def multiples(frame: pl.DataFrame, total_title: str, sheet: Sheet = WIDE) -> alt.VConcatChart:
    """Bars of the columns ``name``, ``part``, ``share`` (per cent), ``mark``; ``label`` by row.

    ``mark`` is the share as a label; ``label`` the whole of the row, written after the last panel
    under ``total_title``. Rows and parts keep the order of their first appearance; a part that a
    row does not have leaves its place empty.
    """
    parts = frame["part"].unique(maintain_order=True).to_list()
    rows = frame.unique("name", keep="first", maintain_order=True).with_row_index("row")
    right = text_width([*rows["label"], total_title])
    across = min(len(parts), 2 if sheet.above else _ACROSS)
    room = sheet.width - sheet.left(rows["name"]) - right
    width = (room - _GAP * across) // max(1, across)
    width = max(60, width)
    titles = {part: wrapped(part, width) for part in parts}
    most = max(map(len, titles.values()), default=1)
    lines = []
    for start in range(0, len(parts), across):
        panels: list[Plot] = []
        for part in parts[start : start + across]:
            title = [*[""] * most, *titles[part]][-most:]
            names = () if panels else (sheet.names(_base(rows, sheet)),)
            panels.append(_panel(frame, rows, part, title, width, names, sheet))
        if start + across >= len(parts):
            panels.append(_totals(rows, right, [*[""] * most, total_title][-most:], sheet))
        lines.append(side_by_side(*panels, spacing=_GAP, flush=sheet.above))
    return beneath(*lines, spacing=18)


def _base(rows: pl.DataFrame, sheet: Sheet) -> alt.Chart:
    return alt.Chart(rows).encode(y=sheet.rows(_ROW))


def _panel(
    frame: pl.DataFrame,
    rows: pl.DataFrame,
    part: str,
    title: list[str],
    width: int,
    names: tuple[Plot, ...],
    sheet: Sheet,
) -> alt.LayerChart:
    mine = rows.select("row", "name").join(
        frame.filter(pl.col("part") == part).drop("row", strict=False), on="name"
    )
    room = 100 * _LABEL / max(1, width - _LABEL)
    x = alt.X("share:Q", axis=None, scale=alt.Scale(domain=[0, 100 + room], nice=False))
    track = (
        _base(rows, sheet)
        .mark_bar(color=_TRACK, stroke=None, tooltip=False)
        .encode(x=alt.X("whole:Q", axis=None), x2=alt.datum(0))
        .transform_calculate(whole="100")
    )
    base = _base(mine, sheet)
    bars = base.mark_bar(color=PALETTE[0]).encode(
        x=x,
        tooltip=told("name:N", "part:N", "mark:N"),
    )
    marks = base.mark_text(align="left", dx=4).encode(x=x, text=alt.Text("mark:N"))
    return layered(
        track,
        bars,
        marks,
        *names,
        width=width,
        height=alt.Step(sheet.step(_ROW)),
        title=_heading(title),
    )


def _totals(rows: pl.DataFrame, width: int, title: list[str], sheet: Sheet) -> alt.LayerChart:
    """The whole of each row, as text."""
    base = _base(rows, sheet).encode(x=alt.X(value=0))
    text = base.mark_text(align="left", color=SOFT).encode(text=alt.Text("label:N"))
    # Bars that are not seen: text alone would stand on other places of the axis than the bars do.
    return layered(
        base.mark_bar(opacity=0, tooltip=False),
        text,
        width=width,
        height=alt.Step(sheet.step(_ROW)),
        title=_heading(title, soft=True),
    )


def _heading(title: list[str], *, soft: bool = False) -> alt.Title:
    return alt.Title(
        title,
        fontSize=12,
        anchor="start",
        frame="group",
        offset=8,
        color=SOFT if soft else INK,
        fontWeight="normal" if soft else "bold",
    )
