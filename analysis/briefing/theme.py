"""One look for all charts.

The palette keeps its order in grey print (from dark to light) and for colour-blind eyes (no red
against green). Money is exact until here: Decimal columns become floats when a chart takes its
data, and nowhere else.

Not done here: drawing a chart for the page (``chart_block``), choosing one for a question (the
content modules).
"""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl
import polars.selectors as cs

from analysis.briefing import fonts

__all__ = [
    "ACCENT",
    "INK",
    "MUTED",
    "PALETTE",
    "SOFT",
    "enable",
    "floats",
]

PALETTE = ("#14375e", "#b4532a", "#6fa3c7", "#e0b04c", "#c3cad3")
ACCENT, MUTED = PALETTE[1], "#9aa4b1"
INK, SOFT, _RULE = "#1b2430", "#55606e", "#dfe4ea"


def enable() -> None:
    """Make the briefing's theme and its data edge the ones that Altair uses."""
    alt.theme.register("briefing", enable=True)(_theme)
    alt.data_transformers.register("briefing", _data)
    alt.data_transformers.enable("briefing")


def floats(frame: pl.DataFrame) -> pl.DataFrame:
    """``frame`` with its Decimal columns as floats: the one place where money leaves Decimal."""
    return frame.with_columns(cs.decimal().cast(pl.Float64))


def _data(data: Any) -> Any:
    if isinstance(data, pl.DataFrame):
        return {"values": floats(data).to_dicts()}
    return alt.to_values(data)


def _theme() -> alt.theme.ThemeConfig:
    text = {"font": fonts.FAMILY, "fontSize": 12, "color": INK}
    label = {"labelFont": fonts.FAMILY, "labelFontSize": 12, "labelColor": INK}
    title = {"titleFont": fonts.FAMILY, "titleFontSize": 12, "titleColor": SOFT}
    axis = {**label, **title, "titleFontWeight": "normal", "labelLimit": 260, "ticks": False}
    config: Any = {
        "font": fonts.FAMILY,
        # The whole chart is one picture with one description, and its data a table beside it.
        "aria": False,
        "background": None,
        "view": {"stroke": None, "continuousWidth": 520, "continuousHeight": 260},
        "range": {
            "category": list(PALETTE),
            "ordinal": {"scheme": "blues"},
            "ramp": ["#e6edf4", "#14375e"],
            "diverging": ["#b4532a", "#f1eee9", "#14375e"],
        },
        "mark": {"color": PALETTE[0], "tooltip": True},
        # A thin edge, so that light bars stand out from the paper, and neighbours from each other.
        "bar": {"color": PALETTE[0], "stroke": SOFT, "strokeWidth": 0.75},
        "line": {"strokeWidth": 2.5},
        "point": {"filled": True, "size": 60},
        "rule": {"color": SOFT},
        "text": text,
        "axis": {**axis, "gridColor": _RULE, "domainColor": SOFT, "labelPadding": 6},
        "axisX": {"titlePadding": 10},
        "axisY": {"domain": False},
        "axisBand": {"grid": False, "domain": False},
        "legend": {**label, **title, "orient": "top", "symbolType": "square", "labelLimit": 320},
        "header": {**label, **title, "labelFontWeight": "bold", "labelLimit": 320},
        "title": {"font": fonts.FAMILY, "fontSize": 14, "color": INK, "anchor": "start"},
    }
    return {"config": config}
