"""The money unit of a table: printed with it, else 万元, the unit of published budgets.

Not done here: units of single cells (``cells``).
"""

from __future__ import annotations

import re

from analysis.disclosure.regions import Region
from analysis.disclosure.vocabulary import fold
from analysis.sources.document import Grid

DEFAULT = "万元"
# A colon may be printed as a semicolon, and is recognised as one in coarse scans.
_MONEY_UNIT = re.compile(r"单位[:;]?(?:人民币)?[:;]?(万元|元|亿元)")
_FIRST_LINES, _FIRST_CELLS = 6, 12


def region_unit(region: Region) -> str | None:
    """Return the money unit printed with a table (“单位：万元”); None where none is printed."""
    texts: list[str] = []
    for block in region.blocks:
        if isinstance(block, Grid):
            texts += [line.text for cell in block.cells[:_FIRST_CELLS] for line in cell.lines]
            break
        if block.text.strip():
            texts.append(block.text)
        if len(texts) == _FIRST_LINES:
            break
    for text in texts:
        if "元" in text and (found := _MONEY_UNIT.search(fold(text))):
            return found.group(1)
    return None


def money_unit(region: Region) -> tuple[str, str | None]:
    """Return the money unit of a table, and a note for its readings where none is printed."""
    unit = region_unit(region)
    return (
        (unit, None) if unit else (DEFAULT, "no money unit is printed with the table: 万元 taken")
    )
