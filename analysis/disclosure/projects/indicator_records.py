"""Goals and indicator rows become records."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.disclosure.projects.goals import GoalText, IndicatorTable
from analysis.disclosure.recorder import Recorder


def store_goals(goals: Sequence[GoalText], scope: str, recorder: Recorder) -> None:
    """Store."""


def store_indicators(tables: Sequence[IndicatorTable], scope: str, recorder: Recorder) -> None:
    """Store."""
