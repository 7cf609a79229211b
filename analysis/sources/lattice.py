"""A table of a page as a lattice: the edges of its rows and columns, and its cells.

Not done here: finding it (``pdf_tables``, ``bare_tables``, ``scan_rules``), and what stands in it.
"""

from __future__ import annotations

from typing import NamedTuple

from analysis.sources.document import Box


class Slot(NamedTuple):
    """A cell of the lattice: where it begins, how far it spans, its area."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


class Lattice(NamedTuple):
    """A table: the edges of its columns and rows, its cells in row order, whether it is ruled."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    slots: tuple[Slot, ...]
    ruled: bool = True

    @property
    def box(self) -> Box:
        """The area of the whole table."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]
