"""Headings: which lines are titles of ``titles.csv``, and where an unknown table begins.

A title is known by its words, whatever ordinal, label, year or unit's name stands before it; a
long one may run over two lines. Not done here: cutting the document at its headings
(``regions``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from analysis.disclosure.vocabulary import HAN, fold, rows
from analysis.sources.document import Block, Grid, Line

_ORDINAL = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十]+\)|\d{1,2}[、.．])"
)
_YEAR = re.compile(r"^(?!第).{0,25}?20\d\d年度?\)?")  # "某某局2024年财政拨款收支预算总表"
# "某某局收支总表", "某某院(本级)收入总表": what ends a unit's name
UNIT = re.compile(r"[局委会办厅处院部校所站队馆社心室](?:\((?:本级|机关|部门|单位)\)|本级|机关)?")
# Whose table a title says it is: "部门收支总表", "预算单位收入总表".
_BODY = r"(部门\(单位\)|单位\(部门\)|部门|单位|预算单位)?"
# "表 3", "表 5-1", "附表一", "公开 05 表", "预算01表", "部门公开表 2"
_LABEL = (
    r"(?:(?:附|公开|部门公开|单位公开|预算公开|部门预算公开|单位预算公开)?表"
    r"(?:\d{1,2}?(?=20\d\d年)|\d{1,2}(?:[-—]\d{1,2})?|[一二三四五六七八九十]{1,3}(?!公))"
    rf"|{HAN}{{2,6}}\d{{1,2}}(?:-\d{{1,2}})?表|附件\d{{1,2}})"
)
# ... or a "第一部分" whose title stands on the next line.
_OF_LABELS = ("表", "附件", "部分")
_TABLE_LABEL = re.compile(rf"^(?:{_LABEL}|第[一二三四五六七八九]部分):?$")
_LABEL_BEFORE_TITLE = re.compile(rf"^{_LABEL}[:、.]?(?=.)")
# What stands behind a title on its line: "收支总表 公开01表", "收支总表 单位：万元"
_BEHIND_TITLE = re.compile(
    rf"(?<=表)(?:{_LABEL}|\(?(?:金额)?单位:(?:人民币)?(?:万元|元)\)?|\(续表?\))$"
)
_LEADERS = re.compile(r"\.{2,}-?\d{0,3}-?$")  # "收支总表........ 12" in the contents list
_LONGEST_HEADING = 60
_OF_SENTENCE = re.compile(r"[,;。]")
_ANY_TABLE = re.compile(r"[^,;。!?:]{2,40}表(?:\([^()]{1,12}\))?")
_UNIT_LINE = re.compile(r"(?:^|[^,;。]*:[^,;。]*)(?:金额)?单位:(?:人民币)?(?:万元|元)$")
_LINES_BEFORE_TABLE = 4  # between a title and its table: label, unit of money, publishing unit
OTHER_TABLE = "other_table"
_NARRATIVE = "narrative"
# A chapter of the explanation, where no heading above it has said that the explanation begins.
_CHAPTER = re.compile(r"(?:关于)?.{0,30}(?:收入|支出|收支|拨款|经费).{0,20}情况(?:的?总体)?的?说明")
_AMOUNT = re.compile(r"\d\s*(?:亿|万)?元")
# Within these a titled table is a part, not a region of its own.
PROJECT_SHEETS = "project_sheets"
_SHEETS = ("overall_performance", PROJECT_SHEETS)
_SHEET = re.compile(r".{0,20}项目(?:支出)?(?:绩效目标)?(?:申报|填报)表(?:\(.{0,12}\))?")
_SHEET_WORD = "报表"  # part of each such title
_LINES_BEFORE_SHEET = 2  # the numbered heading above a sheet's title: the project and its amount


@cache
def _titles() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (row["kind"], re.compile(row["pattern"].replace("{body}", _BODY))) for row in rows("titles")
    )


@lru_cache(maxsize=1 << 14)
def heading_kind(text: str) -> str | None:
    """Return the kind of heading that a line is; None where it is none."""
    folded = fold(text)
    if not folded.endswith(_LAST) or not any(end in folded for end in _ENDS):
        return None  # most lines, at little cost
    title = bare_title(text)
    if not title or len(title) > _LONGEST_HEADING or not title.endswith(_ENDS):
        return None
    title = _YEAR.sub("", title)
    without_unit = [title[found.end() :] for found in UNIT.finditer(title)]
    for kind, pattern in _titles():
        if any(pattern.fullmatch(words) for words in (title, *without_unit)):
            return kind
    return None


_ENDS = ("表", ")", "）", "概况", "情况", "职责", "职能", "说明", "名词解释")
# leaders and page numbers of a contents list too, and the unit of money behind a title
_LAST = (*_ENDS, ".", "-", "》", "元", *"0123456789")


def bare_title(text: str) -> str:
    """Return a line folded, without label, ordinal, and the leaders of a contents list."""
    folded = _BEHIND_TITLE.sub("", _LEADERS.sub("", fold(text)))
    bare = _ORDINAL.sub("", _LABEL_BEFORE_TITLE.sub("", folded))
    return bare[1:-1] if bare.startswith("《") and bare.endswith("》") else bare


def is_label(line: Line) -> bool:
    """Return whether a line is only the number of the table, or part, whose title comes next."""
    folded = fold(line.text)
    return any(word in folded for word in _OF_LABELS) and _TABLE_LABEL.match(folded) is not None


def near_headings(blocks: Sequence[Block]) -> set[int]:
    """Return where a heading may begin: one look at each line spares most a closer one.

    A heading ends as titles do, on its line or on the next; that of a project's sheet may stand
    some lines below the number that belongs to it.
    """
    found: set[int] = set()
    before = 0
    for position, block in enumerate(blocks):
        if isinstance(block, Grid) or _SHEET_WORD in block.text:
            found.update(range(position - _LINES_BEFORE_SHEET, position + 1))
        elif fold(block.text).endswith(_LAST):
            found.update((before, position - 1, position))
        if not _is_blank(block):
            before = position
    return found


def heading_at(
    blocks: Sequence[Block], position: int, kind: str | None
) -> tuple[str, Line, int] | None:
    """Return the heading that begins at a block: its kind, its line, and where the text goes on.

    ``kind`` is that of the region in which the block stands; None where none has begun.
    """
    line = blocks[position]
    if isinstance(line, Grid):
        return _in_grid(line, position, kind)
    if not line.text.strip():
        return None
    if found := heading_kind(line.text):
        return None if _is_cited(blocks, position) else (found, line, position + 1)
    if kind not in (_NARRATIVE, *_SHEETS) and _opens_prose(blocks, position):
        return _NARRATIVE, line, position + 1
    if kind != PROJECT_SHEETS and (title := _title_of_sheet(blocks, position)):
        return PROJECT_SHEETS, title, position  # the sheet's own title stays with the sheet
    behind = _next_printed(blocks, position)
    after = blocks[behind] if behind < len(blocks) else None
    if isinstance(after, Line) and after.text.rstrip().endswith(_ENDS) and not is_label(line):
        whole = line.text + after.text.strip()
        if heading_kind(after.text) is None and (found := heading_kind(whole)):
            return found, replace(line, text=whole), behind + 1
    if kind in _SHEETS or not line.text.rstrip().endswith(("表", ")", "）")):
        return None
    following = blocks[position + 1 : position + 2 + _LINES_BEFORE_TABLE]
    before_table = next((n for n, b in enumerate(following) if _begins_table(b)), None)
    if is_label(line) or not _ANY_TABLE.fullmatch(bare_title(line.text)):
        return None
    if before_table is None and not _is_listed(blocks, position):
        return None
    if any(heading_kind(b.text) for b in following[:before_table] if isinstance(b, Line)):
        return None
    return OTHER_TABLE, line, position + 1


def _next_printed(blocks: Sequence[Block], position: int) -> int:
    """Where the next block behind a line stands that is no blank line."""
    behind = position + 1
    while behind < len(blocks) and _is_blank(blocks[behind]):
        behind += 1
    return behind


def _is_blank(block: Block) -> bool:
    return isinstance(block, Line) and not block.text.strip()


def _begins_table(block: Block) -> bool:
    """Whether a block is a table, or in text the money unit that stands at the head of one."""
    return isinstance(block, Grid) or _UNIT_LINE.search(fold(block.text)) is not None


def _is_listed(blocks: Sequence[Block], position: int) -> bool:
    """Whether a numbered line of a list before a line, such as a contents list, has its title."""
    line = blocks[position]
    title = "" if isinstance(line, Grid) else bare_title(line.text)
    return any(
        isinstance(block, Line)
        and block.text.rstrip().endswith(_LAST)
        and bare_title(block.text) == title
        and _ORDINAL.match(fold(block.text)) is not None
        for block in blocks[:position]
    )


def _is_cited(blocks: Sequence[Block], position: int) -> bool:
    """Whether a title stands in quotation marks on a line of a sentence, which goes on below it."""
    line, after = blocks[position], blocks[position + 1 : position + 2]
    if isinstance(line, Grid) or not fold(line.text).startswith("《"):
        return False
    return any(isinstance(b, Line) and _OF_SENTENCE.search(fold(b.text)) for b in after)


def is_sheet_title(folded: str) -> bool:
    """Return whether a folded text is the title of one project's sheet."""
    return _SHEET.fullmatch(folded) is not None


