"""A ruled table (PDF, Word, Excel, scan) becomes a KeyedTable.

Header cells, merged or not, give each column a path of words; the rows below are taken as they
are ruled, blank cells truly blank. A table that runs over pages comes as several grids. Not done
here: finding the rulings (``sources``).
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.disclosure.cells import money_cell
from analysis.disclosure.joined import EMPTY, Joined, join_lines
from analysis.disclosure.outcome import UnreadableTable
from analysis.disclosure.regions import Region
from analysis.disclosure.tables import header
from analysis.disclosure.tables.codes import ECONOMIC, UNIT, in_one
from analysis.disclosure.tables.columns import columns_of_paths
from analysis.disclosure.tables.keyed import TOTAL, Column, KeyedTable, Row, Use
from analysis.disclosure.tables.notes import numbers_in_words, split_note
from analysis.disclosure.tables.tokens import is_amount
from analysis.disclosure.vocabulary import fold
from analysis.sources.document import Cell, Grid

_TOTALS = ("合计", "总计", "支出合计", "收入合计", "本年支出合计", "本年收入合计")


class Ruled:
    """A grid as rows of cells: a merged cell stands in each place that it covers."""

    def __init__(self, grid: Grid) -> None:
        self.width = grid.column_count
        self.rows: list[list[Cell | None]] = [[None] * self.width for _ in range(grid.row_count)]
        for cell in grid.cells:
            for row in range(cell.row, min(cell.row + cell.row_span, grid.row_count)):
                for column in range(cell.column, min(cell.column + cell.column_span, self.width)):
                    self.rows[row][column] = cell

    def header_height(self, words: str) -> int:
        """Return how many rows from the top hold no amount and no code: title and header."""
        for number, row in enumerate(self.rows):
            texts = [_text(cell) for cell in _once(row)]
            known = [header.word(t, words).role for t in texts if t]
            labels = [t for t in texts if fold(t) in _TOTALS]
            if any(is_amount(fold(t)) for t in texts):
                return number
            # A row of 合计 and blanks is the total of an empty table; header rows say more.
            if labels and len([t for t in texts if t]) == 1 and number and "name" not in known:
                return number
        return len(self.rows)


def _once(row: Sequence[Cell | None]) -> list[Cell | None]:
    """Return the cells of a row, each merged one once."""
    return [cell for i, cell in enumerate(row) if i == 0 or cell is None or cell is not row[i - 1]]


def joined(cell: Cell | None) -> Joined:
    """Return the lines of a cell as one text; empty where there is no cell."""
    return join_lines(cell.lines) if cell is not None else EMPTY


def _text(cell: Cell | None) -> str:
    return joined(cell).text


def from_grids(region: Region, words: str, classification: str, unit: str) -> KeyedTable:
    """Return the table of a region's grids; see ``lines.from_lines`` for the arguments.

    Raises UnreadableTable where no header row with known words is found.
    """
    _, note, uses = split_note(region.lines)
    layout: list[tuple[header.Word | None, Column | None]] | None = None
    rows: list[Row] = []
    columns: tuple[Column, ...] = ()
    years: tuple[int, ...] = ()
    for grid in region.grids:
        ruled = Ruled(grid)
        height = ruled.header_height(words)
        found = _layout(ruled, height, words)
        if found is not None:
            layout = found
            columns = columns or tuple(column for _, column in layout if column is not None)
            classification = _classification(ruled, height, classification)
            uses += _uses_of_header(ruled, height)
            years = years or header.years(_text(c) for r in ruled.rows[:height] for c in _once(r))
        elif layout is None or len(layout) != ruled.width:
            continue  # a grid that is no part of the table: a frame around text, a signature
        else:
            height = 0
        for cells in ruled.rows[height:]:
            remark = _remark(cells)
            if remark:
                note = "".join((note, remark))
            else:
                _add_row(cells, layout, columns, rows, uses, unit, classification)
    if layout is None:
        line = region.headings[0].line
        raise UnreadableTable(f"line {line}: expected a header row with 合计 or 金额; found none")
    return KeyedTable(columns, rows, classification, note, uses, years)


def header_paths(ruled: Ruled, height: int, words: str) -> list[list[header.Word]]:
    """Return for each grid column the header words over it, from top to bottom."""
    paths: list[list[header.Word]] = []
    for column in range(ruled.width):
        cells = [row[column] for row in ruled.rows[:height]]
        unique = [
            c for i, c in enumerate(cells) if c is not None and (i == 0 or c is not cells[i - 1])
        ]
        texts = [_text(c) for c in unique if c.column_span < ruled.width]
        paths.append([header.word(text, words) for text in texts if text])
    return paths


def _layout(
    ruled: Ruled, height: int, words: str
) -> list[tuple[header.Word | None, Column | None]] | None:
    """Return for each grid column what it is: a code, a name, or a column of amounts."""
    paths = header_paths(ruled, height, words)
    if not any(w.role in (header.AMOUNT, header.SUBTOTAL) for path in paths for w in path):
        return None
    roles = [next((w for w in reversed(path) if w.role in _LABELS), None) for path in paths]
    amounts = [
        [] if role is not None and path and path[-1].role in _LABELS else path
        for path, role in zip(paths, roles, strict=True)
    ]
    columns = columns_of_paths(amounts)
    return [
        (role if column is None else None, column)
        for role, column in zip(roles, columns, strict=True)
    ]


_LABELS = (header.CODE, header.CODE_PART, header.NAME, header.TEXT)


def _classification(ruled: Ruled, height: int, default: str) -> str:
    texts = [_text(c) for row in ruled.rows[:height] for c in _once(row)]
    if any("经济分类" in t or "经济科目" in t for t in texts):
        return ECONOMIC
    codes = [fold(t) for t in texts if fold(t).endswith(("编码", "代码"))]
    if any(("单位" in t or "部门" in t) and "分类" not in t for t in codes):
        return UNIT
    return default


def _uses_of_header(ruled: Ruled, height: int) -> list[Use]:
    lines = [
        line for row in ruled.rows[:height] for cell in _once(row) if cell for line in cell.lines
    ]
    return numbers_in_words(lines, "heading of the table")


def _remark(cells: list[Cell | None]) -> str:
    texts = [joined(c) for c in _once(cells) if c is not None and c.lines]
    filled = [c for c in _once(cells) if c is not None and _text(c)]
    if len(filled) != 1 or not texts:
        return ""
    return split_note(filled[0].lines)[1]


def _add_row(
    cells: list[Cell | None],
    layout: list[tuple[header.Word | None, Column | None]],
    columns: tuple[Column, ...],
    rows: list[Row],
    uses: list[Use],
    unit: str,
    classification: str,
) -> None:
    codes: list[Joined] = []
    names: list[str] = []
    values = {}
    for cell, (label, column) in zip(cells, layout, strict=True):
        text = joined(cell)
        if column is not None:
            values[column.key] = money_cell(text, unit)
        elif label is not None and label.role in (header.CODE, header.CODE_PART):
            if text and text not in codes:
                codes.append(text)
        elif label is not None and label.role == header.NAME and text and text.text not in names:
            names.append(text.text)
    digits = [fold(c.text) for c in codes]
    total = next((t for t in (*map(fold, names), *digits) if t in _TOTALS), None)
    name = "".join(names)
    first = next((c for c in cells if c is not None and c.lines), None)
    if first is None:
        return
    if not any(v.place for v in values.values()) and not digits and not total and rows:
        rows[-1].name += name  # the rest of a name that ran over the page
        return
    if all(d.isdigit() for d in digits):
        uses += [Use(c.place(0), "code", f"{classification} code of a row") for c in codes]
    code = TOTAL if total or not (digits or name) else in_one(digits) if digits else ""
    rows.append(Row(code, total or name, first.lines[0].line, values))
