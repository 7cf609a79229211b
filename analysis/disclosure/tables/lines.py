"""A table of text that has lost its grid becomes a KeyedTable.

Rows begin with a code or a word like 合计; the name is every piece of text before, between and
behind the numbers. Not done here: tokens, header words, the placing of numbers (``tokens``,
``header``, ``placement``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from analysis.disclosure.cells import money_cell, number_cell
from analysis.disclosure.joined import join
from analysis.disclosure.outcome import UnreadableTable
from analysis.disclosure.recorder import BLANK, CellValue
from analysis.disclosure.tables import header
from analysis.disclosure.tables.codes import ECONOMIC, FUNCTION, UNIT, in_one, is_code, parent_of
from analysis.disclosure.tables.columns import readings_of_header
from analysis.disclosure.tables.keyed import TOTAL, Column, KeyedTable, Row, Use, with_reading
from analysis.disclosure.tables.notes import numbers_in_words, split_note
from analysis.disclosure.tables.placement import Amount, Placed, Run, place
from analysis.disclosure.tables.tokens import DASH, NUMBER, PERCENT, TEXT, Token, tokenize
from analysis.disclosure.vocabulary import fold
from analysis.sources.document import Line

Known = Callable[[str], Mapping[str, CellValue]]

_TOTAL = re.compile(r"(?:本年)?(?:支出|收入)?(?:合计|总计)")
# What stands over a table and is no header: its unit, its number, who fills it in.
_ORNAMENT = re.compile(
    r"单位[:：]?(?:万元|元|亿元)|公开\d+表|附?表\d+(?:-\d+)?|.*[:：].*|\(?续表?\)?"
)
_YEAR = re.compile(r"20\d\d")
_PAGE_NUMBER = re.compile(r"\d{1,4}")


@dataclass(slots=True)
class _Draft:
    """A row while it is read: ``tail`` holds the text behind the last number."""

    code: str
    line: int
    name: list[Token] = field(default_factory=list)
    numbers: list[Token] = field(default_factory=list)
    tail: list[Token] = field(default_factory=list)


def from_lines(
    lines: Sequence[Line], words: str, classification: str, unit: str, known: Known | None = None
) -> KeyedTable:
    """Return the table that the lines under its heading hold.

    ``words`` names the vocabulary of the header, ``classification`` what the codes are unless
    the header says otherwise, ``unit`` the money unit. ``known`` gives the cells of a code as
    another table of the document prints them. Raises UnreadableTable with the line where the
    header or the rows are not those of a table.
    """
    body, note, uses = split_note([line for line in lines if line.text.strip()])
    tokens = tokenize(body)
    start = _first_row(tokens)
    head, ornaments = _split_ornaments(tokens[:start])
    uses += _uses_of_header(head + ornaments)
    spelled = header.segment([t for t in head if t.kind == TEXT], words)
    classification = _classification(head, spelled, classification)
    rest = _without_repeats(tokens[start:], head, uses)
    longest = _longest_run(rest, classification)
    columns = _choose_columns(spelled, longest, body, note)
    drafts = _drafts(rest, columns, classification, spelled, uses)
    rows = _rows(drafts, columns, unit, known)
    return KeyedTable(columns, rows, classification, note, uses, header.years(t.text for t in head))


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
        and _TOTAL.fullmatch(fold(token.text)) is not None
    )


def _any_code(text: str) -> bool:
    return any(is_code(fold(text), c) for c in (FUNCTION, ECONOMIC))


def _split_ornaments(tokens: list[Token]) -> tuple[list[Token], list[Token]]:
    ornaments = [t for t in tokens if _ORNAMENT.fullmatch(fold(t.text))]
    return [t for t in tokens if t not in ornaments], ornaments


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


def _starts_row(tokens: list[Token], index: int, classification: str) -> bool:
    token = tokens[index]
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if token.kind == TEXT:
        return _TOTAL.fullmatch(fold(token.text)) is not None and (
            following is None or following.kind != TEXT or following.line is not token.line
        )
    if not token.is_whole or not token.starts_line or following is None:
        return False
    if not is_code(fold(token.text), classification):
        return False
    # A whole amount can look like a code; a code has its name, or further parts, behind it.
    return following.kind == TEXT or (following.line is token.line and following.is_whole)


def _longest_run(tokens: list[Token], classification: str) -> int:
    """Return the most numbers that stand between two row starts without text between them."""
    longest = run = 0
    for index, token in enumerate(tokens):
        if token.kind == TEXT or _starts_row(tokens, index, classification):
            run = 0
        elif not (token.is_whole and token.starts_line and token.tail >= 0 and run):
            run += 1
            longest = max(longest, run)
        else:
            run += 1  # a whole number alone on its line may be a page number: no evidence
    return longest


def _choose_columns(
    spelled: list[header.Word], longest: int, body: Sequence[Line], note: str
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


def _drafts(
    tokens: list[Token],
    columns: tuple[Column, ...],
    classification: str,
    spelled: list[header.Word],
    uses: list[Use],
) -> list[_Draft]:
    coded = any(w.role == header.CODE for w in spelled)
    in_cells = any(w.role == header.CODE_PART for w in spelled)
    drafts: list[_Draft] = []
    row: _Draft | None = None
    index = 0
    while index < len(tokens):
        token = tokens[index]
        index += 1
        if _starts_row(tokens, index - 1, classification):
            row = _Draft(TOTAL, token.line.line)
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
                row = _Draft("", token.line.line)
                drafts.append(row)
            (row.tail if row.numbers else row.name).append(token)
        else:
            if row is None:
                row = _Draft(TOTAL, token.line.line)  # one row of amounts without any label
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
    row: _Draft, token: Token, columns: tuple[Column, ...], uses: list[Use]
) -> _Draft | None:
    """A number more than columns opens the next row, named by the text behind the full row.

    Without such text it is a page number (None), or the table is not what its header says.
    """
    if row.tail:
        following = _Draft("", row.tail[0].line.line, row.tail)
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


def _rows(
    drafts: list[_Draft], columns: tuple[Column, ...], unit: str, known: Known | None
) -> list[Row]:
    cells = [[_cell(t, unit) for t in draft.numbers] for draft in drafts]
    codes = [draft.code for draft in drafts]
    placed = place_cells(
        [draft.numbers for draft in drafts],
        cells,
        columns,
        _sums(codes),
        [known(code) for code in codes] if known else (),
    )
    rows: list[Row] = []
    for draft, values, spot in zip(drafts, cells, placed, strict=True):
        name = join(t.piece for t in draft.name + draft.tail).text
        row = Row(draft.code, re.sub(r"\s+", "", name) if draft.code == TOTAL else name, draft.line)
        at = dict(zip(spot.spot, values, strict=True))
        for index, column in enumerate(columns):
            row.cells[column.key] = with_reading(at.get(index, BLANK), spot.reading, spot.note)
        rows.append(row)
    return rows


def _cell(token: Token, unit: str) -> CellValue:
    if token.kind == PERCENT:
        digits = token.text.strip("-－−%％")
        return number_cell(digits, token.place, "%", negative=token.text[0] in "-－−")
    return money_cell(token.piece, unit)


def place_cells(
    numbers: Sequence[Sequence[Token]],
    cells: Sequence[Sequence[CellValue]],
    columns: Sequence[Column],
    sums: Sequence[tuple[int, Sequence[int]]],
    known: Sequence[Mapping[str, CellValue]] = (),
) -> list[Placed]:
    """Return where the cells of each row stand; ``numbers`` are the tokens they were read from.

    ``sums`` names rows that are the sum of others, ``known`` the same rows in another table.
    """
    if all(len(values) in (0, len(columns)) for values in cells):
        every = tuple(range(len(columns)))
        return [Placed(every if values else ()) for values in cells]
    scale = max((_decimals(c) for values in cells for c in values), default=0)
    elsewhere = known or [{} for _ in cells]
    runs = [
        Run(
            [_amount(cell, scale) for cell in values],
            _gaps(tokens),
            {
                key: None if cell.value is None else _amount(cell, scale)
                for key, cell in there.items()
            },
        )
        for tokens, values, there in zip(numbers, cells, elsewhere, strict=True)
    ]
    return place(columns, runs, sums)


def _decimals(cell: CellValue) -> int:
    return 0 if cell.step is None else max(-int(cell.step.as_tuple().exponent), 0)


def _amount(cell: CellValue, scale: int) -> Amount:
    if cell.value is None or cell.step is None:
        return 0, 0
    return int(cell.value.scaleb(scale)), int(cell.step.scaleb(scale))


def _gaps(numbers: Sequence[Token]) -> list[int | None]:
    gaps: list[int | None] = [None if t.starts_line else t.gap for t in numbers]
    tail = numbers[-1].tail if numbers else -1
    return [*gaps, tail if tail >= 0 else None]


def _sums(codes: list[str]) -> list[tuple[int, list[int]]]:
    """Return (row, rows that it is the sum of) for every code with printed codes under it."""
    printed = set(codes)
    row_of = {code: index for index, code in reversed(list(enumerate(codes)))}
    parts: dict[int, list[int]] = {}
    for index, code in enumerate(codes):
        parent = parent_of(code, printed) if code else TOTAL
        if parent in row_of and row_of[parent] != index:
            parts.setdefault(row_of[parent], []).append(index)
    return list(parts.items())
