"""What leaves open how a table of text without a grid is to be read, though it could be read.

A heading that nobody knows may be that of a column or of none; names that stand in several columns,
or over many lines, may be those of rows without an amount. Such cells are stored as ``uncertain``,
with the reason. Not done here: blank cells (``placement``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.disclosure.tables import header
from analysis.disclosure.tables.drafts import Draft
from analysis.disclosure.tables.gaps import add_up
from analysis.disclosure.tables.keyed import TOTAL, Column, Row, with_reading
from analysis.disclosure.tables.tokens import Token

_UNKNOWN = "a heading that is not known stands over a column"
_HIDDEN = "a heading that is not known may be that of a column"
_NAMES = "names of rows without an amount may have run together"
_HEADINGS = (header.AMOUNT, header.GROUP, header.SUBTOTAL)
_REPEAT = re.compile(r"_\d$")  # a word that the header has twice
_TWO = 2
_APART = 3  # blanks between cells beside each other
_MOST_LINES = 2  # of one name


def doubt_headings(
    rows: Sequence[Row],
    columns: Sequence[Column],
    spelled: Sequence[header.Word],
    widest: int,
    years: int,
) -> None:
    """Mark the cells of a table whose header has words that nobody knows, or one word twice.

    ``widest`` is how many columns the header may have where cells stand beside each other, 0 where
    they do not; ``years`` how many years it names, each of which may repeat a word. Columns that
    add up in every full row are not doubted, unless one may stand blank among them.
    """
    unknown = {word.key for word in spelled if word.role == header.UNKNOWN}
    used = {key for row in rows for key, cell in row.cells.items() if cell.place is not None}
    strange = any(key in unknown or (years < _TWO and _REPEAT.search(key)) for key in used)
    if strange and not _proven(rows, columns):
        _mark(rows, _UNKNOWN)
    elif unknown and len(columns) < widest and not strange:
        _mark(rows, _HIDDEN)


def doubt_names(rows: Sequence[Row], drafts: Sequence[Draft], words: str) -> None:
    """Mark the rows of a list without codes where it is not clear which names are whose.

    ``words`` names the vocabulary of the header: a name made of its words is a piece of the header.
    """
    if any(_runs_together(draft) or _is_of_header(draft, words) for draft in drafts):
        _mark([row for row in rows if row.code != TOTAL], _NAMES)


def _proven(rows: Sequence[Row], columns: Sequence[Column]) -> bool:
    """Whether every full row is the sum of its columns, and there is one that says so."""
    parts = [column.key for column in columns if column.parent == TOTAL]
    full = [
        row.cells
        for row in rows
        if len(parts) > 1 and all(row.cells[c.key].value is not None for c in columns)
    ]
    telling = [cells for cells in full if sum(bool(cells[key].value) for key in parts) > 1]
    return bool(telling) and all(
        add_up(cells.get(TOTAL), [cells[key] for key in parts]) for cells in full
    )


def _runs_together(draft: Draft) -> bool:
    lines: dict[int, list[Token]] = {}
    for token in (*draft.name, *draft.tail):
        lines.setdefault(token.line.line, []).append(token)
    beside = any(token.gap >= _APART for tokens in lines.values() for token in tokens[1:])
    return len(lines) > _MOST_LINES or beside


def _is_of_header(draft: Draft, words: str) -> bool:
    """Whether a row is named by several words of the header, or one and a shred of another."""
    if draft.code == TOTAL or not draft.name:
        return False
    found = header.segment(draft.name, words)
    known = [word for word in found if word.role in _HEADINGS]
    shreds = [word for word in found if len(word.text) == 1]
    return bool(known) and len(known) + len(shreds) == len(found) > 1


def _mark(rows: Sequence[Row], note: str) -> None:
    for row in rows:
        for key, cell in row.cells.items():
            if cell.place is not None:
                row.cells[key] = with_reading(cell, "uncertain", note)
