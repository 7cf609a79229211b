"""The list of projects in the overall performance sheet, from its ruled table.

Not done here: records, lists that have lost their grid (``project_list``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from analysis.disclosure.cells import money_cell
from analysis.disclosure.joined import Joined, join
from analysis.disclosure.projects.cell_labels import MARKER, OVERALL, label_of
from analysis.disclosure.projects.cell_strips import close_text
from analysis.disclosure.projects.ruled_rows import RuledRow, cell_text
from analysis.disclosure.recorder import Recorder
from analysis.disclosure.tables import header
from analysis.disclosure.tables.notes import numbers_in_words
from analysis.disclosure.tables.project_list import record_listed
from analysis.disclosure.vocabulary import fold
from analysis.sources.document import Cell, Line

_WORDS = "columns_projects"
_NAME, _TYPE, _PURPOSE, _REMARK = "name", "type", "purpose", "remark"
_TEXTS = (_NAME, _TYPE, _PURPOSE)


@dataclass(slots=True)
class _Listed:
    """A row: the text of each column by its key; ``lines`` are those that hold words."""

    texts: dict[str, Joined] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)


def read_project_rows(rows: Sequence[RuledRow], unit: str, recorder: Recorder) -> int:
    """Read the list into figures and project records; return how many projects it names."""
    begin = next((i for i, row in enumerate(rows) if _is_header(row)), None)
    if begin is None:
        return 0
    columns = _columns(rows[begin])
    amounts = [key for key in columns.values() if key not in (*_TEXTS, _REMARK)]
    listed: list[_Listed] = []
    for row in rows[begin + 1 :]:
        if len(row.cells) != len(rows[begin].cells) or _ends(row, columns):
            break
        found = _row(row, columns)
        cut = row.first_on_page and listed and not any(found.texts.get(k) for k in amounts)
        if cut:  # the rest of a row that the page break cuts
            _lengthen(listed[-1], found)
        elif found.texts.get(_NAME):
            listed.append(found)
    for entry in listed:
        _record(entry, amounts, unit, recorder)
    return len(listed)


def _record(entry: _Listed, amounts: Sequence[str], unit: str, recorder: Recorder) -> None:
    for use in numbers_in_words(entry.lines, "list of projects"):
        recorder.use(use.place, use.disposition, use.note)
    texts = {key: text.text for key, text in entry.texts.items()}
    cells = {key: money_cell(entry.texts[key], unit) for key in amounts}
    name, kind, purpose = (texts.get(key, "") for key in _TEXTS)
    record_listed(name, fold(kind), purpose, cells, recorder)


def _is_header(row: RuledRow) -> bool:
    roles = [header.word(cell_text(cell), _WORDS).role for cell in row.filled]
    return header.NAME in roles and header.AMOUNT in roles


def _columns(row: RuledRow) -> dict[int, str]:
    """The key of each column that the list has, by the grid column where its cells begin."""
    found: dict[int, str] = {}
    for cell in row.filled:
        word = header.word(cell_text(cell), _WORDS)
        known = word.role in (header.NAME, header.AMOUNT, header.TEXT)
        if known and word.key not in found.values():
            found[cell.column] = word.key
    return found


def _ends(row: RuledRow, columns: dict[int, str]) -> bool:
    """A row below the list: a label of the sheet, a goal, or one cell over name and amounts."""
    for cell in row.filled:
        text = cell_text(cell)
        if label_of(text, OVERALL) or MARKER.match(text):
            return True
        covered = [c for c in columns if cell.column <= c < cell.column + cell.column_span]
        if len(covered) > 1 and columns[covered[0]] == _NAME:
            return True
    return False


def _row(row: RuledRow, columns: dict[int, str]) -> _Listed:
    found = _Listed()
    for column, key in columns.items():
        cell = row.cells[column]
        if cell is None or cell.row != row.index:
            cell = Cell(row.index, column, ())
        found.texts[key] = close_text(cell.lines)
        if key in (*_TEXTS, _REMARK):
            found.lines += cell.lines
    return found


def _lengthen(above: _Listed, rest: _Listed) -> None:
    for key, text in rest.texts.items():
        above.texts[key] = join([above.texts[key], text])
    above.lines += rest.lines
