"""Reading indicator tables from lines that have lost their grid."""

from __future__ import annotations

from analysis.disclosure.projects.goals import IndicatorTable
from analysis.disclosure.projects.labels import Squeezed
from analysis.disclosure.recorder import Recorder


def read_indicator_table(
    squeezed: Squeezed, begin: int, end: int, horizon: str, recorder: Recorder
) -> list[IndicatorTable]:
    """Not written yet."""
    return []
