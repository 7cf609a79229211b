"""Rows of a table that has lost its grid: where they begin, and which tokens are theirs.

A row begins with a code or a word like 合计; its name is every piece of text before, between and
behind the numbers. Not done here: which columns the numbers stand in (``amounts``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from analysis.disclosure.joined import join
from analysis.disclosure.outcome import UnreadableTable
from analysis.disclosure.tables import header
from analysis.disclosure.tables.codes import in_one, is_code
from analysis.disclosure.tables.keyed import TOTAL, Column, Use
from analysis.disclosure.tables.tokens import TEXT, Token
from analysis.disclosure.vocabulary import fold

TOTALS = re.compile(r"(?:本年)?(?:支出|收入)?(?:合计|总计)")
_PAGE_NUMBER = re.compile(r"\d{1,4}")


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


def starts_row(tokens: list[Token], index: int, classification: str) -> bool:
    """True where the token opens a row: a code with its name behind it, or a total."""
    token = tokens[index]
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if token.kind == TEXT:
        return TOTALS.fullmatch(fold(token.text)) is not None and (
            following is None or following.kind != TEXT or following.line is not token.line
        )
    if not token.is_whole or not token.starts_line or following is None:
        return False
    if not is_code(fold(token.text), classification):
        return False
    # A whole amount can look like a code; a code has its name, or further parts, behind it.
    return following.kind == TEXT or (following.line is token.line and following.is_whole)


def rows_of(
    tokens: list[Token],
    columns: tuple[Column, ...],
    classification: str,
    spelled: list[header.Word],
    uses: list[Use],
) -> list[Draft]:
    """Return the rows of the tokens behind the header; ``uses`` takes codes and page numbers.

    Raises UnreadableTable with the line where a row has more numbers than there are columns.
    """
    coded = any(w.role == header.CODE for w in spelled)
    in_cells = any(w.role == header.CODE_PART for w in spelled)
    drafts: list[Draft] = []
    row: Draft | None = None
    index = 0
    while index < len(tokens):
        token = tokens[index]
        index += 1
        if starts_row(tokens, index - 1, classification):
            row = Draft(TOTAL, token.line.line)
            if token.kind != TEXT:
                parts = [token]
                while in_cells and _is_code_part(tokens, index, token):
                    parts.append(tokens[index])
                    index += 1
                row.code = in_one(fold(p.text) for p in parts)
                uses += [Use(p.place, "code", f"{classification} code of a row") for p in parts]
            else:
                row.name.append(token)
            drafts.append(row)
        elif token.kind == TEXT:
            if row is None or (not coded and len(row.numbers) == len(columns)):
                row = Draft("", token.line.line)
                drafts.append(row)
            (row.tail if row.numbers else row.name).append(token)
        else:
            if row is None:
                row = Draft(TOTAL, token.line.line)  # one row of amounts without any label
                drafts.append(row)
            if len(row.numbers) == len(columns):
                following = _overflow(row, token, columns, uses)
                if following is None:
                    continue
                row = following
                drafts.append(row)
            row.name += row.tail
            row.tail = []
            row.numbers.append(token)
    return drafts


def _is_code_part(tokens: list[Token], index: int, first: Token) -> bool:
    return (
        index < len(tokens)
        and tokens[index].is_whole
        and tokens[index].line is first.line
        and len(tokens[index].text) <= 7
        and index + 1 < len(tokens)
    )


def _overflow(
    row: Draft, token: Token, columns: tuple[Column, ...], uses: list[Use]
) -> Draft | None:
    """A number more than columns opens the next row, named by the text behind the full row.

    Without such text it is a page number (None), or the table is not what its header says.
    """
    if row.tail:
        following = Draft("", row.tail[0].line.line, row.tail)
        row.tail = []
        return following
    alone = token.starts_line and token.tail >= 0
    if alone and _PAGE_NUMBER.fullmatch(fold(token.text)):
        uses.append(Use(token.place, "page_number", "alone on its line between rows of a table"))
        return None
    names = ", ".join(c.key for c in columns)
    raise UnreadableTable(
        f"line {token.line.line}: a row has more numbers than the {len(columns)} columns ({names})"
    )
