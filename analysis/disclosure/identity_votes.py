"""What the lines of a document say of its unit, its year and its kind, counted.

Titles count before the lines above tables that name the unit (“编制部门：某某局”), those before
sentences, which speak of others and of last year too. The first lines, before the contents list,
are the cover: it says the unit's name in full and counts most. Not done here: judging
(``identify``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from analysis.disclosure.vocabulary import HAN, fold
from analysis.sources.document import Block, Grid

KINDS = (
    ("单位预算", "unit_budget"),
    ("部门预算", "department_budget"),
    ("决算", "final_accounts"),
)
_KIND_WORDS = "|".join(word for word, _ in KINDS)
_BODY = (
    rf"{HAN}{{3,28}}(?:[局委会办厅处院校所站队馆社心室府园场台团学库行]|部(?!门))"
    r"(?:\((?:本级|机关|汇总)\))?"
)
_KIND = re.compile(rf"(?:{_KIND_WORDS})(?!.{{0,6}}分类)")
# "武汉市武昌区民政局（本级）2024年单位预算", the words that headings and sentences share.
_NAME_YEAR_KIND = re.compile(rf"((?:{HAN}{{2,30}}(?:\(本级\))?)?)(20\d\d)年度?({_KIND_WORDS})")
_YEAR_KIND = re.compile(rf"(20\d\d)年度?(?:本?(?:单位|部门))?.{{0,12}}?({_KIND_WORDS}|预算)")
# "某某局2024年预算公开", "某某局2024年收支总表"; "2024年度某某局预算公开"
_NAME_YEAR = re.compile(rf"({_BODY})(20\d\d)年度?.{{0,30}}(?:预算|决算|表|公开|说明)")
_YEAR_NAME = re.compile(rf"(20\d\d)年度?({_BODY})(?:部门|单位)?.{{0,24}}(?:预算|表|公开|说明)")
_LEADING = re.compile(
    r"^(?:第.部分|附件\d*|纳入|关于|公开|反映|[一二三四五六七八九十]+、|\d{1,2}[、.])+"
)
_ITEM = re.compile(r"\(?\d{1,2}[.、)]")
_LABELLED = re.compile(
    r"(?:^|\s)(?:编制|预算主管|主管|公开|填报|预算)?(?:部门|单位)(?:名称)?\s*[:：]\s*"
    rf"((?:{HAN}|[（）()]){{4,40}}?)(?=\s|$|(?:金额)?单位[:：])"
)
_COVER_NAME = re.compile(rf"{_BODY}|{HAN}{{4,30}}(?:\({HAN}{{2,6}}\))?")
_COVER_TITLE = re.compile(
    rf"20\d\d年度?(?:(?:{_KIND_WORDS}|(?:部门|单位)\((?:部门|单位)\)预算|预算)"
    r"(?:信息)?(?:公开)?(?:说明|情况说明|报告|文本)?)"
)
_OF_ANOTHER = re.compile(
    r"编制(?!的?(?:情况)?说明)|批复|通知|根据|按照"
)  # "财政厅关于编制省级2018年部门预算的通知"
_NO_NAME = re.compile(r"(?:本|各|预算|部门|单位|区级|市级|省级|县级)")
_YEAR = re.compile(r"(?<!\d)20\d\d(?=年)")
_SENTENCE = re.compile(r"[,，。;；]")
_CONTENTS = "目录"
_LONGEST_TITLE = 45
_COVER_LINES = 8
_COVER_VOTES = 5


class Votes:
    """The votes of the lines for names, years and kinds."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._titles: Counter[str] = Counter()
        self._labelled: Counter[str] = Counter()
        self._sentences: Counter[str] = Counter()
        self._title_years: Counter[int] = Counter()
        self._years: Counter[int] = Counter()
        self._kinds: Counter[str] = Counter()
        cover: list[str] | None = []
        for block in blocks:
            if isinstance(block, Grid) or not (text := fold(block.text)):
                continue
            if ":" in text:
                for name in _LABELLED.findall(block.text):
                    self._labelled[fold(name)] += 1
            if "20" in text and "年" in text:
                self._count(text)
            if cover is None:
                continue
            if text != _CONTENTS and len(cover) < _COVER_LINES:
                cover.append(text)
            else:
                self._count_cover(cover)
                cover = None
        self._count_cover(cover or [])

    @property
    def year(self) -> int | None:
        """The year with most votes, the later one of equals."""
        votes = +self._title_years or self._years
        return min(votes, key=lambda y: (-votes[y], -y)) if votes else None

    @property
    def name(self) -> str | None:
        """The name with most votes; those for its end alone count for the whole name."""
        votes = self._titles or self._labelled or self._sentences
        whole: Counter[str] = Counter()
        for name, count in votes.items():
            stem = name.partition("(")[0]
            longer = [n for n in votes if n.partition("(")[0].endswith(stem)]
            whole[max(longer, key=lambda n: (len(n), n))] += count
        return min(whole, key=lambda n: (-whole[n], -len(n), n)) if whole else None

    @property
    def kind(self) -> str:
        """The word for the kind of document; a unit's budget where none is said."""
        return self._kinds.most_common(1)[0][0] if self._kinds else KINDS[0][0]

    def _count(self, text: str) -> None:
        is_title = len(text) <= _LONGEST_TITLE and not _SENTENCE.search(text)
        says_kind = any(word in text for word, _ in KINDS)
        named = _NAME_YEAR_KIND.findall(text) if says_kind else []
        for name, year, kind in named:
            self._kinds[kind] += 5 if is_title else 1
            self._years[int(year)] += 5
            bare = _LEADING.sub("", name)
            if bare and not _OF_ANOTHER.search(text):
                (self._titles if is_title else self._sentences)[bare] += 1
        for year, _ in _YEAR_KIND.findall(text):
            self._years[int(year)] += 1
            self._title_years[int(year)] += is_title
        if is_title and not named and (name := _named(text)):
            self._vote(name, text, 1)

    def _vote(self, name: str, title: str, votes: int) -> None:
        self._titles[name] += votes
        self._title_years.update(int(year) for year in _YEAR.findall(title))

    def _count_cover(self, lines: list[str]) -> None:
        """A cover says the unit and the title on one line, or on two, in either order."""
        for line, following in pairwise([*lines, ""]):
            self._kinds.update(_KIND.findall(line) * _COVER_VOTES)
            for name, title in ((line, following), (following, line)):
                if _COVER_TITLE.fullmatch(title) and _is_body(name):
                    self._vote(name, title, _COVER_VOTES)
            # The last item of a list is not the first line of the title below it.
            for text in (line,) if _ITEM.match(line) else (line, line + following):
                if len(text) <= _LONGEST_TITLE and not _SENTENCE.search(text):
                    found = _NAME_YEAR_KIND.match(text)
                    name = _LEADING.sub("", found.group(1)) if found else _named(text) or ""
                    if name and not _OF_ANOTHER.search(text):
                        self._vote(name, text, _COVER_VOTES)
                        break


def _is_body(text: str) -> bool:
    return _COVER_NAME.fullmatch(text) is not None and not _NO_NAME.match(text)


def _named(text: str) -> str | None:
    """The unit that a title names beside its year, where the name ends as units' names do."""
    bare = _LEADING.sub("", text)
    before, behind = _NAME_YEAR.fullmatch(bare), _YEAR_NAME.fullmatch(bare)
    name = before.group(1) if before else behind.group(2) if behind else ""
    return name if name and not _NO_NAME.match(name) and not _OF_ANOTHER.search(bare) else None
