"""Words of a picture: what recognition reads in one go, and where a wide blank parts it.

Columns without rules may stand nearer to each other than pieces of text are cut, and running text
has blanks behind its points: only once a table is found is it known which blanks part cells. Not
done here: recognition, finding tables (``bare_tables``).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from analysis.sources.pdf_text import Word

Blank = tuple[float, float]  # from where to where there is no ink, in points

_PARTS = 0.45  # of the height of the text: a blank as wide may part cells
_EM = 1.15  # of the height of its ink: what a text is set in
_HALF = 0.5  # heights: the paper that belongs to a full-width point, beside its ink
_BEHIND, _BEFORE = "，、。；：！？）》」』】”", "（《「『【“"


def parted(word: Word, blanks: Sequence[Blank], height: float) -> list[Word]:
    """Return the words into which the blanks part one, each with its own box.

    ``height`` is that of the text of the page. Where a part would be without characters, the
    places of these are not to be trusted, and the word stays whole.
    """
    cuts = [blank for blank in blanks if blank[1] - blank[0] >= _PARTS * height]
    parts = [word]
    for begin, end in cuts:
        last = parts.pop()
        at = sum(place < (begin + end) / 2 for place in last["places"])
        left, right = _cut(last, 0, at), _cut(last, at, len(last["text"]))
        left["x1"], right["x0"] = begin, end
        parts += [left, right]
    parts = [_stripped(part) for part in parts]
    if not all(part["text"] for part in parts):
        return [_stripped(word)]
    for left, right in pairwise(parts):
        _with_paper(left, right, height)
    return parts


def levelled(word: Word, height: float) -> Word:
    """Return the word as high as its line is set: the ink of a dash or a digit is lower."""
    ink = word["bottom"] - word["top"]
    lacking = (_EM * max(height, ink) - ink) / 2
    return word | {"top": word["top"] - lacking, "bottom": word["bottom"] + lacking}


def _cut(word: Word, begin: int, end: int) -> Word:
    whole = ("text", "confidences", "places")
    return word | {name: word[name][begin:end] for name in whole}


def _stripped(word: Word) -> Word:
    text = word["text"]
    begin = len(text) - len(text.lstrip())
    return _cut(word, begin, max(len(text.rstrip()), begin))


def _with_paper(left: Word, right: Word, height: float) -> None:
    """Give full-width points the paper that they are set with; it does not part cells."""
    gap = right["x0"] - left["x1"]
    if left["text"][-1] in _BEHIND:
        left["x1"] += min(_HALF * height, gap / 2)
    if right["text"][0] in _BEFORE:
        right["x0"] -= min(_HALF * height, gap / 2)
