"""Classification codes: their shape, their level, and the code above.

Functional codes have 3, 5 or 7 digits (class 类, section 款, item 项), economic ones 3 or 5
(支出经济分类); unit codes grow by their prefix. Not done here: names of codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from analysis.disclosure.tables.keyed import TOTAL

FUNCTION, ECONOMIC, UNIT, PROJECT = "function", "economic", "unit", "project"

# What the codes of a table are by its kind, whatever its header says.
CODES_OF_KIND = {
    "appropriation_expenditure": FUNCTION,
    "general_expenditure": FUNCTION,
    "fund_expenditure": FUNCTION,
    "general_basic_expenditure": ECONOMIC,
    "appropriation_basic_expenditure": ECONOMIC,
}

_SHAPES = {
    # 2xx is the functional classification of 政府收支分类科目, 3xx and 5xx the economic ones.
    FUNCTION: re.compile(r"2\d\d(?:\d\d(?:\d\d)?)?"),
    ECONOMIC: re.compile(r"[35]\d\d(?:\d\d)?"),
    UNIT: re.compile(r"\d{3}(?:\d{3,9})?"),
    PROJECT: re.compile(r"(?!)"),
}
# Digits, and letters that a hand or an eye takes for digits.
_SLIPPED = re.compile(r"(?=.*\d)(?:\d{1,12}|[0-9OoQDIlZSB]{3,12})")
_LEVELS = {3: 1, 5: 2, 7: 3}


def is_code(text: str, classification: str) -> bool:
    """True where the digits have the shape of a code of the classification."""
    return _SHAPES[classification].fullmatch(text) is not None


def looks_like_code(text: str) -> bool:
    """True where a folded text can be a code with a slip in it: 7, 2O8, 208020."""
    return _SLIPPED.fullmatch(text) is not None


def in_one(parts: Iterable[str]) -> str:
    """Return a code printed in cells (类, 款, 项) as one; a part of one digit is padded."""
    first, *rest = [part for part in parts if part]
    # A cell may repeat what stands above it: 208 | 20805 | 2080501.
    code = first
    for part in rest:
        code = part if part.startswith(code) and len(part) > 2 else code + part.zfill(2)
    return code


def parent_of(code: str, printed: set[str]) -> str | None:
    """Return the nearest printed code that ``code`` begins with; ``total`` where there is none."""
    if code == TOTAL:
        return None
    for length in range(len(code) - 1, 0, -1):
        if code[:length] in printed:
            return code[:length]
    return TOTAL


def level_of(code: str, classification: str, printed: set[str]) -> int:
    """Return 0 for the total, 1 to 3 for class, section, item; unit codes count their prefixes."""
    if code == TOTAL:
        return 0
    if classification in (FUNCTION, ECONOMIC):
        return _LEVELS.get(len(code), 1)  # a row without a code stands beside the classes
    parent = parent_of(code, printed)
    return 1 if parent in (TOTAL, None) else 1 + level_of(str(parent), classification, printed)
