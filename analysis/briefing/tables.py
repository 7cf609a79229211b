"""Frames as tables of great_tables, each number a link to its source.

Not done here: which rows and columns to show (the content modules), putting the table on the page
(``table_block``).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from html import escape
from typing import Any

import great_tables as gt
import polars as pl

from analysis.briefing.markdown import curved
from analysis.briefing.numbers import decimals
from analysis.briefing.passport import link

__all__ = ["across", "build"]

_MINUS = "\u2212"
# Columns that say what a row is about: a digit in them is part of a name or a code, not a figure.
_NAMING = frozenset({"code", "name", "original", "year", "line"})
_DIGIT = re.compile(r"\d")
_LINK = re.compile(r'(<a class="fig" href="#src-[^"]+">)(.*?)(</a>)', re.DOTALL)


def build(
    frame: pl.DataFrame,
    labels: Mapping[str, str],
    *,
    plain: Collection[str] = (),
    right: Collection[str] = (),
    bold_rows: Sequence[int] = (),
    blank: str = "",
) -> gt.GT:
    """A table of the columns named in ``labels`` (column: header), in that order.

    Numbers are exact, with thousands separators, and stand to the right; so do the text columns of
    ``right``. Where the frame has a column ``<column>_src`` (``Report.sourced``), each number leads
    to its source. ``plain`` names columns whose digits are no figures: codes, years, lines of the
    file, titles, quotes; what names a row (``_NAMING``) and the headers need not be named.
    ``bold_rows`` counts from 0. A missing value shows ``blank``. Links that ``Passports.mark_html``
    wrote stay; all other text shows as it stands.
    """
    numeric = [c for c in labels if frame.schema[c].is_numeric()]
    plain = {*plain, *_NAMING}
    shown = {}
    for c in labels:
        cells = _cells(frame[c], separators=c in numeric and c not in plain, blank=blank)
        sources = frame[f"{c}_src"] if f"{c}_src" in frame.columns else [None] * frame.height
        shown[c] = [
            link(_html(text, c in plain and source is None), source)
            for text, source in zip(cells, sources, strict=True)
        ]
    table = gt.GT(pl.DataFrame(shown, schema=dict.fromkeys(labels, pl.String)))
    heads: dict[str, Any] = {c: gt.html(_html(text, plain=True)) for c, text in labels.items()}
    table = table.cols_label(cases=heads).fmt(str, columns=list(labels))
    right = [c for c in labels if c in numeric or c in right]
    table = table.cols_align("left", [c for c in labels if c not in right])
    table = table.cols_align("right", right)
    if bold_rows:
        table = table.tab_style(gt.style.text(weight="bold"), gt.loc.body(rows=list(bold_rows)))
    return table


def across(frame: pl.DataFrame, index: str, column: str, value: str) -> pl.DataFrame:
    """A column for each word of ``column``, a row for each of ``index``, with the sources."""
    wide = frame.pivot(column, index=index, values=value)
    sources = frame.pivot(column, index=index, values=f"{value}_src")
    named = {word: f"{word}_src" for word in sources.columns if word != index}
    return wide.hstack(sources.drop(index).rename(named))


def _html(text: str, plain: bool) -> str:
    """Text as HTML: links stay, their text and the rest are escaped.

    ``plain``: digits outside of links are said to be no figures (``data-plain``).
    """
    parts, last = [], 0
    for match in _LINK.finditer(text):
        before = _between(text[last : match.start()], plain)
        parts += [before, match[1], escape(match[2]), match[3]]
        last = match.end()
    return "".join([*parts, _between(text[last:], plain)])


def _between(text: str, plain: bool) -> str:
    marked = plain and _DIGIT.search(text)
    shown = escape(curved(text))
    return f"<span data-plain>{shown}</span>" if marked else shown


def _places(column: pl.Series) -> int:
    """The decimals that the exact values of a column need, two at least, as money has."""
    if not isinstance(column.dtype, pl.Decimal):
        return 0
    needed = [decimals(value.normalize()) for value in column.drop_nulls()]
    return max([min(2, column.dtype.scale), *needed])


def _cells(column: pl.Series, *, separators: bool, blank: str) -> list[str]:
    places = _places(column)
    comma = "," if separators else ""
    cells = []
    for value in column:
        if isinstance(value, Decimal):
            cells.append(f"{value:{comma}.{places}f}".replace("-", _MINUS))
        elif isinstance(value, int | float):
            cells.append(f"{value:{comma}}".replace("-", _MINUS))
        else:
            cells.append(blank if value is None else str(value))
    return cells
