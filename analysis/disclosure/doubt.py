"""How sure text recognition was: what it was not sure of is told as uncertain.

Not done here: telling by arithmetic which readings are right (``tables.proofread``); a reading
that arithmetic has settled stays settled.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from analysis.disclosure.recorder import Disclosure
from analysis.disclosure.sureness import SURE

_NOTE = "text recognition is not sure of it ({confidence})"


def mark_doubtful(out: Disclosure) -> None:
    """Mark the figures that recognition was not sure of, and the records that hold them."""
    doubtful: dict[str, str] = {}
    for figure in out.figure:
        if figure.confidence is None or figure.confidence >= SURE or figure.reading != "certain":
            continue
        note = _NOTE.format(confidence=figure.confidence)
        doubtful[figure.figure_id] = note
        _mark(figure, note)
    if not doubtful:
        return
    for table in fields(out):
        records = getattr(out, table.name)
        for record in records if isinstance(records, list) and table.name != "figure" else ():
            note = doubtful.get(getattr(record, "figure_id", None) or "", "")
            if note and getattr(record, "reading", None) == "certain":
                _mark(record, note)


def _mark(record: Any, note: str) -> None:
    record.reading = "uncertain"
    record.reading_note = "; ".join(filter(None, (record.reading_note, note)))
