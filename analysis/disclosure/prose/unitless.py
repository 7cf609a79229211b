"""Amounts whose unit the text leaves out: “公务用车购置为0，与上年持平”, “减少 9.52，”.

Such a number ends its clause, and money or a change of money stands directly before it. It has
the unit of the amount before it in the sentence, else 万元. Not done here: numbers that have
a unit, or that something else explains (``tokens``).
"""

from __future__ import annotations

import re
from functools import cache

from analysis.disclosure.prose.changes import words

NOTE = "no unit is printed with it"
UNIT = "万元"
_MONEY = (
    r"(?:支出|收入|经费|费用?|预算|拨款|资金|金额|购置|总额|合计|[收支]?总计|执行)"
    r"(?:预算)?(?:[数额])?(?:安排)?(?:各)?(?:为|是|[:：])?"
)
_AMOUNT = re.compile(r"0|(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:[.．]\d+)?")
_EXACT = re.compile(r"0|.*[.．]\d+")  # a bare whole number may count anything
_CLAUSE_END = re.compile(r"[，,。；;、）)]|$")


@cache
def _before() -> re.Pattern[str]:
    moving = "|".join(word for word, way in words().items() if way in ("up", "down"))
    return re.compile(rf"(?P<said>{_MONEY})$|(?:{moving})(?:了|额|数)?(?:为)?$")


def is_unitless_amount(left: str, token: str, right: str) -> bool:
    """Whether a number without a unit is an amount; blanks are taken out of what is around it."""
    if not _AMOUNT.fullmatch(token) or not _CLAUSE_END.match(right):
        return False
    found = _before().search(left)
    if found is None:
        return False
    says_so = bool(found["said"]) and found["said"].endswith(("为", "是", ":", "："))
    return says_so or bool(_EXACT.fullmatch(token))
