"""Units of an indicator table become rows: the best reading by dynamic programming.

A row is [goal] [level 1] [level 2] name, values, basis, and seldom a rest of the name that a
page break has pushed behind the basis. Every way to cut the units into such cells has a score:
what the seams say (a paragraph's end is a cell's end, a broken line is not), how well each text
fits its column, and that the values of the years are alike. The best sum over the whole table
is taken; where another reading of a row comes near, the row says so. Not done here: records.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import NamedTuple

from analysis.disclosure.projects.cell_scores import (
    basis_score,
    basis_strength,
    is_numeric,
    likeness,
    name_score,
    shared_texts,
    value_score,
)
from analysis.disclosure.projects.level_words import level_of
from analysis.disclosure.projects.plain_rows import plain_row
from analysis.disclosure.projects.seams import (
    BLANK_CELL,
    BLANK_HINTED,
    BLANK_LEADING,
    BLANK_SEEN,
    LEVEL,
    LONE_LEVEL,
    NAME_REST,
    NAME_REST_DUE,
    NEAR,
    NO_BASIS,
    ORPHAN,
    ROW,
    SKIPPED_EMPTY,
    between,
    inside,
)
from analysis.disclosure.projects.units import Unit

Span = tuple[int, int]  # units of a cell; empty for a blank cell

_LONGEST = {"level": 8, "name": 24, "value": 16, "basis": 48}  # in units
_BEAM = 8  # readings kept at one unit and column
_HOPELESS = 8.0  # a reading so far behind the best at the same unit and column is dropped
_NEVER = -6.5  # a cell that scores less is not tried
_START, _GOAL, _LEVEL1, _LEVEL2, _BOTH, _VALUES = range(6)


@dataclass(frozen=True, slots=True)
class RowSpans:
    """One reading of a row: the units of each cell."""

    begin: int
    end: int
    levels: tuple[tuple[int, Span], ...] = ()
    name: Span = (0, 0)
    values: tuple[Span, ...] = ()
    basis: Span = (0, 0)
    rest: Span = (0, 0)
    orphan: bool = False
    others: tuple[RowSpans, ...] = ()
    sure: bool = True  # False where neither seams nor known words say where cells end


def _plain_spans(cells: Sequence[tuple[str, int, int]]) -> RowSpans:
    """Return the spans of a plain row, whose cells are single units."""
    spans = [(begin, end) for _, begin, end in cells]
    levels = tuple((int(k[-1]), (a, b)) for k, a, b in cells if k.startswith("level"))
    name = len(levels)
    return RowSpans(
        spans[0][0], spans[-1][1], levels, spans[name], tuple(spans[name + 1 : -1]), spans[-1]
    )


class _Node(NamedTuple):
    """A reading of the units so far; ``kind`` and the span are those of its last cell."""

    score: float
    last: str | None  # text of the row's last value
    broken_name: bool  # the name's last line had not ended its paragraph
    before: _Node | None
    kind: str
    begin: int
    end: int


class RowParser:
    """Parses the units of one table that has ``columns`` value columns.

    Rows that have only one sensible reading are taken at once, the stretches between them are
    searched. There a cell may hold more than one paragraph only where words are left over
    without that.
    """

    def __init__(self, units: Sequence[Unit], columns: int, has_basis: bool) -> None:
        self.units = units
        self.columns = columns
        self.has_basis = has_basis
        self.loose = False
        self.shared = shared_texts(units)
        self._known_cells: dict[int, list[tuple[int, float, str]]] = {}
        self._table: list[list[list[_Node]]] = []
        self._stages = self._end = 0

    def parse(self) -> list[RowSpans]:
        """Return the rows of the best reading in order, orphans (left over) among them."""
        rows: list[RowSpans] = []
        at = 0
        while at < len(self.units):
            plain = plain_row(self.units, at, self.columns, self.shared)
            if plain is not None:
                rows.append(_plain_spans(plain))
                at = rows[-1].end
                continue
            end = self._next_sure_start(at)
            rows += self._search(at, end)
            at = end
        return rows

    def _next_sure_start(self, at: int) -> int:
        """Return where, after ``at``, a row begins beyond doubt: a plain one behind a basis."""
        for start in range(at + 1, len(self.units)):
            before = self.units[start - 1].folded
            known = before and basis_score(before, before in self.shared) >= 2
            level = level_of(self.units[start].folded) and not level_of(before)
            if (known or level) and plain_row(self.units, start, self.columns, self.shared):
                return start
        return len(self.units)

    def _search(self, begin: int, end: int) -> list[RowSpans]:
        """Return the rows of the units between two positions where rows begin."""
        for self.loose in (False, True):
            readings = self._read(begin, end, one_start=True)
            rows = _rows(readings[0]) if readings else []
            if not any(row.orphan for row in rows):
                break
        return [self._with_others(row) for row in rows]

    def _with_others(self, row: RowSpans) -> RowSpans:
        """Note the other readings of the same units that come near the chosen one."""
        if row.orphan or self._is_clear(row):
            return row
        readings = self._read(row.begin, row.end, one_start=False)
        seen = {(row.values, row.basis)}
        others: list[RowSpans] = []
        for node in readings:
            if node.score <= readings[0].score - NEAR:
                break
            rows = _rows(node)
            if len(rows) == 1 and (rows[0].values, rows[0].basis) not in seen:
                seen.add((rows[0].values, rows[0].basis))
                others.append(rows[0])
        return replace(row, others=tuple(others), sure=self._is_sure(row))

    def _is_sure(self, row: RowSpans) -> bool:
        """Return whether, where line ends do not tell, values and basis speak for themselves."""
        if all(unit.seam != "line" for unit in self.units[row.name[0] + 1 : row.end]):
            return True
        texts = [self._text(span) for span in row.values]
        alike = all(is_numeric(text) for text in texts) or (len(texts) > 1 and len(set(texts)) == 1)
        basis = self._text(row.basis)
        return alike and (basis_strength(basis) == 3 or basis in self.shared)

    def _text(self, span: Span) -> str:
        return "".join([unit.folded for unit in self.units[span[0] : span[1]]])

    def _is_clear(self, row: RowSpans) -> bool:
        """Return whether every cell is there and begins where a paragraph or a word begins."""
        if any(a == b for a, b in row.values) or (row.basis[0] == row.basis[1] and self.has_basis):
            return False
        begins = (*(begin for begin, _ in row.values), row.basis[0])
        if any(self.units[begin].seam not in ("paragraph", "blank") for begin in begins):
            return False
        return all(unit.seam != "line" for unit in self.units[row.name[0] + 1 : row.end])

    def _read(self, begin: int, end: int, one_start: bool) -> list[_Node]:
        """Return the readings of the units between two positions, the best first.

        ``one_start`` keeps only the best of the readings that begin a row at the same unit.
        """
        self._known_cells = {}
        self._end = end
        self._stages = _VALUES + self.columns + 2
        done = self._stages - 1
        table: list[list[list[_Node]]] = [[] for _ in range(end + 1)]
        self._table = table
        self._put(begin, _START, _Node(0.0, None, False, None, "", begin, begin))
        for at in range(begin, end):
            if not table[at]:
                continue
            self._drop_hopeless(table[at])
            for stage in range(_VALUES, done):
                for node in _best(table[at][stage], one_start):
                    self._grow(at, stage, node)
            finished = _best(table[at][done], one_start)
            for node in finished:
                self._rest(at, node)
                self._put(at, _START, _Node(node.score, None, False, node, "row", at, at))
            for node in _best(table[at][_START], one_start):
                self._grow(at, _START, node)
            for stage in range(_GOAL, _VALUES):
                for node in _best(table[at][stage], one_start):
                    self._grow(at, stage, node)
        if not table[end]:
            return []
        for stage in range(_VALUES, done):
            for node in _best(table[end][stage], one_start):
                table[end][done] += self._finished(end, stage, node)
        return sorted(table[end][done] + table[end][_START], key=lambda node: -node.score)

    @staticmethod
    def _drop_hopeless(stages: list[list[_Node]]) -> None:
        """A row in progress is ahead of one half a row behind by no more than its cells gain."""
        least = max(node.score for nodes in stages for node in nodes) - _HOPELESS
        for nodes in stages:
            nodes[:] = [node for node in nodes if node.score > least]

    def _put(self, at: int, stage: int, node: _Node) -> None:
        if at <= self._end:
            if not self._table[at]:
                self._table[at] = [[] for _ in range(self._stages)]
            self._table[at][stage].append(node)

    def _finished(self, end: int, stage: int, node: _Node) -> list[_Node]:
        """Return a reading that ends here with its last cells blank."""
        while stage < _VALUES + self.columns:
            node = node._replace(score=node.score + BLANK_CELL, before=node, kind="value")
            node = node._replace(begin=end, end=end)
            stage += 1
        if node.last is None:
            return []
        cost = NO_BASIS if self.has_basis else 0.0
        return [_Node(node.score + cost, None, False, node, "basis", end, end)]

    def _grow(self, at: int, stage: int, node: _Node) -> None:
        """Put every way to go on from a reading into the table."""
        if not self.units[at].folded:
            skipped = node.score + SKIPPED_EMPTY
            if stage == _START:
                skip = _Node(skipped, None, False, node, "skip", at, at + 1)
            else:
                skip = node._replace(score=skipped)
            self._put(at + 1, stage, skip)
        elif stage == _START:
            orphan = _Node(node.score + ORPHAN, None, False, node, "orphan", at, at + 1)
            self._put(at + 1, _START, orphan)
        if stage >= _VALUES + self.columns:
            self._basis(at, stage, node)
        elif stage >= _VALUES:
            self._value(at, stage, node)
        else:
            self._levels_and_name(at, stage, node)

    def _levels_and_name(self, at: int, stage: int, node: _Node) -> None:
        seam = between(self.units, at)
        lone = LONE_LEVEL if stage == _LEVEL1 else 0.0
        for end, joined, text in self._cells(at, "name"):
            base = node.score + joined + seam
            for level in level_of(text) if end - at <= _LONGEST["level"] else ():
                following = _NEXT_LEVEL.get((stage, level))
                if following is not None:
                    kind = f"level{level}"
                    self._put(end, following, _Node(base + LEVEL, None, False, node, kind, at, end))
            score = name_score(text) + joined + seam
            if score > _NEVER - 2:
                broken = end < len(self.units) and self.units[end].seam == "broken"
                named = _Node(node.score + score + lone + ROW, None, broken, node, "name", at, end)
                self._put(end, _VALUES, named)

    def _value(self, at: int, stage: int, node: _Node) -> None:
        unit = self.units[at]
        if not unit.folded:
            seen = node.score + BLANK_SEEN
            self._put(
                at + 1, stage + 1, _Node(seen, node.last, node.broken_name, node, "value", at, at)
            )
            return
        first = stage == _VALUES
        blank = BLANK_LEADING if first and unit.lead else BLANK_CELL
        if not first and self.units[at - 1].gap:
            blank = BLANK_HINTED
        empty = _Node(node.score + blank, node.last, node.broken_name, node, "value", at, at)
        self._put(at, stage + 1, empty)
        seam = between(self.units, at)
        for end, joined, text in self._cells(at, "value"):
            score = value_score(text) + joined + seam
            if score < _NEVER:
                continue
            if node.last is not None:
                score += likeness(node.last, text)
            value = _Node(node.score + score, text, node.broken_name, node, "value", at, end)
            self._put(end, stage + 1, value)

    def _basis(self, at: int, stage: int, node: _Node) -> None:
        if node.last is None:  # a row without any value is none
            return
        none = NO_BASIS if self.has_basis else 0.0
        empty = _Node(node.score + none, None, node.broken_name, node, "basis", at, at)
        self._put(at, stage + 1, empty)
        if not self.has_basis:
            return
        seam = between(self.units, at)
        for end, joined, text in self._cells(at, "basis"):
            score = basis_score(text, text in self.shared) + joined + seam
            if score > _NEVER:
                basis = _Node(node.score + score, None, node.broken_name, node, "basis", at, end)
                self._put(end, stage + 1, basis)

    def _rest(self, at: int, node: _Node) -> None:
        """The end of a name that a page break has pushed behind the row's other cells."""
        if node.kind != "basis" or node.begin == node.end or not self.units[at].folded:
            return
        due = NAME_REST_DUE if node.broken_name else NAME_REST
        seam = between(self.units, at)
        for end, joined, text in self._cells(at, "name"):
            score = due + min(name_score(text), 0.0) + joined + seam
            if score > _NEVER:
                rest = _Node(node.score + score, None, False, node, "rest", at, end)
                self._put(end, self._stages - 1, rest)

    def _cells(self, at: int, kind: str) -> list[tuple[int, float, str]]:
        """Return the cells that can begin at ``at``: end, what the seams inside say, text."""
        found = self._known_cells.get(at)
        if found is None:
            found = self._known_cells[at] = self._new_cells(at)
        longest = _LONGEST[kind]
        return found if len(found) <= longest else found[:longest]

    def _new_cells(self, at: int) -> list[tuple[int, float, str]]:
        found: list[tuple[int, float, str]] = []
        score, text = 0.0, ""
        for end in range(at, min(at + _LONGEST["basis"], self._end)):
            unit = self.units[end]
            if not unit.folded:
                break
            if end > at:
                if unit.seam == "paragraph" and not self.loose:
                    break
                score += inside(self.units, end)
                if score < _NEVER:
                    break
            text += unit.folded
            found.append((end + 1, score, text))
        return found


