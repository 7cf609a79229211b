"""Prior-year budgets out of the sentence where they stand."""

from __future__ import annotations

from analysis.disclosure.joined import Joined
from analysis.disclosure.recorder import Recorder


def read_history(text: Joined, project_id: str, recorder: Recorder) -> None:
    """Not written yet."""
