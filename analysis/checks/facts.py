"""The records of one document as cells that relations can be built from.

Rules ask for a cell by table, row and column and always get one: a printed figure, a blank, or a
cell that is missing because the table or the row is not there. Not done here: any relation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from analysis.checks.items import item_figures
from analysis.checks.misprint import Misprint, with_codes
from analysis.checks.relation import Cell
from analysis.checks.tables import Row, Table, figure_cell, row_label
from analysis.disclosure import records as r
from analysis.disclosure.recorder import Disclosure

# The heading under which tables stand that have no heading of their own.
SECTION_OF = {
    "overall_funds": "overall_performance",
    "overall_projects": "overall_performance",
    "project_sheet": "project_sheets",
}
_BY_YEAR = ("three_public", "overall_funds", "procurement")


@dataclass
class Facts:
    """Everything that the rules may ask of one document.

    Rows whose code is a misprint stand in ``tables`` under the code that they belong to.
    """

    disclosure: Disclosure
    previous: Disclosure | None = None
    misprints: tuple[Misprint, ...] = ()

    @property
    def year(self) -> int:
        """The year that the budget is for."""
        return self.disclosure.document.fiscal_year or 0

    @cached_property
    def cells_by_figure(self) -> dict[str, Cell]:
        """Every printed figure as a cell, by figure_id."""
        format = self.disclosure.document.format
        return {f.figure_id: figure_cell(f, format) for f in self.disclosure.figure}

    def subject_of(self, claim_id: str | None) -> str | None:
        """Return the subject_key of a claim of the prose; None where there is none."""
        return self._subjects.get(claim_id) if claim_id else None

    @cached_property
    def _subjects(self) -> dict[str, str | None]:
        return {claim.claim_id: claim.subject_key for claim in self.disclosure.claim}

    def figure(self, figure_id: str | None) -> Cell | None:
        """Return the cell of a printed figure; None where there is none."""
        return self.cells_by_figure.get(figure_id) if figure_id else None

    @cached_property
    def tables(self) -> dict[str, Table]:
        """Coded and two-sided tables by kind, those with at least one row."""
        tables: dict[str, Table] = {}
        for line in self.disclosure.budget_line:
            table = tables.setdefault(line.table_kind or "", Table(line.table_kind or ""))
            table.classification = table.classification or line.classification
            if line.classification != table.classification:
                continue  # what a unit spends, between the codes: the same money again
            key, column = line.code or "", line.column_key or "total"
            row = table.rows.get(key)
            if row is None:
                row = Row(key, line.name or "", line.level, line.parent_code)
                table.rows[key] = row
            row.cells[column] = self._cell(line, table.kind, key, column, row_label(key, line.name))
        for item in self.disclosure.summary_line:
            table = tables.setdefault(item.table_kind or "", Table(item.table_kind or ""))
            key, column = f"{item.side}/{item.item_key}", item.column_key or "total"
            row = table.rows.get(key)
            if row is None:
                parent = f"{item.side}/{item.parent_key}" if item.parent_key else None
                row = Row(key, item.item or "", item.level, parent, {}, item.function_code)
                table.rows[key] = row
            row.cells[column] = self._cell(item, table.kind, key, column, item.item or key)
        return {kind: with_codes(table, self.misprints) for kind, table in tables.items()}

    @cached_property
    def other_cells(self) -> dict[tuple[str, str, str], Cell]:
        """Cells of the tables that are neither coded nor two-sided, by table, row and column."""
        found: dict[tuple[str, str, str], Cell] = {}
        for p in self.disclosure.three_public:
            address = ("three_public", p.item, str(p.fiscal_year))
            found[address] = self._cell(p, *address, p.item)
        for y in self.disclosure.yearly_total:
            address = ("overall_funds", f"{y.side}/{y.item_key}", str(y.fiscal_year))
            found[address] = self._cell(y, *address, y.item or y.item_key)
        for address, figure in item_figures(self.disclosure.figure):
            label = figure.row_name or address[1]
            found.setdefault(address, self._cell(figure, *address, label))
        return found

    def cell(self, table: str, row: str, column: str = "total") -> Cell:
        """Return the cell at an address; its state is ``missing`` where there is none.

        Tables of years (``_BY_YEAR``) are asked for a year; ``total`` means the budget year. A
        revenue table may be a list of items instead of codes; then its total is ``revenue/total``.
        """
        if table in _BY_YEAR:
            column = str(self.year) if column == "total" else column
            found = self.other_cells.get((table, row, column))
        else:
            at = self.tables.get(table)
            line = at.rows.get(row) or at.rows.get(f"revenue/{row}") if at else None
            found = line.cells.get(column) if line else None
        return found or Cell(f"{table}/{row}/{column}", table, row, column)

    def spent_this_year(self, table: str) -> Cell:
        """Return the expenditure of the year in a two-sided table.

        Where no line says so it is the total, if nothing is carried over to the next year.
        """
        stated = self.cell(table, "expenditure/current_year")
        kept = (self.cell(table, f"expenditure/{key}") for key in ("year_end", "carried_over"))
        if stated.state != "missing" or any(cell.value for cell in kept):
            return stated
        return self.cell(table, "expenditure/total")

    def status(self, table: str) -> str:
        """Return read, declared_empty or not_readable, as its heading says, or ``absent``."""
        kind = SECTION_OF.get(table, table)
        states = [s.status or "read" for s in self.disclosure.section if s.kind == kind]
        order = ("read", "declared_empty", "not_readable")
        return min(states, key=order.index) if states else "absent"

    def section_line(self, table: str) -> int | None:
        """Return the line of a table's heading."""
        kind = SECTION_OF.get(table, table)
        lines = [s.first_line for s in self.disclosure.section if s.kind == kind and s.first_line]
        return lines[-1] if lines else None

    @cached_property
    def claims(self) -> list[tuple[r.Claim, Cell]]:
        """Every figure stated in prose that has a value, with its cell."""
        found = []
        for claim in self.disclosure.claim:
            cell = self.figure(claim.figure_id)
            if cell is not None and cell.value is not None:
                found.append((claim, cell))
        return found

    def stated(self, section_key: str | None = None, **wanted: object) -> Iterator[Stated]:
        """Yield claims whose attributes are as wanted, of one section where it is given."""
        for claim, cell in self.claims:
            if section_key is not None and claim.section_key != section_key:
                continue
            if all(getattr(claim, name) == value for name, value in wanted.items()):
                yield claim, cell

    def figures_of(self, table: str) -> Iterator[tuple[r.Figure, Cell]]:
        """Yield the printed figures of a kind of table with their cells."""
        for figure in self.disclosure.figure:
            if figure.table_kind == table:
                yield figure, self.cells_by_figure[figure.figure_id]

    def _cell(
        self,
        record: r.BudgetLine | r.SummaryLine | r.ThreePublic | r.YearlyTotal | r.Figure,
        table: str,
        row: str,
        column: str,
        label: str,
    ) -> Cell:
        printed = self.figure(record.figure_id)
        state = getattr(record, "cell_state", "value")
        if printed is None:
            address = f"{table}/{row}/{column}"
            return Cell(address, table, label, column, state=state or "blank")
        return Cell(
            printed.key,
            table,
            label,
            column,
            printed.value,
            printed.step,
            printed.unit,
            printed.state,
            printed.printed,
            printed.figure_id,
            printed.line,
            printed.page,
            printed.year,
            printed.reading,
            printed.printed_unit,
            printed.confidence,
            printed.sheet_cell,
        )


Stated = tuple[r.Claim, Cell]
