"""Names of the field in the language of the reader: a small table of translations, and no guessing.

In English a name of ``names.csv`` is translated; one that the table does not know is shown in
Chinese, never dropped. In Chinese every name stays as printed. ``经费``, ``项目`` and the like at
the end of a name, and a year before it, do not keep it from being found.

Not done here: sentences (``words.py``), codes of tables (the page shows them beside the name).
"""

from __future__ import annotations

import csv
import re
from functools import cache

from analysis.briefing.numbers import TERMS, Language
from analysis.disclosure.vocabulary import fold

__all__ = ["both", "inline", "is_translated", "name"]

_CSV = TERMS / "names.csv"
_ENDINGS = ("相关经费", "经费项目", "项目经费", "经费支出", "经费", "项目", "支出", "费用", "费")
_YEAR = re.compile(r"(?P<year>\d{4})年(?:(?P<months>\d{1,2}[-~至]\d{1,2})月)?(?:份)?(?P<rest>.+)")


def name(text: str | None, language: Language, kind: str = "") -> str:
    """``text`` as ``language`` says it; in Chinese, or where it is not known, as it stands.

    ``kind``: which entries of the table come first (project, reason, …) where several have the
    same Chinese.
    """
    if not text:
        return ""
    return text if language == "zh" else _english(text, kind) or text


def both(text: str | None, language: Language, kind: str = "") -> str:
    """The name with the Chinese original beside it, for its first use in English."""
    said = name(text, language, kind)
    return f"{said} ({text})" if text and said != text else said


def inline(said: str) -> str:
    """An English name as it stands within a sentence: with a small letter, unless it is short for
    something (``AI``).
    """
    return said[:1].lower() + said[1:] if said[1:2].islower() else said


def is_translated(text: str, kind: str = "") -> bool:
    """Whether the table knows an English name for ``text``."""
    return _english(text, kind) is not None


def _english(text: str, kind: str) -> str | None:
    folded = fold(text).rstrip("。.；;")
    if found := _look_up(folded, kind):
        return found
    dated = _YEAR.fullmatch(folded)
    if dated is None:
        return None
    rest = _look_up(dated["rest"], kind)
    when = f"{dated['year']}, months {dated['months']}" if dated["months"] else dated["year"]
    return f"{rest} ({when})" if rest else None


def _look_up(folded: str, kind: str) -> str | None:
    for candidate in _shorter(folded):
        entries = _table().get(candidate, {})
        if entries:
            return entries.get(kind) or next(iter(entries.values()))
    return None


def _shorter(folded: str) -> list[str]:
    """The name itself, then without an ending that says only that it is money or a project."""
    cut = [folded.removesuffix(e) for e in _ENDINGS if folded.endswith(e) and folded != e]
    return [folded, *cut]


@cache
def _table() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = {}
    with _CSV.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            table.setdefault(fold(row["zh"]).rstrip("。.；;"), {})[row["kind"]] = row["en"]
    return table
