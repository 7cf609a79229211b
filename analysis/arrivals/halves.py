"""Text and tables that were published apart: which of them are one document.

A bureau may print its explanation in one file and its tables in another. Both name the unit and
the year; the words 部门预算 often stand in one of them only. What has both text and tables is whole
and waits for nothing. Not done here: reading; refusing what is there twice (``present``).
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from analysis.arrivals.names import free_name

if TYPE_CHECKING:
    from analysis.arrivals.identify import Arrival
    from analysis.arrivals.present import Present
    from analysis.disclosure.recorder import Disclosure

Halves = frozenset[str]

_ASSUMED, _SAID = "unit_budget", "department_budget"  # the first is taken where none is said


def halves(read: Disclosure) -> Halves:
    """Return what of a document it has: tables, text."""
    tables = bool(read.budget_line or read.summary_line or read.three_public)
    return frozenset([*(["tables"] if tables else []), *(["text"] if read.claim else [])])


def whole_kind(one: str | None, other: str | None) -> str | None:
    """Return the kind of what two parts make together; None where they are of unlike kinds."""
    if one == other:
        return one
    return _SAID if {one, other} == {_ASSUMED, _SAID} else None


def complete(one: Halves, other: Halves) -> bool:
    """Whether each has something, and nothing that the other has.

    >>> complete(frozenset({"text"}), frozenset({"tables"}))
    True
    """
    return bool(one) and bool(other) and not one & other


def with_other_half(arrival: Arrival, there: Sequence[Present]) -> tuple[Arrival, Present | None]:
    """Return an arrival with the files of its other half, where that is there, and which it was.

    The half's files are copied beside those that arrive, so that both can go in as one document in
    its place. Where several halves would fit, none is taken.
    """
    fitting = [half for half in there if _fits(arrival, half)]
    if len(fitting) != 1:
        return arrival, None
    half = fitting[0]
    folder = Path(mkdtemp(dir=arrival.files[0].parent))
    taken = {path.name for path in arrival.files}
    copies = []
    for path in half.files:
        copies.append(folder / free_name(path.name, taken))
        taken.add(copies[-1].name)
        shutil.copyfile(path, copies[-1])
    names = [path.name for path in half.files]
    if len(half.came_as) == len(names):
        names = list(half.came_as)
    whole = replace(
        arrival,
        files=(*arrival.files, *copies),
        originals=(*arrival.originals, *names),
        document_kind=_kind(arrival, half) or arrival.document_kind,
        halves=arrival.halves | half.halves,
        joins=half.name,
    )
    return whole, half


def _fits(arrival: Arrival, half: Present) -> bool:
    return _kind(arrival, half) is not None and complete(arrival.halves, half.halves)


def _kind(arrival: Arrival, half: Present) -> str | None:
    """The kind of both together; None where they are of unlike kinds, units or years."""
    if half.identity is None or half.identity[:2] != arrival.identity[:2]:
        return None
    return whole_kind(arrival.document_kind, half.identity[2])
