"""Which unit's document this is, for which year, and of which kind.

Each is read where several places of the document agree: titles of parts, headings, sentences,
and the lines above the tables that name the unit (“编制部门：某某局”). Titles count before
sentences, which speak of last year too. Not done here: reading tables. A document in which no
year or no unit can be found is refused with what was tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from analysis.disclosure.identity_votes import KINDS, Votes
from analysis.sources.document import Block, Document, UnreadableSource


class Identity(NamedTuple):
    """Who publishes, for which year, what kind of document, and its title as printed."""

    unit_name: str
    fiscal_year: int
    document_kind: str
    title: str


# A place: two characters or more before 省, 市, 区, 县, 旗 or 州.
_PLACE = re.compile(r"[^省市区县旗州]{2,}[省市区县旗州]")

NO_YEAR, NO_UNIT = "no fiscal year found", "no publishing unit found"


class UnknownDocument(UnreadableSource):
    """A file that is text but not a budget disclosure that the reader knows."""


def identify(document: Document, year: int | None = None, unit: str | None = None) -> Identity:
    """Return the identity of a document; raises UnknownDocument with what was tried.

    The parts of a document in several files must speak of one year and unit. ``year`` and ``unit``
    are what a person says of the document; they count before what it says itself.
    """
    _refuse_mixed_parts(document, year is None, unit is None)
    votes = Votes(document.blocks)
    year, unit = year or votes.year, unit or votes.name
    name_of_file = document.file.name
    if year is None:
        raise UnknownDocument(
            name_of_file,
            f"{NO_YEAR}: no heading or sentence like “2024年单位预算”",
            "Check that it is a budget disclosure; then `budget add --year YEAR` says its year",
        )
    if unit is None:
        raise UnknownDocument(
            name_of_file,
            f"{NO_UNIT}: no heading like “某某局2024年单位预算” and no line like "
            "“编制部门：某某局”",
            "Check that it is a budget disclosure; then `budget add --unit NAME` names its unit",
        )
    unit = unit.replace("(", "（").replace(")", "）")  # folded for comparing; printed full-width
    return Identity(unit, year, dict(KINDS)[votes.kind], f"{unit}{year}年{votes.kind}")


def _refuse_mixed_parts(document: Document, years_count: bool, units_count: bool) -> None:
    years: dict[int, str] = {}
    units: dict[str, str] = {}
    for part, blocks in _parts(document):
        votes = Votes(blocks)
        if votes.year is not None:
            years.setdefault(votes.year, part)
        if votes.name is not None and not any(_alike(votes.name, name) for name in units):
            units[votes.name] = part
    for what, told, counts in (("years", years, years_count), ("units", units, units_count)):
        if counts and len(told) > 1:
            found = "; ".join(f"{value} in {name}" for value, name in told.items())
            raise UnknownDocument(
                document.file.name,
                f"the files of this folder speak of different {what}: {found}",
                "A folder is one document in several files: put each document into its own folder",
            )


def _alike(one: str, other: str) -> bool:
    """Whether two names may be one unit's: “武昌区民政局” and “武汉市武昌区民政局(本级)”.

    A short form leaves out characters of the whole name, “江苏省委办公厅” for
    “中国共产党江苏省委员会办公厅”, but no place: “上海市财政局” is not “上海市普陀区财政局”.
    """
    short, long = sorted((one.partition("(")[0], other.partition("(")[0]), key=len)
    if short in long:
        return True
    lowest, place = (_PLACE.findall(name)[-1:] for name in (short, long))
    if lowest and place and not place[0].endswith(lowest[0]):
        return False
    rest = iter(long)
    return short[-2:] == long[-2:] and all(char in rest for char in short)


def _parts(document: Document) -> Iterable[tuple[str, list[Block]]]:
    for part in document.parts:
        blocks = [b for b in document.blocks if document.locate(b.page)[0] is part.file]
        yield part.file.name, blocks
