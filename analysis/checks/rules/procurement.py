"""Government procurement: the total of its table, the kinds of what is bought, and what is below.

Below a kind stand uses of the money, and below each use what is bought with the way of buying it
(组织形式). Not done here: the sentences about it (``prose``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.checks.facts import Facts
from analysis.checks.items import is_kind, is_total
from analysis.checks.relation import Cell, Relation, terms
from analysis.checks.rules.across import agree

_BOUGHT = re.compile(r"(?:集中|分散)采购|自行组织|自行采购")
Sum = tuple[Cell, list[Cell]]


def kinds(facts: Facts) -> Iterator[Relation]:
    """The numbered kinds of the table (货物, 工程, 服务) add up to its total."""
    cells = _rows(facts)
    whole = next((cell for name, cell in cells if is_total(name)), None)
    parts = [cell for name, cell in cells if is_kind(name)]
    if whole is not None and parts:
        yield Relation("procurement/total", terms(whole), terms(*parts))


def uses(facts: Facts) -> Iterator[Relation]:
    """A kind is the sum of its uses, a use of what is bought for it.

    The rows say by their words alone which level they are; where most sums do not hold they are
    not of these levels, and nothing is asked.
    """
    sums = [found for found in list(_tree(_rows(facts))) if found[1]]
    holding = sum(agree(terms(whole), terms(*parts)) for whole, parts in sums)
    if 2 * holding > len(sums):
        for whole, parts in sums:
            row = whole.key.removeprefix(f"{facts.disclosure.document.document_id}/")
            yield Relation(row, terms(whole), terms(*parts))


def _rows(facts: Facts) -> list[tuple[str, Cell]]:
    found = facts.figures_of("procurement")
    return [(f.row_name or "", cell) for f, cell in found if f.column_key == "total"]


def _tree(rows: list[tuple[str, Cell]]) -> Iterator[Sum]:
    kind: Sum | None = None
    use: Sum | None = None
    for name, cell in rows:
        if is_kind(name):
            kind, use = (cell, []), None
            yield kind
        elif _BOUGHT.search(name):
            if use is not None:
                use[1].append(cell)
            elif kind is not None:
                kind[1].append(cell)
        elif kind is not None:
            use = (cell, [])
            kind[1].append(cell)
            yield use
