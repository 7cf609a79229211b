"""Two-sided tables: revenue items on one side, expenditure items on the other.

Not done here: finding items (``sides``, ``sides_grid``), keys of items (``items``).
"""

from __future__ import annotations

from analysis.disclosure import records as r
from analysis.disclosure.outcome import READ, Outcome, UnreadableTable
from analysis.disclosure.recorder import Recorder
from analysis.disclosure.regions import Region
from analysis.disclosure.tables.items import EXPENDITURE, REVENUE, Keyed, keyed
from analysis.disclosure.tables.keyed import with_reading
from analysis.disclosure.tables.notes import declares_empty
from analysis.disclosure.tables.sides import SidedTable, sides_from_lines
from analysis.disclosure.tables.sides_grid import sides_from_grids
from analysis.disclosure.tables.unit import money_unit


def read_two_sided(region: Region, recorder: Recorder) -> Outcome:
    """Read a two-sided table into figures and summary lines, blank items too.

    Raises UnreadableTable with the line and what was expected.
    """
    unit, unit_note = money_unit(region)
    front_end = sides_from_grids if region.grids else sides_from_lines
    table = front_end(region, unit)
    for use in table.uses:
        recorder.use(use.place, use.disposition, use.note)
    if not _has_amounts(table):
        if declares_empty(table.note):
            return Outcome("declared_empty", table.note)
        raise UnreadableTable(
            f"line {region.headings[0].line}: {region.title} has no amount and no note on why"
        )
    for side in (REVENUE, EXPENDITURE):
        for item in keyed([i for i in table.items if i.side == side]):
            _record(item, region.kind, unit_note, recorder)
    return READ


def _has_amounts(table: SidedTable) -> bool:
    return any(c.place is not None for item in table.items for c in item.cells.values())


def _record(item: Keyed, kind: str, unit_note: str | None, recorder: Recorder) -> None:
    side = item.item.side
    for column, printed in item.item.cells.items():
        noted = unit_note is not None and printed.place is not None
        cell = with_reading(printed, "inferred", unit_note) if noted else printed
        figure_id = recorder.figure(
            cell,
            table_kind=kind,
            row_key=f"{side}.{item.key}",
            column_key=column,
            fiscal_year=recorder.fiscal_year,
            row_code=item.function_code,
            row_name=item.item.name,
        )
        recorder.out.summary_line.append(
            r.SummaryLine(
                document_id=recorder.document_id,
                fiscal_year=recorder.fiscal_year,
                table_kind=kind,
                side=side,
                item_key=item.key,
                item=item.item.name,
                level=item.level,
                parent_key=item.parent,
                function_code=item.function_code,
                column_key=column,
                amount_wan=cell.amount_wan,
                cell_state=cell.state,
                reading=cell.reading,
                reading_note=cell.reading_note,
                figure_id=figure_id,
            )
        )
