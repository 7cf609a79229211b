"""A stored number of a workbook becomes the text that the sheet shows.

A workbook stores 8603.77 as a binary fraction; what was published is what the cell's number
format shows. The number is taken at the 15 digits that Excel itself keeps, and rounded half away
from zero as Excel does. Not done here: dates, and formats that no budget needs (fractions,
exponents, Chinese numerals, conditions): such a number is shown as “General” shows it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_DIGITS = 15
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|_.|\*.'  # text; a blank as wide as .; filling
    r"|\[(?P<bracket>[^\]]*)\]|(?P<digit>[0#?])|(?P<sign>[.,%])|(?P<other>.)",
    re.DOTALL,
)
_BEYOND = re.compile(r"\[(?:[<>=]|DBNum)|[eE][+-]|/", re.IGNORECASE)
_GENERAL = ("", "general", "@")


def shown_number(value: float | int, number_format: str) -> str:
    """Return the text that a cell shows for a number, blanks at its ends taken off."""
    exact = Decimal(value) if isinstance(value, int) else Decimal(format(value, f".{_DIGITS}g"))
    sections = _sections(number_format)
    if sections[0].strip().lower() in _GENERAL or _BEYOND.search(number_format):
        return _plain(exact)
    if exact < 0 and len(sections) > 1:
        return _show(-exact, sections[1])
    if exact == 0 and len(sections) > 2:
        return _show(exact, sections[2])
    return ("-" if exact < 0 else "") + _show(abs(exact), sections[0])


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _sections(number_format: str) -> list[str]:
    sections, begin = [], 0
    for token in _TOKEN.finditer(number_format):
        if token.group("other") == ";":
            sections.append(number_format[begin : token.start()])
            begin = token.end()
    return [*sections, number_format[begin:]]


@dataclass(slots=True)
class _Pattern:
    """A section of a format: texts and places for digits, before and behind the point."""

    whole: list[str]  # "0", "#" or "?" for a digit; anything else, a text, with a blank before
    part: list[str]
    grouped: bool = False
    power: int = 0  # of ten, by which the value is multiplied before it is shown


def _parse(section: str) -> _Pattern:
    pattern = _Pattern([], [])
    target = pattern.whole
    commas = 0
    for token in _TOKEN.finditer(section):
        kind, text = token.lastgroup, token.group(token.lastgroup or 0)
        if kind == "digit":
            pattern.grouped = pattern.grouped or commas > 0
            commas = 0
            target.append(text)
        elif text == "." and kind == "sign" and target is pattern.whole:
            pattern.power -= 3 * commas
            commas = 0
            target = pattern.part
            target.append(" .")
        elif text == "," and kind == "sign":
            commas += any(item in "0#?" for item in (*pattern.whole, *pattern.part))
        elif text == "%" and kind == "sign":
            pattern.power += 2
            target.append(" %")
        elif kind in ("quoted", "escaped", "other"):
            target.append(f" {text}")
        elif kind == "bracket" and text.startswith("$"):
            target.append(" " + text[1:].partition("-")[0])
    pattern.power -= 3 * commas  # commas behind the last digit: thousands
    return pattern


def _show(value: Decimal, section: str) -> str:
    pattern = _parse(section)
    places = sum(item in "0#?" for item in pattern.part)
    rounded = value.scaleb(pattern.power).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    whole, _, part = format(rounded, "f").partition(".")
    return (_whole(whole, pattern) + _part(part, pattern.part)).strip()


def _whole(digits: str, pattern: _Pattern) -> str:
    left = "" if digits == "0" else digits
    out: list[str] = []
    places = sum(item in "0#?" for item in pattern.whole)
    shown = 0
    for item in reversed(pattern.whole):
        if item not in "0#?":
            out.append(item[1:])
            continue
        places -= 1
        taken = left if places == 0 else left[-1:]
        left = left[: len(left) - len(taken)]
        for digit in reversed(taken or ("0" if item == "0" else "")):
            if pattern.grouped and shown and shown % 3 == 0:
                out.append(",")
            out.append(digit)
            shown += 1
    return "".join(reversed(out))


def _part(digits: str, items: list[str]) -> str:
    kept = len(digits)
    for item in reversed([item for item in items if item in "0#?"]):
        if item == "0" or digits[kept - 1] != "0":
            break
        kept -= 1
    out, place = [], 0
    for item in items:
        if item not in "0#?":
            out.append(item[1:])
        elif place < kept:
            out.append(digits[place])
            place += 1
    return "".join(out)