def _opens_prose(blocks: Sequence[Block], position: int) -> bool:
    """Whether a line is the heading of a chapter and the next one states an amount."""
    line, after = blocks[position], blocks[position + 1 : position + 1 + _LINES_BEFORE_TABLE]
    assert isinstance(line, Line)
    if "情况" not in line.text or not _ORDINAL.match(fold(line.text)):
        return False
    if not _CHAPTER.fullmatch(_YEAR.sub("", bare_title(line.text))):
        return False
    text = next((b.text for b in after if isinstance(b, Line) and b.text.strip()), "")
    return _AMOUNT.search(text) is not None


def _title_of_sheet(blocks: Sequence[Block], position: int) -> Line | None:
    """The title of a project's sheet that begins at a line, or at the numbered line above it."""
    for number, block in enumerate(blocks[position : position + 1 + _LINES_BEFORE_SHEET]):
        line = _title_line(block) if isinstance(block, Grid) else block
        if line is not None and _SHEET_WORD in line.text and is_sheet_title(fold(line.text)):
            return line
        if isinstance(block, Grid) or (number == 0 and not _ORDINAL.match(fold(block.text))):
            return None
    return None


def _in_grid(grid: Grid, position: int, kind: str | None) -> tuple[str, Line, int] | None:
    """The title that is the first row of a ruled table, unless its region has begun above it."""
    line = _title_line(grid)
    if line is None:
        return None
    found = PROJECT_SHEETS if is_sheet_title(fold(line.text)) else heading_kind(line.text)
    return (found, line, position) if found and found != kind else None


def _title_line(grid: Grid) -> Line | None:
    """The only line of the first row, where one cell runs over the whole table."""
    first = grid.cells[0] if grid.cells else None
    whole = first is not None and first.column_span == grid.column_count > 1
    return first.lines[0] if first and whole and len(first.lines) == 1 else None
