"""Why a project's budget changed: after 因, or what the paragraph says besides its figures.

Not done here: deciding whether the reason explains the change.
"""

from __future__ import annotations

import re

from analysis.disclosure.joined import Joined
from analysis.disclosure.prose import changes
from analysis.disclosure.prose.claims import printed_sentence
from analysis.disclosure.prose.reasons import add_reasons
from analysis.disclosure.prose.tokens import Quantity, scan
from analysis.disclosure.recorder import Recorder
from analysis.disclosure.vocabulary import HAN

_CHANGE_ITEM = re.compile(r"预算?变动情况(?:及|和)?(?:理由|原因|说明)?\s*[：:]")
_WORDS = re.compile(rf"{HAN}{{4}}")


def read_reason(item: Joined, project_id: str, recorder: Recorder) -> None:
    """Record the reason that a paragraph of the history gives, if it gives one."""
    head = _CHANGE_ITEM.search(item.text)
    begin = head.end() if head else 0
    found = changes.reason_at(item.text, begin, bare_because=True)
    if found is None and head is None:
        return
    start = found[1] if found else _behind_figures(item, begin)
    reason = item.cut(start)
    if not _WORDS.search(reason.text):
        return
    announced = item.text[begin : found[0]] if found else ""
    add_reasons(
        recorder,
        reason=printed_sentence(reason),
        place=reason.place(0),
        sentence=printed_sentence(item),
        section="",
        section_key="history",
        project_id=project_id,
        subject_key=f"project/{project_id}",
        direction=changes.last_direction(announced) or changes.budget_direction(reason.text),
        names_lines=False,
    )


def _behind_figures(item: Joined, start: int) -> int:
    """Return where the words behind the figures begin, if there are any, else ``start``."""
    ends = [f.end for f in scan(item) if isinstance(f, Quantity) and f.begin >= start]
    behind = ends[-1] if ends else start
    return behind if _WORDS.search(item.text, behind) else start
