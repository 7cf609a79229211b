"""Two printed lines in which several cells of one row are broken at once.

A typeset row whose cells all begin on one height gives a line with the first pieces of all
cells and a line with the second pieces of some (“社会效益指宣传覆盖人5万 5万 5万 计 划” above
“标 次 数据”). Each piece of the second line goes to the cell that it makes whole. Not done here:
cells of three or more such lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from analysis.disclosure.joined import Joined, join
from analysis.disclosure.projects.words import rows
from analysis.disclosure.vocabulary import HAN, fold

_VALUE = re.compile(rf"[≥≤=<>]?\d[\d.,]*[%‰]?{HAN}{{0,3}}")
_GLUED_VALUE = re.compile(rf"(?<={HAN})[≥≤＝=<>]?\d[\d.,]*[%％‰]?{HAN}{{0,2}}$")
_FEWEST_CELLS = 4
_SHORTEST_PREFIX = 3
_WHOLE, _SPOILT = 3, -3


@cache
def _whole_words() -> frozenset[str]:
    """Words that a cell can be: levels and bases."""
    return frozenset(
        [row["word"] for row in rows("levels")] + [row["word"] for row in rows("basis_words")]
    )


@cache
def _goal_names() -> tuple[str, ...]:
    return tuple(row["word"] for row in rows("levels") if row["level"] == "0")


def may_be_tangled(first: Sequence[str], second: Sequence[str]) -> bool:
    """Return whether the numbers of words on two lines allow that both hold pieces of cells."""
    return len(first) >= _FEWEST_CELLS and 1 < len(second) <= len(first)


def untangle(first: Sequence[Joined], second: Joined) -> list[Joined] | None:
    """Return the cells of two lines, None where the second line is not part of the first's row.

    ``first`` holds the words of the first line. The two belong together where every word of the
    second finds a cell that it does not spoil, in order, and makes at least one whole.
    """
    parts = [second.cut(*match.span()) for match in re.finditer(r"\S+", second.text)]
    if not may_be_tangled([cell.text for cell in first], [part.text for part in parts]):
        return None
    words = [fold(part.text) for part in parts]
    if any(word in _whole_words() for word in words):
        return None
    cells = _split_glued(_merge_split(first), words[0])
    if not any(_VALUE.fullmatch(fold(cell.text)) for cell in cells):
        return None
    gain, taken = _assign([fold(cell.text) for cell in cells], words)
    if gain <= 0:
        return None
    return [
        join([cell, *(parts[i] for i, at in enumerate(taken) if at == index)])
        for index, cell in enumerate(cells)
    ]


def _merge_split(first: Sequence[Joined]) -> list[Joined]:
    """Words that a justified line has torn apart (“计 划”) become one again."""
    cells: list[Joined] = []
    for cell in first:
        both = fold(cells[-1].text + cell.text) if cells else ""
        if both and any(word.startswith(both) for word in _whole_words()):
            cells[-1] = join([cells[-1], cell])
        else:
            cells.append(cell)
    return cells


def _split_glued(cells: list[Joined], rest: str) -> list[Joined]:
    """A level that ``rest`` completes may be printed without a blank before name and value."""
    head = cells[0]
    for word in _whole_words():
        prefix = word.removesuffix(rest)
        if len(prefix) < _SHORTEST_PREFIX or prefix == word or prefix == head.text:
            continue
        if head.text.startswith(prefix):
            name = head.cut(len(prefix))
            value = _GLUED_VALUE.search(name.text)
            glued = [name.cut(0, value.start()), name.cut(value.start())] if value else [name]
            return [head.cut(0, len(prefix)), *glued, *cells[1:]]
    return cells


def _assign(cells: Sequence[str], words: Sequence[str]) -> tuple[int, list[int]]:
    """Return the best gain and for each word the index of the cell that it continues."""
    best: tuple[int, list[int]] = (_SPOILT, [])

    def place(at: int, begin: int, gain: int, taken: list[int]) -> None:
        nonlocal best
        if at == len(words):
            if gain > best[0]:
                best = (gain, taken)
            return
        for index in range(begin, len(cells)):
            step = _gain(cells[index], words[at])
            if step >= 0:
                place(at + 1, index + 1, gain + step, [*taken, index])

    place(0, 0, 0, [])
    return best


def _gain(cell: str, word: str) -> int:
    if cell in _goal_names():
        return 1 if word.isdigit() else _SPOILT
    if cell in _whole_words() or _VALUE.fullmatch(cell) or word.isdigit():
        return _SPOILT
    return _WHOLE if cell + word in _whole_words() else 0
