"""Tables as the rules see them: rows of cells, and a figure record as a cell.

Not done here: finding a cell by its address (``facts``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from analysis.checks.interval import ZERO
from analysis.checks.relation import Cell
from analysis.disclosure import records as r
from analysis.disclosure.numbers import YUAN_PER_WAN
from analysis.disclosure.units import measure_word
from analysis.sources.address import cell_name

_ONE = Decimal(1)


@dataclass(slots=True)
class Row:
    """A row of a coded or two-sided table; ``cells`` by column key."""

    key: str
    name: str
    level: int | None
    parent: str | None
    cells: dict[str, Cell] = field(default_factory=dict)
    function_code: str | None = None

    @property
    def is_adrift(self) -> bool:
        """Whether it is a row of text without a grid, and open which words and amounts are its."""
        cells = [cell for cell in self.cells.values() if cell.value is not None]
        return bool(cells) and all(c.is_doubtful and c.confidence is None for c in cells)


# A dataclass with slots cannot hold a cached property.
@dataclass
class Table:
    """A coded or two-sided table; rows by code, or by ``side/item_key``, in printed order."""

    kind: str
    classification: str | None = None
    rows: dict[str, Row] = field(default_factory=dict)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The column keys that occur, in order of first appearance."""
        return tuple(dict.fromkeys(c for row in self.rows.values() for c in row.cells))

    def children(self, parent: str) -> list[Row]:
        """Return the rows directly below ``parent``."""
        return [row for row in self.rows.values() if row.parent == parent]

    def tops(self) -> list[Row]:
        """Return the rows that no other row of the table sums up, the grand total left out."""
        return [
            row
            for key, row in self.rows.items()
            if key != "total" and (row.parent in (None, "total") or row.parent not in self.rows)
        ]


def figure_cell(figure: r.Figure, format: str | None) -> Cell:
    """Return the cell of a figure record: money in 万元, whole counts exact.

    ``format`` is that of the document: in a workbook a figure is known by its cell.
    """
    value, step, unit = figure.value, figure.step or ZERO, figure.unit or "count"
    if figure.amount_wan is not None:
        value = figure.amount_wan
        step = step / YUAN_PER_WAN if unit == "yuan" else step
        unit = "wan_yuan"
    elif unit == "count" and step <= _ONE:
        step = ZERO  # 15 projects are 15; 2.4万 people are rounded
    return Cell(
        figure.figure_id,
        figure.table_kind or "",
        figure.row_name or (figure.row_key or "").partition(".")[0],
        figure.column_key or "",
        value,
        step,
        unit,
        figure.cell_state or "value",
        figure.printed or "",
        figure.figure_id,
        figure.line,
        figure.page,
        figure.fiscal_year,
        figure.reading or "certain",
        "yuan" if figure.unit == "yuan" else measure_word(figure.unit_word),
        figure.confidence,
        cell_name(format, figure.x0, figure.top) or "",
    )


def row_label(code: str, name: str | None) -> str:
    """Return what a row of a coded table is called: code and name; the name for the total."""
    shown = "" if code in ("total", name) else code  # rows without a code go by their name
    return " ".join(part for part in (shown, name or "") if part) or code
