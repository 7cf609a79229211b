"""Numbers of a running text that are no figures: dates, references, ordinals.

Each is accounted for in the ledger. Not done here: amounts, percentages and counts, which are
stored figures wherever they stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.disclosure.joined import Joined
from analysis.disclosure.numbers import find_numbers
from analysis.disclosure.recorder import Recorder
from analysis.disclosure.vocabulary import HAN

_DIGIT = re.compile(r"[0-9０-９]")
_MENTIONS = re.compile(
    r"(?=[〔【\[（(第目\d\s])(?:"  # what each begins with: most letters are passed over at once
    r"(?P<reference>[〔【\[（(]\s*(?:19|20)\d\d\s*[〕】\]）)]\s*第?\s*\d+\s*号?)"
    r"|(?P<date>(?<!\d)(?:19|20)\d\d\s*(?:[-—–－~～至到]+\s*(?:19|20)\d\d\s*年?度?|年度?|\s*[-/.]\s*\d{1,2}(?!\d))"
    r"|(?<![\d.])(?:\d{1,2}\s*[-—–－~～至、,，/和]\s*)*\d{1,2}\s*月份?(?!的?期)"
    r"|(?<=月)\s*\d{1,2}\s*[日号])"
    r"|(?P<ordinal>第\s*\d+|目标\s*\d{1,2}(?!\d|\s*[个项])))"
)
_HINT = re.compile(r"[年月第标〔【\[（(]|(?:19|20)\d\d")
_LEADING = re.compile(rf"(\d{{1,2}})\s*(?:[.、．)）:：]|(?={HAN}|[“《]))")
_NOTES = {
    "reference": "number of a document that is cited",
    "date": "year, month or day",
    "ordinal": "ordinal in the text",
}


def leading_ordinals(texts: Sequence[str]) -> list[int]:
    """Return for each paragraph the length of the ordinal that it begins with, 0 for none.

    A number counts as an ordinal where it goes on from the paragraph before, or begins again
    at 1; without a mark behind it only where the next number follows in a later paragraph.
    """
    heads = [_LEADING.match(text) for text in texts]
    numbers = [int(head.group(1)) if head else 0 for head in heads]
    found: list[int] = []
    last = 0
    for index, head in enumerate(heads):
        number = numbers[index]
        marked = head is not None and head.end() > head.end(1)
        follows = number in (last + 1, 1)
        if head is None or not follows or not (marked or number + 1 in numbers[index + 1 :]):
            found.append(0)
            continue
        found.append(head.end())
        last = number
    return found


def settle_ordinal(text: Joined, recorder: Recorder, note: str = "ordinal of a paragraph") -> None:
    """Account for the number that a text begins with."""
    recorder.use(text.place(0), "ordinal", note)


def settle_mentions(text: Joined, recorder: Recorder) -> None:
    """Account for the dates, references and ordinals of a text."""
    if not _DIGIT.search(text.text) or not _HINT.search(text.text):
        return
    for match in _MENTIONS.finditer(text.text):
        kind = match.lastgroup
        assert kind is not None, "every branch of the pattern is named"
        for number in find_numbers(match.group()):
            recorder.use(text.place(match.start() + number.begin), kind, _NOTES[kind])


def settle_all(text: Joined, recorder: Recorder, disposition: str, note: str) -> None:
    """Account for every number of a text in one way."""
    for number in find_numbers(text.text):
        recorder.use(text.place(number.begin), disposition, note)


def mention_spans(text: str) -> list[tuple[int, int]]:
    """Return the begin and end of each date, reference or ordinal of a text."""
    if not _HINT.search(text):
        return []
    return [match.span() for match in _MENTIONS.finditer(text)]
