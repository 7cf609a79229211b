"""The tables of the overall performance sheet: funds of three years, and the list of projects.

Not done here: head, duties, goals and indicators of the sheet (``projects.performance``).
"""

from __future__ import annotations

from analysis.disclosure.outcome import READ, Outcome
from analysis.disclosure.recorder import Recorder
from analysis.disclosure.regions import Region
from analysis.disclosure.tables.funds import read_funds
from analysis.disclosure.tables.project_list import read_project_list
from analysis.disclosure.tables.unit import money_unit


def read_overall_tables(region: Region, recorder: Recorder) -> Outcome:
    """Read funds and project list of the overall sheet; a sheet may lack either."""
    unit, _ = money_unit(region)
    if region.grids:  # what reads rules is imported where there are any: text goes without
        from analysis.disclosure.projects.cell_labels import is_known_word
        from analysis.disclosure.projects.ruled_rows import rows_of, ruled_rows
        from analysis.disclosure.tables.funds_grid import read_funds_rows
        from analysis.disclosure.tables.project_list_grid import read_project_rows

        rows = list(rows_of(ruled_rows(region.blocks, is_known_word)))
        done = read_funds_rows(rows, unit, recorder)
        read_project_rows(rows[done:], unit, recorder)
        return READ
    lines = [line for line in region.lines if not line.furniture]
    read_funds(lines, unit, recorder)
    read_project_list(lines, unit, recorder)
    return READ
