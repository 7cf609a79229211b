"""The funds of three years in the overall performance sheet (总体资金情况).

Not done here: ruled sheets (``funds_grid``), the list of projects (``project_list``), the rest of
the sheet (``projects.performance``).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from analysis.disclosure import records as r
from analysis.disclosure.cells import number_cell
from analysis.disclosure.recorder import BLANK, CellValue, Recorder
from analysis.disclosure.repeats import free
from analysis.disclosure.tables import header
from analysis.disclosure.tables.amounts import SHARE, cells_by_column
from analysis.disclosure.tables.keyed import Column
from analysis.disclosure.tables.notes import numbers_in_words
from analysis.disclosure.tables.tokens import DASH, NUMBER, PERCENT, TEXT, Token, tokenize
from analysis.disclosure.vocabulary import fold
from analysis.sources.document import Line

KIND = "overall_funds"
_OPENS = ("资金情况", "当年金额", "占比")
_ENDS = re.compile(r"职能|职责|工作任务|项目支出情况|总目标|项目名称")
CURRENT = "current"


@dataclass(slots=True)
class _Row:
    side: str
    key: str
    item: str
    numbers: list[Token] = field(default_factory=list)


@cache
def _items() -> dict[str, tuple[str, str]]:
    with (Path(__file__).parent / "fund_items.csv").open(encoding="utf-8", newline="") as file:
        return {
            fold(word): (row["side"], row["key"])
            for row in csv.DictReader(file)
            for word in row["words"].split("|")
        }


def read_funds(lines: Sequence[Line], unit: str, recorder: Recorder) -> int:
    """Read the block of funds; return how many rows it has (0 where the sheet has none).

    Amounts are in ``unit``; each row's year comes from the header, the current year from the
    document.
    """
    tokens = tokenize(_block(lines))
    start = next((i for i, t in enumerate(tokens) if _is_cell(tokens, i)), len(tokens))
    columns, years = _columns(tokens[:start], recorder.fiscal_year)
    rows = _rows(tokens, start)
    cells = cells_by_column([row.numbers for row in rows], columns, unit, _sums(rows))
    for use in numbers_in_words(list({t.line: None for t in tokens[:start]}), "heading of funds"):
        recorder.use(use.place, use.disposition, use.note)
    for row, values in zip(rows, cells, strict=True):
        record_fund(row.side, row.key, row.item, values, years, recorder)
    return len(rows)


def _block(lines: Sequence[Line]) -> list[Line]:
    block: list[Line] = []
    for line in lines:
        folded = fold(line.text)
        if block and _ENDS.search(folded):
            break
        if block or any(word in folded for word in _OPENS):
            block.append(line)
    return block


def _is_cell(tokens: list[Token], index: int) -> bool:
    """True for a token that stands for an amount; a year in the header has 年 behind it."""
    token = tokens[index]
    if token.kind not in (NUMBER, PERCENT, DASH):
        return False
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    return not (token.is_whole and following is not None and following.text.startswith("年"))


def _columns(tokens: list[Token], fiscal_year: int) -> tuple[tuple[Column, ...], dict[str, int]]:
    """Return the columns in printed order and the year of each column of amounts."""
    words = header.segment([t for t in tokens if t.kind == TEXT], "columns_funds")
    keys = [w.key for w in words if w.role == header.AMOUNT]
    printed = header.years(["".join(t.text for t in tokens)])
    earlier = [y for y in printed if y != fiscal_year] or [fiscal_year - 2, fiscal_year - 1]
    years = {year_key(year, fiscal_year): year for year in earlier}
    ordered = dict.fromkeys([*(keys or [CURRENT, SHARE]), *years])
    if CURRENT not in ordered:
        ordered = dict.fromkeys([CURRENT, *ordered])
    return tuple(Column(key, key) for key in ordered), {CURRENT: fiscal_year, **years}


def year_key(year: int, fiscal_year: int) -> str:
    """Return the column key of an earlier year."""
    names = {fiscal_year - 2: "year_before_last", fiscal_year - 1: "last_year"}
    return names.get(year, f"year_{year}")


def _rows(tokens: list[Token], start: int) -> list[_Row]:
    """A row is the words before a run of numbers; its last words name the item."""
    rows: list[_Row] = []
    words: list[Token] = []
    side = "revenue"
    for index, token in enumerate(tokens):
        if not _is_cell(tokens, index):
            words.append(token)
            continue
        if words and (index == start or tokens[index - 1].kind == TEXT):
            side, key, item = fund_item([w.text for w in words], side)
            rows.append(_Row(side, key, item))
            words = []
        if rows:
            rows[-1].numbers.append(token)
    return rows


def fund_item(words: Sequence[str], side: str) -> tuple[str, str, str]:
    """Return side, key and item of a row by its words; ``side`` is that of the row above."""
    text = fold("".join(words))
    if "支出构成" in text or "支出" in text:
        side = "expenditure"
    elif "收入构成" in text:
        side = "revenue"
    for begin in range(len(words)):
        item = fold("".join(words[begin:]))
        if item in _items():
            own_side, key = _items()[item]
            return own_side or side, key, item
    item = fold(words[-1])
    return side, item.replace("/", "."), item


def _sums(rows: list[_Row]) -> list[tuple[int, list[int]]]:
    sums: list[tuple[int, list[int]]] = []
    for index, row in enumerate(rows):
        if row.key == "total":
            parts = [i for i, r_ in enumerate(rows) if r_.side == row.side and r_.key != "total"]
            sums.append((index, parts))
    return sums


def record_fund(
    side: str,
    key: str,
    item: str,
    cells: dict[str, CellValue],
    years: dict[str, int],
    recorder: Recorder,
) -> None:
    """Write a row: its figures, and a total for each year of ``years`` (column key to year).

    An item printed a second time gets ``~2``, as its figures do.
    """
    own = free(key, {t.item_key for t in recorder.out.yearly_total if t.side == side})
    share = cells.get(SHARE, BLANK)
    if share.unit_word not in ("", "%"):  # a share printed without its sign
        share = number_cell(share.printed, share.place, "%")
    ids = {
        column: recorder.figure(
            share if column == SHARE else cell,
            table_kind=KIND,
            row_key=f"{side}.{key}",
            column_key=column,
            fiscal_year=years.get(column, recorder.fiscal_year),
            row_name=item,
        )
        for column, cell in cells.items()
    }
    for column, year in years.items():
        current = column == CURRENT
        recorder.out.yearly_total.append(
            r.YearlyTotal(
                document_id=recorder.document_id,
                fiscal_year=year,
                side=side,
                item_key=own,
                item=item,
                amount_wan=cells.get(column, BLANK).amount_wan,
                share_pct=share.value if current else None,
                figure_id=ids.get(column),
                share_figure_id=ids.get(SHARE) if current else None,
            )
        )
