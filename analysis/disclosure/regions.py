"""Cutting a document into regions by its headings, whatever their number or order.

A region runs from its heading to the next heading of another kind. A table under a title that is
not known opens a region of its own (``other_table``), so that no table runs into the next one's.
A heading with nothing under it is the contents list where the same title comes again with
content, else a table that was a picture in the original. Not done here: knowing headings
(``heading_places``), and headings inside project sheets and prose.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from analysis.disclosure.heading_places import Heading
from analysis.disclosure.headings import bare_title, goes_on, is_label
from analysis.disclosure.late_titles import titles_first
from analysis.sources.document import Block, Document, Grid, Line

_SCAN = "scan"
_LINES_OF_LABEL = 3


# With slots it could not keep its lines and grids, which every reader asks for.
@dataclass(frozen=True)
class Region:
    """The blocks under one heading; ``headings`` are its title lines, ``blocks`` what follows."""

    kind: str
    headings: tuple[Line, ...]
    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        """The last heading line without its ordinal: the title of the table itself."""
        return bare_title(self.headings[-1].text)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines under the heading that carry text."""
        return tuple([b for b in self.blocks if type(b) is Line and b.text.strip()])

    @cached_property
    def grids(self) -> tuple[Grid, ...]:
        """The ruled tables under the heading; one that goes on over pages is one."""
        if Grid not in map(type, self.blocks):
            return ()
        from analysis.disclosure.continued import join_continued  # text goes without

        return join_continued(self.blocks)

    @property
    def is_empty(self) -> bool:
        """True where the heading has nothing under it."""
        return not self.lines and not self.grids


def split_regions(document: Document) -> list[Region]:
    """Return the regions of a document in reading order, those of the contents list left out.

    No region goes on in another file, unless both are scans.
    """
    regions: list[Region] = []
    contents_from: int | None = None
    for blocks in _by_file(document):
        found, at = _regions_of(blocks)
        contents_from = contents_from if at is None else len(regions) + at
        regions += found
    return _without_contents_list(regions, contents_from)


def _by_file(document: Document) -> list[list[Block]]:
    """The blocks of each file of the document, without what the pages carry.

    Files that follow each other and are scans count as one: each may be a page of the same paper.
    """
    kept = [b for b in document.blocks if isinstance(b, Grid) or not b.furniture]
    begins = [
        part.first_page
        for before, part in pairwise((None, *document.parts))
        if part is not None and not (before and before.file.format == part.file.format == _SCAN)
    ]
    if not begins:
        return [kept]
    files: list[list[Block]] = [[] for _ in begins]
    for block in kept:
        files[max(bisect_right(begins, block.page or 0) - 1, 0)].append(block)
    return files


def _regions_of(source: Sequence[Block]) -> tuple[list[Region], int | None]:
    """The regions of one file, and which of them the contents list begins with, if any."""
    headings = titles_first(source)
    near, cut = set(headings.near), _Cut()
    marks = sorted(near | headings.labels | headings.contents)
    position = number = 0  # what stands before is taken; the next mark
    while number < len(marks):
        mark = marks[number]
        if mark < position:  # on the second line of a title
            number += 1
            continue
        cut.take(headings.blocks[position:mark])
        heading = headings.at(mark, cut.kind) if mark in near else None
        if heading is not None:
            cut.open(heading)
            position = heading.behind  # the mark itself where the title is part of the text, too
            continue
        if mark in headings.contents:
            cut.open_contents()
        block = headings.blocks[mark]
        if mark in headings.labels:
            cut.labels.append(block)
        else:
            cut.take([block])
        position = mark + 1
    cut.take(headings.blocks[position:])
    cut.close()
    return cut.regions, cut.contents_from


@dataclass(slots=True)
class _Cut:
    """The regions that are closed, and the open one: its kind, its title lines and its blocks.

    ``labels`` are numbers of tables that wait: they belong to the title that follows them, if one
    does, and else to the open region.
    """

    regions: list[Region] = field(default_factory=list)
    contents_from: int | None = None
    kind: str | None = None
    titles: list[Line] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    labels: list[Block] = field(default_factory=list)

    def take(self, blocks: Sequence[Block]) -> None:
        """Take blocks into the open region; blank lines leave open whose the labels are."""
        printed = 0
        if self.labels:
            printed = next((n for n, b in enumerate(blocks) if _has_text([b])), len(blocks))
            self.blocks += blocks[:printed]
        if printed < len(blocks):
            self.blocks += self.labels
            self.labels = []
            self.blocks += blocks[printed:]

    def open(self, heading: Heading) -> None:
        """Open the region of a heading, unless it is one more title of the open one.

        Nor is that a new one which says that the open one's table goes on (续表).
        """
        self.labels = []
        if heading.kind == self.kind and goes_on(heading.line.text):
            return
        if heading.kind == self.kind and not _has_text(self.blocks):
            self.titles.append(heading.line)
            return
        _take_off_label(self.blocks)
        self.close()
        self.kind, self.titles, self.blocks = heading.kind, [heading.line], []

    def open_contents(self) -> None:
        """Begin the list of contents, which belongs to no region."""
        self.close()
        self.kind, self.contents_from = None, len(self.regions)

    def close(self) -> None:
        """Close the open region, if any."""
        if self.kind is not None:
            self.regions.append(Region(self.kind, tuple(self.titles), tuple(self.blocks)))


def _take_off_label(blocks: list[Block]) -> None:
    """Take from a region the number of the next table, broken over its last lines (公开|04|表)."""
    for length in range(2, _LINES_OF_LABEL + 1):
        last = [block for block in blocks[-length:] if isinstance(block, Line)]
        if len(last) < length:
            return
        if is_label(replace(last[0], text="".join(line.text for line in last))):
            del blocks[-length:]
            return


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
