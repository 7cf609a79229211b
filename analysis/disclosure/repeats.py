"""Keys that come a second time: they are told apart by ``~2``, ``~3``.

No printed figure may take the place of another, so a code or name that a document prints twice
keeps its key the first time and gets a number afterwards. Not done here: judging whether a repeat
is a misprint (``analysis.checks``).
"""

from __future__ import annotations

from collections.abc import Container

_MARK = "~"


def nth(key: str, number: int) -> str:
    """Return the key of the ``number``-th row of one key, counted from 1.

    >>> nth("201", 1), nth("201", 2)
    ('201', '201~2')
    """
    return key if number == 1 else f"{key}{_MARK}{number}"


def first(key: str) -> str:
    """Return the key without the number of its repeat.

    >>> first("201~2"), first("201")
    ('201', '201')
    """
    return key.partition(_MARK)[0]


def is_repeat(key: str) -> bool:
    """Whether the key is that of a second row, or a later one."""
    return _MARK in key


def free(key: str, taken: Container[str]) -> str:
    """Return the key of the first repeat that is not taken."""
    number = 1
    while nth(key, number) in taken:
        number += 1
    return nth(key, number)
