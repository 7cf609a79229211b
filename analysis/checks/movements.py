"""What moved between two years, by how much, and the reasons that the document gives for it.

Not done here: the share of a whole that a reason explains (``explained``).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from analysis.checks.facts import Facts
from analysis.checks.relation import Cell
from analysis.checks.rules.project_sums import year_cells
from analysis.checks.rules.projects import current
from analysis.checks.stated_changes import Change, stated_changes
from analysis.checks.store import load_disclosures
from analysis.disclosure.recorder import Disclosure
from analysis.measures.changes import OF_THE_WHOLE
from analysis.measures.quantity import Quantity

if TYPE_CHECKING:
    import duckdb

# Lines that make up all expenditure: the key that a reason names, and the item of the sheet.
LINES = {name: f"expenditure/{name}" for name in ("basic", "project", "reserve")}


class Movement(NamedTuple):
    """How a line moved between two years.

    ``key`` is ``expenditure/project``, ``project/<project_id>``, ``three_public/reception``, …;
    ``change`` is in 万元, rising positive; ``reasons`` are the texts that the document gives for
    it, none where nobody explains it.
    """

    document_id: str
    key: str
    name: str
    base_year: int
    change: Quantity
    reasons: tuple[str, ...]


def movements(
    connection: duckdb.DuckDBPyConnection, document_id: str | None = None
) -> list[Movement]:
    """Return every movement that a document, or all, print, the largest first."""
    return [
        movement
        for disclosure in load_disclosures(connection)
        if document_id in (None, disclosure.document.document_id)
        for movement in find_movements(disclosure)
    ]


def stated_change(facts: Facts, subject: str, section: str | None) -> Quantity | None:
    """Return the stated change of a subject, in the reason's own section where it is there."""
    found = [c for c in stated_changes(facts) if c.claim.subject_key == subject]
    found.sort(key=lambda change: change.claim.section != section)
    return next(filter(None, map(_signed, found)), None)


def _signed(change: Change) -> Quantity | None:
    """A stated change with the sign of its direction; None where one of the two is not told."""
    sign = {"up": 1, "down": -1}.get(change.claim.direction or "")
    if not sign or change.cell.value is None or not change.cell.figure_id:
        return None
    formula = "f1" if sign > 0 else "-f1"
    return Quantity(sign * change.cell.value, "wan_yuan", formula, (change.cell.figure_id,))


def find_movements(disclosure: Disclosure) -> list[Movement]:
    """Return every line that the document prints for two years, the largest movement first."""
    facts = Facts(disclosure)
    found = [*_of_lines(facts), *_of_projects(facts), *_of_items(facts)]
    return sorted(
        found, key=lambda movement: (-abs(Decimal(movement.change.value or 0)), movement.key)
    )


def _of_lines(facts: Facts) -> Iterator[Movement]:
    """Lines of the overall sheet; without it, those whose change the prose states."""
    for named, key in LINES.items():
        now = facts.cell("overall_funds", key)
        then = facts.cell("overall_funds", key, str(facts.year - 1))
        printed = list(_movement(facts, key, now.row, [now], [then], (named,)))
        yield from printed or _stated(facts, named, key)


def _stated(facts: Facts, subject: str, key: str) -> Iterator[Movement]:
    """The change of a part of all expenditure that the prose states where it speaks of all."""
    for change in stated_changes(facts):
        claim = change.claim
        if (claim.subject_key, claim.section_key) == (subject, OF_THE_WHOLE):
            quantity = _signed(change)
            if quantity is not None:
                reasons, base = _reasons(facts, (subject,)), claim.base_year or facts.year - 1
                document_id = facts.disclosure.document.document_id
                yield Movement(document_id, key, claim.subject or key, base, quantity, reasons)
                return


def _of_projects(facts: Facts) -> Iterator[Movement]:
    for project in facts.disclosure.project:
        now = current(facts, project)
        then = year_cells(facts, facts.year - 1, project.project_id)
        if now is not None and then:
            key = f"project/{project.project_id}"
            name = project.name or project.project_id
            yield from _movement(facts, key, name, [now], then, (key,))


def _of_items(facts: Facts) -> Iterator[Movement]:
    """Three public items: their change is stated, the earlier figure is not printed."""
    for change in stated_changes(facts):
        key = change.claim.subject_key or ""
        quantity = stated_change(facts, key, change.claim.section)
        if key.startswith("three_public/") and not key.endswith("/total") and quantity is not None:
            reasons = _reasons(facts, (key,))
            name = change.claim.subject or key
            base = change.claim.base_year or facts.year - 1
            document_id = facts.disclosure.document.document_id
            yield Movement(document_id, key, name, base, quantity, reasons)


def _movement(
    facts: Facts, key: str, name: str, now: list[Cell], then: list[Cell], names: tuple[str, ...]
) -> Iterator[Movement]:
    cells = [*now, *then]
    if any(cell.value is None or cell.figure_id is None for cell in cells):
        return
    value = sum((c.value or Decimal(0) for c in now), Decimal(0)) - sum(
        (c.value or Decimal(0) for c in then), Decimal(0)
    )
    taken = " - ".join(f"f{number}" for number in range(1, len(cells) + 1))
    ids = tuple(cell.figure_id or "" for cell in cells)
    quantity = Quantity(value, "wan_yuan", taken, ids)
    document_id = facts.disclosure.document.document_id
    yield Movement(document_id, key, name, facts.year - 1, quantity, _reasons(facts, names))


def _reasons(facts: Facts, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the texts that explain a line: those that name it, or are given for it."""
    found = [
        reason.reason or ""
        for reason in facts.disclosure.reason
        if reason.named_key in names or reason.subject_key in names
    ]
    return tuple(dict.fromkeys(found))
