"""A two-sided table of text that has lost its grid becomes items with cells.

A line may hold an item of each side, or of one side only: the words of the item say which, then
its ordinal, then where it stands. Not done here: keys and levels of items (``items``).
"""

from __future__ import annotations

from analysis.disclosure.outcome import UnreadableTable
from analysis.disclosure.regions import Region
from analysis.disclosure.tables import header
from analysis.disclosure.tables.amounts import cells_by_column, token_cell
from analysis.disclosure.tables.columns import readings_of_header
from analysis.disclosure.tables.gaps import refuse
from analysis.disclosure.tables.items import (
    EXPENDITURE,
    REVENUE,
    Item,
    is_known,
    known_items,
    known_totals,
    sides_of,
    split_ordinal,
    sums_of_items,
)
from analysis.disclosure.tables.keyed import TOTAL, Column, with_reading
from analysis.disclosure.tables.notes import numbers_in_words, split_note
from analysis.disclosure.tables.order import MOVED, in_order, sums_of
from analysis.disclosure.tables.sides_doubt import doubt_items
from analysis.disclosure.tables.sides_drafts import (
    WORDS,
    Draft,
    SidedTable,
    item_of,
    opens_items,
    uses_of_names,
)
from analysis.disclosure.tables.tokens import TEXT, Token, tokenize
from analysis.disclosure.vocabulary import fold

_LISTS = 3  # beside each other: revenue, expenditure by function and by purpose
_TOTAL_ONLY = (Column(TOTAL, "金额"),)


def sides_from_lines(region: Region, unit: str) -> SidedTable:
    """Return the items of a two-sided table; blanks are kept.

    Raises UnreadableTable with the line where a number belongs to no item.
    """
    body, note, uses = split_note(region.lines)
    tokens = tokenize(body)
    start = next((i for i, t in enumerate(tokens) if opens_items(tokens, i)), len(tokens))
    columns = _columns(tokens[:start])
    uses += numbers_in_words(list({t.line: None for t in tokens[:start]}), "heading of the table")
    drafts = _drafts(tokens[start:], columns)
    for draft in drafts:
        _settle_side(draft)
    uses += [use for draft in drafts for use in uses_of_names(draft)]
    items = {id(d): item_of(d) for d in drafts}
    for side in (REVENUE, EXPENDITURE):
        chosen = [d for d in drafts if d.side == side]
        _fill([items[id(d)] for d in chosen], chosen, columns[side], unit, region)
    doubt_items(list(items.values()), [d.tokens for d in drafts], tokens)
    return SidedTable(list(items.values()), note, uses)


def _columns(tokens: list[Token]) -> dict[str, tuple[Column, ...]]:
    """Return the columns of each side: what stands behind the word that opens the side."""
    words = header.segment([t for t in tokens if t.kind == TEXT], WORDS)
    sides: list[list[header.Word]] = []
    for item in words:
        if item.role == header.NAME:
            sides.append([])
        elif sides and item.role == header.AMOUNT:
            sides[-1].append(item)
    read = [readings_of_header(side)[0] if side else _TOTAL_ONLY for side in sides]
    revenue = read[0] if len(read) > 1 else _TOTAL_ONLY
    # Two lists on the side of expenditure (by function, by purpose) have the same column.
    return {REVENUE: revenue, EXPENDITURE: max(read[1:], key=len, default=_TOTAL_ONLY)}


def _drafts(tokens: list[Token], columns: dict[str, tuple[Column, ...]]) -> list[Draft]:
    drafts: list[Draft] = []
    open_draft: Draft | None = None
    for index, token in enumerate(tokens):
        if token.kind == TEXT:
            if _is_new(token, open_draft, tokens[index - 1] if index else None):
                open_draft = Draft(_side(token, drafts), [token])
                drafts.append(open_draft)
            else:
                open_draft = _continued(token, drafts, open_draft)
                open_draft.tokens.append(token)
                _settle_side(open_draft)
            continue
        if open_draft is None or len(open_draft.numbers) >= len(columns[open_draft.side]):
            if token.is_alone:
                continue  # a page number
            raise UnreadableTable(
                f"line {token.line.line}: {token.text} belongs to no item of a two-sided table"
            )
        open_draft.numbers.append(token)
    return drafts


def _is_new(token: Token, draft: Draft | None, before: Token | None) -> bool:
    if draft is None:
        return True
    text = fold(token.text)
    if split_ordinal(text)[0]:
        return True
    whole = draft.text
    if split_ordinal(whole)[2] == "" and before is draft.tokens[-1]:
        return False  # a bare ordinal waits for its words
    if is_known(split_ordinal(whole + text)[2]) and not draft.numbers:
        return False
    return text in known_items() or text.startswith("其中")


def _side(token: Token, drafts: list[Draft]) -> str:
    name = split_ordinal(fold(token.text))[2]
    sides = sides_of(name) if name else {REVENUE, EXPENDITURE}
    if len(sides) == 1:
        return sides.pop()
    before = drafts[-1] if drafts else None
    if before is not None and before.tokens[-1].line is token.line and before.side == REVENUE:
        return EXPENDITURE  # the second item of its line
    if not token.starts_line:
        return EXPENDITURE if before is not None else REVENUE
    done = {d.side for d in drafts if split_ordinal(d.text)[2] in known_totals()}
    return EXPENDITURE if REVENUE in done else REVENUE


def _settle_side(draft: Draft) -> None:
    """Take the side that the whole name says, where its first words left it open."""
    sides = sides_of(split_ordinal(draft.text)[2])
    draft.side = sides.pop() if len(sides) == 1 else draft.side


def _continued(token: Token, drafts: list[Draft], last: Draft | None) -> Draft:
    """Return the draft whose name goes on: the one that becomes a known name, else the last."""
    assert last is not None, "the first words of a table open an item"
    text = fold(token.text)
    for draft in reversed(drafts[-_LISTS:]):
        if is_known(split_ordinal(draft.text + text)[2]):
            return draft
    return last


def _fill(
    items: list[Item], drafts: list[Draft], columns: tuple[Column, ...], unit: str, region: Region
) -> None:
    numbers = [draft.numbers for draft in drafts]
    rows = [[token_cell(token, unit) for token in row] for row in numbers]
    order = in_order(columns, rows, sums_of(columns)) or refuse(region)
    cells = cells_by_column(numbers, order, unit, sums_of_items(items))
    for item, values in zip(items, cells, strict=True):
        item.cells = {column.key: values[column.key] for column in columns}
        if order != columns:
            item.cells = {
                key: cell if cell.place is None else with_reading(cell, "inferred", MOVED)
                for key, cell in item.cells.items()
            }
