"""The list of projects in the overall performance sheet (项目支出情况).

Cells of text that lost its grid are told apart by the blank that stands at the end of a cell;
where a file has none, by the widths of the wrapped columns. Not done here: ruled sheets
(``project_list_grid``), project sheets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from analysis.disclosure.joined import join
from analysis.disclosure.projects.naming import merge_project, project_id
from analysis.disclosure.recorder import CellValue, Recorder
from analysis.disclosure.tables import header
from analysis.disclosure.tables.amounts import cells_by_column
from analysis.disclosure.tables.keyed import TOTAL, Column, with_reading
from analysis.disclosure.tables.notes import numbers_in_words
from analysis.disclosure.tables.tokens import DASH, NUMBER, TEXT, Token, tokenize
from analysis.disclosure.vocabulary import HAN, SUM_WORDS, fold
from analysis.sources.document import Line

KIND = "overall_projects"
_ENDS = re.compile(r"^(?:整体绩效|总体绩效|绩效目标|总目标|长期目标|年度目标)")
_TYPE = re.compile(
    r"(?:部门|单位|本级)?(?:特定目标|其他运转|运转|人员|公用经费|常年|延续|一次|经常|新增|公共|发展|专项)"
    rf"{HAN}{{0,2}}(?:类|性)(?:项目)?(?:支出)?"
)
_WIDTHS_NOTE = "where the project's name begins was inferred from the widths of the lines"
_DEFAULT = (Column("total", "项目总预算"), Column("current", "项目本年度预算"))


@dataclass(slots=True)
class _Cell:
    """Pieces of text of one cell, as far as the text tells."""

    tokens: list[Token]

    @property
    def text(self) -> str:
        return fold("".join(t.text for t in self.tokens))


@dataclass(slots=True)
class _Row:
    name: list[Token]
    kind: str = ""
    numbers: list[Token] = field(default_factory=list)
    purpose: list[Token] = field(default_factory=list)


def read_project_list(lines: Sequence[Line], unit: str, recorder: Recorder) -> int:
    """Read the list into figures and project records; return how many projects it names."""
    tokens = tokenize(_block(lines))
    start = _first_row(tokens)
    columns = _columns(tokens[:start])
    body, ordinals = _without_ordinals(tokens[start:])
    for token in ordinals:
        recorder.use(token.place, "ordinal", "number of a project in the list")
    has_ends = any(token.tail > 0 for token in tokens)
    rows = _rows(body, len(columns), has_ends)
    _use_words(tokens[:start], rows, recorder)
    cells = cells_by_column([row.numbers for row in rows], columns, unit, _sums(rows))
    for row, values in zip(rows, cells, strict=True):
        if not has_ends:
            values = {k: with_reading(c, "inferred", _WIDTHS_NOTE) for k, c in values.items()}
        name, purpose = (join(t.piece for t in part).text for part in (row.name, row.purpose))
        record_listed(name, row.kind, purpose, values, recorder)
    return len(rows)


def record_listed(
    name: str, kind: str, purpose: str, cells: dict[str, CellValue], recorder: Recorder
) -> None:
    """Write a row of the list: its figures, and what it says of the project."""
    key = TOTAL if fold(name) in SUM_WORDS else project_id(name)
    for column, cell in cells.items():
        recorder.figure(
            cell,
            table_kind=KIND,
            row_key=key,
            column_key=column,
            fiscal_year=recorder.fiscal_year,
            row_name=name,
        )
    if key != TOTAL:
        told = {"list_name": name, "project_type": kind or None, "purpose": purpose or None}
        merge_project(recorder, key, **told)


def _block(lines: Sequence[Line]) -> list[Line]:
    block: list[Line] = []
    for line in lines:
        folded = fold(line.text)
        if block and _ENDS.match(folded):
            break
        if block or ("项目名称" in folded and "填报" not in folded):
            block.append(line)
    return block


def _first_row(tokens: list[Token]) -> int:
    """Return the index of the first token behind the header: behind its last known word."""
    anchor = next((i for i, t in enumerate(tokens) if _is_anchor(t)), len(tokens))
    words = header.vocabulary("columns_projects")
    start = 0
    for begin in range(anchor):
        for end in range(begin + 1, min(begin + 6, anchor) + 1):
            if header.plain("".join(t.text for t in tokens[begin:end])) in words:
                start = max(start, end)
    return start


def _is_anchor(token: Token) -> bool:
    """A type or an amount: what every row of the list has."""
    if token.kind == NUMBER:
        return not token.is_whole
    return token.kind == TEXT and _TYPE.fullmatch(fold(token.text)) is not None


def _columns(tokens: list[Token]) -> tuple[Column, ...]:
    words = header.segment([t for t in tokens if t.kind == TEXT], "columns_projects")
    found = tuple(Column(w.key, w.text) for w in words if w.role == header.AMOUNT)
    return found or _DEFAULT


def _without_ordinals(tokens: list[Token]) -> tuple[list[Token], list[Token]]:
    """Take out the numbers of a 序号 column: whole, first of a line, words behind."""
    ordinals = [
        token
        for token, following in pairwise(tokens)
        if token.is_whole and token.starts_line and len(token.text) <= 2
        if following.kind == TEXT and following.line is token.line
    ]
    return [t for t in tokens if t not in ordinals], ordinals


def _rows(tokens: list[Token], width: int, has_ends: bool) -> list[_Row]:
    """A row's anchor is its type, or its numbers where no type is printed.

    The cell before the anchor is the name; what stood before that is the purpose of the row
    above, and what stands behind the anchor is its own. ``width`` is the number of amounts.
    """
    rows: list[_Row] = []
    cells: list[_Cell] = []
    for token in tokens:
        if token.kind in (NUMBER, DASH):
            if not rows or (cells and _is_done(rows[-1], width)):
                _open_row(rows, cells, has_ends)
                cells = []
            rows[-1].numbers.append(token)
            continue
        _add_text(token, cells, has_ends)
        if _TYPE.fullmatch(cells[-1].text):
            kind = cells.pop()
            _open_row(rows, cells, has_ends)
            rows[-1].kind = kind.text
            cells = []
    if rows:
        rows[-1].purpose += [t for cell in cells for t in cell.tokens]
    return rows


def _is_done(row: _Row, width: int) -> bool:
    """True where a further number behind words opens the next row: this one has its numbers."""
    return len(row.numbers) >= width or bool(row.numbers and not row.kind)


def _add_text(token: Token, cells: list[_Cell], has_ends: bool) -> None:
    """Go on with the last cell where its line ended without the blank that ends a cell."""
    open_end = bool(cells) and has_ends and cells[-1].tokens[-1].tail == 0
    if open_end and not _TYPE.fullmatch(fold(token.text)):
        cells[-1].tokens.append(token)
    else:
        cells.append(_Cell([token]))


def _open_row(rows: list[_Row], cells: list[_Cell], has_ends: bool) -> None:
    name = [cells.pop()] if cells else []
    if not has_ends:
        widest = max((len(fold(r.purpose[0].text)) for r in rows if r.purpose), default=6)
        while cells and rows and len(cells[-1].text) > widest:
            name.insert(0, cells.pop())
        if not rows:  # nothing but the header stands before the first name
            name, cells[:] = [*cells, *name], []
    if rows:
        rows[-1].purpose += [t for cell in cells for t in cell.tokens]
    rows.append(_Row([t for cell in name for t in cell.tokens]))


def _sums(rows: list[_Row]) -> list[tuple[int, list[int]]]:
    names = [fold("".join(t.text for t in row.name)) for row in rows]
    totals = [i for i, name in enumerate(names) if name in SUM_WORDS]
    return [(totals[0], [i for i in range(len(rows)) if i != totals[0]])] if totals else []


def _use_words(head: list[Token], rows: list[_Row], recorder: Recorder) -> None:
    """Say what the numbers in header, names and purposes are."""
    numbers = {(t.line.line, t.begin) for row in rows for t in row.numbers}
    lines = [t.line for t in head] + [t.line for row in rows for t in row.name + row.purpose]
    for use in numbers_in_words(list(dict.fromkeys(lines)), "list of projects"):
        if (use.place.line, use.place.col - 1) not in numbers:
            recorder.use(use.place, use.disposition, use.note)
