"""Which line of the budget a phrase speaks of: the key that tables and prose share.

``subjects.csv`` holds the phrases in order, the narrower first. Not done here: items of the
classification (``function_names``), projects (``projects.naming``).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from analysis.disclosure.prose.function_names import FunctionNames
from analysis.disclosure.vocabulary import fold, rows

_YEAR = re.compile(r"(?:19|20)\d\d年度?")
_QUOTED_TITLE = re.compile(r"《[^《》]*》?")  # a table or a rule that is spoken of, not its amount
# Words around a subject that name no subject of their own.
_GENERIC = re.compile(
    r"(?:19|20)\d\d(?:年度?|(?=预算))|相比|当年|本年度?|年初|今年|上年|去年|[武本]?(?:单位|部门)|其中|共计|合计|总计|共|计"
    r"|安排(?:的)?|按照?|拟|约|分别|为|是|的|预算|(?:支出)?决算数?|执行数?|数额?|金额|资金|经费|总额|需要?|[\s:：、,，“”\"()]"
)


def phrase_core(phrase: str) -> str:
    """Return what is left of a phrase without years and words that name no subject."""
    return _GENERIC.sub("", fold(phrase))


def subject_key(
    phrase: str,
    section_key: str = "",
    names: FunctionNames | None = None,
    *,
    counted: bool = False,
) -> str | None:
    """Return the key of what a phrase speaks of; None where the vocabulary does not know it.

    ``counted`` says that things are counted and not money; each has subjects of its own.
    """
    folded = _YEAR.sub("", fold(phrase).replace("其它", "其他"))
    if "《" in folded:
        folded = _QUOTED_TITLE.sub("", folded)
    if names is not None and not counted and (item := names.find(folded)):
        return item
    return _known(folded, section_key, counted)


@lru_cache(maxsize=4096)
def _known(folded: str, section_key: str, counted: bool) -> str | None:
    for subject in _subjects():
        fits = not subject.sections or section_key in subject.sections
        if fits and subject.counted is counted and subject.pattern.search(folded):
            return subject.key
    return None


class _Subject(NamedTuple):
    key: str
    sections: tuple[str, ...]
    counted: bool
    pattern: re.Pattern[str]


@cache
def _subjects() -> tuple[_Subject, ...]:
    return tuple(
        _Subject(
            key=row["key"],
            sections=tuple(filter(None, row["sections"].split(";"))),
            counted=row["counted"] == "yes",
            pattern=re.compile(row["pattern"]),
        )
        for row in rows("prose/subjects")
    )
