"""The header of a table that has lost its grid: what stands before its first code, total or number.

Not done here: header words (``header``), the columns that they make (``columns``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.disclosure.outcome import UnreadableTable
from analysis.disclosure.tables import header
from analysis.disclosure.tables.codes import ECONOMIC, FUNCTION, UNIT, is_code
from analysis.disclosure.tables.keyed import Column, Use
from analysis.disclosure.tables.notes import numbers_in_words
from analysis.disclosure.tables.openings import TOTALS
from analysis.disclosure.tables.tokens import DASH, NUMBER, PERCENT, TEXT, Token
from analysis.disclosure.vocabulary import fold
from analysis.sources.document import Line

# What stands over a table and is no header: its unit, its number, who fills it in.
_ORNAMENT = re.compile(
    r"单位[:：]?(?:万元|元|亿元)|公开\d+表|附?表\d+(?:-\d+)?|.*[:：].*|\(?续表?\)?"
)
_LABEL = re.compile(r".*(?:部门|单位).*:")  # 部门： 某某院, 编制单位： 某某局
_YEAR = re.compile(r"20\d\d")


def first_row(tokens: list[Token]) -> int:
    """Return the index of the first token that belongs to a row: a code, a total, a number."""
    for index, token in enumerate(tokens):
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if _is_year(token, following):
            continue
        if token.kind in (NUMBER, PERCENT) or (token.kind == DASH and following is not None):
            return index
        if token.kind == TEXT and _is_total(token, following):
            return index
    return len(tokens)


def _is_year(token: Token, following: Token | None) -> bool:
    return (
        token.is_whole
        and _YEAR.fullmatch(fold(token.text)) is not None
        and following is not None
        and following.text.startswith("年")
    )


def _is_total(token: Token, following: Token | None) -> bool:
    """A total with its numbers behind it; the header word 合计 has more words behind it."""
    return (
        following is not None
        and following.kind in (NUMBER, DASH)
        and not (following.is_whole and following.starts_line and _any_code(following.text))
        and TOTALS.fullmatch(fold(token.text)) is not None
    )


def _any_code(text: str) -> bool:
    return any(is_code(fold(text), c) for c in (FUNCTION, ECONOMIC))


def split_ornaments(tokens: list[Token]) -> tuple[list[Token], list[Token]]:
    """Return the words of the header, and what stands beside them and is none."""
    words: list[Token] = []
    ornaments: list[Token] = []
    labels = {id(t.line) for t in tokens if _LABEL.fullmatch(fold(t.text)) and t.starts_line}
    for token in tokens:
        aside = id(token.line) in labels or _ORNAMENT.fullmatch(fold(token.text))
        (ornaments if aside else words).append(token)
    return words, ornaments


def uses_of_header(tokens: list[Token]) -> list[Use]:
    """Return what the numbers on the lines of a header are."""
    lines = {id(t.line): t.line for t in tokens}
    return numbers_in_words(list(lines.values()), "heading of the table")


def classification_of(head: list[Token], spelled: list[header.Word], default: str) -> str:
    """Return what the codes of the table are, as its header says, else ``default``."""
    if any("经济" in t.text for t in head):
        return ECONOMIC
    codes = [w.text for w in spelled if w.role == header.CODE]
    if any(("单位" in c or "部门" in c) and "分类" not in c for c in codes):
        return UNIT
    return default


def choose_columns(
    readings: Sequence[tuple[Column, ...]], longest: int, body: Sequence[Line]
) -> tuple[Column, ...]:
    """Return, of the columns that the header allows, those that the longest row of numbers fits.

    Raises UnreadableTable where there are none.
    """
    where = f"line {body[0].line}" if body else "the table"
    if not readings:
        raise UnreadableTable(
            f"{where}: expected a header such as 合计, 基本支出, 项目支出; found none"
        )
    for columns in readings:
        if len(columns) == longest:
            return columns
    wide = [columns for columns in readings if len(columns) >= longest]
    if not wide:
        names = ", ".join(c.header for c in readings[0])
        raise UnreadableTable(
            f"{where}: the header has {len(readings[0])} columns ({names}), a row {longest} numbers"
        )
    return min(wide, key=len)
