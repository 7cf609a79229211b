"""The words for levels of indicators (``levels.csv``): which level, which key, below which.

Not done here: filling levels down.
"""

from __future__ import annotations

from functools import cache, lru_cache

from analysis.disclosure.projects.words import rows

_NONE: frozenset[int] = frozenset()


@cache
def _levels() -> dict[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for row in rows("levels"):
        found[row["word"]] = found.get(row["word"], _NONE) | {int(row["level"])}
    return found


@cache
def _keys() -> dict[tuple[int, str], str]:
    return {(int(row["level"]), row["word"]): row["key"] for row in reversed(rows("levels"))}


@lru_cache(maxsize=4096)
def level_of(word: str) -> frozenset[int]:
    """Return the levels that a folded word can be: 0 goal name, 1, 2; empty for none."""
    found = _levels().get(word, _NONE)
    if not found and word[-1:].isdigit():  # the name of a goal with its number
        return _levels().get(word.rstrip("0123456789"), _NONE) & {0}
    return found


def level_key(level: int, word: str | None) -> str | None:
    """Return the key of a level word, None where the vocabulary does not know it."""
    return _keys().get((level, word)) if word else None


@cache
def _parents() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in rows("levels"):
        if row["level"] == "2":
            found[row["word"]] = found.get(row["word"], frozenset()) | {row["parent"]}
    return found


def parents_of(word: str | None) -> frozenset[str]:
    """Return the keys of the first level that a second level can belong to."""
    return _parents().get(word, frozenset()) if word else frozenset()
