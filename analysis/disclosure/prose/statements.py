"""Statements without a figure that other parts of the document can bear out or deny.

The patterns stand in ``statements.csv``. Not done here: testing them.
"""

from __future__ import annotations

import re
from functools import cache

from analysis.disclosure.joined import Joined
from analysis.disclosure.prose.reasons import add_statement
from analysis.disclosure.prose.subjects import subject_key
from analysis.disclosure.recorder import Recorder
from analysis.disclosure.vocabulary import HAN, fold, rows

_ITSELF = "(本级)"
_NAME = re.compile(rf"(?P<name>{HAN}{{2,20}}{re.escape(_ITSELF)})")
_NOT_OF_NAME = re.compile(rf"^.*?(?:年|纳入|关于|的|部分)(?={HAN}{{4}})")
_HEADING_YEAR = re.compile(r"(20\d\d)年")


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    return tuple(
        (row["kind"], re.compile(row["pattern"]), row["subject_key"])
        for row in rows("prose/statements")
    )


def read_statements(text: Joined, section_key: str, recorder: Recorder) -> None:
    """Record what a sentence states without a figure."""
    folded = fold(text.text).replace(",", "，")
    for kind, pattern, subject in _patterns():
        found = pattern.search(folded)
        if not found:
            continue
        groups = found.groupdict()
        if subject == "<match>":
            subject = subject_key(groups["subject"], section_key) or ""
            if not subject:
                continue
        elif subject == "<section>":
            subject = section_key
        add_statement(
            recorder,
            kind,
            subject_key=subject,
            value=groups.get("value"),
            sentence=text.text,
            place=text.place(0),
        )
    _read_names(text, folded, recorder)


def read_heading(text: Joined, recorder: Recorder) -> None:
    """Record the year and the unit's name of a heading."""
    folded = fold(text.text)
    for found in _HEADING_YEAR.finditer(folded):
        _add("heading_year", found[1], text, found.span(1), recorder)
    _read_names(text, folded, recorder)


def _read_names(text: Joined, folded: str, recorder: Recorder) -> None:
    for found in _NAME.finditer(folded) if _ITSELF in folded else ():
        name = _NOT_OF_NAME.sub("", found["name"]).replace("(", "（").replace(")", "）")
        _add("unit_name", name, text, found.span(), recorder)


def _add(kind: str, value: str, text: Joined, span: tuple[int, int], recorder: Recorder) -> None:
    """Record what stands in a span of the folded text, and how sure its reading is."""
    places = [index for index, character in enumerate(text.text) for _ in fold(character)]
    printed = text.cut(places[span[0]], places[span[1] - 1] + 1)
    add_statement(
        recorder,
        kind,
        value=value,
        sentence=text.text,
        place=text.place(0),
        reading=recorder.reading_of(printed),
    )
