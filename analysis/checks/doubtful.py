"""What fails through a doubtful reading is not the document's contradiction.

The place of a cell may be in doubt, or its characters that text recognition read. A relation that
would hold with another reading of them is ``not_checkable``, with that reason. Characters are
beyond doubt where arithmetic bears them out: where an equation of the cell holds, and all else in
it is beyond doubt. The place of a cell was chosen by its sums; these prove nothing. In a table
without codes nothing bounds where else an amount may belong, nor in a sum of rows several of which
are in doubt: such cells prove no contradiction. Not done here: what is doubtful (``disclosure``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from decimal import Decimal
from itertools import chain

from analysis.checks.displaced import other_places
from analysis.checks.interval import ZERO
from analysis.checks.judge import Judgement, judge
from analysis.checks.relation import Cell, Relation
from analysis.checks.suspects import Judged, needed_values
from analysis.checks.tables import Table

_CELL, _WORDS = "doubtful", "doubtful_words"  # reasons of ``words.yml``
_EQUATIONS = ("equal", "ratio")


def set_aside_doubtful(
    judged: Sequence[Judged], zeros: set[str], tables: Sequence[Table] = ()
) -> list[Judged]:
    """Return the judged relations; what may fail only through a reading is not checkable.

    ``tables`` are those in which the place of a cell may be in doubt.
    """
    recognised = _misread(judged)
    displaced = [table for table in tables if _has_displaced(table)]
    coded = {table.kind for table in tables if table.classification}
    cells = [cell for relation, _ in judged for cell in relation.cells]
    rows = {_row(cell, coded) for cell in cells if _is_displaced(cell)}
    found = []
    for relation, judgement in judged:
        reason = None
        if judgement.verdict == "contradiction":
            loose = {_row(cell, coded) for cell in relation.cells if _is_loose(cell)} & rows
            adrift = len(loose) > 1 or any(table not in coded for table, _ in loose)
            reason = _CELL if adrift else _doubt(relation, zeros, recognised, displaced)
        if reason is not None:
            judgement = Judgement("not_checkable", judgement.left, judgement.right, reason=reason)
        found.append((relation, judgement))
    return found


def _has_displaced(table: Table) -> bool:
    cells = (cell for row in table.rows.values() for cell in row.cells.values())
    return any(_is_displaced(cell) for cell in cells)


def _row(cell: Cell, coded: Set[str]) -> tuple[str, str]:
    """The table of a cell and its row; a table without codes is taken for one row."""
    return cell.table, cell.row if cell.table in coded else ""


def _is_loose(cell: Cell) -> bool:
    """Whether a cell of a row in doubt may hold another amount, or hold one though it is blank."""
    return _is_displaced(cell) or cell.value is None


def _is_displaced(cell: Cell) -> bool:
    return cell.is_doubtful and cell.confidence is None


def _misread(judged: Sequence[Judged]) -> set[str]:
    """The recognised cells in doubt, without those that an equation bears out."""
    cells = {c.key: c for relation, _ in judged for c in relation.cells if c.is_doubtful}
    if not cells:
        return set()
    recognised = {key for key, cell in cells.items() if cell.confidence is not None}
    equations = [
        [cell.key for cell in relation.cells]
        for relation, judgement in judged
        if relation.op in _EQUATIONS and relation.guards and judgement.holds
    ]
    doubtful = set(cells)
    proven = recognised
    while proven:
        left = [[key for key in keys if key in doubtful] for keys in equations]
        proven = {keys[0] for keys in left if len(keys) == 1} & recognised
        doubtful -= proven
    return doubtful & recognised


def _doubt(
    relation: Relation, zeros: set[str], recognised: Set[str], displaced: Sequence[Table]
) -> str | None:
    """Why a relation that fails is in doubt; None where it fails however it is read."""
    if relation.reading == "uncertain":
        return _WORDS
    cells = [cell for cell in relation.cells if cell.key in recognised]
    if relation.op == "given":
        return _CELL if cells else None
    others = chain(_other_characters(relation, cells), other_places(relation, displaced))
    return _CELL if any(judge(relation, zeros, other).holds for other in others) else None


def _other_characters(relation: Relation, cells: Sequence[Cell]) -> Iterator[dict[str, Decimal]]:
    """Values that would mend a relation; a misreading makes no other sign, it only loses one."""
    for cell in cells:
        printed = cell.value or ZERO
        for value in needed_values(relation, cell):
            if value * printed >= ZERO or value == -printed:
                yield {cell.key: value}
