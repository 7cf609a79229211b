"""Headings by their words: which texts are titles of ``titles.csv``.

A title is known by its words, whatever ordinal, label, year or unit's name stands before it. Not
done here: where in a document a heading begins (``heading_places``).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from analysis.disclosure.vocabulary import HAN, fold, rows
from analysis.sources.document import Line

ORDINAL = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十]+\)|\d{1,2}[、.．])"
)
YEAR = re.compile(r"^(?!第).{0,25}?20\d\d年度?\)?")  # "某某局2024年财政拨款收支预算总表"
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
_LABEL_WORD = re.compile("表|附件|部分")  # what each label holds, told at little cost
_TABLE_LABEL = re.compile(rf"^(?:{_LABEL}|第[一二三四五六七八九]部分):?$")
_LABEL_BEFORE_TITLE = re.compile(rf"^{_LABEL}[:、.]?(?=.)")
# What stands behind a title on its line: "收支总表 公开01表", "收支总表 单位：万元"
_BEHIND_TITLE = re.compile(
    rf"(?<=[表)])(?:{_LABEL}|\(?(?:金额)?单位:(?:人民币)?(?:万元|元)\)?|\(续表?\d?\)|(?<=表)续表?)$"
)
_GOES_ON = re.compile(r"^续表|\(续表?\d?\)|表续表?$")  # a title printed again on the next page
_LEADERS = re.compile(r"\.{2,}-?\d{0,3}-?$")  # "收支总表........ 12" in the contents list
_LONGEST_HEADING = 60
_SHEET = re.compile(r".{0,20}项目(?:支出)?(?:绩效目标)?(?:申报|填报)表(?:\(.{0,12}\))?")
ENDS = ("表", ")", "）", "概况", "情况", "职责", "职能", "说明", "名词解释")
# Behind a title may stand leaders and a page number, its label, or the unit of money.
_BEHIND = (".", "-", "元", *"0123456789")
LAST = (*ENDS, "》", *_BEHIND)
_LAST_OF_LABEL = "表分:一二三四五六七八九十0123456789"
LAST_CHARACTERS = frozenset("".join(end[-1] for end in LAST) + _LAST_OF_LABEL)


@cache
def _kinds() -> tuple[str, ...]:
    return tuple(row["kind"] for row in rows("titles"))


@cache
def _any_title() -> re.Pattern[str]:
    """All patterns in one, so that a text is looked at once: the group ``t3`` is that of row 3."""
    patterns = (row["pattern"].replace("{body}", _BODY) for row in rows("titles"))
    return re.compile("|".join(f"(?P<t{n}>{pattern})" for n, pattern in enumerate(patterns)))


def may_end_title(folded: str) -> bool:
    """Return whether a folded text ends as lines with titles do; most texts do not."""
    if folded.endswith(_BEHIND):
        return "表" in folded or ".." in folded
    return folded.endswith(LAST)


@lru_cache(maxsize=1 << 14)
def heading_kind(text: str) -> str | None:
    """Return the kind of heading that a line is; None where it is none."""
    if not may_end_title(fold(text)):
        return None
    title = bare_title(text)
    if not title or len(title) > _LONGEST_HEADING or not title.endswith(ENDS):
        return None
    title = YEAR.sub("", title)
    without_unit = [title[found.end() :] for found in UNIT.finditer(title)]
    fits = [_any_title().fullmatch(words) for words in (title, *without_unit)]
    first = min((int((fit.lastgroup or "")[1:]) for fit in fits if fit), default=None)
    return None if first is None else _kinds()[first]


def bare_title(text: str) -> str:
    """Return a line folded, without label, ordinal, and the leaders of a contents list."""
    folded = fold(text)
    if ".." in folded:
        folded = _LEADERS.sub("", folded)
    folded = _BEHIND_TITLE.sub("", folded)
    bare = ORDINAL.sub("", _LABEL_BEFORE_TITLE.sub("", folded))
    return bare[1:-1] if bare.startswith("《") and bare.endswith("》") else bare


def goes_on(text: str) -> bool:
    """Return whether a title says that its table goes on from the page before (续表)."""
    return "续" in text and _GOES_ON.search(fold(text)) is not None


def is_label(line: Line) -> bool:
    """Return whether a line is only the number of the table, or part, whose title comes next."""
    return is_label_text(fold(line.text))


def is_label_text(folded: str) -> bool:
    """Return whether a folded text is the number of a table or part, and nothing else."""
    return _LABEL_WORD.search(folded) is not None and _TABLE_LABEL.match(folded) is not None


def is_sheet_title(folded: str) -> bool:
    """Return whether a folded text is the title of one project's sheet."""
    return _SHEET.fullmatch(folded) is not None
