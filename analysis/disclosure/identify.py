"""Which unit's document this is, for which year, and of which kind.

Each is read where several places of the document agree: titles of parts, headings, sentences.
Not done here: reading tables. A document in which no year or no unit can be found is refused
with what was tried.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from analysis.disclosure.vocabulary import fold
from analysis.sources.document import Document, Grid, UnreadableSource

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


@dataclass(frozen=True, slots=True)
class Identity:
    """Who publishes, for which year, what kind of document, and its title as printed."""

    unit_name: str
    fiscal_year: int
    document_kind: str
    title: str


class UnknownDocument(UnreadableSource):
    """A file that is text but not a budget disclosure that the reader knows."""


def identify(document: Document) -> Identity:
    """Return the identity of a document; raises UnknownDocument with what was tried."""
    texts = [fold(block.text) for block in document.blocks if not isinstance(block, Grid)]
    names: Counter[str] = Counter()
    years: Counter[int] = Counter()
    kinds: Counter[str] = Counter()
    for text in texts:
        if "20" not in text:
            continue
        for name, year, kind in _NAME_YEAR_KIND.findall(text):
            kinds[kind] += 1
            years[int(year)] += 5
            if name := _LEADING.sub("", name):
                names[name] += 1
        for year, _ in _YEAR_KIND.findall(text):
            years[int(year)] += 1
    name_of_file = document.file.name
    if not years:
        raise UnknownDocument(
            name_of_file,
            "no fiscal year found: no heading or sentence like “2024年单位预算”",
            "Check that this is a budget disclosure",
        )
    if not names:
        raise UnknownDocument(
            name_of_file,
            "no publishing unit found: no heading like “某某局2024年单位预算”",
            "Check that this is a budget disclosure",
        )
    unit = min(names, key=lambda n: (-names[n], -len(n), n))
    year = min(years, key=lambda y: (-years[y], -y))
    kind = kinds.most_common(1)[0][0] if kinds else "单位预算"
    unit = unit.replace("(", "（").replace(")", "）")  # folded for comparing; printed full-width
    return Identity(unit, year, dict(_KINDS)[kind], f"{unit}{year}年{kind}")
