"""The search for the best readings of a stretch of units, by dynamic programming.

A row is [goal] [level 1] [level 2] name, values, basis, and seldom a rest of the name that a
page break has pushed behind the basis. Every way to cut the units into such cells has a score:
what the seams say (a paragraph's end is a cell's end, a broken line is not), how well each text
fits its column, and that the values of the years are alike. Not done here: choosing stretches,
telling near readings (``parse_rows``).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from operator import attrgetter

from analysis.disclosure.projects.cell_choices import NEVER, CellChoices
from analysis.disclosure.projects.cell_scores import likeness, name_score
from analysis.disclosure.projects.row_spans import Node
from analysis.disclosure.projects.seams import (
    BLANK_CELL,
    BLANK_HINTED,
    BLANK_LEADING,
    BLANK_SEEN,
    LEVEL,
    LONE_LEVEL,
    NAME_REST,
    NAME_REST_DUE,
    NO_BASIS,
    ORPHAN,
    ROW,
    SKIPPED_EMPTY,
)

_BEAM = 8  # readings kept at one unit and column
_HOPELESS = 6.0  # a reading so far behind the best at the same unit is dropped
# What of a row stands already; behind the values' columns come the basis and the whole row.
_START, _GOAL, _LEVEL1, _LEVEL2, _BOTH, _VALUES = range(6)
_NEXT_LEVEL = {
    (_START, 0): _GOAL,
    (_START, 1): _LEVEL1,
    (_START, 2): _LEVEL2,
    (_GOAL, 1): _LEVEL1,
    (_GOAL, 2): _LEVEL2,
    (_LEVEL1, 2): _BOTH,
    (_LEVEL2, 1): _BOTH,
}


class RowSearch:
    """Searches a stretch of a table's units that begins and ends with whole rows.

    ``one_start`` keeps only the best of the readings that begin a row at the same unit; without
    it near readings stay apart.
    """

    def __init__(
        self, choices: CellChoices, columns: int, has_basis: bool, *, one_start: bool = True
    ) -> None:
        self.units = choices.units
        self.choices = choices
        self.columns = columns
        self.has_basis = has_basis
        self.one_start = one_start
        self._stages = _VALUES + columns + 2
        self._end = 0
        self._table: list[list[list[Node]]] = []
        self._tops: list[float] = []  # the score of the best reading that has come to a unit

    def readings(self, begin: int, end: int) -> list[Node]:
        """Return the readings of the units between two positions, the best first."""
        self._end = end
        done = self._stages - 1
        table: list[list[list[Node]]] = [[] for _ in range(end + 1)]
        for at in range(begin, end + 1):
            table[at] = [[] for _ in range(self._stages)]
        self._table = table
        self._tops = [-inf] * (end + 1)
        self._put(begin, _START, Node(0.0, None, False, None, "", begin, begin))
        for at in range(begin, end):
            here = table[at]
            self._drop_hopeless(at)
            for stage in range(_VALUES, done):
                if here[stage]:
                    self._grow(at, stage, _best(here[stage], self.one_start))
            for node in _best(here[done], self.one_start):
                self._rest(at, node)
                self._put(at, _START, Node(node.score, None, False, node, "row", at, at))
            for stage in range(_START, _VALUES):
                if here[stage]:
                    self._grow(at, stage, _best(here[stage], self.one_start))
        for stage in range(_VALUES, done):
            for node in _best(table[end][stage], self.one_start):
                table[end][done] += self._finished(end, stage, node)
        return sorted(table[end][done] + table[end][_START], key=lambda node: -node.score)

    def _drop_hopeless(self, at: int) -> None:
        """A row in progress is ahead of one half a row behind by no more than its cells gain."""
        least = self._tops[at] - _HOPELESS
        for nodes in self._table[at]:
            if nodes:
                nodes[:] = [node for node in nodes if node.score > least]

    def _is_hopeless(self, at: int, score: float) -> bool:
        """Whether a reading that comes to a later unit would be dropped there.

        At the end none is dropped: what is blank there still costs the readings unlike much.
        """
        return score <= self._tops[at] - _HOPELESS and at < self._end

    def _put(self, at: int, stage: int, node: Node) -> None:
        self._table[at][stage].append(node)
        if node.score > self._tops[at]:
            self._tops[at] = node.score

    def _finished(self, end: int, stage: int, node: Node) -> list[Node]:
        """Return a reading that ends here with its last cells blank."""
        while stage < _VALUES + self.columns:
            node = node._replace(score=node.score + BLANK_CELL, before=node, kind="value")
            node = node._replace(begin=end, end=end)
            stage += 1
        if node.last is None:
            return []
        cost = NO_BASIS if self.has_basis else 0.0
        return [Node(node.score + cost, None, False, node, "basis", end, end)]

    def _grow(self, at: int, stage: int, nodes: Sequence[Node]) -> None:
        """Put every way to go on from readings that have come equally far into the table."""
        if stage == _START or not self.units[at].folded:
            self._pass_over(at, stage, nodes)
        if stage >= _VALUES + self.columns:
            self._basis(at, stage, nodes)
        elif stage >= _VALUES:
            self._value(at, stage, nodes)
        else:
            self._level(at, stage, nodes)
            self._name(at, stage, nodes)

    def _pass_over(self, at: int, stage: int, nodes: Sequence[Node]) -> None:
        """A unit may be an empty paragraph that is no cell, or a word that fits no row."""
        kind, cost = ("orphan", ORPHAN) if self.units[at].folded else ("skip", SKIPPED_EMPTY)
        for node in nodes:
            total = node.score + cost
            if stage == _START:
                passed = Node(total, None, False, node, kind, at, at + 1)
            else:
                passed = node._replace(score=total)
            self._put(at + 1, stage, passed)

    def _level(self, at: int, stage: int, nodes: Sequence[Node]) -> None:
        seam = self.choices.seam(at)
        for end, inner, level in self.choices.levels(at):
            following = _NEXT_LEVEL.get((stage, level))
            if following is None or end > self._end:
                continue
            kind = f"level{level}"
            for node in nodes:
                total = node.score + inner + seam + LEVEL
                self._put(end, following, Node(total, None, False, node, kind, at, end))

    def _name(self, at: int, stage: int, nodes: Sequence[Node]) -> None:
        lone = LONE_LEVEL if stage == _LEVEL1 else 0.0
        for end, score, _ in self.choices.names(at):
            if end > self._end:
                break
            broken = end < len(self.units) and self.units[end].seam == "broken"
            for node in nodes:
                total = node.score + score + lone + ROW
                if not self._is_hopeless(end, total):
                    self._put(end, _VALUES, Node(total, None, broken, node, "name", at, end))

    def _value(self, at: int, stage: int, nodes: Sequence[Node]) -> None:
        blank, end = self._blank(at, stage)
        choices = self.choices.values(at)
        for node in nodes:
            before, last, broken = node.score, node.last, node.broken_name
            self._put(end, stage + 1, Node(before + blank, last, broken, node, "value", at, at))
            for stop, score, text in choices:
                if stop > self._end:
                    break
                if last is not None:
                    score += likeness(last, text)
                total = before + score
                if not self._is_hopeless(stop, total):
                    value = Node(total, text, broken, node, "value", at, stop)
                    self._put(stop, stage + 1, value)

    def _blank(self, at: int, stage: int) -> tuple[float, int]:
        """Return what a blank cell costs before a unit, and at which unit the next cell begins."""
        unit = self.units[at]
        if not unit.folded:
            return BLANK_SEEN, at + 1
        if stage == _VALUES:
            return BLANK_LEADING if unit.lead else BLANK_CELL, at
        return BLANK_HINTED if self.units[at - 1].gap else BLANK_CELL, at

    def _basis(self, at: int, stage: int, nodes: Sequence[Node]) -> None:
        none = NO_BASIS if self.has_basis else 0.0
        choices = self.choices.bases(at) if self.has_basis else []
        for node in nodes:
            if node.last is None:  # a row without any value is none
                continue
            broken = node.broken_name
            self._put(at, stage + 1, Node(node.score + none, None, broken, node, "basis", at, at))
            for end, score, _ in choices:
                if end > self._end:
                    break
                total = node.score + score
                if not self._is_hopeless(end, total):
                    basis = Node(total, None, broken, node, "basis", at, end)
                    self._put(end, stage + 1, basis)

    def _rest(self, at: int, node: Node) -> None:
        """The end of a name that a page break has pushed behind the row's other cells."""
        if node.kind != "basis" or node.begin == node.end or not self.units[at].folded:
            return
        due = NAME_REST_DUE if node.broken_name else NAME_REST
        seam = self.choices.seam(at)
        for end, inner, text in self.choices.rests(at):
            if end > self._end:
                break
            score = due + min(name_score(text), 0.0) + inner + seam
            if score > NEVER:
                rest = Node(node.score + score, None, False, node, "rest", at, end)
                self._put(end, self._stages - 1, rest)


def _best(nodes: list[Node], merge: bool) -> list[Node]:
    """Return the readings worth going on with; ``merge`` keeps one of those that differ in
    nothing that what follows depends on.
    """
    if len(nodes) < 2:
        return nodes
    nodes.sort(key=_score, reverse=True)
    least = nodes[0].score - _HOPELESS
    if not merge:
        return [node for node in nodes[:_BEAM] if node.score > least]
    kept: dict[tuple[str | None, bool], Node] = {}
    for node in nodes:
        if node.score <= least or len(kept) == _BEAM:
            break
        kept.setdefault((node.last, node.broken_name), node)
    return list(kept.values())


_score = attrgetter("score")
