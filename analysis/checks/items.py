"""Figures of tables that have no records of their own, as cells by the item that they are of.

What stands beside the three public expenses (会议费, 培训费, 机关运行经费), and the kinds of
government procurement. Not done here: any relation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from analysis.disclosure import records as r
from analysis.disclosure.vocabulary import SUM_WORDS, fold

Address = tuple[str, str, str]

_BESIDE = ("all", "meetings", "training", "agency_operating")
# The rows of a procurement table that its total is made of are numbered: “一、货物A”.
_KIND = re.compile(r"^[一二三四五六七八九十]+[、.](.+?)类?[A-Z]?$")
_KINDS = {"货物": "goods", "工程": "works", "服务": "services"}


def item_figures(figures: Iterable[r.Figure]) -> Iterator[tuple[Address, r.Figure]]:
    """Yield the figures of such items with their address: table, item, fiscal year.

    Items of procurement that nobody knows go by their name; of two rows of one name the first
    comes first.
    """
    for figure in figures:
        year = str(figure.fiscal_year)
        if figure.table_kind == "three_public":
            if figure.row_key == "total" and figure.column_key in _BESIDE:
                yield ("three_public", figure.column_key or "", year), figure
        elif figure.table_kind == "procurement" and figure.column_key == "total":
            kind = _KIND.match(fold(figure.row_name or ""))
            if is_total(figure.row_name or ""):
                yield ("procurement", "total", year), figure
            elif kind:
                yield ("procurement", _KINDS.get(kind[1], kind[1]), year), figure


def is_total(name: str) -> bool:
    """Whether a row is the grand total of its table."""
    return fold(name) in SUM_WORDS


def is_kind(name: str) -> bool:
    """Whether a row of a procurement table is a kind of what is bought."""
    return _KIND.match(fold(name)) is not None
