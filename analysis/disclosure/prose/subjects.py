"""Which line of the budget a phrase speaks of: the key that tables and prose share.

``subjects.csv`` holds the phrases in order, the narrower first; ``classes.csv`` the classes of
the functional and economic classification, to which the items that the document's own tables
name are added. Not done here: projects (``projects.naming``).
"""

from __future__ import annotations

import re
from functools import cache

from analysis.disclosure.recorder import Recorder
from analysis.disclosure.vocabulary import fold, rows

_PATH = re.compile(r"([^()“”\"、,]+?)(?:支出)?\((类|款|项)\)")
_YEAR = re.compile(r"(?:19|20)\d\d年度?")
_EXPENDITURE = re.compile(r"支出$")
# Words around a subject that name no subject of their own.
_GENERIC = re.compile(
    r"(?:19|20)\d\d年(?:度)?|当年|本年度?|年初|今年|上年|去年|[武本]?(?:单位|部门)|其中|共计|合计|总计|共|计"
    r"|安排(?:的)?|按照?|拟|约|分别|为|是|的|预算|执行数?|数额?|金额|资金|经费|总额|需要?|[\s:：、,，“”\"()]"
)


def phrase_core(phrase: str) -> str:
    """Return what is left of a phrase without years and words that name no subject."""
    return _GENERIC.sub("", fold(phrase))


def subject_key(phrase: str, section_key: str = "", classes: Classes | None = None) -> str | None:
    """Return the key of what a phrase speaks of; None where the vocabulary does not know it."""
    folded = _YEAR.sub("", fold(phrase).replace("其它", "其他"))
    if classes is not None and (code := classes.find(folded)):
        return code
    return _known(folded, section_key)


@cache
def _known(folded: str, section_key: str) -> str | None:
    for key, sections, pattern in _subjects():
        if sections and section_key not in sections:
            continue
        if pattern.search(folded):
            return key
    return None


@cache
def _subjects() -> tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...]:
    return tuple(
        (row["key"], tuple(filter(None, row["sections"].split(";"))), re.compile(row["pattern"]))
        for row in rows("prose/subjects")
    )


class Classes:
    """Names of functional and economic items, and the codes that stand for them."""

    def __init__(self, names: dict[str, str], items: dict[tuple[str, str], str]) -> None:
        """Take names with their keys, and items with their codes by the code above them."""
        self._names, self._items = names, items
        self._class = ""  # class of the heading or path read last

    @classmethod
    def none(cls) -> Classes:
        """Return classes that know no name, for texts that do not speak of them."""
        return cls({}, {})

    @classmethod
    def of(cls, recorder: Recorder) -> Classes:
        """Return the classes of the standard and the items of the document's own tables."""
        names = {
            _EXPENDITURE.sub("", row["name"]): f"{row['classification']}/{row['code']}"
            for row in rows("prose/classes")
        }
        items: dict[tuple[str, str], str] = {}
        for line in recorder.out.budget_line:
            code = line.code or ""
            if line.classification == "function" and line.name and code.isdigit():
                name = _EXPENDITURE.sub("", fold(line.name).replace("其它", "其他"))
                items[code[:-2] if len(code) > 3 else "", name] = code
        return cls(names, items)

    def enter(self, title: str) -> None:
        """Take the class from a heading such as “（一）公共安全支出（类）”."""
        self.find(fold(title))

    def find(self, folded: str) -> str | None:
        """Return ``function/<code>`` or ``economic/<code>`` for a name or a path of names."""
        path = _PATH.findall(folded)
        if path:
            return self._find_path(path)
        named = folded.endswith(("支出", "补助"))
        return self._names.get(_EXPENDITURE.sub("", folded)) if named else None

    def _find_path(self, path: list[tuple[str, str]]) -> str | None:
        code = ""
        for name, level in path:
            name = re.sub(r"^(?:\d{1,2}[.、．])", "", name)
            if level == "类":
                known = self._names.get(name, "")
                code = known.removeprefix("function/") if known.startswith("function/") else ""
                self._class = code
            else:
                above = code or self._class
                code = self._items.get((above, name), "")
            if not code:
                return None
        return f"function/{code}"
