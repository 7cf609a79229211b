"""The words of project sheets and indicator tables, from the CSV files beside this module.

Next year's new wording is a line in one of those files. Not done here: any matching.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

NUMBER = r"(?:\([一二三四五六七八九十]+\)|\d{1,2}[、.])?"  # “(一)财政拨款小计”, “1、一般公共预算”
_FOLDER = Path(__file__).parent


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of ``<name>.csv`` as dictionaries, in file order."""
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def lookup(name: str, key: str, value: str) -> dict[str, str]:
    """Return one column of ``<name>.csv`` by another; the first line of a key counts."""
    table: dict[str, str] = {}
    for row in rows(name):
        table.setdefault(row[key], row[value])
    return table


def alternatives(words: list[str]) -> str:
    """Return a pattern that finds any of the words, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))
