"""Levels of indicators, filled down from where they are printed.

A level is printed once for all its rows. A second level that does not belong to the first level
above it (社会效益 under 产出指标) has a first level that is not printed, or one that the row
order of a merged cell puts behind its first rows; the vocabulary tells. Not done here: finding
the level words.
"""

from __future__ import annotations

from analysis.disclosure.projects.goals import IndicatorRow
from analysis.disclosure.projects.level_words import level_key, parents_of


class LevelFill:
    """Fills the levels of rows in printed order."""

    def __init__(self) -> None:
        self._level1: str | None = None
        self._level2: str | None = None
        self._waiting: list[IndicatorRow] = []

    def printed(self, level: int, word: str) -> None:
        """A level word is printed before the next row."""
        if level == 1:
            self._level1, self._level2 = word, None
            for row in self._waiting:
                if level_key(1, word) in parents_of(row.level2):
                    row.level1 = word
                    row.level_note = f"level 1 “{word}” is printed behind this row"
            self._waiting = [row for row in self._waiting if row.level1 is None]
            return
        self._level2 = word
        parents = parents_of(word)
        if self._level1 and parents and level_key(1, self._level1) not in parents:
            self._level1 = None

    def fill(self, row: IndicatorRow) -> None:
        """Give a row the levels that hold for it."""
        row.level1, row.level2 = self._level1, self._level2
        if row.level1 is None and row.level2 is not None:
            self._waiting.append(row)

    def forget(self) -> None:
        """A new goal begins: nothing is filled down into it."""
        self.finish()
        self._level1 = self._level2 = None

    def finish(self) -> None:
        """No row follows: what is still without a first level has none printed."""
        for row in self._waiting:
            if row.level1 is None and parents_of(row.level2):
                row.level_note = "level 1 is not printed; its key follows from level 2"
        self._waiting = []
