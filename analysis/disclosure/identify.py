"""Which unit's document this is, for which year, and of which kind.

Each is read where several places of the document agree: titles of parts, headings, sentences,
and the lines above the tables that name the unit (“编制部门：某某局”). Titles count before
sentences, which speak of last year too. Not done here: reading tables. A document in which no
year or no unit can be found is refused with what was tried.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from analysis.disclosure.vocabulary import fold
from analysis.sources.document import Block, Document, Grid, UnreadableSource

_KINDS = (
    ("单位预算", "unit_budget"),
    ("部门预算", "department_budget"),
    ("决算", "final_accounts"),
)
_KIND_WORDS = "|".join(word for word, _ in _KINDS)
# "武汉市武昌区民政局（本级）2024年单位预算", the words that headings and sentences share.
_NAME_YEAR_KIND = re.compile(
    rf"((?:[\u4e00-\u9fff]{{2,30}}(?:\(本级\))?)?)(20\d\d)年度?({_KIND_WORDS})"
)
_YEAR_KIND = re.compile(rf"(20\d\d)年度?(?:本?(?:单位|部门))?.{{0,12}}?({_KIND_WORDS}|预算)")
_LEADING = re.compile(r"^(?:第.部分|附件\d*|纳入|关于|公开|[一二三四五六七八九十]+、)+")
_LABELLED = re.compile(
    r"(?:^|\s)(?:编制|预算主管|主管|公开|填报|预算)?(?:部门|单位)(?:名称)?\s*[:：]\s*"
    r"([\u4e00-\u9fff（）()]{4,40}?)(?=\s|$|(?:金额)?单位[:：])"
)
_NAME = re.compile(r"[\u4e00-\u9fff]{4,30}(?:\([\u4e00-\u9fff]{2,6}\))?")
_YEAR_AND_KIND = re.compile(rf"20\d\d年度?(?:{_KIND_WORDS})(?:公开)?")
_SENTENCE = re.compile(r"[,，。;；]")
_LONGEST_TITLE = 45


@dataclass(frozen=True, slots=True)
class Identity:
    """Who publishes, for which year, what kind of document, and its title as printed."""

    unit_name: str
    fiscal_year: int
    document_kind: str
    title: str


class UnknownDocument(UnreadableSource):
    """A file that is text but not a budget disclosure that the reader knows."""


class _Votes:
    """What the lines of a document say of its unit, year and kind."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self.names: Counter[str] = Counter()
        self.labelled: Counter[str] = Counter()
        self.title_years: Counter[int] = Counter()
        self.years: Counter[int] = Counter()
        self.kinds: Counter[str] = Counter()
        before = ""
        for block in blocks:
            if isinstance(block, Grid) or not block.text.strip():
                continue
            text = fold(block.text)
            if ":" in text:
                for name in _LABELLED.findall(block.text):
                    self.labelled[fold(name)] += 1
            if "20" in text:
                self._count(text)
                if _YEAR_AND_KIND.fullmatch(text) and _NAME.fullmatch(before):
                    self.names[before] += 1  # a cover: the unit on one line, the title below
            before = text

    def _count(self, text: str) -> None:
        is_title = len(text) <= _LONGEST_TITLE and not _SENTENCE.search(text)
        for name, year, kind in _NAME_YEAR_KIND.findall(text):
            self.kinds[kind] += 1
            self.years[int(year)] += 5
            if name := _LEADING.sub("", name):
                self.names[name] += 1
        for year, _ in _YEAR_KIND.findall(text):
            self.years[int(year)] += 1
            self.title_years[int(year)] += is_title

    @property
    def year(self) -> int | None:
        votes = +self.title_years or self.years
        return min(votes, key=lambda y: (-votes[y], -y)) if votes else None

    @property
    def name(self) -> str | None:
        votes = self.names or self.labelled
        return min(votes, key=lambda n: (-votes[n], -len(n), n)) if votes else None


def identify(document: Document, year: int | None = None, unit: str | None = None) -> Identity:
    """Return the identity of a document; raises UnknownDocument with what was tried.

    The parts of a document in several files must speak of one year and unit. ``year`` and ``unit``
    are what a person says of the document; they count before what it says itself.
    """
    _refuse_mixed_parts(document, year is None, unit is None)
    votes = _Votes(document.blocks)
    year, unit = year or votes.year, unit or votes.name
    name_of_file = document.file.name
    if year is None:
        raise UnknownDocument(
            name_of_file,
            "no fiscal year found: no heading or sentence like “2024年单位预算”",
            "Check that it is a budget disclosure; then `budget add --year YEAR` says its year",
        )
    if unit is None:
        raise UnknownDocument(
            name_of_file,
            "no publishing unit found: no heading like “某某局2024年单位预算” and no line like "
            "“编制部门：某某局”",
            "Check that it is a budget disclosure; then `budget add --unit NAME` names its unit",
        )
    kind = votes.kinds.most_common(1)[0][0] if votes.kinds else "单位预算"
    unit = unit.replace("(", "（").replace(")", "）")  # folded for comparing; printed full-width
    return Identity(unit, year, dict(_KINDS)[kind], f"{unit}{year}年{kind}")


def _refuse_mixed_parts(document: Document, years_count: bool, units_count: bool) -> None:
    years: dict[int, str] = {}
    units: dict[str, str] = {}
    for part, blocks in _parts(document):
        votes = _Votes(blocks)
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
    """Whether two names may be one unit's: “武昌区民政局” and “武汉市武昌区民政局(本级)”."""
    short, long = sorted((one.partition("(")[0], other.partition("(")[0]), key=len)
    return short in long


def _parts(document: Document) -> Iterable[tuple[str, list[Block]]]:
    for part in document.parts:
        blocks = [b for b in document.blocks if document.locate(b.page)[0] is part.file]
        yield part.file.name, blocks
