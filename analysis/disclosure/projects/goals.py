"""Goals and indicator tables before they become records: the same for every source format.

Not done here: reading them from lines, and storing them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.disclosure.joined import EMPTY, Joined

VALUE_COLUMNS = ("year_before_last", "last_year", "target")


class GoalText(NamedTuple):
    """A goal in words; ``goal`` is its number as printed, ``1`` where none is."""

    horizon: str
    goal: str
    text: Joined


@dataclass(slots=True)
class IndicatorRow:
    """A row of an indicator table: levels as printed in it or filled down, name, values, basis.

    ``values`` has one entry for each value column of the table; EMPTY is a blank cell. ``note``
    says what was inferred of the cells, or their other readings where ``reading`` is uncertain;
    ``level_note`` says what was inferred of the levels, which leaves the cells as they are.
    ``weight`` is the cell of 分值 or 权重, where the table has one.
    """

    name: Joined
    values: tuple[Joined, ...]
    basis: Joined = EMPTY
    level1: str | None = None
    level2: str | None = None
    reading: str = "certain"
    note: str | None = None
    level_note: str | None = None
    weight: Joined = EMPTY


@dataclass(slots=True)
class IndicatorTable:
    """The indicators of one goal: which value columns the table has, and its rows.

    ``target_year`` is the year of the target where the sheet prints one.
    """

    horizon: str
    goal: str
    columns: tuple[str, ...]
    rows: list[IndicatorRow] = field(default_factory=list)
    target_year: int | None = None
