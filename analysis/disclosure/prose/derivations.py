"""Calculations in prose."""

from __future__ import annotations

from analysis.disclosure.joined import Joined
from analysis.disclosure.recorder import Recorder


def read_derivations(text: Joined, project_id: str, recorder: Recorder) -> None:
    """Not written yet."""
