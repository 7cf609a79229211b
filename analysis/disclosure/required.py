"""Required items."""

from __future__ import annotations

from analysis.disclosure.recorder import Recorder
from analysis.disclosure.regions import Region


def judge_required(regions: list[Region], recorder: Recorder) -> None:
    """Not written yet."""
