"""The shape in which text without a grid and ruled grids meet: a table whose columns have keys.

Not done here: reading (``lines``, ``grid``) and writing records (``figures``).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from analysis.disclosure.recorder import CellValue
from analysis.sources.document import Place

TOTAL = "total"


class Column(NamedTuple):
    """A column of amounts; ``parent`` is the key of the column that it is a part of, if any."""

    key: str
    header: str
    parent: str | None = None


@dataclass(slots=True)
class Row:
    """A row: ``code`` is ``total`` for the grand total and may be empty; cells by column key.

    ``name_parts`` are the cells that the name was ruled in, where it was ruled; ``of_unit`` says
    that the row sums up what one unit spends, in a table whose rows are codes of expenditure.
    """

    code: str
    name: str
    line: int
    cells: dict[str, CellValue] = field(default_factory=dict)
    name_parts: tuple[str, ...] = ()
    of_unit: bool = False


def with_reading(cell: CellValue, reading: str, note: str | None) -> CellValue:
    """Return the cell with how certain its reading is, and why; the weaker reading stays."""
    if reading == "certain" or cell.reading == "uncertain":
        return cell
    notes = "; ".join(filter(None, (cell.reading_note, note)))
    return replace(cell, reading=reading, reading_note=notes or None)


class Use(NamedTuple):
    """What became of a number that is not a figure; the arguments of ``Recorder.use``."""

    place: Place
    disposition: str
    note: str


@dataclass(slots=True)
class KeyedTable:
    """A table that has been put together, whatever it was printed as.

    ``classification`` is that of the row codes; ``note`` the table's own remark (备注, 注);
    ``years`` are those of the header in printed order; ``uses`` says what became of the numbers
    that are no figures; ``unnamed`` holds rows of amounts that nothing names.
    """

    columns: tuple[Column, ...]
    rows: list[Row]
    classification: str
    note: str = ""
    uses: list[Use] = field(default_factory=list)
    years: tuple[int, ...] = ()
    unnamed: list[Row] = field(default_factory=list)

    @property
    def has_amounts(self) -> bool:
        """True where any cell holds a number or a dash."""
        return any(
            c.state in ("value", "zero", "dash") for r in self.rows for c in r.cells.values()
        )

    def rename(self, key: str, new: str) -> None:
        """Give a column another key, unless a column has it already."""
        if any(column.key == new for column in self.columns):
            return
        self.columns = tuple(
            Column(new, c.header)
            if c.key == key
            else c._replace(parent=new)
            if c.parent == key
            else c
            for c in self.columns
        )
        for row in (*self.rows, *self.unnamed):
            row.cells = {new if k == key else k: cell for k, cell in row.cells.items()}

    def note_on_amounts(self, note: str | None) -> None:
        """Say of every printed cell what had to be taken for granted to read it."""
        if note:
            for row in self.rows:
                for key, cell in row.cells.items():
                    if cell.place is not None:
                        row.cells[key] = with_reading(cell, "inferred", note)
