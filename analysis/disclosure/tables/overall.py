"""The tables of the overall performance sheet: funds of three years, and the list of projects.

A ruled sheet is read cell by cell, as text that knows where its cells end. Not done here: head,
duties, goals and indicators of the sheet (``projects.performance``).
"""

from __future__ import annotations

from analysis.disclosure.joined import join_lines
from analysis.disclosure.outcome import READ, Outcome
from analysis.disclosure.recorder import Recorder
from analysis.disclosure.regions import Region
from analysis.disclosure.tables.funds import read_funds
from analysis.disclosure.tables.project_list import read_project_list
from analysis.disclosure.tables.unit import money_unit
from analysis.sources.document import Grid, Line


def read_overall_tables(region: Region, recorder: Recorder) -> Outcome:
    """Read funds and project list of the overall sheet; a sheet may lack either."""
    unit, _ = money_unit(region)
    lines: list[Line] = []
    for block in region.blocks:
        lines += _cell_lines(block) if isinstance(block, Grid) else [block]
    lines = [line for line in lines if line.text.strip() and not line.furniture]
    read_funds(lines, unit, recorder)
    read_project_list(lines, unit, recorder)
    return READ


def _cell_lines(grid: Grid) -> list[Line]:
    """Return each cell as one line; the blank at its end says that the cell ends there."""
    return [
        Line(join_lines(cell.lines).text + " ", cell.lines[0].line, cell.lines[0].page, cell.box)
        for cell in grid.cells
        if cell.lines
    ]
