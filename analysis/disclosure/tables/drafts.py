"""Rows of a table that has lost its grid: where they begin, and which tokens are theirs.

A row begins with a code or a word like 合计; its name is every piece of text before, between and
behind the numbers. Not done here: what opens a row (``openings``), which columns the numbers stand
in (``amounts``).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from analysis.disclosure.joined import join
from analysis.disclosure.numbers import find_numbers
from analysis.disclosure.outcome import UnreadableTable
from analysis.disclosure.tables.codes import in_one
from analysis.disclosure.tables.keyed import TOTAL, Column, Use
from analysis.disclosure.tables.openings import PAGE_NUMBER, TOTALS, Openings
from analysis.disclosure.tables.tokens import TEXT, Token
from analysis.disclosure.vocabulary import fold
from analysis.sources.document import Place


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
        has_amounts = row is not None and bool(row.numbers)
        is_named = row is not None and bool(row.code and row.name) and not has_amounts
        if openings.at(tokens, index - 1, has_amounts, is_named):
            row = Draft(TOTAL, token.line.line)
            if TOTALS.fullmatch(fold(token.text)) is None:
                parts = [token, *openings.parts_behind(tokens, index - 1)]
                index += len(parts) - 1
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
            if not row.name and not row.numbers:
                row.name = _begun_above(drafts)
            row.numbers.append(token)
    return drafts


def _begun_above(drafts: list[Draft]) -> list[Token]:
    """The words behind the row above, where the last row has a code and no word of a name.

    A name that is broken over lines may begin above its row and end below it.
    """
    above = drafts[-2] if len(drafts) > 1 and drafts[-1].code not in ("", TOTAL) else None
    if above is None or not above.name:
        return []
    name, above.tail = above.tail, []
    return name


def _code_uses(token: Token, openings: Openings) -> list[Use]:
    """Say of each number in a code cell that it is a code; 2O8 holds two."""
    note = f"{openings.classification} code of a row"
    place = token.place
    return [
        Use(Place(place.page, place.line, place.col + n.begin, place.box), "code", note)
        for n in find_numbers(token.text)
    ]


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
    alone = token.is_alone and PAGE_NUMBER.fullmatch(text) is not None
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
