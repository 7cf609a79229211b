"""The cells that can begin at a unit, and how well each fits its column.

A search comes to a unit by many readings; what can begin there is the same for all of them, so it
is worked out once for a table. Not done here: what the cells before a cell say of it
(``row_search``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from analysis.disclosure.projects.cell_scores import basis_score, name_score, value_score
from analysis.disclosure.projects.level_words import level_of
from analysis.disclosure.projects.seams import between, inside
from analysis.disclosure.projects.units import Unit

NEVER = -6.5  # a cell that scores less is not tried
_LONGEST_LEVEL, _LONGEST_NAME, _LONGEST_VALUE, _LONGEST_BASIS = 8, 24, 16, 48  # in units

Choice = tuple[int, float, str]  # where the cell ends, its score, its text


class CellChoices:
    """What can begin at each unit of a table, for every search of it.

    ``shared`` are texts that several rows have as their basis; ``loose`` lets a cell hold more
    than one paragraph. Scores of names, values and bases hold what the text says, the seams
    inside the cell and the one before it.
    """

    def __init__(self, units: Sequence[Unit], shared: frozenset[str], *, loose: bool) -> None:
        self.units = units
        self._shared = shared
        self._loose = loose
        self._texts: dict[int, list[Choice]] = {}
        self._levels: dict[int, list[tuple[int, float, int]]] = {}
        self._names: dict[int, list[Choice]] = {}
        self._values: dict[int, list[Choice]] = {}
        self._bases: dict[int, list[Choice]] = {}

    def seam(self, at: int) -> float:
        """Return what the seam before a unit says to a cell that begins there."""
        return between(self.units, at)

    def levels(self, at: int) -> list[tuple[int, float, int]]:
        """Return the levels that can begin at a unit: end, what the seams inside say, level."""
        found = self._levels.get(at)
        if found is None:
            found = self._levels[at] = [
                (end, inner, level)
                for end, inner, text in self.texts(at)[:_LONGEST_LEVEL]
                for level in level_of(text)
            ]
        return found

    def names(self, at: int) -> list[Choice]:
        """Return the names that can begin at a unit."""
        found = self._names.get(at)
        if found is None:
            scored = self._scored(at, _LONGEST_NAME, name_score)
            found = self._names[at] = [choice for choice in scored if choice[1] > NEVER - 2]
        return found

    def values(self, at: int) -> list[Choice]:
        """Return the values that can begin at a unit."""
        found = self._values.get(at)
        if found is None:
            scored = self._scored(at, _LONGEST_VALUE, value_score)
            found = self._values[at] = [choice for choice in scored if choice[1] >= NEVER]
        return found

    def bases(self, at: int) -> list[Choice]:
        """Return the bases that can begin at a unit."""
        found = self._bases.get(at)
        if found is None:
            scored = self._scored(at, _LONGEST_BASIS, self._basis_score)
            found = self._bases[at] = [choice for choice in scored if choice[1] > NEVER]
        return found

    def rests(self, at: int) -> list[Choice]:
        """Return the texts that can be the end of a name; the score is that of the seams inside."""
        return self.texts(at)[:_LONGEST_NAME]

    def texts(self, at: int) -> list[Choice]:
        """Return the texts of one, two and more units from a unit on, with the seams inside."""
        found = self._texts.get(at)
        if found is None:
            found = self._texts[at] = self._new_texts(at)
        return found

    def _basis_score(self, text: str) -> float:
        return basis_score(text, text in self._shared)

    def _scored(self, at: int, longest: int, score: Callable[[str], float]) -> list[Choice]:
        """Return the texts of up to ``longest`` units from a unit on, each with its whole score."""
        seam = self.seam(at)
        return [
            (end, score(text) + inner + seam, text) for end, inner, text in self.texts(at)[:longest]
        ]

    def _new_texts(self, at: int) -> list[Choice]:
        found: list[Choice] = []
        score, text = 0.0, ""
        for end in range(at, min(at + _LONGEST_BASIS, len(self.units))):
            unit = self.units[end]
            if not unit.folded:
                break
            if end > at:
                if unit.seam == "paragraph" and not self._loose:
                    break
                score += inside(self.units, end)
                if score < NEVER:
                    break
            text += unit.folded
            found.append((end + 1, score, text))
        return found
