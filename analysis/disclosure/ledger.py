"""Number ledger."""

from __future__ import annotations

from analysis.disclosure.recorder import Recorder
from analysis.sources.document import Document


def settle(document: Document, recorder: Recorder) -> None:
    """Not written yet."""
