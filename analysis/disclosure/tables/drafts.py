"""Rows of a table that has lost its grid: where they begin, and which tokens are theirs.

A row begins with a code or a word like 合计; its name is every piece of text before, between and
behind the numbers. A code with a slip in it (7 for 210, 2O8) opens a row, too. Not done here: which
columns the numbers stand in (``amounts``), which code a slip stands for (``checks``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from analysis.disclosure.joined import join
from analysis.disclosure.numbers import find_numbers
from analysis.disclosure.outcome import UnreadableTable
from analysis.disclosure.tables import header
from analysis.disclosure.tables.codes import in_one, is_code, looks_like_code
from analysis.disclosure.tables.keyed import TOTAL, Column, Use
from analysis.disclosure.tables.tokens import NUMBER, TEXT, Token
from analysis.disclosure.vocabulary import fold
from analysis.sources.document import Place

TOTALS = re.compile(r"(?:本年)?(?:支出|收入)?(?:合计|总计)")
_PAGE_NUMBER = re.compile(r"\d{1,4}")
_COUNTED = (
    "年",
    "月",
    "日",
    "个",
    "万",
    "元",
    "%",
)  # what a number before a word counts, not a code


@dataclass(slots=True)
class Draft:
    """A row while it is read: ``tail`` holds the text behind the last number."""

    code: str
    line: int
    name: list[Token] = field(default_factory=list)
    numbers: list[Token] = field(default_factory=list)
    tail: list[Token] = field(default_factory=list)

    @property
    def full_name(self) -> str:
        """The name with line breaks taken out; a total without the blanks of its ornament."""
        name = join(t.piece for t in self.name + self.tail).text
        return "".join(name.split()) if self.code == TOTAL else name


@dataclass(frozen=True, slots=True)
class Openings:
    """What opens a row of a table: codes of a classification, in one cell or several (类, 款, 项).

    ``coded`` says that the table has a column of codes, ``decimals`` that its amounts are printed
    with decimals, so that a whole number is no amount.
    """

    classification: str
    coded: bool
    in_cells: bool
    decimals: bool

    @classmethod
    def of(cls, classification: str, spelled: list[header.Word], tokens: list[Token]) -> Openings:
        """Return what opens the rows of a table with these header words and tokens."""
        in_cells = any(w.role == header.CODE_PART for w in spelled)
        coded = in_cells or any(w.role == header.CODE for w in spelled)
        inside = [t for t in tokens if t.kind == NUMBER and not t.starts_line]
        whole = sum(t.is_whole for t in inside)
        return cls(classification, coded, in_cells, len(inside) > 3 * whole)

    def at(self, tokens: list[Token], index: int, after_amounts: bool) -> bool:
        """True where the token opens a row: a code with its name behind it, or a total.

        ``after_amounts`` says that amounts of a row stand before it: only there a slip of a code
        can be told from a piece of a name.
        """
        token = tokens[index]
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if token.kind == TEXT and TOTALS.fullmatch(fold(token.text)) is not None:
            return following is None or following.kind != TEXT or following.line is not token.line
        if not token.starts_line or following is None:
            return False
        if token.is_whole and is_code(fold(token.text), self.classification):
            # A whole amount can look like a code; a code has its name, or further parts, behind it.
            return following.kind == TEXT or (following.line is token.line and following.is_whole)
        return after_amounts and self._is_slip(token, following)

    def _is_slip(self, token: Token, following: Token) -> bool:
        """True for what stands where a code stands and does not have the shape of one."""
        text = fold(token.text)
        beside = following.line is token.line
        if not (self.coded and self.decimals and looks_like_code(text)):
            return False
        if not beside and _PAGE_NUMBER.fullmatch(text):
            return False
        name = following.kind == TEXT and not following.text.startswith(_COUNTED)
        return name or (self.in_cells and beside and following.is_whole)


def rows_of(
    tokens: list[Token],
    columns: tuple[Column, ...],
    openings: Openings,
    uses: list[Use],
) -> list[Draft]:
    """Return the rows of the tokens behind the header; ``uses`` takes codes and page numbers.

    Raises UnreadableTable with the line where a row has more numbers than there are columns.
    """
    drafts: list[Draft] = []
    row: Draft | None = None
    index = 0
    while index < len(tokens):
        token = tokens[index]
        index += 1
        if openings.at(tokens, index - 1, row is not None and bool(row.numbers)):
            row = Draft(TOTAL, token.line.line)
            if TOTALS.fullmatch(fold(token.text)) is None:
                parts = [token]
                while openings.in_cells and _is_code_part(tokens, index, token):
                    parts.append(tokens[index])
                    index += 1
                row.code = in_one(fold(p.text) for p in parts)
                uses += [use for part in parts for use in _code_uses(part, openings)]
            else:
                row.name.append(token)
            drafts.append(row)
        elif token.kind == TEXT:
            if row is None or (not openings.coded and len(row.numbers) == len(columns)):
                row = Draft("", token.line.line)
                drafts.append(row)
            (row.tail if row.numbers else row.name).append(token)
        else:
            if row is None:
                row = Draft(TOTAL, token.line.line)  # one row of amounts without any label
                drafts.append(row)
            if len(row.numbers) == len(columns):
                following = _overflow(row, token, columns, openings, uses)
                if following is None:
                    continue
                row = following
                drafts.append(row)
            row.name += row.tail
            row.tail = []
            row.numbers.append(token)
    return drafts


def _code_uses(token: Token, openings: Openings) -> list[Use]:
    """Say of each number in a code cell that it is a code; 2O8 holds two."""
    note = f"{openings.classification} code of a row"
    place = token.place
    return [
        Use(Place(place.page, place.line, place.col + n.begin, place.box), "code", note)
        for n in find_numbers(token.text)
    ]


def _is_code_part(tokens: list[Token], index: int, first: Token) -> bool:
    return (
        index < len(tokens)
        and tokens[index].is_whole
        and tokens[index].line is first.line
        and len(tokens[index].text) <= 7
        and index + 1 < len(tokens)
    )


def _overflow(
    row: Draft,
    token: Token,
    columns: tuple[Column, ...],
    openings: Openings,
    uses: list[Use],
) -> Draft | None:
    """A number more than columns opens the next row, named by the text behind the full row.

    Without such text, and where a whole number is no amount, a number alone on its line is a page
    number (None); else the table is not what its header says.
    """
    text = fold(token.text)
    alone = token.starts_line and token.tail >= 0 and _PAGE_NUMBER.fullmatch(text) is not None
    no_amount = alone and openings.coded and openings.decimals and text.strip("0") != ""
    if row.tail and not no_amount:
        following = Draft("", row.tail[0].line.line, row.tail)
        row.tail = []
        return following
    if alone:
        uses.append(Use(token.place, "page_number", "alone on its line between rows of a table"))
        return None
    names = ", ".join(c.key for c in columns)
    raise UnreadableTable(
        f"line {token.line.line}: a row has more numbers than the {len(columns)} columns ({names})"
    )
