"""Names and telephone numbers of persons are never stored and never printed.

Whatever shows a raw line passes it through here first. What gives a name or a number away is the
label before it (``privacy.csv``); a mobile or dialling-code number is masked without one, too.
A mask has as many characters as what it covers, so columns stay where they are. Not done here:
names that no label introduces; telling a person from an office.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from analysis.disclosure.vocabulary import HAN

MASK = "*"

_KINDS = ("name", "phone")
_PHONE = r"[0-9０-９][0-9０-９\-－—()（）转/、 ]{4,}[0-9０-９]"
# Numbers that show what they are: a mobile number; dialling code, dash, number.
_BARE_PHONE = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}[-－—]\d{7,8})(?!\d)")
_LONG_NUMBER = re.compile(r"\d\d{6}")  # part of a telephone number
_GAP = r"[\s:：]+"


def mask_line(text: str) -> str:
    """Return a printed line with the names and numbers in it masked."""
    return mask_lines([text])[0]


def mask_lines(lines: Iterable[str]) -> list[str]:
    """Return printed lines masked.

    A label at the end of a line masks the beginning of the next line that is not blank: the text
    of a table cell often stands on a line of its own.
    """
    masked: list[str] = []
    open_kind: str | None = None
    for line in lines:
        if open_kind is None and not (_label().search(line) or _LONG_NUMBER.search(line)):
            masked.append(line)  # nearly every line
            continue
        if open_kind and line.strip():
            line = _at_start(open_kind).sub(_cover, line)
        for kind in _KINDS:
            line = _labelled(kind).sub(_cover, line)
        masked.append(_BARE_PHONE.sub(lambda m: _cover_text(m.group()), line))
        if line.strip():
            open_kind = _kind_of_open_label(line)
    return masked


@cache
def _labels() -> dict[str, str]:
    """Return the kind of what follows each label."""
    with Path(__file__).with_name("privacy.csv").open(encoding="utf-8", newline="") as file:
        return {row["label"]: row["kind"] for row in csv.DictReader(file)}


@cache
def _label() -> re.Pattern[str]:
    """Return any label: a line without one masks nothing but a long number."""
    return re.compile("|".join(map(_alternatives, _KINDS)))


@cache
def _value(kind: str) -> str:
    if kind == "phone":
        return _PHONE
    # Two to four characters that do not run into the next label; several names, too.
    label = "|".join(map(_alternatives, _KINDS))
    name = rf"(?:(?!{label})(?:{HAN}|·)){{2,4}}"
    return rf"{name}(?:[、,，/]\s*{name})*(?:(?!{HAN})|(?={label}))"


@cache
def _labelled(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<lead>(?:{_alternatives(kind)}){_GAP})(?P<value>{_value(kind)})")


@cache
def _at_start(kind: str) -> re.Pattern[str]:
    return re.compile(rf"^(?P<lead>\s*)(?P<value>{_value(kind)})")


@cache
def _at_end(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{_alternatives(kind)})[\s:：]*$")


def _kind_of_open_label(line: str) -> str | None:
    return next((kind for kind in _KINDS if _at_end(kind).search(line)), None)


def _alternatives(kind: str) -> str:
    found = (label for label, its_kind in _labels().items() if its_kind == kind)
    return "|".join(sorted(map(re.escape, found), key=len, reverse=True))


def _cover(found: re.Match[str]) -> str:
    return found["lead"] + _cover_text(found["value"])


def _cover_text(text: str) -> str:
    return re.sub(r"\S", MASK, text)
