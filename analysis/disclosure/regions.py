"""Cutting a document into regions by its headings, whatever their number or order.

A heading is a line that is, but for its ordinal, one of the titles of ``titles.csv``. A region
runs from its heading to the next heading of another kind. A heading with nothing under it is
the contents list where the same title comes again with content, else a table that was a picture
in the original. Not done here: headings inside project sheets and prose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from analysis.disclosure.vocabulary import fold, rows
from analysis.sources.document import Block, Document, Grid, Line

_ORDINAL = re.compile(r"^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d{1,2}[、.．])")
_YEAR = re.compile(r"^(?!第).{0,25}?20\d\d年度?")  # "某某局2024年财政拨款收支预算总表"
# "表 3", "表 5-1", "公开 05 表", or a "第一部分" whose title stands on the next line.
_TABLE_LABEL = re.compile(
    r"^(?:附?表\d{1,2}(?:-\d{1,2})?|公开\d{1,2}表|第[一二三四五六七八九]部分):?$"
)
_LONGEST_HEADING = 60


@dataclass(frozen=True, slots=True)
class Region:
    """The blocks under one heading; ``headings`` are its title lines, ``blocks`` what follows."""

    kind: str
    headings: tuple[Line, ...]
    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        """The last heading line without its ordinal: the title of the table itself."""
        return _ORDINAL.sub("", fold(self.headings[-1].text))

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines under the heading that carry text."""
        return tuple(
            b for b in self.blocks if isinstance(b, Line) and not b.text.isspace() and b.text
        )

    @property
    def grids(self) -> tuple[Grid, ...]:
        """The ruled tables under the heading."""
        return tuple(b for b in self.blocks if isinstance(b, Grid))

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
    folded = fold(text)
    if not folded or len(folded) > _LONGEST_HEADING or not folded.endswith(_ENDS):
        return None
    folded = _YEAR.sub("", _ORDINAL.sub("", folded))
    for kind, pattern in _titles():
        if pattern.fullmatch(folded):
            return kind
    return None


_ENDS = ("表", ")", "概况", "情况", "职责", "职能", "说明", "名词解释")


def split_regions(document: Document) -> list[Region]:
    """Return the regions of a document in reading order, those of the contents list left out."""
    regions: list[Region] = []
    kind: str | None = None
    headings: list[Line] = []
    blocks: list[Block] = []

    def close() -> None:
        if kind is not None:
            regions.append(Region(kind, tuple(headings), tuple(blocks)))

    pending_label: list[Block] = []
    for block in document.blocks:
        found = heading_kind(block.text) if isinstance(block, Line) else None
        if found is not None and isinstance(block, Line):
            if found == kind and not _has_text(blocks):
                headings.append(block)
            else:
                close()
                kind, headings, blocks = found, [block], []
            pending_label = []
        elif isinstance(block, Line) and _TABLE_LABEL.match(fold(block.text)):
            pending_label.append(block)
        else:
            if pending_label and (isinstance(block, Grid) or block.text.strip()):
                blocks += pending_label
                pending_label = []
            blocks.append(block)
    close()
    return _without_contents_list(regions)


def _has_text(blocks: Sequence[Block]) -> bool:
    return any(isinstance(b, Grid) or b.text.strip() for b in blocks)


def _without_contents_list(regions: list[Region]) -> list[Region]:
    last = {region.kind: index for index, region in enumerate(regions)}
    return [r for i, r in enumerate(regions) if not (r.is_empty and last[r.kind] > i)]
