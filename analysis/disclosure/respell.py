"""Titles and names of which recognition misread one character, as the vocabulary has them.

A title that cannot be told loses its whole table. Where a line is no title, and becomes one by
only one other character in place of the one that recognition was least sure of, that is taken. The
name of a funding source whose ordinal lost its point gets it again. Numbers are never touched. Not
done here: misread numbers (``tables.proofread``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from analysis.disclosure.headings import UNIT, heading_kind
from analysis.disclosure.projects.words import lookup
from analysis.disclosure.sureness import NO_DOUBT
from analysis.disclosure.vocabulary import HAN, fold, rows
from analysis.sources.document import Block, Cell, Document, Line

_LONGEST = 40  # characters of a title
_MEANT = 0.5  # how sure a character is that was put in
_BARE_ORDINAL = re.compile(rf"(\d{{1,2}})(?={HAN})")
_CHINESE = re.compile(HAN)


def respell(document: Document) -> Document:
    """Return the document with what recognition misread of its titles put right."""
    if not document.recognised:
        return document
    return replace(document, blocks=tuple(_block(block) for block in document.blocks))


def _block(block: Block) -> Block:
    if isinstance(block, Line):
        return _title(block)
    return block._replace(cells=tuple(_cell(cell) for cell in block.cells))


def _cell(cell: Cell) -> Cell:
    return cell._replace(lines=tuple(_source(line) for line in cell.lines))


def _title(line: Line) -> Line:
    """A line that one other character makes a title, as that title."""
    weakest = min(line.confidences, default=1.0)
    if weakest >= NO_DOUBT or len(line.text) > _LONGEST or heading_kind(line.text):
        return line
    found = list(_titles(line.text, line.confidences.index(weakest)))
    return replace(line, text=found[0]) if len(found) == 1 else line


def _titles(text: str, place: int) -> Iterator[str]:
    """The titles that another character at a place makes."""
    for character in _characters_of_titles():
        other = text[:place] + character + text[place + 1 :]
        if heading_kind(other):
            yield other


@cache
def _characters_of_titles() -> tuple[str, ...]:
    patterns = UNIT.pattern + "部门单位" + "".join(row["pattern"] for row in rows("titles"))
    return tuple(sorted(set(_CHINESE.findall(patterns))))


def _source(line: Line) -> Line:
    """The name of a funding source with the point behind its ordinal."""
    found = _BARE_ORDINAL.match(line.text) if line.confidences else None
    if not found or fold(line.text[found.end() :]) not in lookup(
        "funding_sources", "name", "source_key"
    ):
        return line
    end = found.end()
    sure = (*line.confidences[:end], _MEANT, *line.confidences[end:])
    return replace(line, text=f"{line.text[:end]}.{line.text[end:]}", confidences=sure)
