"""Header words that say of which year a column is, or that it compares two years.

“2023年执行数 | 2024年预算数 | 增减额 | 增减%”: the latest year of the header is the budget's own;
what stands under an earlier one is kept apart under ``prior``. Not done here: the words of the
field (``header``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from analysis.disclosure.tables.header import AMOUNT, Word, years
from analysis.disclosure.tables.keyed import TOTAL
from analysis.disclosure.vocabulary import fold

PRIOR, CHANGE, CHANGE_PCT = "prior", "change", "change_pct"
# Columns beside the amounts of the year, which are no parts of them.
BESIDE = (PRIOR, CHANGE, CHANGE_PCT)
_CHANGE = re.compile(r"增减|增长|变动|[比与较](?:上年|去年|20\d\d年)")
_PCT = re.compile(r"[%％]|率|比例|幅度|百分比")
_ROW = re.compile(
    r"(?:(?P<year>20\d\d)年?|(?P<this>本年|当年)|(?P<last>上年|去年|上一年))度?"
    r"(?:年初)?(?:预算|执行|决算)?(?:安排)?数?"
)
_EARLIER = re.compile(r"(?:上年|去年|上一年)度?(?!结转|结余)|(?:执行|决算|完成)数?$")


def latest_year(texts: Iterable[str]) -> int | None:
    """Return the latest of several years that a header names; None where it names one or none."""
    found = years(texts)
    return max(found) if len(found) > 1 else None


def year_of_row(name: str, fiscal_year: int) -> int | None:
    """Return the year that a row is for, where its name is a year and nothing else."""
    found = _ROW.fullmatch(fold(name))
    if found is None:
        return None
    return int(found["year"]) if found["year"] else fiscal_year - bool(found["last"])


def dated_word(text: str, latest: int | None) -> Word | None:
    """Return what a header cell says of another year; None where it says nothing of one."""
    folded = fold(text)
    if _CHANGE.search(folded):
        return Word(AMOUNT, CHANGE_PCT if _PCT.search(folded) else CHANGE, (), folded)
    own = years([folded])
    if _EARLIER.search(folded) and (latest is None or latest not in own):
        return Word(AMOUNT, PRIOR, (), folded)
    if latest is not None and own and max(own) < latest:
        return Word(AMOUNT, PRIOR, (), folded)
    return Word(AMOUNT, TOTAL, (), folded) if re.fullmatch(r"20\d\d年度?", folded) else None
