"""Cells of words beside a row's name, such as 项目类别, in a table that has lost its grid.

They are no part of the name. Where the header has such a column and the blanks at the ends of
lines part the row's words into as many cells, they are taken off. Not done here: the rows
(``drafts``); rows whose words do not part so keep them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from analysis.disclosure.tables import header
from analysis.disclosure.tables.drafts import Draft
from analysis.disclosure.tables.keyed import TOTAL
from analysis.disclosure.tables.tokens import Token


def take_off_word_cells(drafts: Sequence[Draft], spelled: Sequence[header.Word]) -> None:
    """Leave in each row's name the cell of the name; ``spelled`` are the words of the header."""
    labels = [
        word.role
        for word in takewhile(lambda w: w.role not in (header.AMOUNT, header.GROUP), spelled)
        if word.role in (header.NAME, header.TEXT)
    ]
    if labels.count(header.NAME) != 1 or header.TEXT not in labels:
        return
    place = labels.index(header.NAME)
    for draft in drafts:
        cells = _cells(draft.name)
        if draft.code != TOTAL and not draft.tail and len(cells) == len(labels):
            draft.name = cells[place]


def _cells(tokens: Sequence[Token]) -> list[list[Token]]:
    """The tokens cell by cell: one ends where a blank follows, on its line or at the end of it."""
    cells: list[list[Token]] = []
    goes_on = False
    for token in tokens:
        if goes_on:
            cells[-1].append(token)
        else:
            cells.append([token])
        goes_on = token.tail == 0
    return cells
