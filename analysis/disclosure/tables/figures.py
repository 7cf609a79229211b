"""A KeyedTable of coded rows becomes figures and budget lines, whatever it was read from.

Not done here: reading, and the tables whose rows are not codes.
"""

from __future__ import annotations

from analysis.disclosure import records as r
from analysis.disclosure.projects.naming import project_id
from analysis.disclosure.recorder import CellValue, Recorder
from analysis.disclosure.repeats import nth
from analysis.disclosure.tables.codes import PROJECT, UNIT, level_of, parent_of
from analysis.disclosure.tables.keyed import TOTAL, KeyedTable, Row


def record_uses(table: KeyedTable, recorder: Recorder) -> None:
    """Hand on what became of the numbers of a table that are no figures."""
    for use in table.uses:
        recorder.use(use.place, use.disposition, use.note)


def record_budget_lines(table: KeyedTable, kind: str, recorder: Recorder) -> None:
    """Write each cell as a budget line, and each printed number as a figure.

    A code printed a second time gets ``~2``, as its figures do, so that no row replaces another.
    """
    record_uses(table, recorder)
    codes = [_code(row, table.classification) for row in table.rows]
    printed = {code for code, row in zip(codes, table.rows, strict=True) if not row.of_unit}
    # The title may be printed again on each page: then the codes above stand in another part.
    printed |= {x.code or "" for x in recorder.out.budget_line if x.table_kind == kind}
    times: dict[str, int] = {}
    for row, code in zip(table.rows, codes, strict=True):
        times[code] = times.get(code, 0) + 1
        key = nth(code, times[code])
        level, parent = 1, None
        if not row.of_unit:
            level = level_of(code, table.classification, printed)
            parent = parent_of(code, printed)
        for column in table.columns:
            cell = row.cells[column.key]
            figure_id = recorder.figure(
                cell,
                table_kind=kind,
                row_key=key,
                column_key=column.key,
                fiscal_year=recorder.fiscal_year,
                row_code=None if code == TOTAL or not row.code else code,
                row_name=row.name,
            )
            recorder.out.budget_line.append(
                r.BudgetLine(
                    document_id=recorder.document_id,
                    fiscal_year=recorder.fiscal_year,
                    table_kind=kind,
                    classification=UNIT if row.of_unit else table.classification,
                    code=key,
                    name=row.name,
                    level=level,
                    parent_code=parent,
                    column_key=column.key,
                    amount_wan=cell.amount_wan,
                    cell_state=cell.state,
                    reading=cell.reading,
                    reading_note=cell.reading_note,
                    figure_id=figure_id,
                )
            )


def record_declared_empty(kind: str, classification: str, note: str, recorder: Recorder) -> None:
    """Write the one budget line of a table that the document declares empty."""
    recorder.out.budget_line.append(
        r.BudgetLine(
            document_id=recorder.document_id,
            fiscal_year=recorder.fiscal_year,
            table_kind=kind,
            classification=classification,
            code=TOTAL,
            level=0,
            column_key=TOTAL,
            cell_state="declared_empty",
            reading="certain",
            reading_note=note,
        )
    )


def known_cells(recorder: Recorder) -> dict[str, dict[str, CellValue]]:
    """Return what tables read before say of each code, where they are not uncertain."""
    known: dict[str, dict[str, CellValue]] = {}
    figures = {f.figure_id: f for f in recorder.out.figure}
    for line in recorder.out.budget_line:
        if line.code == TOTAL or line.reading == "uncertain":
            continue  # the totals of two tables are of different things
        figure = figures.get(line.figure_id or "")
        value = (figure.value, figure.unit, figure.step) if figure else (None, None, None)
        cell = CellValue(line.cell_state or "blank", "", value[0], value[1] or "", "", value[2])
        known.setdefault(line.code or "", {})[line.column_key or ""] = cell
    return known


def _code(row: Row, classification: str) -> str:
    if row.code:
        return row.code
    return project_id(row.name) if classification == PROJECT else row.name
