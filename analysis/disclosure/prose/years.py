"""The year that a figure speaks of, from the words before it.

Not done here: the year compared with (``changes.base_year``).
"""

from __future__ import annotations

import re

# What shows that four digits are a year; “2026预算安排” leaves 年 out.
OF_YEAR = r"(?:年|(?=(?:部门|单位)?预算(?:安排|执行|数|收入|支出)))"
_TITLE = re.compile(r"《[^《》]*》")
_COMPARED = re.compile(
    r"(?:[比与较同和]|[小大少多高低]于)\s*"
    rf"(?:(?:19|20)\d\d\s*{OF_YEAR}|上\s*年|去\s*年|上一年|前\s*年)(?:度)?"
)
_YEAR = re.compile(
    rf"(?P<year>(?:19|20)\d\d)\s*{OF_YEAR}|(?P<this>当年|本年|今年)"
    r"|(?P<last>上年(?!结转)|去年|上一年)|(?P<before>前年)"
)


def years_in(lead: str, fiscal_year: int) -> list[int]:
    """Return the years that ``lead`` names, in order; titles and comparisons left out."""
    flat = _COMPARED.sub("", _TITLE.sub("", lead))
    return [_year(found, fiscal_year) for found in _YEAR.finditer(flat)]


def year_of(lead: str, fiscal_year: int) -> int | None:
    """Return the last year that ``lead`` names; None where it names none.

    “2023年当年预算” is of 2023: words such as 当年 count only where no year is printed.
    """
    flat = _COMPARED.sub("", _TITLE.sub("", lead))
    found = list(_YEAR.finditer(flat))
    printed = [match for match in found if match["year"]]
    chosen = printed or found
    return _year(chosen[-1], fiscal_year) if chosen else None


def _year(found: re.Match[str], fiscal_year: int) -> int:
    if found["year"]:
        return int(found["year"])
    return fiscal_year - (1 if found["last"] else 2 if found["before"] else 0)
