"""Items of the functional and economic classification that the prose calls by their names.

“公共安全支出（类）检察（款）行政运行（项）” is a path; an item may leave out what a heading or
a sentence before it has said, or tell the codes, too (“公共安全支出（204类）检察（04款）”). The
tables that know the codes of lower levels may stand behind the prose, so a path is kept as it is
(``function:公共安全>检察>行政运行``) until the document is read, and then becomes its code. Printed
codes decide where no table has the names. Not done here: names of projects.
"""

from __future__ import annotations

import re
from functools import cache

from analysis.disclosure.recorder import Recorder
from analysis.disclosure.vocabulary import fold, rows

_LEVELS = ("类", "款", "项")
_PATH = re.compile(r"([^()“”\",:;。]+?)(?:支出)?\((\d{2,3})?(类|款|项)\)")
_NUMBER = re.compile(r"^(?:\d{1,2}[.、．])?[-－—]?")  # “3.公共安全”, “(类)-司法(款)”
_EXPENDITURE = re.compile(r"支出$")
_BUDGET = re.compile(r"类?(?:科目)?(?:预算(?:数|额)?)?$")  # “教育支出预算”, “教育支出类科目”
_CODE = re.compile(r"^\d{3,7}[-－—]")  # “205-教育支出”
_OPEN, _CODED = "function:", "="


@cache
def _standard() -> dict[str, str]:
    """name without 支出 -> key, for the classes of the standard"""
    return {
        _bare(row["name"]): f"{row['classification']}/{row['code']}"
        for row in rows("prose/classes")
    }


def _bare(name: str) -> str:
    """“对个人和家庭的补助” is “对个人和家庭补助支出”."""
    return _EXPENDITURE.sub("", fold(name).replace("其它", "其他").replace("的", ""))


class FunctionNames:
    """Finds the item that a phrase names; remembers the path that headings have opened."""

    def __init__(self) -> None:
        """Begin with no path."""
        self._path: list[str] = []

    def enter(self, title: str) -> None:
        """Take the class from a heading such as “（一）公共安全支出（类）”."""
        self._path = []
        self.find(fold(title))

    def find(self, folded: str) -> str | None:
        """Return the key of a name or of a path of names; None where the phrase is neither."""
        steps = _PATH.findall(folded)
        if not steps:
            name = _BUDGET.sub("", _CODE.sub("", folded))
            return _standard().get(_bare(name)) if name.endswith(("支出", "补助")) else None
        for name, code, level in steps:
            depth = _LEVELS.index(level)
            step = _bare(_NUMBER.sub("", name)) + (_CODED + code if code else "")
            self._path = [*self._path[:depth], step]
        return _OPEN + ">".join(self._path)


def are_siblings(key: str | None, other: str | None) -> bool:
    """Whether two keys are paths of one level, to different lines."""
    if key is None or other is None or key == other:
        return False
    return is_path(key) and is_path(other) and key.count(">") == other.count(">")


def is_path(key: str | None) -> bool:
    """Whether a key is a path of names that no table has settled yet."""
    return key is not None and key.startswith(_OPEN)


def settle_paths(recorder: Recorder) -> None:
    """Put codes for the paths in claims, reasons and statements; None where no table has them."""
    items: dict[tuple[str, str], str] = {}
    for line in recorder.out.budget_line:
        code = line.code or ""
        if line.classification == "function" and line.name and code.isdigit():
            items.setdefault((code[:-2] if len(code) > 3 else "", _bare(line.name)), code)
    for claim in recorder.out.claim:
        claim.subject_key = _settled(claim.subject_key, items)
    for reason in recorder.out.reason:
        reason.subject_key = _settled(reason.subject_key, items)
        reason.named_key = _settled(reason.named_key, items)
    for statement in recorder.out.statement:
        statement.subject_key = _settled(statement.subject_key, items)


def _settled(key: str | None, items: dict[tuple[str, str], str]) -> str | None:
    if not key or not key.startswith(_OPEN):
        return key
    steps = [step.partition(_CODED) for step in key.removeprefix(_OPEN).split(">")]
    (first, *_), *rest = steps
    code = items.get(("", first)) or _standard().get(first, "").removeprefix("function/")
    for name, *_ in rest:
        code = items.get((code, name), "") if code else ""
    code = code or _printed_code([printed for _, _, printed in steps])
    return f"function/{code}" if code.isdigit() else None


def _printed_code(parts: list[str]) -> str:
    """The code of a path that tells it whole, 类 with three digits and the others with two."""
    whole = [len(part) for part in parts] == [3, 2, 2][: len(parts)]
    return "".join(parts) if whole else ""
