"""What opens a row of a table that has lost its grid: a code with its name behind it, or a total.

A code may be printed in cells (类, 款, 项), beside or below each other. A code with a slip in it (7
for 210, 2O8) opens a row, too. Not done here: the rows (``drafts``), which code a slip stands for
(``checks``).
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import NamedTuple

from analysis.disclosure.tables import header
from analysis.disclosure.tables.codes import is_code, looks_like_code
from analysis.disclosure.tables.tokens import NUMBER, TEXT, Token
from analysis.disclosure.vocabulary import fold

TOTALS = re.compile(r"(?:本年)?(?:支出|收入)?(?:合计|总计)")
PAGE_NUMBER = re.compile(r"\d{1,4}")
# A part of a code (款, 项) on a line of its own is below 100; it has two digits unless one is lost.
_PART, _DIGITS, _MOST_PARTS = 100, 2, 2
_CLASS, _FEWEST_ROWS = 3, 3  # digits of a class; rows that show how codes are printed
_LONGEST_PART = 7  # a part may repeat what stands before it
# What a number before a word counts; such a number is no code.
_COUNTED = ("年", "月", "日", "个", "万", "元", "%")


class Openings(NamedTuple):
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
        in_cells = in_cells or _are_in_cells(tokens, classification)
        coded = in_cells or any(w.role == header.CODE for w in spelled)
        inside = [t for t in tokens if t.kind == NUMBER and not t.starts_line]
        if in_cells:  # parts of codes say nothing of the amounts
            inside = [t for t in inside if not (t.is_whole and len(t.text) <= _DIGITS)]
        whole = sum(t.is_whole for t in inside)
        return cls(classification, coded, in_cells, len(inside) > 3 * whole)

    def at(
        self, tokens: list[Token], index: int, after_amounts: bool, after_name: bool = False
    ) -> bool:
        """True where the token opens a row: a code with its name behind it, or a total.

        ``after_amounts`` says that amounts of a row stand before it: only there a slip of a code
        can be told from a piece of a name. ``after_name`` says that a row has its code and its
        name: whole numbers beside each other are its amounts then, whatever they look like.
        """
        token = tokens[index]
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if token.kind == TEXT and TOTALS.fullmatch(fold(token.text)) is not None:
            return following is None or following.kind != TEXT or following.line is not token.line
        if not token.starts_line or following is None:
            return False
        if token.is_whole and is_code(fold(token.text), self.classification):
            # A whole amount can look like a code; a code has its name, or further parts, behind it.
            same_line = following.line is token.line
            beside = same_line and (following.is_whole or self._is_amount(following))
            if after_name and same_line and following.is_whole and not self.in_cells:
                return False
            return beside or following.kind == TEXT or bool(self.parts_behind(tokens, index))
        return after_amounts and self._is_slip(tokens, index)

    def _is_amount(self, token: Token) -> bool:
        """Whether a number is no code: the name of its row is broken over the lines around it."""
        return self.coded and self.decimals and token.kind == NUMBER and not token.is_whole

    def parts_behind(self, tokens: list[Token], index: int) -> list[Token]:
        """Return the further parts (款, 项) of the code at ``index``.

        They stand on its line, or each alone on a line of two digits with the name behind them.
        """
        if not self.in_cells:
            return []
        first, behind = tokens[index], tokens[index + 1 : index + 2 + _MOST_PARTS]
        parts = list(takewhile(lambda t: _is_part_beside(t, first), behind[:-1]))
        if parts or not first.is_alone:
            return parts
        parts = list(takewhile(lambda t: t.is_alone and 0 < int(t.text) < _PART, behind[:-1]))
        name = behind[len(parts)] if parts else first
        return parts if name.kind == TEXT and not TOTALS.fullmatch(fold(name.text)) else []

    def _is_slip(self, tokens: list[Token], index: int) -> bool:
        """True for what stands where a code stands and does not have the shape of one."""
        token, following = tokens[index : index + 2]
        text = fold(token.text)
        beside = following.line is token.line
        if token.is_alone and not beside and text.strip("0"):
            parts = self.parts_behind(tokens, index)
            if parts and all(len(part.text) == _DIGITS for part in parts):
                return True
        if not (self.coded and self.decimals and looks_like_code(text)):
            return False
        if not beside and PAGE_NUMBER.fullmatch(text):
            return False
        name = following.kind == TEXT and not following.text.startswith(_COUNTED)
        return name or (self.in_cells and beside and following.is_whole)


def _are_in_cells(tokens: list[Token], classification: str) -> bool:
    """Whether rows begin with a class, a part of two digits behind it, and then a name.

    The words 类, 款 and 项 of the header may be lost, or broken into other words.
    """
    rows = zip(tokens, tokens[1:], tokens[2:], strict=False)
    found = sum(
        first.starts_line
        and first.is_whole
        and len(first.text) == _CLASS
        and is_code(fold(first.text), classification)
        and part.line is first.line
        and part.is_whole
        and len(part.text) == _DIGITS
        and behind.line is first.line
        and (behind.kind == TEXT or (behind.is_whole and len(behind.text) == _DIGITS))
        for first, part, behind in rows
    )
    return found >= _FEWEST_ROWS


def _is_part_beside(token: Token, first: Token) -> bool:
    return token.is_whole and token.line is first.line and len(token.text) <= _LONGEST_PART
