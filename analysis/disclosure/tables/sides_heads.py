"""What the columns of amounts of a list are, as the headings say that stand over them.

The list is one of a two-sided table of text whose columns blanks set apart. Not done here: headings
that nobody knows; the key of a column would be a piece of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from analysis.disclosure.tables import header
from analysis.disclosure.tables.columns import columns_of_paths
from analysis.disclosure.tables.keyed import TOTAL, Column
from analysis.disclosure.tables.sides_drafts import WORDS
from analysis.disclosure.tables.tokens import Token

_ELSEWHERE = "columns"  # headings of other tables, which some two-sided ones have, too
Band = tuple[int, int]  # begin and end, in characters
_NONE = (header.IGNORE, header.NAME, header.TEXT)


def columns_of_list(head: Sequence[Token], bands: Sequence[Band]) -> list[Column] | None:
    """Return the column of each of the ``bands`` in which the amounts of a list stand.

    ``head`` are the words over the list. None where a band has no heading that is known, or it
    shares it with another, or the list is more than one.
    """
    stacks = _stacks(head)
    if not stacks or len(_names(stacks)) != 1:
        return None
    over = [stack for stack in stacks if _says_amount(stack.words)]
    found = [_leaf([one for one in over if one.stands_over(band, bands)]) for band in bands]
    chosen = [one for one in found if one]
    if len(chosen) < len(bands):
        if not _are_all(over, stacks, found):
            return None
        chosen = over
    leaves = [one for one in over if one.last >= min(leaf.last for leaf in chosen)]
    if chosen != leaves[: len(bands)]:
        return None  # a column before another is blank: the amounts may be its own
    over_all = [header.Word(header.AMOUNT, TOTAL, (), "")] if len(bands) > 1 else []
    columns = columns_of_paths(
        [[*over_all, *(w for w in one.words if w.role not in _NONE)] for one in chosen]
    )
    keys = {column.key for column in columns if column}
    return [c for c in columns if c] if len(keys) == len(bands) else None


def _are_all(
    over: Sequence[_Stack], stacks: Sequence[_Stack], found: Sequence[_Stack | None]
) -> bool:
    """Whether there is a heading for each column, though not over each: set to the left of it."""
    last = max((one.last for one in over), default=0)
    here = [one for one in stacks if one.last == last and one not in _names(stacks)]
    return (
        here == list(over)
        and len(over) == len(found)
        and all(one is None or one is head for one, head in zip(found, over, strict=True))
    )


def _names(stacks: Sequence[_Stack]) -> list[_Stack]:
    """The headings of names; one above others says more of them."""
    names = [one for one in stacks if any(word.role == header.NAME for word in one.words)]
    return [one for one in names if one.last == max(name.last for name in names)]


def _leaf(stacks: Sequence[_Stack]) -> _Stack | None:
    """The heading that all others stand above; None where there is none such."""
    lowest = max(stacks, key=lambda one: one.last, default=None)
    if lowest is None or any(one.last >= lowest.first for one in stacks if one is not lowest):
        return None
    return lowest


@dataclass(frozen=True, slots=True)
class _Stack:
    """Words of a header below each other: ``first`` and ``last`` are their lines."""

    tokens: tuple[Token, ...]
    words: tuple[header.Word, ...]

    @property
    def first(self) -> int:
        return self.tokens[0].line.line

    @property
    def last(self) -> int:
        return self.tokens[-1].line.line

    def stands_over(self, band: Band, bands: Sequence[Band]) -> bool:
        """Whether the last of its words stands over a column, and less over any other."""
        begin = self.tokens[-1].begin
        end = begin + len(self.tokens[-1].text)
        shared = {other: min(end, other[1]) - max(begin, other[0]) for other in bands}
        return shared.pop(band) > max([0, *shared.values()])


def _stacks(head: Sequence[Token]) -> list[_Stack] | None:
    """The headings from left to right: what stands below each other is one, from top to bottom.

    A heading over several is left out. None where words of a header cannot be parted.
    """
    left = list(head)
    while left:
        stacks = _overlapping(left)
        wide = next((s for s in stacks if len({id(t.line) for t in s}) < len(s)), None)
        if wide is None:
            return [_Stack(tuple(s), tuple(_words(s))) for s in stacks]
        top = [token for token in wide if token.line is wide[0].line]
        if len({id(t.line) for t in wide}) == 1:
            return None
        left = [token for token in left if token not in top]
    return None


def _overlapping(tokens: Sequence[Token]) -> list[list[Token]]:
    """The tokens in groups, each of which overlaps another of its group, in printed order."""
    stacks: list[list[Token]] = []
    end = -1
    for token in sorted(tokens, key=lambda t: t.begin):
        if stacks and token.begin < end:
            stacks[-1].append(token)
        else:
            stacks.append([token])
            end = -1
        end = max(end, token.begin + len(token.text))
    return [sorted(stack, key=lambda t: (t.line.line, t.begin)) for stack in stacks]


def _words(stack: Sequence[Token]) -> list[header.Word]:
    """The words that tokens below each other spell: as few as there can be, each of them known."""
    for count in range(len(stack)):
        for cuts in combinations(range(1, len(stack)), count):
            parts = [stack[a:b] for a, b in pairwise((0, *cuts, len(stack)))]
            words = [header.word("".join(t.text for t in part), WORDS) for part in parts]
            if all(_is_known(word) for word in words):
                return words
    return header.segment(list(stack), WORDS)


def _is_known(word: header.Word) -> bool:
    """Whether it is a heading, here or in other tables."""
    elsewhere = header.word(word.text, _ELSEWHERE).role
    return word.role != header.UNKNOWN or elsewhere in (header.AMOUNT, header.GROUP)


def _says_amount(words: Sequence[header.Word]) -> bool:
    """Whether a heading is that of a column of amounts, and known to its end."""
    if words[-1].role in _NONE or any(word.role == header.NAME for word in words):
        return False
    return _is_known(words[-1])
