"""A two-sided table of text whose columns blanks set apart: told by the place of what it prints.

Names stand below names and amounts below amounts, in columns with blank space between them; those
of names part the lists. In each list the words of an item stand below each other, and its amounts
beside them. A table whose lines leave anything of this open is not read so (None). Not done
here: whether its amounts add up (``checks``), tables that go on under a further header.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from analysis.disclosure.recorder import BLANK
from analysis.disclosure.regions import Region
from analysis.disclosure.tables.amounts import token_cell
from analysis.disclosure.tables.items import (
    BESIDE_CURRENT,
    EXPENDITURE,
    REVENUE,
    Item,
    is_known,
    known_items,
    sides_of,
    split_ordinal,
)
from analysis.disclosure.tables.keyed import TOTAL, Column, with_reading
from analysis.disclosure.tables.line_header import split_ornaments
from analysis.disclosure.tables.notes import numbers_in_words, split_note
from analysis.disclosure.tables.sides_doubt import doubt_unknown
from analysis.disclosure.tables.sides_drafts import (
    Draft,
    SidedTable,
    item_of,
    opens_items,
    uses_of_names,
)
from analysis.disclosure.tables.sides_heads import columns_of_list
from analysis.disclosure.tables.tokens import TEXT, Token, tokenize
from analysis.disclosure.vocabulary import fold

_NOTE = "told by the place of the cell"
_FEWEST_LISTS, _MOST_LISTS = 2, 3
Band = tuple[int, int]  # begin and end, in characters


@dataclass(slots=True)
class _List:
    """A list of the table: where its names stand, and its columns of amounts, left to right."""

    side: str
    names: Band
    amounts: list[Band] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)


def sides_by_place(region: Region, unit: str) -> SidedTable | None:
    """Return the items of a two-sided table with their amounts; None where place leaves it open."""
    body, note, uses = split_note(region.lines)
    tokens = tokenize(body)
    start = next((i for i, t in enumerate(tokens) if opens_items(tokens, i)), len(tokens))
    while start and start < len(tokens) and tokens[start - 1].line is tokens[start].line:
        start -= 1
    head, rows = tokens[:start], tokens[start:]
    if any(token.is_alone for token in rows):
        return None  # it may be the number of a page
    lists = _lists(rows)
    words, _ = split_ornaments(head)
    if lists is None or not _have_columns(lists, words):
        return None
    for token in rows:
        if token.kind == TEXT:
            _take_name(token, lists[_column(token, lists)[0]])
    if not all(_take_amount(token, lists) for token in rows if token.kind != TEXT):
        return None
    uses += numbers_in_words(list({t.line: None for t in head}), "heading of the table")
    found: list[tuple[int, int, Item]] = []
    for number, one in enumerate(lists):
        for draft in one.drafts:
            item = _filled(draft, one, unit)
            if item is None:
                return None
            uses += uses_of_names(draft)
            found.append((item.line, number, item))
    found.sort(key=lambda entry: entry[:2])
    doubt_unknown([item for _, _, item in found])
    return SidedTable([item for _, _, item in found], note, uses)


def _lists(rows: Sequence[Token]) -> list[_List] | None:
    """The lists that lie beside each other; None where a line has its cells in another order."""
    names = bands_of([token for token in rows if token.kind == TEXT and not _is_whole(token)])
    amounts = bands_of([token for token in rows if token.kind != TEXT])
    lists: list[_List] = []
    for band in sorted([*names, *amounts], key=sum):
        if band in amounts and band not in names:
            if not lists:
                return None
            lists[-1].amounts.append(band)
        elif lists and not lists[-1].amounts:
            lists[-1].names = (lists[-1].names[0], band[1])  # ordinals in a column of their own
        else:
            lists.append(_List(EXPENDITURE if lists else REVENUE, band))
    whole = _FEWEST_LISTS <= len(lists) <= _MOST_LISTS and all(one.amounts for one in lists)
    return lists if whole and _are_in_order(rows, lists) else None


def _is_whole(token: Token) -> bool:
    """Whether a token is the name of a total or the like, which may stand across two lists."""
    keys = known_items().get(fold(token.text), {}).values()
    return any(key in (TOTAL, *BESIDE_CURRENT) for key in keys)


def _are_in_order(rows: Sequence[Token], lists: Sequence[_List]) -> bool:
    """Whether each line has its cells in the order of the columns, and no two amounts in one."""
    for left, right in pairwise(rows):
        if left.line is right.line:
            before, behind = _column(left, lists), _column(right, lists)
            if before > behind or (before == behind and right.kind != TEXT):
                return False
    return True


def _column(token: Token, lists: Sequence[_List]) -> tuple[int, int]:
    """Which list a token stands in, and which column of it, that of the names being the first."""
    if token.kind == TEXT and _is_whole(token):
        sides = sides_of(fold(token.text))
        left = sides == {REVENUE} or (len(sides) > 1 and token.begin < lists[0].amounts[-1][1])
        return (0 if left else 1), 0
    return next(
        (number, column)
        for number, one in enumerate(lists)
        for column, band in enumerate((one.names, *one.amounts))
        if meets(token, band) and (column == 0) == (token.kind == TEXT)
    )


def bands_of(tokens: Sequence[Token]) -> list[Band]:
    """Return the columns in which tokens stand: no token reaches from one into the next."""
    bands: list[Band] = []
    for begin, end in sorted((t.begin, t.begin + len(t.text)) for t in tokens):
        if bands and begin < bands[-1][1]:
            bands[-1] = (bands[-1][0], max(bands[-1][1], end))
        else:
            bands.append((begin, end))
    return bands


def meets(token: Token, band: Band) -> bool:
    """Return whether a token stands in a column, or reaches into it."""
    return token.begin < band[1] and token.begin + len(token.text) > band[0]


def _have_columns(lists: Sequence[_List], head: Sequence[Token]) -> bool:
    """Whether the header says what each column of amounts is."""
    for number, one in enumerate(lists):
        begin = one.names[0] if number else 0
        end = lists[number + 1].names[0] if number + 1 < len(lists) else None
        mine = [t for t in head if begin <= _middle(t) and (end is None or _middle(t) < end)]
        columns = columns_of_list(mine, one.amounts)
        if columns is None:
            return False
        one.columns = columns
    return True


def _middle(token: Token) -> float:
    return token.begin + len(token.text) / 2


def _take_name(token: Token, one: _List) -> None:
    """Put the names of a list together, each of which may be broken over lines."""
    last = one.drafts[-1] if one.drafts else None
    if last is not None and (last.tokens[-1].line is token.line or _goes_on(token, last)):
        last.tokens.append(token)
    else:
        one.drafts.append(Draft(one.side, [token]))


def _goes_on(token: Token, draft: Draft) -> bool:
    text, name = fold(token.text), split_ordinal(draft.text)[2]
    if split_ordinal(text)[0] or text.startswith("其中"):
        return False
    if not name or is_known(name + text):
        return True
    return not is_known(text) and not is_known(name)


def _take_amount(token: Token, lists: Sequence[_List]) -> bool:
    """Give an amount to the item beside it; False where there is none, or another amount there."""
    number, _ = _column(token, lists)
    draft = _beside(token, lists[number])
    if draft is None and number and lists[number - 1].side == lists[number].side:
        # The amount of a total that stands across two lists is in the second.
        draft = _beside(token, lists[number - 1])
        if draft is None or draft.numbers or not all(map(_is_whole, draft.tokens)):
            return False
        lists[number - 1].drafts.remove(draft)
        lists[number].drafts.append(draft)
    if draft is None:
        return False
    draft.numbers.append(token)
    return True


def _beside(token: Token, one: _List) -> Draft | None:
    """The item whose words begin no lower than an amount and end no higher, else the next one."""
    at = token.line.line
    for near in (0, 1):
        found = [
            draft
            for draft in one.drafts
            if draft.tokens[0].line.line - near <= at <= draft.tokens[-1].line.line + near
        ]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _filled(draft: Draft, one: _List, unit: str) -> Item | None:
    """The item with its cells; None where two amounts share one, or it is one of the other side."""
    name = split_ordinal(draft.text)[2]
    if name in known_items() and draft.side not in sides_of(name):
        return None
    item = item_of(draft)
    item.cells = {column.key: BLANK for column in one.columns}
    taken = [next(i for i, b in enumerate(one.amounts) if meets(t, b)) for t in draft.numbers]
    if len(set(taken)) < len(taken):
        return None
    for index, token in zip(taken, draft.numbers, strict=True):
        cell = token_cell(token, unit)
        item.cells[one.columns[index].key] = with_reading(cell, "inferred", _NOTE)
    return item