_NEXT_LEVEL = {
    (_START, 0): _GOAL,
    (_START, 1): _LEVEL1,
    (_START, 2): _LEVEL2,
    (_GOAL, 1): _LEVEL1,
    (_GOAL, 2): _LEVEL2,
    (_LEVEL1, 2): _BOTH,
    (_LEVEL2, 1): _BOTH,
}


def _best(nodes: list[_Node], merge: bool) -> list[_Node]:
    """Return the readings worth going on with; ``merge`` keeps one of those that differ in
    nothing that what follows depends on.
    """
    if len(nodes) < 2:
        return nodes
    nodes.sort(key=_score, reverse=True)
    least = nodes[0].score - _HOPELESS
    if not merge:
        return [node for node in nodes[:_BEAM] if node.score > least]
    kept: dict[tuple[str | None, bool], _Node] = {}
    for node in nodes:
        if node.score <= least or len(kept) == _BEAM:
            break
        kept.setdefault((node.last, node.broken_name), node)
    return list(kept.values())


_score = attrgetter("score")


def _rows(node: _Node | None) -> list[RowSpans]:
    """Return the rows of a reading in order."""
    cells: list[_Node] = []
    while node is not None and node.before is not None:
        cells.append(node)
        node = node.before
    rows: list[RowSpans] = []
    levels: list[tuple[int, Span]] = []
    values: list[Span] = []
    name: Span = (0, 0)
    begin: int | None = None
    for cell in reversed(cells):
        span = (cell.begin, cell.end)
        if cell.kind == "orphan":
            rows.append(RowSpans(*span, orphan=True))
        elif cell.kind == "rest":
            rows[-1] = replace(rows[-1], rest=span, end=cell.end)
        elif cell.kind not in ("row", "skip"):
            begin = cell.begin if begin is None else begin
            if cell.kind.startswith("level"):
                levels.append((int(cell.kind[-1]), span))
            elif cell.kind == "name":
                name = span
            elif cell.kind == "value":
                values.append(span)
            else:
                row = RowSpans(begin, cell.end, tuple(levels), name, tuple(values), span)
                rows.append(row)
                levels, values, begin = [], [], None
    return rows
