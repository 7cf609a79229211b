"""What a project sheet says, before it becomes records: the same for every source format.

Not done here: reading it from lines (``sheet_text``) and storing it (``sheets``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.disclosure.joined import EMPTY, Joined
from analysis.disclosure.projects.goals import GoalText, IndicatorTable
from analysis.disclosure.recorder import BLANK, CellValue


class AmountRow(NamedTuple):
    """A row of the funding sources or of the detail lines: name without ordinal, and amount."""

    name: Joined
    amount: CellValue
    of_which: bool = False
    of_total: bool = False  # of the budget of all years, printed beside that of the year


@dataclass(slots=True)
class SheetFields:
    """The fields of one sheet. Texts are lists of paragraphs."""

    line: int
    heading_name: Joined = EMPTY
    heading_amount: CellValue = BLANK
    name: Joined = EMPTY
    code: Joined = EMPTY
    responsible_unit: Joined = EMPTY
    executing_unit: Joined = EMPTY
    project_type: str | None = None
    total: CellValue = BLANK
    current: CellValue = BLANK
    reason: list[Joined] = field(default_factory=list)
    content: list[Joined] = field(default_factory=list)
    history: list[Joined] = field(default_factory=list)
    derivation: list[Joined] = field(default_factory=list)
    funding: list[AmountRow] = field(default_factory=list)
    details: list[AmountRow] = field(default_factory=list)
    goals: list[GoalText] = field(default_factory=list)
    tables: list[IndicatorTable] = field(default_factory=list)
