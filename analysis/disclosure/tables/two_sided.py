"""Two-sided tables: revenue items on one side, expenditure items on the other.

Not done here: finding items (``sides``, ``sides_grid``), keys of items (``items``).
"""

from __future__ import annotations

from analysis.disclosure.outcome import READ, Outcome, UnreadableTable
from analysis.disclosure.recorder import Recorder
from analysis.disclosure.regions import Region
from analysis.disclosure.tables.gaps import add_up, refuse, set_by_gaps
from analysis.disclosure.tables.notes import declares_empty
from analysis.disclosure.tables.proofread_tables import proofread_items
from analysis.disclosure.tables.sides import sides_from_lines
from analysis.disclosure.tables.sides_cut import doubt_cut
from analysis.disclosure.tables.sides_doubt import sums_of_sides
from analysis.disclosure.tables.sides_drafts import SidedTable
from analysis.disclosure.tables.summary import record_items
from analysis.disclosure.tables.unit import money_unit
from analysis.disclosure.tables.unnamed import record_unnamed


def read_two_sided(region: Region, recorder: Recorder) -> Outcome:
    """Read a two-sided table into figures and summary lines, blank items too.

    Raises UnreadableTable with the line and what was expected.
    """
    unit, unit_note = money_unit(region)
    table = _load(region, unit)
    for use in table.uses:
        recorder.use(use.place, use.disposition, use.note)
    if not _has_amounts(table):
        if declares_empty(table.note):
            return Outcome("declared_empty", table.note)
        raise UnreadableTable(
            f"line {region.headings[0].line}: {region.title} has no amount and no note on why"
        )
    doubt_cut(table.items)
    proofread_items(table.items, recorder.confidence)
    record_items(table.items, region.kind, unit_note, recorder)
    for side, row in table.unnamed:
        record_unnamed([row], region.kind, recorder, f"{side}.")
    return READ


def _load(region: Region, unit: str) -> SidedTable:
    if region.grids:  # each form is imported where it occurs
        from analysis.disclosure.tables.sides_grid import sides_from_grids

        return sides_from_grids(region, unit)
    if not set_by_gaps(region):
        return sides_from_lines(region, unit)
    from analysis.disclosure.tables.sides_places import sides_by_place

    table = sides_by_place(region, unit)
    if table is None:
        table = sides_from_lines(region, unit)
        if not all(add_up(*cells) for _, _, cells in sums_of_sides(table.items)):
            refuse(region)
    return table


def _has_amounts(table: SidedTable) -> bool:
    return any(c.place is not None for item in table.items for c in item.cells.values())
