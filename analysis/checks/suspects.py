"""Which cell to doubt: the one whose change would satisfy every relation that it stands in.

For each cell of a failing relation the values are tried that would mend one of its relations;
every relation of the cell is judged again with each. A cell that mends more failing relations
and breaks fewer holding ones comes first; of two alike, the one that then says what more places
print, and says now what fewer do. Relations that guard no cell may be mended along the way.
Not done here: naming causes that are no cell.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from analysis.checks.interval import round_to_step
from analysis.checks.judge import Judgement, judge
from analysis.checks.relation import Cell, Relation, Term
from analysis.checks.slips import slip

_WHOLE = Decimal(1)  # a count has no printed step; its candidates are whole numbers
_TESTED = ("equal", "at_most", "ratio", "whole")
_DIGITS = 4  # fewer are the same in two places by chance
_MOST = 8  # suspects named for one relation
Judged = tuple[Relation, Judgement]
Places = Counter[tuple[str, Decimal | None]]


class Suspect(NamedTuple):
    """A cell to doubt, the value that it would need, and what that would mend and break."""

    cell: Cell
    needed: Decimal
    mends: frozenset[str]
    breaks: int
    exact: int
    slip: str | None
    printed: int = 0  # places that print the needed value, less those that print what it says now

    @property
    def clears(self) -> bool:
        """Whether no relation that the cell stands in would fail."""
        return not self.breaks

    @property
    def rank(self) -> tuple[int, int, int, int, int, str]:
        """Order of likelihood: what it mends less what it breaks, a slip with a name, and so on."""
        gain = len(self.mends) - self.breaks
        is_unnamed = self.slip is None
        return (-gain, self.breaks, is_unnamed, -self.printed, -self.exact, self.cell.key)


def find_suspects(judged: Sequence[Judged], zeros: set[str]) -> dict[str, list[Suspect]]:
    """Return for each failing relation (by check_id) the cells to doubt, likeliest first."""
    at: dict[str, list[Judged]] = defaultdict(list)
    for relation, judgement in judged:
        if relation.op in _TESTED and judgement.verdict != "not_checkable":
            for key in {cell.key: None for cell in relation.cells}:
                at[key].append((relation, judgement))
    cells = {cell.key: cell for relation, _ in judged for cell in relation.cells}
    places: Places = Counter((c.unit, c.value) for c in cells.values() if _is_telling(c.value))
    failing = [r for r, j in judged if j.verdict == "contradiction" and _can_name(r)]
    known: dict[str, Suspect | None] = {}
    found: dict[str, list[Suspect]] = {}
    for relation in failing:
        suspects = []
        for cell in {c.key: c for c in relation.cells}.values():
            if cell.figure_id is None or cell.value is None:
                continue
            if cell.key not in known:
                known[cell.key] = _suspect(cell, at[cell.key], zeros, places)
            suspect = known[cell.key]
            if suspect is not None and relation.check_id in suspect.mends:
                suspects.append(suspect)
        clear = [suspect for suspect in suspects if suspect.clears]
        found[relation.check_id] = sorted(clear or suspects, key=lambda s: s.rank)[:_MOST]
    return found


def _is_telling(value: Decimal | None) -> bool:
    """Whether two places that print a value hardly do so by chance."""
    return value is not None and len(value.normalize().as_tuple().digits) >= _DIGITS


def _can_name(relation: Relation) -> bool:
    """Whether a relation is of the kind that cells are doubted by."""
    return relation.guards and relation.op in _TESTED


def _suspect(cell: Cell, at: Iterable[Judged], zeros: set[str], places: Places) -> Suspect | None:
    """Return the best single change of a cell; None where no value mends anything."""
    here = list(at)
    failing = [relation for relation, judgement in here if not judgement.holds and relation.guards]
    best: Suspect | None = None
    tried: set[Decimal] = set()
    for relation in failing:
        for needed in needed_values(relation, cell):
            if needed in tried:
                continue
            tried.add(needed)
            more = places[cell.unit, needed] - places[cell.unit, cell.value]
            candidate = _try(cell, needed, here, zeros)._replace(printed=more)
            if candidate.mends and (best is None or candidate.rank < best.rank):
                best = candidate
    return best


def _try(cell: Cell, needed: Decimal, here: Sequence[Judged], zeros: set[str]) -> Suspect:
    mends, breaks, exact = set(), 0, 0
    for relation, judgement in here:
        again = judge(relation, zeros, {cell.key: needed})
        if again.holds and not judgement.holds:
            mends.add(relation.check_id)
        elif judgement.holds and not again.holds and relation.guards:
            breaks += 1
        exact += again.verdict == "exact"
    named = slip(cell.value, needed, cell.step) if cell.value is not None else None
    return Suspect(cell, needed, frozenset(mends), breaks, exact, named)


def needed_values(relation: Relation, cell: Cell) -> list[Decimal]:
    """Return values of a cell that would make a relation hold, at the cell's printed step.

    A relation is linear in a cell that stands in it once, so two trials give the line; a ratio is
    linear once multiplied out.
    """
    if cell.value is None:
        return []
    rest, slope = _line(relation, cell)
    if not slope:
        return []
    point = -rest / slope
    return [round_to_step(point, cell.step or _WHOLE)]


def _line(relation: Relation, cell: Cell) -> tuple[Decimal, Decimal]:
    """Return rest and slope with left − right = rest + slope × cell."""

    def gap(value: Decimal) -> Decimal:
        if relation.op == "ratio":
            left, above, below = (
                _sum(side, cell, value) for side in (relation.left, relation.right, relation.over)
            )
            return left * abs(below) - 100 * abs(above)
        return _sum(relation.left, cell, value) - _sum(relation.right, cell, value)

    assert cell.value is not None
    first, second = gap(cell.value), gap(cell.value + 1)
    slope = second - first
    return first - slope * cell.value, slope


def _sum(side: Sequence[Term], cell: Cell, value: Decimal) -> Decimal:
    total = Decimal(0)
    for term in side:
        part = Decimal(term.sign)
        for factor in term.factors:
            part *= value if factor.key == cell.key else (factor.value or Decimal(0))
        total += part
    return total
