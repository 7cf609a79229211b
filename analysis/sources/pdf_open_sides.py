"""Tables whose outer sides are open: the ends of their rules stand for the missing edges.

Many budgets leave out the leftmost and rightmost line of a table; without them its outer columns
would be text beside a table. Where a page breaks between two rows, the rule between them is often
drawn on one of the pages only; without it the first or last row would be text. Not done here:
tables without any vertical rule (``bare_tables``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

Edge = dict[str, Any]

_SAME = 3.0  # points; rules that end closer than this end together
_FEWEST_RULES = 3
_MOST = 0.5  # of the table's height: a vertical rule that long belongs to the table
_NARROWEST = 10.0  # points between the open side and the first vertical rule
_LOWEST = 7.0  # points between an open end and the next rule: a row of small print


def open_sides(horizontal: Sequence[Edge], vertical: Sequence[Edge]) -> list[Edge]:
    """Return the vertical lines that close open tables, as pdfplumber takes them.

    Rules that begin and end together are a table where a vertical rule crosses them; each of its
    sides that has no vertical rule is closed.
    """
    groups: dict[tuple[int, int], list[Edge]] = defaultdict(list)
    for edge in horizontal:
        key = round(edge["x0"] / _SAME), round(edge["x1"] / _SAME)
        groups[key].append(edge)
    added: list[Edge] = []
    for rules in groups.values():
        heights = {round(rule["top"]) for rule in rules}
        if len(heights) < _FEWEST_RULES:
            continue
        x0, x1 = min(r["x0"] for r in rules), max(r["x1"] for r in rules)
        top, bottom = min(r["top"] for r in rules), max(r["bottom"] for r in rules)
        long = _long_rules(vertical, top, bottom)
        if not any(x0 + _NARROWEST < x < x1 - _NARROWEST for x in long):
            continue
        added += [
            {"object_type": "line", "x0": x, "x1": x, "top": top, "bottom": bottom}
            | {"width": 0, "height": bottom - top}
            for x in (x0, x1)
            if not any(abs(x - other) <= _SAME for other in long)
        ]
    return added


def _long_rules(vertical: Sequence[Edge], top: float, bottom: float) -> list[float]:
    """Where vertical rules stand that run down most of a table, cell by cell or in one."""
    covered: dict[int, float] = defaultdict(float)
    for edge in vertical:
        shared = min(edge["bottom"], bottom) - max(edge["top"], top)
        covered[round(edge["x0"] / _SAME)] += max(shared, 0.0)
    return [x * _SAME for x, length in covered.items() if length > _MOST * (bottom - top)]


def open_ends(horizontal: Sequence[Edge], vertical: Sequence[Edge]) -> list[Edge]:
    """Return the horizontal lines that close tables which are open at their top or foot.

    Vertical rules that begin, or end, at one height are an end of a table; it is closed where no
    rule stands at that height and one within the table is a row away.
    """
    added: list[Edge] = []
    runs = _runs(vertical)
    across = [e for e in horizontal if e["x1"] - e["x0"] >= _NARROWEST]  # not a rule's own end
    for end, inward in (("top", 1), ("bottom", -1)):
        ends: dict[int, list[Edge]] = defaultdict(list)
        for run in runs:
            ends[round(run[end] / _SAME)].append(run)
        for together in ends.values():
            x0, x1 = min(run["x0"] for run in together), max(run["x1"] for run in together)
            height = min(together, key=lambda run: run[end] * inward)[end]
            depths = [
                (edge["top"] - height) * inward
                for edge in across
                if edge["x0"] < x1 - _SAME and edge["x1"] > x0 + _SAME
            ]
            near = min((depth for depth in depths if depth >= -_SAME), default=0.0)
            if len(together) >= _FEWEST_RULES and near > _LOWEST:
                added.append(
                    {"object_type": "line", "x0": x0, "x1": x1, "top": height, "bottom": height}
                    | {"width": x1 - x0, "height": 0}
                )
    return added


def _runs(vertical: Sequence[Edge]) -> list[Edge]:
    """Vertical rules, those drawn cell by cell put together."""
    columns: dict[int, list[Edge]] = defaultdict(list)
    for edge in vertical:
        columns[round(edge["x0"] / _SAME)].append(edge)
    runs: list[Edge] = []
    for edges in columns.values():
        last: Edge | None = None
        for edge in sorted(edges, key=lambda e: float(e["top"])):
            if last is not None and edge["top"] - last["bottom"] <= _SAME:
                last["bottom"] = max(last["bottom"], edge["bottom"])
            else:
                last = {key: edge[key] for key in ("x0", "x1", "top", "bottom")}
                runs.append(last)
    return runs
