"""Relations between printed figures as linear equations, solved in exact fractions.

Not done here: finding the relations (``analysis.checks``), printing the solution (``reprint``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from analysis.checks.relation import Relation


def solve(relations: Iterable[Relation], wanted: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Return the values of all figures that make the relations hold, the wanted ones given.

    A figure that is nowhere wanted and follows from nothing keeps its value, and a zero stays one.
    Totals follow from parts: a figure that is more often the one on the left gives way first, of two
    parts the larger. Raises ValueError when the relations leave no solution.
    """
    relations = list(relations)
    old: dict[str, Fraction] = {}
    leads: Counter[str] = Counter()
    for relation in relations:
        for cell in relation.cells:
            if cell.figure_id and cell.value is not None:
                old[cell.figure_id] = Fraction(cell.value)
        if len(relation.left) == 1 and len(relation.left[0].factors) == 1:
            leads[relation.left[0].factors[0].figure_id or ""] += len(relation.right) > 1
    zeros = {key: value for key, value in old.items() if value == 0}
    given = zeros | {key: Fraction(value) for key, value in wanted.items()}
    rows: dict[str, dict[str, Fraction]] = {}  # pivot -> the others it follows from ("" constant)
    for relation in relations:
        row = _substituted(_equation(relation, given), rows)
        free = [key for key in row if key]
        if not free:
            if row.get("", 0):
                raise ValueError(f"{relation.check_id}: the wanted figures contradict it")
            continue
        pivot = max(free, key=lambda key: (leads[key], old[key], key))
        scale = -row.pop(pivot)
        solution = {key: value / scale for key, value in row.items() if value}
        rows = {key: _substituted(other, {pivot: solution}) for key, other in rows.items()}
        rows[pivot] = solution
    found = dict(given)
    for key, row in rows.items():
        found[key] = sum((v * (old[k] if k else 1) for k, v in row.items()), Fraction(0))
    return {
        key: Decimal(value.numerator) / Decimal(value.denominator)
        for key, value in found.items()
        if value != old.get(key)
    }


def _equation(relation: Relation, given: Mapping[str, Fraction]) -> dict[str, Fraction]:
    row: dict[str, Fraction] = {"": Fraction(0)}
    for side, sign in ((relation.left, 1), (relation.right, -1)):
        for term in side:
            product = Fraction(sign * term.sign)
            if len(term.factors) != 1:  # a calculation with counts and rates stays as it is
                for cell in term.factors:
                    product *= Fraction(cell.value or 0)
                row[""] += product
                continue
            (cell,) = term.factors
            key = cell.figure_id or ""
            if key in given or not key or cell.value is None:
                row[""] += product * given.get(key, Fraction(cell.value or 0))
            else:
                row[key] = row.get(key, Fraction(0)) + product
    return {key: value for key, value in row.items() if value}


def _substituted(
    row: Mapping[str, Fraction], rows: Mapping[str, Mapping[str, Fraction]]
) -> dict[str, Fraction]:
    made: dict[str, Fraction] = {}
    for key, value in row.items():
        for other, part in rows[key].items() if key in rows else [(key, Fraction(1))]:
            made[other] = made.get(other, Fraction(0)) + value * part
    return {key: value for key, value in made.items() if value}
