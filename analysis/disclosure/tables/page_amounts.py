"""Page numbers that stand where the last cell of a row is blank.

A whole number alone on its line behind the amounts of a row, in a table whose amounts all have
decimals, is the number of the page where the row adds up without it and not with it. Not done
here: numbers of pages that the series of them shows (``sources.page_series``).
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.disclosure.tables.amounts import token_cell
from analysis.disclosure.tables.drafts import Draft
from analysis.disclosure.tables.gaps import add_up
from analysis.disclosure.tables.keyed import Column, Use
from analysis.disclosure.tables.openings import PAGE_NUMBER
from analysis.disclosure.tables.order import sums_of
from analysis.disclosure.tables.tokens import Token

_NOTE = "alone on its line, and the row adds up without it"


def take_off_pages(drafts: Sequence[Draft], columns: Sequence[Column], uses: list[Use]) -> None:
    """Take the page numbers out of the rows and say what they are."""
    numbers = [token for draft in drafts for token in draft.numbers]
    whole = [token for token in numbers if token.is_alone and PAGE_NUMBER.fullmatch(token.text)]
    if not whole or any("." not in t.text for t in numbers if t not in whole and t.text.strip("0")):
        return
    for draft in drafts:
        last = draft.numbers[-1] if draft.numbers else None
        full = len(draft.numbers) == len(columns)
        if last is None or last not in whole or not full or _add_up(columns, draft.numbers):
            continue
        if _add_up(columns, draft.numbers[:-1]):
            draft.numbers.pop()
            uses.append(Use(last.place, "page_number", _NOTE))


def _add_up(columns: Sequence[Column], numbers: Sequence[Token]) -> bool:
    cells = {c.key: token_cell(t, "元") for c, t in zip(columns, numbers, strict=False)}
    sums = sums_of(columns)
    return bool(sums) and all(
        add_up(cells.get(whole), [cells.get(part) for part in parts])
        for whole, parts in sums.items()
    )
