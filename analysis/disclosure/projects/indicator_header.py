"""The header of a ruled indicator table: what each of its columns is.

Not done here: its rows (``indicator_grid``), headers that have lost their grid
(``indicator_text``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from analysis.disclosure.projects.goals import VALUE_COLUMNS
from analysis.disclosure.projects.ruled_rows import Item, RuledRow, cell_text
from analysis.disclosure.projects.words import lookup
from analysis.sources.document import Cell

NAME, BASIS, GOAL, LEVEL1, LEVEL2 = "name", "basis", "goal", "level1", "level2"
SIGN, TARGET, UNIT, WEIGHT = "sign", "target", "unit", "weight"
_VALUE = "value"
_LEVELS = (LEVEL1, LEVEL2, NAME)


class IndicatorHeader(NamedTuple):
    """The role of each grid column, how many rows the header has, and all that it says.

    ``roles`` are goal, level1, level2, name, the value columns, basis; None for a column that
    says nothing of the rows, such as a label beside the table.
    """

    roles: tuple[str | None, ...]
    height: int
    words: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The value columns that the table has."""
        return tuple(column for column in VALUE_COLUMNS if column in self.roles)

    @property
    def has_basis(self) -> bool:
        """True where the table says what each value is based on."""
        return BASIS in self.roles


def header_at(items: Sequence[Item], position: int) -> IndicatorHeader | None:
    """Return the header that begins at an item; None where none does.

    A header names a column of indicators and one of values; its rows hold words of headers only.
    """
    rows: list[RuledRow] = []
    for item in items[position:]:
        if not isinstance(item, RuledRow) or (rows and len(item.cells) != len(rows[0].cells)):
            break
        if not _is_header_row(item, bool(rows)):
            break
        rows.append(item)
    if not rows:
        return None
    roles = tuple(_role([row.cells[i] for row in rows]) for i in range(len(rows[0].cells)))
    words = tuple(cell_text(cell) for row in rows for cell in row.filled)
    if NAME not in roles or not any(column in roles for column in VALUE_COLUMNS):
        return None
    return IndicatorHeader(roles, len(rows), words)


def _is_header_row(row: RuledRow, begun: bool) -> bool:
    words = lookup("header_words", "word", "column")
    texts = [cell_text(cell) for cell in row.filled]
    known = [text for text in texts if text in words]
    if begun:
        return len(known) == len(texts) and (bool(texts) or not row.begun)
    return len(known) > len(texts) / 2 and any(words[text] in _LEVELS for text in known)


def _role(cells: Sequence[Cell | None]) -> str | None:
    """The lowest word over a column decides; 指标值 with nothing below it is the target."""
    words = lookup("header_words", "word", "column")
    texts = [cell_text(cell) for cell in cells]
    found = [words.get(text, "") for text in texts]
    roles = [role for role in found if role]
    if not roles:
        return None
    return TARGET if roles[-1] == _VALUE else roles[-1]
