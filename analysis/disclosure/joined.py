"""Text joined over line breaks that still knows where each character is printed.

The published files break names, sentences and indicator texts over lines. Readers work on the
joined text and ask for the place of what they found. Not done here: deciding what belongs
together; the caller chooses the lines. Joined is made by the thousand: it is not frozen, which
would take twice as long, and nobody changes it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from analysis.sources.document import Line, Place

_DECIMAL = re.compile(r"\d[.．]\d$")
_GROUP = re.compile(r"\d[,，](\d{1,2})$")
_REST = re.compile(r"(?P<whole>\d{1,2})(?P<decimals>[.．]\d+)?\s*(?:[万亿]?元|[%％])")
_THOUSANDS = 3  # digits of a group
_BLANKS = " \t\f\v\u3000\xa0"


@dataclass(slots=True, unsafe_hash=True)
class Joined:
    """A text and, for each stretch of it, the place of the stretch's first character.

    ``starts[i]`` is the offset in ``text`` at which stretch ``i`` begins; its characters stand
    side by side on one printed line from ``places[i]`` on.
    """

    text: str
    starts: tuple[int, ...]
    places: tuple[Place, ...]

    @property
    def line(self) -> int | None:
        """The line on which the text begins; None where there is no text."""
        return self.places[0].line if self.places else None

    def place(self, offset: int) -> Place:
        """Return the place of the character at ``offset``."""
        if len(self.starts) == 1:
            first, shift = self.places[0], offset
        else:
            index = max(bisect_right(self.starts, offset) - 1, 0)
            first, shift = self.places[index], offset - self.starts[index]
        return Place(first.page, first.line, first.col + shift, first.box) if shift else first

    def cut(self, begin: int, end: int | None = None) -> Joined:
        """Return the part from ``begin`` to ``end``, blanks at its ends taken off."""
        end = len(self.text) if end is None else end
        while begin < end and self.text[begin] in _BLANKS:
            begin += 1
        while end > begin and self.text[end - 1] in _BLANKS:
            end -= 1
        if begin >= end:
            return EMPTY
        first, last = bisect_right(self.starts, begin), bisect_left(self.starts, end)
        if first >= last:
            return Joined(self.text[begin:end], (0,), (self.place(begin),))
        starts = (0, *[start - begin for start in self.starts[first:last]])
        return Joined(self.text[begin:end], starts, (self.place(begin), *self.places[first:last]))

    def __bool__(self) -> bool:
        return bool(self.text)


EMPTY = Joined("", (), ())


def piece(line: Line, begin: int = 0, end: int | None = None) -> Joined:
    """Return ``line.text[begin:end]`` with its place, blanks at both ends taken off."""
    whole = Joined(line.text, (0,), (Place(line.page, line.line, 1, line.box),))
    return whole.cut(begin, end)


def join(pieces: Iterable[Joined], between: str | None = None) -> Joined:
    """Join pieces in order.

    With ``between`` given it stands at each seam. Without it the seam vanishes where either side
    is a wide (Chinese) character or a digit meets a unit, and is one blank where two Latin words
    meet. Two digits that meet at a seam are kept apart by one blank: they are two numbers (a
    page number inside a sentence) more often than one number cut in two. One it is where the cut
    leaves a single decimal, or a group of thousands that is not whole, and its unit follows.
    """
    texts: list[str] = []
    starts: list[int] = []
    places: list[Place] = []
    length, last = 0, ""
    for part in pieces:
        if not part.text:
            continue
        seam = "" if not last else _seam(last, part.text[0]) if between is None else between
        if seam == " " and between is None and _is_cut(texts[-1], part.text):
            seam = ""
        length += len(seam)
        starts += [length + start for start in part.starts]
        places += part.places
        texts += (seam, part.text)
        length, last = length + len(part.text), part.text[-1]
    return Joined("".join(texts), tuple(starts), tuple(places)) if texts else EMPTY


def _seam(left: str, right: str) -> str:
    if is_wide(left) or is_wide(right):
        return ""
    return " " if left.isalnum() and right.isalnum() else ""


def _is_cut(left: str, right: str) -> bool:
    """Whether a seam cuts a number in two: 3,226.6|3 万元, 3,2|26.63 万元."""
    rest = _REST.match(right)
    if rest is None:
        return False
    if _DECIMAL.search(left):
        return not rest["decimals"]
    group = _GROUP.search(left)
    return group is not None and len(group[1]) + len(rest["whole"]) == _THOUSANDS


def is_wide(character: str) -> bool:
    """Whether a line break beside it is the printer's, not the writer's, and vanishes."""
    if character < "\u2e80":
        return character in "“”‘’—…"
    return (
        character <= "\u9fff"
        or "\uf900" <= character <= "\ufaff"
        or "\uff00" <= character <= "\uffef"
    )


def join_lines(lines: Iterable[Line]) -> Joined:
    """Join whole lines, blank ones left out."""
    return join(piece(line) for line in lines)
