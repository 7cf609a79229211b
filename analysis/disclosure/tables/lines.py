"""A table of text that has lost its grid becomes a KeyedTable.

The header is what stands before the first code, total or number; it says what the columns are.
Not done here: tokens, header words, rows, the placing of numbers (``tokens``, ``header``,
``drafts``, ``amounts``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from analysis.disclosure.outcome import UnreadableTable
from analysis.disclosure.recorder import CellValue
from analysis.disclosure.tables import header
from analysis.disclosure.tables.amounts import cells_by_column, token_cell
from analysis.disclosure.tables.codes import ECONOMIC, FUNCTION, is_code, parent_of
from analysis.disclosure.tables.columns import readings_of_header
from analysis.disclosure.tables.drafts import Draft, rows_of
from analysis.disclosure.tables.keyed import TOTAL, Column, KeyedTable, Row, Use, with_reading
from analysis.disclosure.tables.line_header import (
    choose_columns,
    classification_of,
    first_row,
    split_ornaments,
    uses_of_header,
)
from analysis.disclosure.tables.notes import split_note
from analysis.disclosure.tables.openings import Openings
from analysis.disclosure.tables.order import MOVED, are_disordered, in_order, sums_of
from analysis.disclosure.tables.page_amounts import take_off_pages
from analysis.disclosure.tables.run_on import part_rows
from analysis.disclosure.tables.text_doubt import (
    doubt_codeless,
    doubt_end,
    doubt_headings,
    doubt_names,
    doubt_order,
    doubt_pages,
)
from analysis.disclosure.tables.tokens import TEXT, Token, tokenize
from analysis.disclosure.tables.unnamed import set_apart
from analysis.disclosure.tables.word_cells import take_off_word_cells
from analysis.disclosure.vocabulary import fold
from analysis.sources.document import Line

_CLASS = 3  # digits of the code of a class
Known = Callable[[str], Mapping[str, CellValue]]


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
    tokens = tokenize(part_rows(body))
    start = first_row(tokens)
    head, ornaments = split_ornaments(tokens[:start])
    uses += uses_of_header(head + ornaments)
    spelled = header.segment([t for t in head if t.kind == TEXT], words)
    classification = classification_of(head, spelled, classification)
    rest = _without_repeats(tokens[start:], head, uses)
    openings = Openings.of(classification, spelled, rest)
    longest = _longest_run(rest, openings)
    readings = readings_of_header(spelled)
    columns = choose_columns(readings, longest, body)
    drafts = rows_of(rest, columns, openings, uses)
    take_off_word_cells(drafts, spelled)
    take_off_pages(drafts, columns, uses)
    rows = _rows(drafts, columns, openings, unit, known)
    years = header.years(t.text for t in head)
    doubt_headings(rows, columns, spelled, max(map(len, readings)), len(years))
    doubt_pages(rows, drafts)
    if not openings.coded:
        doubt_names(rows, drafts, columns, words)
        doubt_order(rows, rest)
    else:
        doubt_codeless(rows)
        if classification in (ECONOMIC, FUNCTION):
            doubt_end(rows, columns, _CLASS)
    table = KeyedTable(columns, rows, classification, note, uses, years)
    if any(row.name for row in rows):
        set_apart(table)
    return table


def _without_repeats(tokens: list[Token], head: list[Token], uses: list[Use]) -> list[Token]:
    """Take out the header where it is printed again on a further page."""
    pattern = [fold(t.text) for t in head]
    if len(pattern) < 3:
        return tokens
    texts = [fold(t.text) for t in tokens]
    kept: list[Token] = []
    index = 0
    while index < len(tokens):
        end = index + len(pattern)
        if texts[index] == pattern[0] and texts[index:end] == pattern:
            uses += uses_of_header(tokens[index:end])
            index = end
        else:
            kept.append(tokens[index])
            index += 1
    return kept


def _longest_run(tokens: list[Token], openings: Openings) -> int:
    """Return the most numbers that stand between two row starts without text between them."""
    longest = run = behind = 0
    is_open = is_named = False  # a code without amounts yet; with its name
    for index, token in enumerate(tokens):
        if index < behind:
            continue  # a part of the code
        if token.kind == TEXT or openings.at(tokens, index, bool(run), is_named):
            is_named = is_open and token.kind == TEXT
            is_open = is_open or token.kind != TEXT
            run = 0
            behind = index + 1 + len(openings.parts_behind(tokens, index))
        elif not (token.is_alone and run):
            is_open = is_named = False
            run += 1
            longest = max(longest, run)
        else:
            run += 1  # a whole number alone on its line may be a page number: no evidence
    return longest


def _rows(
    drafts: list[Draft],
    columns: tuple[Column, ...],
    openings: Openings,
    unit: str,
    known: Known | None,
) -> list[Row]:
    codes = [draft.code for draft in drafts]
    numbers = [draft.numbers for draft in drafts]
    order = columns
    if openings.coded:
        order = _order(columns, [[token_cell(t, unit) for t in row] for row in numbers], drafts)
    cells = cells_by_column(
        numbers,
        order,
        unit,
        _sums(codes, openings.classification),
        (lambda index: known(codes[index])) if known else None,
    )
    rows = [
        Row(draft.code, draft.full_name, draft.line, values)
        for draft, values in zip(drafts, cells, strict=True)
    ]
    if order != columns:
        for row in rows:
            row.cells = {
                key: cell if cell.place is None else with_reading(cell, "inferred", MOVED)
                for key, cell in row.cells.items()
            }
    return rows


def _order(
    columns: tuple[Column, ...], rows: list[list[CellValue]], drafts: Sequence[Draft]
) -> tuple[Column, ...]:
    """The columns in the order of the amounts; raises UnreadableTable where that is open."""
    sums = sums_of(columns)
    if not are_disordered(columns, rows, sums):
        return columns
    order = in_order(columns, rows, sums)
    if order is None:
        raise UnreadableTable(
            f"line {drafts[0].line}: the amounts do not add up in the order of the headings "
            f"({', '.join(column.header for column in columns)}), and no other order is certain"
        )
    return order


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
