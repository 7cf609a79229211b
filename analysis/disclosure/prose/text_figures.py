"""Every amount, percentage and count of a running text becomes a claim.

Offered to readers of texts that have no grammar of their own: reasons, contents, goals, bases.
Not done here: histories (``history``) and calculations (``derivations``).
"""

from __future__ import annotations

from analysis.disclosure.joined import Joined
from analysis.disclosure.numbers import TOKEN
from analysis.disclosure.prose.claims import Claims
from analysis.disclosure.prose.function_names import FunctionNames
from analysis.disclosure.prose.outline import sentences_of
from analysis.disclosure.prose.sentences import Reader
from analysis.disclosure.recorder import Recorder


def read_text_figures(
    text: Joined, section_key: str, project_id: str | None, recorder: Recorder
) -> None:
    """Record a claim for every amount, percentage and count of ``text``.

    ``section_key`` names the part of the document, such as reason, content, goal or basis;
    ``project_id`` is None outside project sheets.
    """
    if not TOKEN.search(text.text):
        return
    reader = Reader(Claims(recorder, project_id), FunctionNames(), figures_only=True)
    for sentence in sentences_of(text, section_key):
        if TOKEN.search(sentence.text.text):
            reader.read(sentence)
