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
from analysis.disclosure.tables.items import known_items
from analysis.disclosure.tables.keyed import TOTAL, Column, Row, with_reading
from analysis.disclosure.tables.tokens import TEXT, Token
from analysis.disclosure.vocabulary import fold

_UNKNOWN = "a heading that is not known stands over a column"
_HIDDEN = "a heading that is not known may be that of a column"
_NAMES = "names of rows without an amount may have run together"
_PART = "the only heading is that of a part, and may be the name of a row"
_HEADINGS = (header.AMOUNT, header.GROUP, header.SUBTOTAL)
_REPEAT = re.compile(r"_\d$")  # a word that the header has twice
_PAGE = "a whole number alone on its line may be that of a page"
_DECIMALS = re.compile(r"[.．]\d")
_PAGE_DIGITS, _FEWEST_DECIMALS = 3, 3
_TWO = 2
_LEADING = "amounts stand before words on the lines of the table, and may be theirs"
_CODELESS = "a row without a code in a table of codes"
_NO_END = "the table ends without a total and its last rows do not add up: rows may be missing"
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

    ``widest`` is how many columns the header may have, ``years`` how many years it names, each of
    which may repeat a word. Columns that add up in every full row are not doubted, unless one may
    stand blank among them.
    """
    unknown = {word.key for word in spelled if word.role == header.UNKNOWN}
    used = {key for row in rows for key, cell in row.cells.items() if cell.place is not None}
    strange = any(key in unknown or (years < _TWO and _REPEAT.search(key)) for key in used)
    if strange and not _proven(rows, columns):
        _mark(rows, _UNKNOWN)
    elif unknown and len(columns) < widest and not strange:
        _mark(rows, _HIDDEN)


def doubt_names(
    rows: Sequence[Row], drafts: Sequence[Draft], columns: Sequence[Column], words: str
) -> None:
    """Mark the rows of a list without codes where it is not clear which names are whose.

    ``words`` names the vocabulary of the header: a name made of its words is a piece of the header,
    and a lone column that is no total has the name of a row.
    """
    alone = max((len(draft.numbers) for draft in drafts), default=0) < _TWO
    if any(
        _runs_together(draft) or _is_several(draft) or _is_of_header(draft, words, alone=alone)
        for draft in drafts
    ):
        several = [_is_several(draft) for draft in drafts]
        _mark([r for r, two in zip(rows, several, strict=True) if two or r.code != TOTAL], _NAMES)
    if len(columns) == 1 and columns[0].parent is None and columns[0].key != TOTAL:
        _mark(rows, _PART)


def doubt_order(rows: Sequence[Row], tokens: Sequence[Token]) -> None:
    """Mark the rows of a list without codes where amounts stand before the names."""
    lines: dict[int, list[Token]] = {}
    for token in tokens:
        lines.setdefault(id(token.line), []).append(token)
    ends = [(line[0].kind == TEXT, line[-1].kind == TEXT) for line in lines.values()]
    if ends.count((False, True)) > ends.count((True, False)):
        _mark(rows, _LEADING)


def doubt_codeless(rows: Sequence[Row]) -> None:
    """Mark the rows of a table of codes that have none, and its total where it comes again."""
    totals = [row for row in rows if row.code == TOTAL]
    _mark([row for row in rows if not row.code], _CODELESS)
    _mark(totals[1:], _CODELESS)


def doubt_end(rows: Sequence[Row], columns: Sequence[Column], classes: int) -> None:
    """Mark the last class of a table without a total, where the rows below do not make it up.

    A text may have lost the rest of a table, or have put it behind another title. ``classes`` is
    how many digits the code of a class has.
    """
    last = max((i for i, row in enumerate(rows) if len(row.code) == classes), default=len(rows))
    below = [row for row in rows[last + 1 :] if row.code.startswith(rows[last].code)]
    nearest = min((len(row.code) for row in below), default=0)
    parts = [row for row in below if len(row.code) == nearest]
    if parts and not any(row.code == TOTAL for row in rows):
        sums = [(rows[last].cells[c.key], [row.cells[c.key] for row in parts]) for c in columns]
        if not all(add_up(whole, cells) for whole, cells in sums):
            _mark(rows[last:], _NO_END)


def doubt_pages(rows: Sequence[Row], drafts: Sequence[Draft]) -> None:
    """Mark a row with a whole number alone on its line, where all other amounts have decimals."""
    numbers = [token for draft in drafts for token in draft.numbers if token.text.strip("0")]
    whole = [token for token in numbers if token.is_alone and len(token.text) <= _PAGE_DIGITS]
    if len(numbers) - len(whole) < _FEWEST_DECIMALS or not all(
        _DECIMALS.search(token.text) for token in numbers if token not in whole
    ):
        return
    _mark(
        [r for r, d in zip(rows, drafts, strict=True) if any(t in whole for t in d.numbers)], _PAGE
    )


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


def _is_several(draft: Draft) -> bool:
    """Whether a name of several words begins with one that is an item of its own."""
    words = [fold(token.text) for token in draft.name]
    return len(words) > 1 and words[0] in known_items()


def _is_of_header(draft: Draft, words: str, *, alone: bool) -> bool:
    """Whether a row is named by words of the header, and shreds of others.

    One word is a name where the amounts stand ``alone``, in one column.
    """
    if draft.code == TOTAL or not draft.name:
        return False
    found = header.segment(draft.name, words)
    known = [word for word in found if word.role in _HEADINGS]
    shreds = [word for word in found if len(word.text) == 1]
    fewest = _TWO if alone else 1
    return bool(known) and len(known) + len(shreds) == len(found) >= fewest


def _mark(rows: Sequence[Row], note: str) -> None:
    for row in rows:
        for key, cell in row.cells.items():
            if cell.place is not None:
                row.cells[key] = with_reading(cell, "uncertain", note)
