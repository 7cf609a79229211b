"""Cutting a document into regions by its headings, whatever their number or order.

A heading is a line that is, but for its ordinal, year and unit, one of the titles of
``titles.csv``; a long one may run over two lines. A table under a title that is not known opens
a region of its own (``other_table``), so that no table runs into the next one's. A region runs
from its heading to the next heading of another kind. A heading with nothing under it is the
contents list where the same title comes again with content, else a table that was a picture in
the original. Not done here: headings inside project sheets and prose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from analysis.disclosure.continued import join_continued
from analysis.disclosure.vocabulary import fold, rows
from analysis.sources.document import Block, Document, Grid, Line

_ORDINAL = re.compile(r"^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d{1,2}[、.．])")
_YEAR = re.compile(r"^(?!第).{0,25}?20\d\d年度?")  # "某某局2024年财政拨款收支预算总表"
# "某某局收支总表", "某某院(本级)收入总表": what ends a unit's name
_UNIT = re.compile(r"[局委会办厅处院部校所站队馆社心室](?:\((?:本级|机关|部门|单位)\)|本级|机关)?")
# "表 3", "表 5-1", "公开 05 表", or a "第一部分" whose title stands on the next line.
_TABLE_LABEL = re.compile(
    r"^(?:附?表\d{1,2}(?:-\d{1,2})?|公开\d{1,2}表|第[一二三四五六七八九]部分):?$"
)
_LABEL_BEFORE_TITLE = re.compile(r"^(?:附?表\d{1,2}(?:-\d{1,2})?|公开\d{1,2}表)[:、.]?(?=.)")
_LEADERS = re.compile(r"\.{2,}-?\d{0,3}-?$")  # "收支总表........ 12" in the contents list
_LONGEST_HEADING = 60
_ANY_TABLE = re.compile(r"[^,;。!?:]{2,40}表(?:\([^()]{1,12}\))?")
_LINES_BEFORE_TABLE = 4  # between a title and its table: label, unit of money, publishing unit
_CONTENTS = "目录"
OTHER_TABLE = "other_table"
# Within these a titled table is a part, not a region of its own.
_SHEETS = ("overall_performance", "project_sheets")


@dataclass(frozen=True, slots=True)
class Region:
    """The blocks under one heading; ``headings`` are its title lines, ``blocks`` what follows."""

    kind: str
    headings: tuple[Line, ...]
    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        """The last heading line without its ordinal: the title of the table itself."""
        return _bare(self.headings[-1].text)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines under the heading that carry text."""
        return tuple(
            b for b in self.blocks if isinstance(b, Line) and not b.text.isspace() and b.text
        )

    @property
    def grids(self) -> tuple[Grid, ...]:
        """The ruled tables under the heading; one that goes on over pages is one."""
        return join_continued(self.blocks)

    @property
    def is_empty(self) -> bool:
        """True where the heading has nothing under it."""
        return not self.grids and not self.lines


@cache
def _titles() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["kind"], re.compile(row["pattern"])) for row in rows("titles"))


@cache
def heading_kind(text: str) -> str | None:
    """Return the kind of heading that a line is; None where it is none."""
    title = _bare(text)
    if not title or len(title) > _LONGEST_HEADING or not title.endswith(_ENDS):
        return None
    title = _YEAR.sub("", title)
    without_unit = [title[found.end() :] for found in _UNIT.finditer(title)]
    for kind, pattern in _titles():
        if any(pattern.fullmatch(words) for words in (title, *without_unit)):
            return kind
    return None


_ENDS = ("表", ")", "概况", "情况", "职责", "职能", "说明", "名词解释")


def _bare(text: str) -> str:
    """A line folded, without label, ordinal, and the leaders of a contents list."""
    folded = _LEADERS.sub("", fold(text))
    return _ORDINAL.sub("", _LABEL_BEFORE_TITLE.sub("", folded))


def split_regions(document: Document) -> list[Region]:
    """Return the regions of a document in reading order, those of the contents list left out."""
    regions: list[Region] = []
    contents_from: int | None = None
    kind: str | None = None
    headings: list[Line] = []
    blocks: list[Block] = []

    def close() -> None:
        if kind is not None:
            regions.append(Region(kind, tuple(headings), tuple(blocks)))

    pending_label: list[Block] = []
    source = [b for b in document.blocks if not (isinstance(b, Line) and b.furniture)]
    position = 0
    while position < len(source):
        block, heading = source[position], _heading(source, position, kind)
        position += 1
        if heading is not None:
            found, line, position = heading
            if found == kind and not _has_text(blocks):
                headings.append(line)
            else:
                close()
                kind, headings, blocks = found, [line], []
            pending_label = []
        elif isinstance(block, Line) and _TABLE_LABEL.match(fold(block.text)):
            pending_label.append(block)
        else:
            if isinstance(block, Line) and fold(block.text) == _CONTENTS:
                close()
                kind, contents_from = None, len(regions)
            if pending_label and (isinstance(block, Grid) or block.text.strip()):
                blocks += pending_label
                pending_label = []
            blocks.append(block)
    close()
    return _without_contents_list(regions, contents_from)


def _heading(
    blocks: Sequence[Block], position: int, kind: str | None
) -> tuple[str, Line, int] | None:
    """The heading that begins at a block: its kind, its line, and where the text goes on."""
    line = blocks[position]
    if not isinstance(line, Line) or not line.text.strip():
        return None
    if found := heading_kind(line.text):
        return found, line, position + 1
    following = blocks[position + 1 : position + 2 + _LINES_BEFORE_TABLE]
    after = following[0] if following else None
    if isinstance(after, Line) and not _TABLE_LABEL.match(fold(line.text)):
        whole = line.text + after.text.strip()
        if heading_kind(after.text) is None and (found := heading_kind(whole)):
            return found, replace(line, text=whole), position + 2
    before_table = next((n for n, b in enumerate(following) if isinstance(b, Grid)), None)
    if kind in _SHEETS or before_table is None or not _ANY_TABLE.fullmatch(_bare(line.text)):
        return None
    if any(heading_kind(b.text) for b in following[:before_table] if isinstance(b, Line)):
        return None
    return OTHER_TABLE, line, position + 1


def _has_text(blocks: Sequence[Block]) -> bool:
    return any(isinstance(b, Grid) or b.text.strip() for b in blocks)


def _without_contents_list(regions: list[Region], contents_from: int | None) -> list[Region]:
    """Leave out the headings of the contents list.

    It runs from the line 目录 to where one of its headings comes again; without that line, a
    heading with nothing under it that comes again is part of it.
    """
    if contents_from is not None:
        seen: set[str] = set()
        for number, region in enumerate(regions[contents_from:], contents_from):
            if region.grids:
                break
            if region.kind in seen:
                regions = regions[:contents_from] + regions[number:]
                break
            seen.add(region.kind)
    last = {region.kind: index for index, region in enumerate(regions)}
    return [r for i, r in enumerate(regions) if not (r.is_empty and last[r.kind] > i)]
