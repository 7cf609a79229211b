"""The lists of units that a department or unit consists of.

A list is a run of items numbered on from 1; the number stated before it is held against it as a
``count_sum``; whether that counts the body itself, too, the number says. Not done here: whether a
unit is subordinate in law; the words decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from analysis.disclosure import records as r
from analysis.disclosure.joined import Joined, piece
from analysis.disclosure.prose.derivation_rows import add_derivation
from analysis.disclosure.prose.reasons import add_statement
from analysis.disclosure.recorder import Recorder
from analysis.disclosure.vocabulary import fold
from analysis.sources.document import Line

_ITEM = re.compile(
    r"\s*(?P<number>\d{1,2})\s*[、．.]\s*(?P<name>[^，。；：\d]{2,40}?)\s*[。；;]?\s*$"
)
_ITSELF = re.compile(r"(?:机关|本级|本部|本部门|本单位)[）)]?$")
_UNITS = re.compile(r"单位|机构|部门|处室|科室")
_SUBORDINATE = "subordinate_units"


@dataclass(slots=True)
class _Run:
    """Items numbered on from 1; ``begin`` is the index of its first line."""

    begin: int
    names: list[Joined] = field(default_factory=list)


def read_unit_lists(lines: Sequence[Line], claims: Sequence[r.Claim], recorder: Recorder) -> None:
    """Record the units that are listed, and hold each list against the count stated before it."""
    index_of = {(line.page, line.line): index for index, line in enumerate(lines)}
    place_of = {figure.figure_id: (figure.page, figure.line) for figure in recorder.out.figure}
    counts = [
        (index_of[place], claim)
        for claim in claims
        if claim.measure == "count" and _UNITS.search(claim.subject or "")
        if (place := place_of.get(claim.figure_id or "")) in index_of
    ]
    for run in _runs(lines):
        stated = [claim for index, claim in counts if index < run.begin]
        total = _total_of(lines[run.begin - 1].text if run.begin else "", stated)
        if total is None:
            continue
        counts = [(index, claim) for index, claim in counts if claim is not total]
        of_units = total.subject_key == _SUBORDINATE
        listed = [name for name in run.names if not (of_units and _ITSELF.search(name.text))]
        counts_itself = total.value == len(run.names)
        counted = run.names if counts_itself else listed
        add_derivation(recorder, "count_sum", total, [()] * len(counted))
        for name in run.names if of_units else ():
            add_statement(
                recorder,
                "listed_unit",
                subject_key=_SUBORDINATE if name in listed else "itself",
                value=name.text,
                sentence=name.text,
                place=name.place(0),
            )


def _total_of(title: str, stated: Sequence[r.Claim]) -> r.Claim | None:
    """Return the count that a list is of: the one its title names, else the only one there is."""
    folded = fold(title)
    named = [claim for claim in stated if (claim.subject or "-") in folded]
    if named and not any(character.isdigit() for character in folded):
        return named[0]
    of_units = [claim for claim in stated if claim.subject_key == _SUBORDINATE]
    candidates = of_units or list(stated)
    return candidates[0] if len(candidates) == 1 else None


def _runs(lines: Sequence[Line]) -> Iterator[_Run]:
    run: _Run | None = None
    for index, line in enumerate(lines):
        found = _ITEM.match(line.text)
        if found is None:
            continue
        name = piece(line, found.start("name"), found.end("name"))
        number = int(found["number"])
        if run and number == len(run.names) + 1:
            run.names.append(name)
            continue
        if run and len(run.names) > 1:
            yield run
        run = _Run(index, [name]) if number == 1 else None
    if run and len(run.names) > 1:
        yield run
