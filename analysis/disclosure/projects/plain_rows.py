"""Rows that have only one sensible reading: each cell a printed word, the basis a known one.

Nearly all rows are such; reading them at once leaves the search of ``parse_rows`` to the others.
A plain row is one that the search would find too: it must be followed by the table's end, a
level, or another plain row. Not done here: any row in which a cell is blank or broken.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.disclosure.projects.cell_scores import (
    basis_score,
    is_numeric,
    name_score,
    value_score,
)
from analysis.disclosure.projects.level_words import level_of
from analysis.disclosure.projects.units import Unit

Cell = tuple[str, int, int]  # kind, begin, end

_CLEAR = ("paragraph", "blank")


def plain_row(
    units: Sequence[Unit], at: int, columns: int, shared: frozenset[str], look_on: bool = True
) -> list[Cell] | None:
    """Return the cells of the plain row that begins at ``at``, None where there is none."""
    first, stage = at, -1
    cells: list[Cell] = []
    while at < len(units) and (levels := level_of(units[at].folded)):
        level = max(levels) if stage < 1 else 2
        if stage < 1 and 1 in levels and _must_be_second(units, at + 1):
            level = 1
        if level <= stage or level not in levels:
            break
        cells.append((f"level{level}", at, at + 1))
        stage = level
        at += 1
    name, end = at, at + 1 + columns
    if end >= len(units) or not _may_be_name(units[name]):
        return None
    basis = units[end].folded
    if not basis or basis_score(basis, basis in shared) < 2:
        return None
    if not _are_plain_values([unit.folded for unit in units[name + 1 : end]]):
        return None
    if any(unit.seam not in _CLEAR for unit in units[first : end + 1]):
        return None
    following = end + 1
    if following < len(units):
        if units[following].seam != "paragraph":
            return None
        if look_on and not _begins_row(units, following, columns, shared):
            return None
    cells.append(("name", name, name + 1))
    cells += [("value", index, index + 1) for index in range(name + 1, end)]
    cells.append(("basis", end, end + 1))
    return cells


def _must_be_second(units: Sequence[Unit], at: int) -> bool:
    """Return whether a unit is a second level that cannot be the name of an indicator.

    A word before it that can be a level of either kind (满意度指标) is then the first level.
    """
    return at < len(units) and 2 in level_of(units[at].folded) and not _may_be_name(units[at])


def _may_be_name(unit: Unit) -> bool:
    return name_score(unit.folded) >= -1


def _are_plain_values(values: Sequence[str]) -> bool:
    """All numbers, or one text without digits, the same for all years."""
    if all(is_numeric(value) for value in values):
        return True
    text = values[0]
    if not text or values.count(text) < len(values) or any(c.isdigit() for c in text):
        return False
    return value_score(text) > -2


def _begins_row(units: Sequence[Unit], at: int, columns: int, shared: frozenset[str]) -> bool:
    if level_of(units[at].folded):
        return True
    return plain_row(units, at, columns, shared, look_on=False) is not None
