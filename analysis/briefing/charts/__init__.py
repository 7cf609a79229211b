"""The shapes of the briefing's charts: functions from a small frame of display rows to a chart.

    bars        sorted bars in levels, with direct labels
    pairs       last year and this year of each row, as an arrow
    multiples   the share of each part in every row, a small chart for each part
    columns     parts of each year, on top of each other
    waterfall   from one total to the next, step by step
    panels      one small line chart for each series

Each takes names, labels and titles ready to be read; it computes no number and says no word of its
own. Each can be drawn on the page and on a telephone (``sheet``). Rows keep the order of the frame.

Not done here: colours and type (``theme``), words.
"""

from analysis.briefing.charts.bars import bars
from analysis.briefing.charts.columns import columns
from analysis.briefing.charts.multiples import multiples
from analysis.briefing.charts.pairs import pairs
from analysis.briefing.charts.panels import panels
from analysis.briefing.charts.sheet import NARROW, WIDE, Shape, Sheet
from analysis.briefing.charts.waterfall import waterfall

__all__ = [
    "NARROW",
    "WIDE",
    "Shape",
    "Sheet",
    "bars",
    "columns",
    "multiples",
    "pairs",
    "panels",
    "waterfall",
]
