"""Goals, indicators, duties and tasks of the overall performance sheet from ruled tables.

Labels have their text to the right; 长期目标 and 年度目标 stand over the goals of the summary;
“长期目标 1：” opens a goal with its indicators. Not done here: funds and project list
(``analysis.disclosure.tables``), text that has lost its grid (``performance``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from analysis.disclosure.joined import Joined, join
from analysis.disclosure.projects.cell_labels import (
    MARKER,
    OVERALL,
    label_of,
    printed_end,
    strips_behind,
)
from analysis.disclosure.projects.cell_strips import Passage, cell_strips, spaced_text
from analysis.disclosure.projects.goals import GoalText, IndicatorTable
from analysis.disclosure.projects.indicator_grid import IndicatorGrid
from analysis.disclosure.projects.indicator_header import IndicatorHeader, header_at
from analysis.disclosure.projects.mentions import settle_all
from analysis.disclosure.projects.ruled_rows import Item, RuledRow, cell_text
from analysis.disclosure.recorder import Recorder
from analysis.disclosure.vocabulary import fold
from analysis.sources.document import Cell, Line

_HORIZONS = {"长期": "long_term", "年度": "annual"}
_COLUMN = re.compile(r"(?P<horizon>长期|年度)(?:绩效)?目标(?:\((?:截至)?(?P<year>20\d\d)年?\))?")
_SUMMARY = re.compile(r"(?:绩效)?目标\s*(?P<number>\d{1,2})\s*[:：]")
_GOAL_TABLE = re.compile(r"(?P<horizon>长期|年度)绩效(?:指标|目标表|指标表)")


@dataclass(slots=True)
class OverallFields:
    """What the overall sheet says in words, its goals and the tables of its indicators."""

    texts: dict[str, Passage] = field(default_factory=dict)
    summary: list[GoalText] = field(default_factory=list)
    goals: list[GoalText] = field(default_factory=list)
    tables: list[IndicatorTable] = field(default_factory=list)


class OverallReader:
    """Takes the items of the overall sheet in order; ``finish`` returns what they say."""

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder
        self.found = OverallFields()
        self.open = ""  # the field of a text that goes on
        self.horizon, self.goal = "long_term", "1"
        self.year: int | None = None
        self.over: dict[int, str] = {}  # columns of the summary: the horizon of their goals
        self.summary: dict[str, list[Line]] = defaultdict(list)
        self.goal_text: list[Joined] | None = None
        self.table: IndicatorGrid | None = None

    def take(self, items: Sequence[Item], position: int) -> int:
        """Take what begins at an item; return how many items that was."""
        item = items[position]
        if isinstance(item, Line):
            if not self._take_title(fold(item.text)):
                self._take_marker([(item.text, [_line_text(item)])])
            return 1
        header = header_at(items, position)
        if header is not None:
            if self.table is None or not self.table.repeats(header, item):
                self._open_table(header)
            return header.height
        if self.table is not None and self.table.add(item):
            return 1
        self._close_table()
        cells = [(cell_text(cell), _cell_texts(cell)) for cell in item.filled]
        if len(cells) == 1 and self._take_title(cells[0][0]):
            return 1
        if not self._take_marker(cells) and not self._take_summary(item):
            self._read_labels(item)
        return 1

    def finish(self) -> OverallFields:
        """Return what was found; no item follows."""
        self._close_table()
        self._close_goal()
        for horizon, lines in self.summary.items():
            self.found.summary += self._summary_goals(horizon, lines)
        return self.found

    def _open_table(self, header: IndicatorHeader) -> None:
        self._close_table()
        self._close_goal()
        beside = [m for word in header.words if (m := _GOAL_TABLE.fullmatch(word))]
        if beside:
            self.horizon = _HORIZONS[beside[0]["horizon"]]
        elif "last_year" in header.columns:
            self.horizon = "annual"  # only the year's targets stand beside those of years before
        year = self.year if self.horizon == "long_term" else None
        self.table = IndicatorGrid(header, self.horizon, self.goal, year, self.recorder)
        self.open = ""

    def _close_table(self) -> None:
        if self.table is not None:
            self.found.tables += self.table.finish()
            self.table = None

    def _take_title(self, folded: str) -> bool:
        """“年度绩效指标” on a line or in a row of its own: of which horizon the next table is."""
        title = _GOAL_TABLE.fullmatch(folded)
        if title is None:
            return False
        self._close_table()
        self._close_goal()
        self.open, self.horizon = "", _HORIZONS[title["horizon"]]
        return True

    def _take_marker(self, cells: Sequence[tuple[str, list[Joined]]]) -> bool:
        """“长期目标 1：” and the goal's text, in the same cell, beside it, or in rows below."""
        marker = MARKER.match(cells[0][0]) if cells else None
        if marker is None:
            if self.goal_text is not None and len(cells) == 1 and not _is_label(cells[0][0]):
                self.goal_text += cells[0][1]
                return True
            return False
        self._close_goal()
        self.open, self.over = "", {}
        self.horizon, self.goal = _HORIZONS[marker["horizon"]], marker["number"]
        text = join(cells[0][1])
        end = printed_end(text.text, marker.end())
        settle_all(text.cut(0, end), self.recorder, "ordinal", "number of a goal")
        self.goal_text = [text.cut(end), *(piece for _, pieces in cells[1:] for piece in pieces)]
        return True

    def _close_goal(self) -> None:
        if self.goal_text is not None and (text := join(self.goal_text)):
            self.found.goals.append(GoalText(self.horizon, self.goal, text))
        self.goal_text = None

    def _take_summary(self, row: RuledRow) -> bool:
        """The header 长期目标 | 年度目标, and the goals in the cells below it."""
        heads = {cell.column: m for cell in row.filled if (m := _COLUMN.fullmatch(cell_text(cell)))}
        if heads:
            self.over = {column: _HORIZONS[m["horizon"]] for column, m in heads.items()}
            for cell in (c for c in row.filled if c.column in heads and heads[c.column]["year"]):
                self.year = int(heads[cell.column]["year"])
                year = spaced_text(cell.lines)
                settle_all(year, self.recorder, "date", "year of the long-term goals")
            self.open = ""
            return True
        below = [cell for cell in row.filled if cell.column in self.over]
        for cell in below:
            self.summary[self.over[cell.column]] += cell.lines
        return bool(below)

    def _summary_goals(self, horizon: str, lines: Sequence[Line]) -> list[GoalText]:
        """Cut a cell at “目标 1：”, “目标 2：”; without a number it is one goal."""
        text = spaced_text(lines)
        found = list(_SUMMARY.finditer(text.text))
        if not found:
            return [GoalText(horizon, "1", text)] if text else []
        goals: list[GoalText] = []
        ends = [match.start() for match in found[1:]] + [len(text.text)]
        for match, end in zip(found, ends, strict=True):
            number = text.cut(*match.span())
            settle_all(number, self.recorder, "ordinal", "number of a goal")
            goals.append(GoalText(horizon, match["number"], text.cut(match.end(), end)))
        return goals

    def _read_labels(self, row: RuledRow) -> None:
        beside = ""
        for cell in row.covering:
            label = label_of(cell_text(cell), OVERALL) if cell.lines else None
            begins = cell.row == row.index
            if label is not None:
                beside = label.field
                if begins:
                    self.open, self.over = label.field, {}
                    behind = strips_behind(cell, label.length)
                    self.found.texts.setdefault(label.field, Passage(behind))
            elif begins and cell.lines and (passage := self.found.texts.get(beside or self.open)):
                passage.add(cell, goes_on=row.first_on_page)


def _is_label(folded: str) -> bool:
    return label_of(folded) is not None or label_of(folded, OVERALL) is not None


def _cell_texts(cell: Cell) -> list[Joined]:
    return [strip.text for strip in cell_strips(cell)]


def _line_text(line: Line) -> Joined:
    return spaced_text([line])
