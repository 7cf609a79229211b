"""A ruled table (PDF, Word, Excel, scan) becomes a KeyedTable.

Header cells, merged or not, give each column a path of words; the rows below are taken as they
are ruled, blank cells truly blank. Not done here: finding the rulings (``sources``), joining the
parts of a table over pages (``continued``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from analysis.disclosure.cells import money_cell
from analysis.disclosure.joined import EMPTY, Joined
from analysis.disclosure.numbers import find_numbers
from analysis.disclosure.outcome import UnreadableTable
from analysis.disclosure.regions import Region
from analysis.disclosure.tables import header
from analysis.disclosure.tables.codes import (
    ECONOMIC,
    FUNCTION,
    UNIT,
    in_one,
    is_code,
    looks_like_code,
)
from analysis.disclosure.tables.columns import columns_of_paths
from analysis.disclosure.tables.dated import CHANGE_PCT
from analysis.disclosure.tables.keyed import TOTAL, Column, KeyedTable, Row, Use
from analysis.disclosure.tables.notes import numbers_in_words, split_note
from analysis.disclosure.tables.openings import TOTALS
from analysis.disclosure.tables.ruled import Ruled, header_paths, joined, once, text_of
from analysis.disclosure.tables.tokens import is_amount
from analysis.disclosure.tables.unnamed import set_apart
from analysis.disclosure.vocabulary import fold
from analysis.sources.document import Cell

_CODES = (header.CODE, header.CODE_PART)
_LABELS = (*_CODES, header.NAME, header.TEXT)
_UNIT_NAME = re.compile(
    r"[局委会办厅处院校所站队馆社心室府园场台团](?:\((?:本级|机关)\)|本级|机关)?$"
)
# 部门预算经济分类 and 政府预算经济分类 side by side: the rows are those of the first.
_UNIT_BUDGET, _GOVERNMENT = "部门预算", "政府预算"
_OTHER_CODE = "other_code"
_NO_MONEY = re.compile(r"数量|人数|个数|面积|比例|占比|率|[%％]|编[码号]|代码|序号|年")
_UNIT_CODE = "unit_code"  # the code of the body that spends, beside that of what it spends for
# "2080201 行政运行", "[20802]民政管理事务", "301-工资福利支出": the code and the name in one cell
_BOTH = re.compile(r"\s*[\[［(（]?(\d{3,9})[\]］)）]?\s*[-－—_.、:：]?\s*(?=[^\d\s,.，．%])")

# “[2O8]社会保障…”: what stands in brackets is a code even with a slip in it.
_BRACKETED = re.compile(r"\s*[\[［【](\w{1,12})[\]］】]\s*(?=[^\d\s])")


class _Layout(NamedTuple):
    """What each grid column is: the role of a label, or a column of amounts."""

    roles: tuple[str | None, ...]
    columns: tuple[Column | None, ...]

    @property
    def amounts(self) -> tuple[Column, ...]:
        """The columns of amounts from left to right."""
        return tuple(c for c in self.columns if c is not None)

    @property
    def is_coded(self) -> bool:
        """True where a column holds codes."""
        return any(role in _CODES for role in self.roles)


def from_grids(region: Region, words: str, classification: str, unit: str) -> KeyedTable:
    """Return the table of a region's grids; see ``lines.from_lines`` for the arguments.

    Raises UnreadableTable where no header row with known words is found.
    """
    _, note, uses = split_note(region.lines)
    table = KeyedTable((), [], classification, note, uses)
    layout: _Layout | None = None
    for grid in region.grids:
        ruled = Ruled(grid)
        table.uses += ruled.uses
        height = ruled.header_height(words)
        paths = header_paths(ruled, height, words)
        found = _layout(paths)
        if found is not None:
            found = _with_unknown(found, paths, ruled.rows[height:])
            found = _continued(layout, found) if layout else found
            if found is None:
                continue  # another table, whose heading is lost: its numbers stay unaccounted for
            layout = found
            _take_header(ruled.rows[:height], found, table)
        elif layout is None or len(layout.roles) != ruled.width:
            continue  # a grid that is no part of the table: a frame around text, a signature
        for cells in ruled.rows[height if found else 0 :]:
            remark = _remark(cells)
            if remark:
                table.note += remark
            else:
                _add_row(cells, layout, table, unit)
    if layout is None:
        line = region.headings[0].line
        raise UnreadableTable(f"line {line}: expected a header row with 合计 or 金额; found none")
    for row in table.rows:
        for column in table.columns:
            row.cells.setdefault(column.key, money_cell(EMPTY, unit))
    if any(role is not None for role in layout.roles):
        set_apart(table)
    _mark_units(table)
    return table


def _continued(layout: _Layout, found: _Layout) -> _Layout | None:
    """Return the layout of a grid that has a header of its own and follows others of its table.

    A column whose heading nobody knows may hold amounts on one page only. None where the columns
    are not those of the table.
    """
    if {c.key for c in layout.amounts} == {c.key for c in found.amounts}:
        return found
    pairs = list(zip(layout.columns, found.columns, strict=False))
    if len(layout.columns) != len(found.columns) or any(
        a and b and a.key != b.key for a, b in pairs
    ):
        return None
    return _Layout(found.roles, tuple(a or b for a, b in pairs))


def _mark_units(table: KeyedTable) -> None:
    """Mark the rows between the codes that say what one unit spends: the same money again.

    They carry no code, and a unit's name or the amounts of the grand total.
    """
    total = next((row for row in table.rows if row.code == TOTAL), None)
    if table.classification not in (FUNCTION, ECONOMIC) or total is None:
        return
    if not any(row.code.isdigit() for row in table.rows):
        return
    for row in table.rows:
        same = {k: c.value for k, c in row.cells.items()} == {
            k: c.value for k, c in total.cells.items()
        }
        if not row.code and (same or _UNIT_NAME.search(fold(row.name))):
            row.of_unit = True


def _layout(paths: Sequence[Sequence[header.Word]]) -> _Layout | None:
    """Return what the columns are; None where no column of amounts is among them."""
    if not any(w.role in (header.AMOUNT, header.SUBTOTAL) for path in paths for w in path):
        return None
    roles = [path[-1].role if path and path[-1].role in _LABELS else None for path in paths]
    columns = columns_of_paths([[] if r else list(p) for p, r in zip(paths, roles, strict=True)])
    first = next((i for i, column in enumerate(columns) if column is not None), len(columns))
    for index in range(first):
        # Words that nobody knows, before the amounts, name the rows; a second column of names
        # often has no heading of its own.
        heading = paths[index][-1].role if paths[index] else None
        unknown = heading == header.UNKNOWN
        unknown = unknown or (heading == header.IGNORE and not any(roles[:first]))  # “项目”
        if unknown or (index and not paths[index] and roles[index - 1] == header.NAME):
            roles[index] = header.NAME
    both = [i for i, role in enumerate(roles) if role in _CODES and _classes(paths[i])]
    if any(_classes(paths[i]) == _UNIT_BUDGET for i in both):
        for index, path in enumerate(paths[:first]):
            if _classes(path) == _GOVERNMENT and roles[index] in (*_CODES, header.NAME):
                roles[index] = _OTHER_CODE  # the same money by another classification
    of_units = [i for i, role in enumerate(roles) if role == header.CODE and _is_of_unit(paths[i])]
    if any(role in _CODES and i not in of_units for i, role in enumerate(roles)):
        for index in of_units:
            roles[index] = _UNIT_CODE
    return _Layout(tuple(roles), tuple(columns))


def _with_unknown(
    layout: _Layout, paths: Sequence[Sequence[header.Word]], rows: Sequence[Sequence[Cell | None]]
) -> _Layout:
    """Return the layout with the columns of amounts whose headings nobody knows.

    Such a column keeps its printed heading as its key. Its cells hold amounts and nothing else,
    and the heading does not say that it counts other things than money.
    """
    columns = list(layout.columns)
    taken = {column.key for column in layout.amounts}
    first = next(i for i, column in enumerate(columns) if column is not None)
    for index in range(first + 1, len(columns)):
        key = "".join(word.text for word in paths[index]).replace("/", ".")
        if columns[index] is not None or layout.roles[index] or not key or key in taken:
            continue
        texts = [fold(text) for row in rows if (text := text_of(row[index]))]
        if texts and all(map(is_amount, texts)) and not _NO_MONEY.search(key):
            columns[index] = Column(key, key)
            taken.add(key)
    return _Layout(layout.roles, tuple(columns))


def _classes(path: Sequence[header.Word]) -> str | None:
    """Whose economic classification the words over a column name, where they name one."""
    said = "".join(word.text for word in path)
    return next((whose for whose in (_UNIT_BUDGET, _GOVERNMENT) if whose in said), None)


def _is_of_unit(path: Sequence[header.Word]) -> bool:
    return path[-1].text.startswith(("单位", "部门", "预算单位")) and "分类" not in path[-1].text


def _take_header(rows: Sequence[Sequence[Cell | None]], layout: _Layout, table: KeyedTable) -> None:
    """Put into the table what its header says: columns, years, kind of codes."""
    cells = [cell for row in rows for cell in once(row) if cell is not None]
    texts = [fold(text_of(cell)) for cell in cells]
    if len(layout.amounts) > len(table.columns):
        table.columns = layout.amounts
    table.years = table.years or header.years(texts)
    table.uses += numbers_in_words([ln for c in cells for ln in c.lines], "heading of the table")
    codes = [t for t in texts if t.endswith(("编码", "代码")) and "分类" not in t]
    beside = _UNIT_CODE in layout.roles
    if any("经济分类" in t or "经济科目" in t for t in texts):
        table.classification = ECONOMIC
    elif not beside and any("单位" in t or "部门" in t for t in codes):
        table.classification = UNIT


def _remark(cells: Sequence[Cell | None]) -> str:
    """Return the remark that a row is: one filled cell that opens with 注 or says why."""
    filled = [cell for cell in once(cells) if cell is not None and text_of(cell)]
    return split_note(filled[0].lines)[1] if len(filled) == 1 else ""


def _add_row(cells: Sequence[Cell | None], layout: _Layout, table: KeyedTable, unit: str) -> None:
    codes: list[Joined] = []
    names: list[str] = []
    unit_code: Joined | None = None
    values = {}
    first = next((c for c in cells if c is not None and c.lines), None)
    if first is None:
        return
    for cell, role, column in zip(cells, layout.roles, layout.columns, strict=True):
        text = joined(cell)
        if column is not None:
            values[column.key] = money_cell(text, "%" if column.key == CHANGE_PCT else unit)
        elif role == _UNIT_CODE and fold(text.text).isdigit():
            unit_code = text
            table.uses.append(Use(text.place(0), "code", "code of a spending unit"))
        elif role == _OTHER_CODE:
            table.uses += [
                Use(text.place(n.begin), "code", "code of another classification")
                for n in find_numbers(text.text)
            ]
        elif role in (*_CODES, header.NAME) and text:
            code_part, name_part = _code_and_name(text, table.classification, role in _CODES)
            if code_part and code_part not in codes:
                codes.append(code_part)
            if name_part and name_part not in names:
                names.append(name_part)
    digits = [fold(c.text).strip("[]") for c in codes]
    total = next((t for t in (*map(fold, names), *digits) if TOTALS.fullmatch(t)), None)
    if not (total or names or digits):
        total = _total_in_words(cells, layout)
    name = "".join(names)
    blank = not any(value.place for value in values.values())
    if layout.is_coded and blank and not digits and not total and table.rows:
        table.rows[-1].name += name  # the rest of a name that ran over the page
        return
    if digits and all(_reads_as_code(d, table.classification) for d in digits):
        use = f"{table.classification} code of a row"
        table.uses += [
            Use(c.place(n.begin), "code", use) for c in codes for n in find_numbers(c.text)
        ]
        code = in_one(digits)
    else:
        code, name = "", name or "".join(digits)
    if total or not (code or name):
        code, name = TOTAL, total or ""
    of_unit = unit_code is not None and not code
    if of_unit and unit_code is not None:
        code = fold(unit_code.text)
    table.rows.append(Row(code, name, first.lines[0].line, values, tuple(names), of_unit))


def _total_in_words(cells: Sequence[Cell | None], layout: _Layout) -> str | None:
    """Return 合计 where it stands in a column that names no rows (类型), before the amounts."""
    first = next(i for i, column in enumerate(layout.columns) if column is not None)
    words = (fold(text_of(cell)) for cell in cells[:first])
    return next((word for word in words if TOTALS.fullmatch(word)), None)


def _reads_as_code(text: str, classification: str) -> bool:
    """True for digits, and in the national classifications for a code with a slip in it: 2O8."""
    return text.isdigit() or (classification in (FUNCTION, ECONOMIC) and looks_like_code(text))


def _code_and_name(text: Joined, classification: str, may_be_code: bool) -> tuple[Joined, str]:
    """What a label cell says: a code, a name, or both (“2080201 行政运行”, “[208]社会保障…”).

    A heading of codes may stand over the names too; a text without a digit is a name.
    """
    if may_be_code and fold(text.text).isdigit():
        return text, ""
    both = _BRACKETED.match(text.text)
    if both is None or not _reads_as_code(fold(both.group(1)), classification):
        both = _BOTH.match(text.text)
        if both and not is_code(fold(both.group(1)), classification):
            both = None
    if both:
        return text.cut(both.start(1), both.end(1)), text.text[both.end() :].strip()
    has_digit = any(char.isdigit() for char in text.text)
    return (text, "") if may_be_code and has_digit else (EMPTY, text.text)
