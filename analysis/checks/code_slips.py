"""Codes that a misprinted code may stand for: one slip of the pen away.

Not done here: which of them is meant (``misprints``).
"""

from __future__ import annotations

from collections.abc import Iterator

_DIGITS = "0123456789"
_LENGTHS = (3, 5, 7)  # of 类, 款, 项
# Letters that a hand or an eye takes for digits.
_LETTERS = str.maketrans("OoQDIlZSB", "000011258")


def slips_of(printed: str) -> list[str]:
    """Return what a code would be without one slip: a digit wrong, swapped, left out, too many."""
    code = printed.translate(_LETTERS)
    found = [code, *_changed(code)] if code.isdigit() else []
    return [one for one in dict.fromkeys(found) if one != printed and len(one) in _LENGTHS]


def _changed(code: str) -> Iterator[str]:
    for at in range(len(code)):
        yield code[:at] + code[at + 1 :]
        yield from (code[:at] + digit + code[at + 1 :] for digit in _DIGITS)
        yield code[:at] + code[at + 1 : at + 2] + code[at] + code[at + 2 :]
    for at in range(len(code) + 1):
        yield from (code[:at] + digit + code[at:] for digit in _DIGITS)
