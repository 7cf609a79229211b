"""Notes of the readers in the language of the report (``words/terms/notes.yml``).

Not done here: taking notes (``analysis.disclosure``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from analysis.briefing.names import both
from analysis.briefing.numbers import TERMS, Language, read_yaml
from analysis.briefing.report import Report

__all__ = ["note_text"]

_FILE = TERMS / "notes.yml"


def note_text(report: Report, note: str) -> str:
    """The note in the language of the report; what no entry fits stays as it is."""
    return {"en": "; ", "zh": "；"}[report.language].join(_parts(note, report.language))


def _parts(note: str, language: Language) -> Iterator[str]:
    """The note's parts one by one; an entry may take in several that belong together."""
    while note := note.strip("; "):
        found = next(
            (m for entry in _knowledge()["notes"] if (m := _fit(entry, note, language))), None
        )
        text, note = found or note.partition("; ")[::2]
        yield text


def _fit(entry: Mapping[str, str], note: str, language: Language) -> tuple[str, str] | None:
    """What an entry says of the beginning of a note, and the rest of the note."""
    match = re.match(rf"(?:{entry['match']})(?=;|$)", note)
    if match is None:
        return None
    slots = {key: _word(text, language) for key, text in match.groupdict().items()}
    return entry[language].format_map(slots), note[match.end() :]


def _word(text: str | None, language: Language) -> str:
    """What a slot says: the word for an empty one, the name of a column, text of the document."""
    if not text:
        return _knowledge()["blank"][language]
    known = _knowledge()["columns"].get(text)
    return known[language] if known else both(text, language, "indicator")


@cache
def _knowledge() -> Mapping[str, Any]:
    return read_yaml(_FILE)
