"""Two-sided tables."""

from __future__ import annotations

from analysis.disclosure.outcome import READ, Outcome
from analysis.disclosure.recorder import Recorder
from analysis.disclosure.regions import Region


def read_two_sided(region: Region, recorder: Recorder) -> Outcome:
    """Not written yet."""
    return READ
