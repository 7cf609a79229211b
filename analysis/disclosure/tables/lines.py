"""A table of text that has lost its grid becomes a KeyedTable.

The header is what stands before the first code, total or number; it says what the columns are.
Not done here: tokens, header words, rows, the placing of numbers (``tokens``, ``header``,
``drafts``, ``amounts``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from analysis.disclosure.outcome import UnreadableTable
from analysis.disclosure.recorder import CellValue
from analysis.disclosure.tables import header
from analysis.disclosure.tables.amounts import cells_by_column
from analysis.disclosure.tables.codes import ECONOMIC, FUNCTION, UNIT, is_code, parent_of
from analysis.disclosure.tables.columns import readings_of_header
from analysis.disclosure.tables.drafts import TOTALS, Draft, Openings, rows_of
from analysis.disclosure.tables.gaps import parts_by_gaps
from analysis.disclosure.tables.keyed import TOTAL, Column, KeyedTable, Row, Use
from analysis.disclosure.tables.notes import numbers_in_words, split_note
from analysis.disclosure.tables.text_doubt import doubt_headings, doubt_names
from analysis.disclosure.tables.tokens import DASH, NUMBER, PERCENT, TEXT, Token, tokenize
from analysis.disclosure.vocabulary import fold
from analysis.sources.document import Line

Known = Callable[[str], Mapping[str, CellValue]]

# What stands over a table and is no header: its unit, its number, who fills it in.
_ORNAMENT = re.compile(
    r"单位[:：]?(?:万元|元|亿元)|公开\d+表|附?表\d+(?:-\d+)?|.*[:：].*|\(?续表?\)?"
)
_YEAR = re.compile(r"20\d\d")


def from_lines(
    lines: Sequence[Line], words: str, classification: str, unit: str, known: Known | None = None
) -> KeyedTable:
    """Return the table that the lines under its heading hold.

    ``words`` names the vocabulary of the header, ``classification`` what the codes are unless
    the header says otherwise, ``unit`` the money unit. ``known`` gives the cells of a code as
    another table of the document prints them. Raises UnreadableTable with the line where the
    header or the rows are not those of a table.
    """
    body, note, uses = split_note(lines)
    tokens = tokenize(body)
    start = _first_row(tokens)
    head, ornaments = _split_ornaments(tokens[:start])
    uses += _uses_of_header(head + ornaments)
    spelled = header.segment([t for t in head if t.kind == TEXT], words)
    classification = _classification(head, spelled, classification)
    rest = _without_repeats(tokens[start:], head, uses)
    openings = Openings.of(classification, spelled, rest)
    longest = _longest_run(rest, openings)
    columns = _choose_columns(spelled, longest, body)
    drafts = rows_of(rest, columns, openings, uses)
    rows = _rows(drafts, columns, classification, unit, known)
    years = header.years(t.text for t in head)
    doubt_headings(rows, columns, spelled, _widest(spelled) if _has_gaps(body) else 0, len(years))
    if not openings.coded:
        doubt_names(rows, drafts, words)
    return KeyedTable(columns, rows, classification, note, uses, years)


def _widest(spelled: list[header.Word]) -> int:
    """How many columns the header may have."""
    return max(map(len, readings_of_header(spelled)), default=0)


def _has_gaps(body: Sequence[Line]) -> bool:
    return any(parts_by_gaps(line.text) for line in body)


def _first_row(tokens: list[Token]) -> int:
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


def _split_ornaments(tokens: list[Token]) -> tuple[list[Token], list[Token]]:
    words: list[Token] = []
    ornaments: list[Token] = []
    for token in tokens:
        (ornaments if _ORNAMENT.fullmatch(fold(token.text)) else words).append(token)
    return words, ornaments


def _uses_of_header(tokens: list[Token]) -> list[Use]:
    lines = {id(t.line): t.line for t in tokens}
    return numbers_in_words(list(lines.values()), "heading of the table")


def _classification(head: list[Token], spelled: list[header.Word], default: str) -> str:
    if any("经济" in t.text for t in head):
        return ECONOMIC
    codes = [w.text for w in spelled if w.role == header.CODE]
    if any(("单位" in c or "部门" in c) and "分类" not in c for c in codes):
        return UNIT
    return default


def _without_repeats(tokens: list[Token], head: list[Token], uses: list[Use]) -> list[Token]:
    """Take out the header where it is printed again on a further page."""
    pattern = [fold(t.text) for t in head]
    if len(pattern) < 3:
        return tokens
    kept: list[Token] = []
    index = 0
    while index < len(tokens):
        again = tokens[index : index + len(pattern)]
        if [fold(t.text) for t in again] == pattern:
            uses += _uses_of_header(again)
            index += len(pattern)
        else:
            kept.append(tokens[index])
            index += 1
    return kept


def _longest_run(tokens: list[Token], openings: Openings) -> int:
    """Return the most numbers that stand between two row starts without text between them."""
    longest = run = 0
    for index, token in enumerate(tokens):
        if token.kind == TEXT or openings.at(tokens, index, bool(run)):
            run = 0
        elif not (token.is_whole and token.starts_line and token.tail >= 0 and run):
            run += 1
            longest = max(longest, run)
        else:
            run += 1  # a whole number alone on its line may be a page number: no evidence
    return longest


def _choose_columns(
    spelled: list[header.Word], longest: int, body: Sequence[Line]
) -> tuple[Column, ...]:
    readings = readings_of_header(spelled)
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


def _rows(
    drafts: list[Draft],
    columns: tuple[Column, ...],
    classification: str,
    unit: str,
    known: Known | None,
) -> list[Row]:
    codes = [draft.code for draft in drafts]
    cells = cells_by_column(
        [draft.numbers for draft in drafts],
        columns,
        unit,
        _sums(codes, classification),
        (lambda index: known(codes[index])) if known else None,
    )
    return [
        Row(draft.code, draft.full_name, draft.line, values)
        for draft, values in zip(drafts, cells, strict=True)
    ]


def _sums(codes: list[str], classification: str) -> list[tuple[int, list[int]]]:
    """Return (row, rows that it is the sum of) for every code with printed codes under it.

    What has not the shape of a code is part of no sum that could be known.
    """
    printed = set(codes)
    row_of = {code: index for index, code in reversed(list(enumerate(codes)))}
    parts: dict[int, list[int]] = {}
    for index, code in enumerate(codes):
        if code not in ("", TOTAL) and not is_code(code, classification):
            continue
        parent = parent_of(code, printed) if code else TOTAL
        if parent in row_of and row_of[parent] != index:
            parts.setdefault(row_of[parent], []).append(index)
    return list(parts.items())
