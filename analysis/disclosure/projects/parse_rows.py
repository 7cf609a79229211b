"""Units of an indicator table become rows.

Rows that have only one sensible reading are taken at once (``plain_rows``); the stretches
between them are searched for the best reading (``row_search``), and where another reading of a
row comes near, the row says so. Not done here: scores, records.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.disclosure.projects.cell_choices import CellChoices
from analysis.disclosure.projects.cell_scores import (
    basis_score,
    basis_strength,
    is_numeric,
    shared_texts,
)
from analysis.disclosure.projects.level_words import level_of
from analysis.disclosure.projects.plain_rows import PlainRows
from analysis.disclosure.projects.row_search import RowSearch
from analysis.disclosure.projects.row_spans import RowSpans, Span, rows_of_reading
from analysis.disclosure.projects.seams import NEAR
from analysis.disclosure.projects.units import Unit


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
        self.shared = shared_texts(units)
        self._plain = PlainRows(units, columns, self.shared)
        self._choices = {
            loose: CellChoices(units, self.shared, loose=loose) for loose in (False, True)
        }

    def parse(self) -> list[RowSpans]:
        """Return the rows of the best reading in order, orphans (left over) among them."""
        rows: list[RowSpans] = []
        at = 0
        while at < len(self.units):
            plain = self._plain.at(at)
            if plain is not None:
                rows.append(plain)
                at = plain.end
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
            if (known or level) and self._plain.at(start):
                return start
        return len(self.units)

    def _search(self, begin: int, end: int) -> list[RowSpans]:
        """Return the rows of the units between two positions where rows begin."""
        rows: list[RowSpans] = []
        for loose in (False, True):
            readings = self._searcher(loose=loose).readings(begin, end)
            rows = rows_of_reading(readings[0]) if readings else []
            if not any(row.orphan for row in rows):
                break
        return [self._with_others(row) for row in rows]

    def _searcher(self, *, loose: bool, one_start: bool = True) -> RowSearch:
        choices = self._choices[loose]
        return RowSearch(choices, self.columns, self.has_basis, one_start=one_start)

    def _with_others(self, row: RowSpans) -> RowSpans:
        """Note the other readings of the same units that come near the chosen one."""
        if row.orphan or self._is_clear(row):
            return row
        searcher = self._searcher(loose=self._is_loose(row), one_start=False)
        readings = searcher.readings(row.begin, row.end)
        seen = {(row.values, row.basis)}
        others: list[RowSpans] = []
        for node in readings:
            if node.score <= readings[0].score - NEAR:
                break
            rows = rows_of_reading(node)
            if len(rows) == 1 and (rows[0].values, rows[0].basis) not in seen:
                seen.add((rows[0].values, rows[0].basis))
                others.append(rows[0])
        return row._replace(others=tuple(others), sure=self._is_sure(row))

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

    def _is_loose(self, row: RowSpans) -> bool:
        """Return whether a cell of the row holds more than one paragraph."""
        spans = (row.name, *row.values, row.basis)
        return any(self.units[at].seam == "paragraph" for a, b in spans for at in range(a + 1, b))

    def _is_clear(self, row: RowSpans) -> bool:
        """Return whether every cell is there and begins where a paragraph or a word begins."""
        if any(a == b for a, b in row.values) or (row.basis[0] == row.basis[1] and self.has_basis):
            return False
        printed = (*row.values, row.basis) if row.basis[0] < row.basis[1] else row.values
        begins = [begin for begin, _ in printed]
        if any(self.units[begin].seam not in ("paragraph", "blank") for begin in begins):
            return False
        return all(unit.seam != "line" for unit in self.units[row.name[0] + 1 : row.end])
