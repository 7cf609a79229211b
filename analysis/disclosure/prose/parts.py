"""Derivations from lists: what a figure of the narrative is said to consist of.

A list is complete, a ``sum``, where the words that open it say so (``list_marks.csv``), its
parts are all that the field knows (``partitions.csv``) or one is called 其他; else, and where
it names one part only, it is ``of_which``. Not done here:
adding up.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from analysis.disclosure import records as r
from analysis.disclosure.prose.derivation_rows import add_derivation
from analysis.disclosure.prose.scope import PartList
from analysis.disclosure.recorder import Recorder
from analysis.disclosure.vocabulary import fold, rows


@cache
def _partitions() -> dict[str, tuple[frozenset[str], ...]]:
    found: dict[str, tuple[frozenset[str], ...]] = {}
    for row in rows("prose/partitions"):
        parts = frozenset(row["part_keys"].split(";"))
        found[row["parent_key"]] = (*found.get(row["parent_key"], ()), parts)
    return found


def derive_parts(lists: Sequence[PartList], recorder: Recorder) -> None:
    """Record a derivation for every list of parts of the narrative."""
    for listed in lists:
        same = [part for part in listed.parts if _comparable(part, listed.parent)]
        kind = _kind(listed, same) if same else ""
        if kind == "of_which" and not listed.parent.value:
            continue  # nothing has no parts: the list is of something said before it
        if same:
            add_derivation(recorder, kind, listed.parent, [(part,) for part in same])


def _comparable(child: r.Claim, parent: r.Claim) -> bool:
    money = ("wan_yuan", "yuan")
    same_unit = child.unit == parent.unit or (child.unit in money and parent.unit in money)
    return same_unit and child.measure == parent.measure and child.fiscal_year == parent.fiscal_year


def _kind(listed: PartList, parts: list[r.Claim]) -> str:
    keys = {part.subject_key for part in parts}
    known = _partitions().get(listed.parent.subject_key or "", ())
    rest = any(fold(part.subject or "").startswith(("其他", "其它")) for part in parts)
    whole_is_known = any(whole <= keys for whole in known)
    if len(parts) == 1 or not (listed.complete or rest or whole_is_known):
        return "of_which"  # one part is never a list of all
    return "count_sum" if listed.parent.measure == "count" else "sum"
