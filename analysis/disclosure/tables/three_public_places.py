"""The three public expenses in text whose columns blanks set apart: told by place and arithmetic.

The place of the words gives the columns from left to right; a heading over others is none. Of the
ways in which the amounts can stand in the columns those are left that add up, and in which no
amount stands under the heading of another column instead of its own. Where one way is left it is
taken, as ``inferred``; where a few are, the cells in which they differ are ``uncertain``, and all
where every way has an amount under another heading. Not done here: tables whose header holds a word
that nobody knows, or with more than one row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from analysis.disclosure.recorder import BLANK, CellValue
from analysis.disclosure.regions import Region
from analysis.disclosure.tables import header
from analysis.disclosure.tables.amounts import token_cell
from analysis.disclosure.tables.gaps import add_up
from analysis.disclosure.tables.keyed import TOTAL, Column, KeyedTable, Row, with_reading
from analysis.disclosure.tables.notes import split_note
from analysis.disclosure.tables.three_public_anchors import Anchor, anchored_columns
from analysis.disclosure.tables.tokens import NUMBER, Token, tokenize
from analysis.disclosure.vocabulary import fold
from analysis.sources.document import Line

_WORDS = "columns_three_public"
_CHUNK = re.compile(r"\S+")
_UNIT = re.compile(r"单位[:：]")
_NOTE = "blank cells are gone; only this fits the sums and the place under the headings"
_OPEN = "blank cells are gone; more than one way fits the sums and the place under the headings"
_MOST_COLUMNS = 14
_MOST_WAYS = 3
_THREE, _VEHICLES = "three_public", "vehicles"
Sums = dict[str, tuple[str, ...]]


@dataclass(slots=True)
class _Heading:
    """A heading, or the pieces of one below each other: text and extent in characters.

    ``line`` is that of the last piece.
    """

    text: str
    begin: int
    end: int
    line: int

    @property
    def wide(self) -> _Heading:
        """The same as wide as it may be printed: a Chinese character takes more than one place."""
        extra = (self.end - self.begin) // 2
        return _Heading(self.text, self.begin, self.end + extra, self.line)

    def meets(self, begin: int, end: int) -> bool:
        """Whether it stands above or below an extent."""
        return self.begin < end and begin < self.end


def table_by_place(region: Region, unit: str, sums: Sums) -> KeyedTable | None:
    """Return the row of amounts in the columns of the header; None where that is not certain."""
    body, note, uses = split_note(region.lines)
    rows = [line for line in body if _holds_amounts(line)]
    if len(rows) != 1:
        return None
    above = [line for line in body if line.line < rows[0].line and not _UNIT.search(line.text)]
    headings = _headings(above)
    columns = _columns(headings) or _anchored(headings)
    numbers = tokenize(rows)
    if columns is None or not 0 < len(numbers) <= len(columns) <= _MOST_COLUMNS:
        return None
    cells = [token_cell(token, unit) for token in numbers]
    spots = combinations(range(len(columns)), len(cells))
    ways = [spot for spot in spots if _adds_up(spot, cells, columns, sums)]
    clear = [spot for spot in ways if not _stands_under_others(spot, numbers, columns)]
    left = clear or ways
    if not 0 < len(left) <= _MOST_WAYS:
        return None
    chosen = min(left, key=lambda spot: _distance(spot, numbers, columns))
    at = dict(zip(chosen, cells, strict=True))
    row = Row(TOTAL, "", rows[0].line)
    for index, (key, _) in enumerate(columns):
        same = clear and len({s.index(index) if index in s else None for s in left}) == 1
        reading = ("inferred", _NOTE) if same else ("uncertain", _OPEN)
        row.cells[key] = with_reading(at.get(index, BLANK), *reading)
    names = tuple(Column(key, heading.text) for key, heading in columns)
    return KeyedTable(names, [row], "unit", note, uses)


def _anchored(headings: Sequence[_Heading]) -> list[tuple[str, _Heading]] | None:
    """The columns by one piece of each heading, as wide as it may be printed."""
    found = anchored_columns([Anchor(h.text, h.begin, h.end, h.line) for h in headings])
    return [(key, _Heading(*at).wide) for key, at in found] if found else None


def _holds_amounts(line: Line) -> bool:
    tokens = tokenize([line])
    return bool(tokens) and all(token.kind == NUMBER for token in tokens)


def _headings(lines: Sequence[Line]) -> list[_Heading]:
    return [
        _Heading(found.group(), found.start(), found.end(), line.line)
        for line in lines
        for found in _CHUNK.finditer(line.text)
    ]


def _columns(headings: Sequence[_Heading]) -> list[tuple[str, _Heading]] | None:
    """Return key and heading of each column from left to right; None with a word nobody knows."""
    groups = [one for one in headings if _is_group(one, headings)]
    leaves: list[_Heading] = []
    for one in sorted((h for h in headings if h not in groups), key=lambda h: h.line):
        same = [
            leaf
            for leaf in leaves
            if leaf.line != one.line and leaf.wide.meets(one.begin, one.wide.end)
        ]
        if len(same) > 1:
            return None
        if same:
            leaf = same[0]
            leaf.text, leaf.line = leaf.text + one.text, one.line
            leaf.begin, leaf.end = min(leaf.begin, one.begin), max(leaf.end, one.end)
        else:
            leaves.append(_Heading(one.text, one.begin, one.end, one.line))
    found: list[tuple[str, _Heading]] = []
    leaves.sort(key=lambda h: h.begin)
    subtotals = _subtotals(leaves, groups)
    for leaf in leaves:
        word = header.word(leaf.text, _WORDS)
        key = subtotals.pop(0) if word.role == header.SUBTOTAL else word.key
        if word.role not in (header.AMOUNT, header.SUBTOTAL) or key is None:
            return None
        if key in dict(found):
            return None
        found.append((key, leaf))
    return found or None


def _is_group(one: _Heading, headings: Sequence[_Heading]) -> bool:
    """Whether a heading stands over others: it says so, or a 小计 stands below it for its whole."""
    word = header.word(one.text, _WORDS)
    if word.role in (header.GROUP, header.IGNORE):
        return True
    subtotals = [h for h in headings if _is_subtotal(h) and h.line > one.line]
    return word.key == _VEHICLES and bool(subtotals)


def _is_subtotal(one: _Heading) -> bool:
    return header.word(one.text, _WORDS).role == header.SUBTOTAL


def _subtotals(leaves: Sequence[_Heading], groups: Sequence[_Heading]) -> list[str | None]:
    """Return what each 小计 is the sum of, from left to right: of all three, of the vehicles."""
    found = [leaf for leaf in leaves if _is_subtotal(leaf)]
    keys = {header.word(group.text, _WORDS).key for group in groups}
    if len(found) == 1 and _VEHICLES in keys:
        return [_VEHICLES]
    if len(found) == len((_THREE, _VEHICLES)) and keys >= {_THREE, _VEHICLES}:
        return [_THREE, _VEHICLES]
    return [None for _ in found]


def _adds_up(
    spot: Sequence[int],
    cells: Sequence[CellValue],
    columns: Sequence[tuple[str, _Heading]],
    sums: Sums,
) -> bool:
    """Whether each whole is the sum of its parts, blanks taken as nothing on both sides."""
    found = {columns[index][0]: cell for index, cell in zip(spot, cells, strict=True)}
    keys = {key for key, _ in columns}
    if _THREE in keys:  # the total of the three; that of the row holds what stands beside them, too
        sums = {**sums, _THREE: sums[TOTAL], TOTAL: (_THREE, "meetings", "training")}
    for whole, parts in sums.items():
        if whole not in keys or not keys & set(parts):
            continue
        printed = [found[part] for part in parts if part in found]
        if (whole in found) != bool(printed) or not add_up(found.get(whole), printed):
            return False
    return TOTAL in found


def _distance(
    spot: Sequence[int], numbers: Sequence[Token], columns: Sequence[tuple[str, _Heading]]
) -> float:
    """How far the amounts stand from the middle of their headings, all taken together."""
    return sum(
        abs(columns[i][1].begin + columns[i][1].end - 2 * token.begin - len(token.text))
        for i, token in zip(spot, numbers, strict=True)
    )


def _stands_under_others(
    spot: Sequence[int], numbers: Sequence[Token], columns: Sequence[tuple[str, _Heading]]
) -> bool:
    """Whether an amount stands under the heading of another column and not under its own."""
    for index, token in zip(spot, numbers, strict=True):
        begin, end = token.begin, token.begin + len(fold(token.text))
        under = [i for i, (_, heading) in enumerate(columns) if heading.meets(begin, end)]
        if under and index not in under:
            return True
    return False
