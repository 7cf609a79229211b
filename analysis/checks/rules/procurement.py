"""Government procurement: the total of its table is made of the kinds of what is bought.

Not done here: the sentences about it (``prose``).
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis.checks.facts import Facts
from analysis.checks.relation import Relation, terms


def kinds(facts: Facts) -> Iterator[Relation]:
    """The numbered kinds of the table (货物, 工程, 服务) add up to its total."""
    year = str(facts.year)
    at = {row: c for (t, row, y), c in facts.other_cells.items() if (t, y) == ("procurement", year)}
    whole = at.pop("total", None)
    if whole is not None and at:
        yield Relation("procurement/total", terms(whole), terms(*at.values()))
