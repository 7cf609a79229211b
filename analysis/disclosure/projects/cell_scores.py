"""How well a text fits each column of an indicator table.

Weights are in one unit: 1 is weak evidence, 3 is strong, 6 all but rules a reading out. They
are about kinds of text (a number, a level word, a basis that other rows share), never about one
document's words. Not done here: choosing among readings (``parse_rows``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

from analysis.disclosure.projects.level_words import level_of
from analysis.disclosure.projects.units import Unit
from analysis.disclosure.projects.words import rows
from analysis.disclosure.vocabulary import HAN

_NUMERIC = re.compile(
    rf"(?:[≥≤=<>]|不低于|不少于|不超过|不高于|大于|小于)?\d[\d.,]*[%‰]?(?:{HAN}|/){{0,4}}(?:以上|以下|以内)?"
)
_NUMBERS = re.compile(r"[\d.]+")
_DASH = re.compile(r"[-－—–/]{1,2}")
_SHARED = 3  # a text that ends so many rows, not side by side, is a basis
_SHORT_VALUE = 5
_SHORTEST_SHARED = 4  # characters
_LONGEST_SHARED = 6  # lines


@cache
def _basis_words() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("basis_words"))


@lru_cache(maxsize=4096)
def is_numeric(text: str) -> bool:
    """Return whether a folded text is an operator, a number and a unit, and nothing else."""
    return _NUMERIC.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def basis_strength(text: str) -> int:
    """Return 3 for a basis that the vocabulary knows, 2 where one begins the text, else 0."""
    if text in _basis_words():
        return 3
    head, colon, _ = text.partition(":")
    return 2 if colon and head in _basis_words() else 0


@lru_cache(maxsize=4096)
def name_score(text: str) -> float:
    """Return how well a text fits as the name of an indicator."""
    if not text or is_numeric(text) or _DASH.fullmatch(text):
        return -8.0
    score = -2.0 if text[0].isdigit() else -1.0 if len(text) < 3 else 0.0
    if level_of(text):
        score -= 1.0 if text[-2:] != "指标" else 6.0
    return score - 3 * basis_strength(text)


@lru_cache(maxsize=4096)
def value_score(text: str) -> float:
    """Return how well a text fits as a value."""
    if is_numeric(text):
        return 1.5
    if _DASH.fullmatch(text):
        return 1.0
    score = -0.08 * max(len(text) - _SHORT_VALUE, 0)
    if level_of(text):
        score -= 6.0
    return score - 2 * basis_strength(text)


@lru_cache(maxsize=4096)
def basis_score(text: str, shared: bool) -> float:
    """Return how well a text fits as a basis; ``shared`` where other rows have the same."""
    if is_numeric(text) or _DASH.fullmatch(text):
        return -2.0
    if level_of(text):
        return -6.0
    return max(basis_strength(text), 2 if shared else 0)


@lru_cache(maxsize=4096)
def likeness(left: str, right: str) -> float:
    """Return how alike two neighbouring values of one indicator are."""
    if left == right:
        return 2.0 + 0.2 * min(len(left), 20)
    if _NUMBERS.sub("0", left) == _NUMBERS.sub("0", right):
        return 1.5
    common = 0
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        common += 1
    return 1.0 if 2 * common >= max(len(left), len(right)) else -0.5


def shared_texts(units: Sequence[Unit]) -> frozenset[str]:
    """Return the texts that stand in several rows, as only a basis does.

    Values of one row are alike too, but stand side by side: those count once. Where line ends
    do not tell what a paragraph is, runs of lines are counted.
    """
    longest = _LONGEST_SHARED if any([unit.seam == "line" for unit in units]) else 1
    words = [unit.folded for unit in units]
    counts: Counter[str] = Counter()
    for count in range(1, longest + 1):
        texts = ["".join(words[at : at + count]) for at in range(len(words) - count + 1)]
        counts.update([text for last, text in pairwise(("", *texts)) if text != last])
    shared = {
        text: count
        for text, count in counts.items()
        if count >= _SHARED and len(text) >= _SHORTEST_SHARED and _may_be_shared(text)
    }
    if longest == 1:
        return frozenset(shared)
    # Of a text that several rows have and a part of it the whole counts.
    return frozenset(
        part
        for part, count in shared.items()
        if not any(part != text and part in text and count <= n for text, n in shared.items())
    )


def _may_be_shared(text: str) -> bool:
    return not is_numeric(text) and not level_of(text)
