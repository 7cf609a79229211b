"""Indicator tables, laid out as published: goal and levels merged over their rows.

Not done here: the sheets that they stand in.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from analysis.disclosure import records as r
from tests.typeset.layout import Ruled, Spot

YEARS = ("year_before_last", "last_year", "target")


def by_goal(
    indicators: Sequence[r.Indicator], scope: str, horizon: str
) -> list[tuple[str, list[r.Indicator]]]:
    """Return the indicators of a scope, goal by goal in printed order."""
    rows = [i for i in indicators if i.scope == scope and i.horizon == horizon]
    return [(goal or "1", list(group)) for goal, group in groupby(rows, lambda i: i.goal)]


def add_indicators(
    table: Ruled, rows: Sequence[r.Indicator], columns: Sequence[int], beside: str
) -> None:
    """Add header and rows; ``columns`` are the grid columns at which the cells begin.

    They are goal, levels 1 and 2, name, each value, basis, and the table's end. ``beside`` is
    printed in the goal's column over all rows.
    """
    years = YEARS if any(i.last_year_state != "no_column" for i in rows) else YEARS[2:]
    widths = [b - a for a, b in pairwise(columns)]
    first = table.height
    heads = ["目标名称", "一级指标", "二级指标", "三级指标"]
    height = 2 if len(years) > 1 else 1
    for text, column, width in zip(heads, columns, widths, strict=False):
        table.spots.append(Spot(text, first, column, height, width))
    value = columns[4]
    basis = columns[-2]
    table.spots.append(Spot("指标值", first, value, 1, basis - value))
    table.spots.append(Spot("指标值确定依据", first, basis, height, widths[-1]))
    if len(years) > 1:
        names = ("前年", "上年", "预计当年实现")
        for text, column, width in zip(names, columns[4:], widths[4:], strict=False):
            table.spots.append(Spot(text, first + 1, column, 1, width))
    table.height += height
    body = table.height
    for row in rows:
        texts = [row.level3, *(getattr(row, year) for year in years), row.basis]
        cells = zip(texts, widths[3:], strict=True)
        table.row(*((text or "", width) for text, width in cells), begin=columns[3])
    table.span(beside, columns[0], body, widths[0])
    table.merged([row.level1 for row in rows], columns[1], body, widths[1])
    both = [(row.level1, row.level2) for row in rows]
    begin = 0
    for end in range(1, len(both) + 1):
        if end == len(both) or both[end] != both[begin]:
            text = both[begin][1] or ""
            spot = Spot(text, body + begin, columns[2], end - begin, widths[2])
            table.spots.append(spot)
            begin = end
