"""Where the headings of a text begin, known ones and those of unknown tables.

A title may run over two lines, stand in the first row of a ruled table, or stand for a whole part
of the document. Most lines cannot be one: a single look at each tells which deserve a closer one.
Not done here: cutting the document at its headings (``regions``).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from analysis.disclosure.headings import (
    ENDS,
    LAST,
    LAST_CHARACTERS,
    ORDINAL,
    YEAR,
    bare_title,
    heading_kind,
    is_label,
    is_label_text,
    is_sheet_title,
    may_end_title,
)
from analysis.disclosure.vocabulary import fold
from analysis.sources.document import Block, Grid, Line

OTHER_TABLE = "other_table"
_CONTENTS = "目录"
# Folded lines that end otherwise, nearly all, are neither a title nor a label.
_LAST_CHARACTERS = LAST_CHARACTERS | {_CONTENTS[-1]}
_NARRATIVE = "narrative"
_OF_SENTENCE = re.compile(r"[,;。]")
_ANY_TABLE = re.compile(r"[^,;。!?:]{2,40}表(?:\([^()]{1,12}\))?")
_UNIT_LINE = re.compile(r"(?:^|[^,;。]*:[^,;。]*)(?:金额)?单位:(?:人民币)?(?:万元|元)$")
_LINES_BEFORE_TABLE = 4  # between a title and its table: label, unit of money, publishing unit
# A chapter of the explanation, where no heading above it has said that the explanation begins.
_CHAPTER = re.compile(r"(?:关于)?.{0,30}(?:收入|支出|收支|拨款|经费).{0,20}情况(?:的?总体)?的?说明")
_AMOUNT = re.compile(r"\d\s*(?:亿|万)?元")
# Within these a titled table is a part, not a region of its own.
_PROJECT_SHEETS = "project_sheets"
_SHEETS = ("overall_performance", _PROJECT_SHEETS)
_SHEET_WORD = "报表"  # part of the title of each project's sheet
_LINES_BEFORE_SHEET = 2  # the numbered heading above a sheet's title: the project and its amount


class Heading(NamedTuple):
    """What begins at a heading, the line of its title, and where the text goes on behind it."""

    kind: str
    line: Line
    behind: int


class Headings:
    """The headings of a sequence of blocks, asked for by position.

    ``near`` is where one may begin, in order: it ends as titles do, on its line or on the next,
    or it is that of a project's sheet and the title stands some lines below. ``labels`` is where
    only the number of a table stands, ``contents`` where a list of contents begins.
    """

    def __init__(self, blocks: Sequence[Block]) -> None:
        """Look at each block once."""
        self.blocks = blocks
        self.labels: set[int] = set()
        self.contents: set[int] = set()
        self._ends: list[tuple[int, str]] = []  # texts that end as titles do
        near: set[int] = set()
        before = 0
        for position, block in enumerate(blocks):
            if isinstance(block, Grid):
                near.update(_up_to(position))
                before = position
                continue
            folded = fold(block.text)
            if not folded:
                continue
            if folded[-1] not in _LAST_CHARACTERS:
                before = position
                continue
            if ends := may_end_title(folded):
                self._ends.append((position, block.text))
            if _SHEET_WORD in block.text:
                near.update(_up_to(position))
            elif ends:
                near.update((before, position))
            if is_label_text(folded):
                self.labels.add(position)
            elif folded == _CONTENTS:
                self.contents.add(position)
            before = position
        self.near = sorted(near)

    def between(self, begin: int, end: int) -> list[int]:
        """Return where a heading may begin from ``begin`` on and before ``end``."""
        return self.near[bisect_left(self.near, begin) : bisect_left(self.near, end)]

    def at(self, position: int, kind: str | None) -> Heading | None:
        """Return the heading that begins at a position that is ``near`` one, if any.

        ``kind`` is that of the region in which the block stands; None where none has begun.
        """
        blocks, line = self.blocks, self.blocks[position]
        if isinstance(line, Grid):
            return _in_grid(line, position, kind)
        if not line.text.strip():
            return None
        if found := heading_kind(line.text):
            return None if self._is_cited(position) else Heading(found, line, position + 1)
        if kind not in (_NARRATIVE, *_SHEETS) and self._opens_prose(position):
            return Heading(_NARRATIVE, line, position + 1)
        if kind != _PROJECT_SHEETS and (title := self._title_of_sheet(position)):
            return Heading(_PROJECT_SHEETS, title, position)  # its own title stays with the sheet
        behind = self._next_printed(position)
        after = blocks[behind] if behind < len(blocks) else None
        if isinstance(after, Line) and after.text.rstrip().endswith(ENDS) and not is_label(line):
            whole = line.text + after.text.strip()
            if heading_kind(after.text) is None and (found := heading_kind(whole)):
                return Heading(found, replace(line, text=whole), behind + 1)
        if kind in _SHEETS or not self._is_other_table(position):
            return None
        return Heading(OTHER_TABLE, line, position + 1)

    def _is_other_table(self, position: int) -> bool:
        """Whether a line is the title of a table that is not known."""
        line = self.blocks[position]
        if isinstance(line, Grid) or not line.text.rstrip().endswith(("表", ")", "）")):
            return False
        if is_label(line) or not _ANY_TABLE.fullmatch(title := bare_title(line.text)):
            return False
        following = self.blocks[position + 1 : position + 2 + _LINES_BEFORE_TABLE]
        before_table = next((n for n, b in enumerate(following) if _begins_table(b)), None)
        if before_table is None and self._listed.get(title, position) >= position:
            return False
        between = following[:before_table]
        return not any(heading_kind(b.text) for b in between if isinstance(b, Line))

    @cached_property
    def _listed(self) -> dict[str, int]:
        """Where a title first stands on a numbered line, as those of a contents list do."""
        listed: dict[str, int] = {}
        for position, text in self._ends:
            if text.rstrip().endswith(LAST) and ORDINAL.match(fold(text)):
                listed.setdefault(bare_title(text), position)
        return listed

    def _next_printed(self, position: int) -> int:
        """Where the next block behind a line stands that is no blank line."""
        behind = position + 1
        while behind < len(self.blocks) and _is_blank(self.blocks[behind]):
            behind += 1
        return behind

    def _is_cited(self, position: int) -> bool:
        """Whether a title stands in quotation marks on a line of a sentence that goes on below."""
        line, after = self.blocks[position], self.blocks[position + 1 : position + 2]
        if isinstance(line, Grid) or not fold(line.text).startswith("《"):
            return False
        return any(isinstance(b, Line) and _OF_SENTENCE.search(fold(b.text)) for b in after)

    def _opens_prose(self, position: int) -> bool:
        """Whether a line is the heading of a chapter and the next one states an amount."""
        line = self.blocks[position]
        assert isinstance(line, Line)
        if "情况" not in line.text or not ORDINAL.match(fold(line.text)):
            return False
        if not _CHAPTER.fullmatch(YEAR.sub("", bare_title(line.text))):
            return False
        after = self.blocks[position + 1 : position + 1 + _LINES_BEFORE_TABLE]
        text = next((b.text for b in after if isinstance(b, Line) and b.text.strip()), "")
        return _AMOUNT.search(text) is not None

    def _title_of_sheet(self, position: int) -> Line | None:
        """The title of a project's sheet that begins at a line, or at the numbered line above."""
        following = self.blocks[position : position + 1 + _LINES_BEFORE_SHEET]
        for number, block in enumerate(following):
            line = _title_line(block) if isinstance(block, Grid) else block
            if line is not None and _SHEET_WORD in line.text and is_sheet_title(fold(line.text)):
                return line
            if isinstance(block, Grid) or (number == 0 and not ORDINAL.match(fold(block.text))):
                return None
        return None


def _up_to(sheet: int) -> range:
    """Where the heading may begin whose title a project's sheet has at a position."""
    return range(max(sheet - _LINES_BEFORE_SHEET, 0), sheet + 1)


def _is_blank(block: Block) -> bool:
    return isinstance(block, Line) and not block.text.strip()


def _begins_table(block: Block) -> bool:
    """Whether a block is a table, or in text the money unit that stands at the head of one."""
    return isinstance(block, Grid) or _UNIT_LINE.search(fold(block.text)) is not None


def _in_grid(grid: Grid, position: int, kind: str | None) -> Heading | None:
    """The title that is the first row of a ruled table, unless its region has begun above it."""
    line = _title_line(grid)
    if line is None:
        return None
    found = _PROJECT_SHEETS if is_sheet_title(fold(line.text)) else heading_kind(line.text)
    return Heading(found, line, position) if found and found != kind else None


def _title_line(grid: Grid) -> Line | None:
    """The only line of the first row, where one cell runs over the whole table."""
    first = grid.cells[0] if grid.cells else None
    whole = first is not None and first.column_span == grid.column_count > 1
    return first.lines[0] if first and whole and len(first.lines) == 1 else None
