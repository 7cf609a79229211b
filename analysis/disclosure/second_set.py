"""A table that comes a second time in one document, and the prose around it.

A volume may hold the tables of a department and then those of its units. Which prose speaks of
which is not told here: what stands behind the last table of the first set speaks of the other
unit, or may, and is not held against the first set's tables. Not done here: reading the second
set as a document of its own.
"""

from __future__ import annotations

from analysis.disclosure.outcome import Outcome
from analysis.disclosure.recorder import Recorder

AGAIN = (
    "the document has this table a second time, for another unit perhaps: its figures are stored "
    "as printed, and no identity is tested"
)
_OTHER_UNIT = "other_unit"
_NO_TABLES = ("tables", "overview", "narrative", "glossary")


def told_again(outcome: Outcome) -> Outcome:
    """Return the outcome of a table that was printed before, with the word of it."""
    return Outcome(outcome.status, "; ".join(filter(None, (AGAIN, outcome.note))))


def set_prose_apart(recorder: Recorder) -> None:
    """Take the claims behind the first set of tables for those of another unit."""
    sections = recorder.out.section
    again = [i for i, s in enumerate(sections) if (s.note or "").startswith(AGAIN)]
    if not again:
        return
    last = max((i for i in range(again[0]) if sections[i].kind not in _NO_TABLES), default=0)
    behind = (sections[last].page or 0, sections[last].last_line or 0)
    places = {f.figure_id: (f.page or 0, f.line or 0) for f in recorder.out.figure}
    for claim in recorder.out.claim:
        if claim.project_id is None and places.get(claim.figure_id or "", (0, 0)) > behind:
            claim.section_key = _OTHER_UNIT
