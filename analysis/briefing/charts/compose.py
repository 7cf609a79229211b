"""Charts put together of plots: layers on one another, side by side, below each other, in a grid.

Altair's own compound charts copy their parts several times over, and those of their parts once more
for each level, when they are made and again when they are written out: parts could share
selections, which are told apart in this way. The parts here share none, and stand as they are.

Not done here: the plots (the shapes).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import altair as alt
import polars as pl

__all__ = ["Plot", "beneath", "grid", "layered", "side_by_side"]

Plot: TypeAlias = alt.Chart | alt.LayerChart | alt.HConcatChart


class _Layers(alt.LayerChart):
    def __init__(self, **parts: Any) -> None:
        super(alt.LayerChart, self).__init__(**parts)


class _Across(alt.HConcatChart):
    def __init__(self, **parts: Any) -> None:
        super(alt.HConcatChart, self).__init__(**parts)


class _Down(alt.VConcatChart):
    def __init__(self, **parts: Any) -> None:
        super(alt.VConcatChart, self).__init__(**parts)


class _Grid(alt.ConcatChart):
    def __init__(self, **parts: Any) -> None:
        super(alt.ConcatChart, self).__init__(**parts)


def layered(*parts: Plot, data: pl.DataFrame | None = None, **properties: Any) -> alt.LayerChart:
    """Layers of one plot, the told at the back; ``properties`` are its width, height, title.

    ``data``, or what all parts show, is told once.
    """
    return _Layers(**_shared("layer", parts, data), **properties)


def side_by_side(*parts: Plot, spacing: int, flush: bool = False) -> alt.HConcatChart:
    """Plots from left to right, so many pixels apart.

    ``flush``: from plot to plot, so that a name may run on above the next one.
    """
    bounds: dict[str, Any] = {"bounds": "flush"} if flush else {}
    return _Across(**_shared("hconcat", parts), spacing=spacing, **bounds)


def beneath(*parts: Plot, spacing: int) -> alt.VConcatChart:
    """Plots from the top down."""
    return _Down(**_shared("vconcat", parts), spacing=spacing)


def grid(*parts: Plot, columns: int, spacing: Mapping[str, int]) -> alt.ConcatChart:
    """Plots in lines of so many; ``spacing``: of ``row`` and ``column``."""
    return _Grid(**_shared("concat", parts), columns=columns, spacing=spacing)


def _shared(kind: str, parts: tuple[Plot, ...], data: Any = None) -> dict[str, Any]:
    """The parts, without the data that they share, and that."""
    if data is None:
        told = {id(part.data): part.data for part in parts}
        if len(told) != 1:
            return {kind: list(parts)}
        (data,) = told.values()
    return {kind: [_without(part, data) for part in parts], "data": data}


def _without(part: Plot, data: Any) -> Plot:
    if part.data is not data:
        return part
    part = part.copy(deep=False)
    part.data = alt.Undefined
    return part
