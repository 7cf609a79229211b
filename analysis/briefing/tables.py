"""great_tables as markdown for both formats, each number a link to its source.

The table goes into the page once, as HTML: the page's style sheet gives it its look, and for the
PDF a Lua filter (``render/assets/blocks.lua``) reads the same HTML, so that alignment, spans and
bold rows are the same there, the header is repeated on each page, and nothing runs off the margin.

Not done here: which rows and columns to show (the content modules).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from html import escape
from typing import Any

import great_tables as gt
import polars as pl

from analysis.briefing.filters import about_rows
from analysis.briefing.markdown import Markdown, raw
from analysis.briefing.numbers import decimals
from analysis.briefing.passport import link

__all__ = ["across", "build", "table_html", "table_markdown"]

_ALIGN = {"gt_left": "left", "gt_right": "right", "gt_center": "center"}
# Else Quarto puts a table of its own in its place before blocks.lua comes, in the PDF also where
# the raw block is meant for HTML alone, and starts a process for each.
_AS_IT_IS = "<!--| quarto-html-table-processing: none -->"
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
    return f"<span data-plain>{escape(text)}</span>" if marked else escape(text)


def table_markdown(
    table: gt.GT,
    *,
    name: str,
    caption: str,
    widths: Sequence[int] = (),
    wide: bool = False,
    size: str = "",
    rows: Sequence[str] = (),
) -> Markdown:
    """``table`` as a captioned block for HTML and PDF.

    ``name``: its stable id (``table-<name>``). ``caption``: markdown. ``widths``: shares of the
    columns, such as (40, 20, 20, 20); left out, the columns take what they need. ``wide``: a page
    of its own, turned, in the PDF. ``size``: the size of its type in the PDF, such as "7.5pt".
    ``rows``: what each row is about (``filters.about``), for the reader who narrows the page down.
    """
    classes = ".data-table .wide" if wide else ".data-table"
    more = f' size="{size}"' if size else ""
    html = raw(
        "html",
        f'<div class="table-box" tabindex="0">\n{table_html(table, name, widths, rows)}\n</div>',
    )
    head = f":::: {{#table-{name} {classes}{more}}}"
    return Markdown(f"{head}\n\n::: {{.caption}}\n{caption}\n:::\n\n{html}\n::::\n")


def table_html(
    table: gt.GT, name: str, widths: Sequence[int] = (), rows: Sequence[str] = ()
) -> str:
    """The ``<table>`` alone: no style sheet and no surrounding box of great_tables' own."""
    html = table.with_id(name).as_raw_html()
    html = html[html.index("<table") : html.rindex("</table>") + len("</table>")]
    html = re.sub(r"<table[^>]*>", "<table>", html, count=1)
    html = re.sub(r"<(t[dh])\b([^>]*)>", _aligned, html)
    if widths:
        total = sum(widths)
        columns = "".join(f'<col style="width:{100 * w / total:.1f}%">' for w in widths)
        html = html.replace(">", f"><colgroup>{columns}</colgroup>", 1)
    return _AS_IT_IS + (about_rows(html, rows) if rows else html)


def _aligned(match: re.Match[str]) -> str:
    """Alignment as a style: a class means nothing to the reader that makes the PDF."""
    tag, attributes = match.groups()
    side = next((v for k, v in _ALIGN.items() if re.search(rf"\b{k}\b", attributes)), None)
    if side is None:
        return match[0]
    style = re.search(r'style="([^"]*)"', attributes)
    own = style[1].rstrip("; ") + ";" if style else ""
    rest = re.sub(r'\s*style="[^"]*"', "", attributes)
    return f'<{tag}{rest} style="{own}text-align:{side}">'


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
