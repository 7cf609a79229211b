"""The parts that a sentence lists against the whole that it states.

A list under 其中 need not be complete: then its sum is not more than the whole. What stands behind
the parts that make up the whole is no part of it. Not done here: calculations (``derivations``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.checks.facts import Facts, Stated
from analysis.checks.relation import Cell, Relation, terms
from analysis.checks.rules.across import agree
from analysis.disclosure import records as r

# Sections whose lists name every part of the whole; elsewhere 其中 may leave parts out.
_COMPLETE = ("procurement", "services", "three_public", "revenue", "expenditure", "basic", "assets")
# Sections whose lists say where the money comes from or goes; a part left unsaid is a finding.
_ACCOUNTED = ("fund", "capital", "general", "revenue", "expenditure")
_MEASURES = ("amount", "count")


def list_sums(facts: Facts) -> Iterator[Relation]:
    """The parts that a sentence lists add up to the whole that it states.

    A list that leaves a part unsaid is reported as that where the section accounts for its money.
    """
    wholes = {claim.claim_id: (claim, cell) for claim, cell in facts.claims}
    derived = {d.result_figure_id: d.kind for d in facts.disclosure.derivation}
    found = _lists(facts, wholes)
    for parent, lists in found.items():
        claim, whole = wholes[parent]
        kind = derived.get(whole.figure_id)
        if claim.project_id is not None or claim.measure not in _MEASURES or kind == "sum":
            continue  # the calculations of the prose are tested as such
        for name, below in lists.items():
            cells = [cell for _, cell in below if cell.unit == whole.unit]
            if cells and not _is_of_another(facts, claim, whole, below, name):
                key = f"{parent}/{name}" if name else parent
                yield from _relations(key, claim, whole, cells, kind == "of_which")
                yield from _broken_within(key, whole, below, found)


def _relations(
    key: str, claim: r.Claim, whole: Cell, cells: list[Cell], partly: bool
) -> Iterator[Relation]:
    begun = _listed_first(whole, cells)
    left, right = terms(whole), terms(*(begun or cells))
    if not partly and (begun or (claim.section_key in _COMPLETE and len(cells) > 1)):
        yield Relation(key, left, right, steps="list")
        return
    if not partly:
        yield Relation(f"{key}/at_most", right, left, "at_most", steps="list")
    if claim.section_key in _ACCOUNTED and not agree(left, right):
        yield Relation(key, left, right, severity="scope", variant="incomplete", guards=False)


def _broken_within(
    key: str, whole: Cell, below: Sequence[Stated], lists: dict[str, dict[str, list[Stated]]]
) -> Iterator[Relation]:
    """A list that its whole fits as soon as one of its parts is what that part's own list adds up
    to: “13459，其中 8013（其中 7998，105），5356”.

    The list is complete then, and the part is what is wrong: it fits neither list.
    """
    cells = [cell for _, cell in below if cell.unit == whole.unit]
    if len(cells) < 2 or agree(terms(whole), terms(*cells)):
        return
    for claim, cell in below:
        for within in lists.get(claim.claim_id, {}).values():
            parts = [part for _, part in within if part.unit == whole.unit]
            others = [other for other in cells if other is not cell]
            if len(parts) > 1 and agree(terms(whole), terms(*others, *parts)):
                yield Relation(f"{key}/within", terms(whole), terms(*cells), steps="list")
                return


def _lists(facts: Facts, wholes: dict[str, Stated]) -> dict[str, dict[str, list[Stated]]]:
    """Return the parts of each whole by its claim_id, and within it by the kind of part.

    本年收入 and a list by function may follow one whole: two lists, not one, unless all of them
    together are the whole.
    """
    found: dict[str, dict[str, list[Stated]]] = {}
    for claim, cell in facts.claims:
        parent = claim.parent_claim_id or ""
        if parent in wholes and claim.measure in _MEASURES:
            kind = (claim.subject_key or "").rpartition("/")[0]
            found.setdefault(parent, {}).setdefault(kind, []).append((claim, cell))
    for parent, lists in found.items():
        every = [part for below in lists.values() for part in below]
        if len(lists) > 1 and agree(terms(wholes[parent][1]), terms(*(cell for _, cell in every))):
            found[parent] = {"": every}
    return found


def _listed_first(whole: Cell, cells: list[Cell]) -> list[Cell]:
    """Return the first parts where they are the whole and more follows; none otherwise.

    “职工 62 人，其中：甲 40 人，乙 22 人，退休 28 人”: the last stands beside the whole.
    """
    for count in range(2, len(cells)):
        if agree(terms(whole), terms(*cells[:count])) and any(c.value for c in cells[count:]):
            return cells[:count]
    return []


def _is_of_another(
    facts: Facts, claim: r.Claim, whole: Cell, below: Sequence[Stated], kind: str
) -> bool:
    """Whether a list that is more than its whole may be of another number said before it.

    Nothing has no parts, unless they are of its kind (三公经费 and 公务接待费). “在职 14 人，
    退休 0 人。具体如下：甲 8 人，乙 6 人”.
    """
    listed = sum(cell.value or 0 for _, cell in below)
    if whole.value is None or listed <= whole.value:
        return False
    if not whole.value and (claim.subject_key or "").partition("/")[0] != kind:
        return True
    beside = [
        other
        for other, _ in facts.claims
        if (other.sentence, other.unit, other.parent_claim_id) == (claim.sentence, claim.unit, None)
    ]
    apart = below[0][0].sentence != claim.sentence
    return claim.measure == "count" and apart and len(beside) > 1
