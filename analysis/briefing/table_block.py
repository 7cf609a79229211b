"""A table of great_tables as markdown for both formats.

The table goes into the page as HTML, and the page's style sheet gives it its look; for the PDF the
same HTML is written in the terms of Typst (``table_typst``), so that alignment, spans and bold rows
are the same there.

Not done here: making the table (``tables``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import great_tables as gt

from analysis.briefing.filters import about_rows
from analysis.briefing.markdown import Markdown, raw
from analysis.briefing.table_typst import count_rows, table_typst

__all__ = ["printed_table", "table_html", "table_markdown"]

_ALIGN = {"gt_left": "left", "gt_right": "right", "gt_center": "center"}
_SHORT = 8  # rows; so short a table is not broken over pages
# Else Quarto puts a table of its own in its place before blocks.lua comes, in the PDF also where
# the raw block is meant for HTML alone, and starts a process for each.
_AS_IT_IS = "<!--| quarto-html-table-processing: none -->"


def table_markdown(
    table: gt.GT,
    *,
    name: str,
    caption: str,
    widths: Sequence[int] = (),
    size: str = "",
    rows: Sequence[str] = (),
) -> Markdown:
    """``table`` as a captioned block for HTML and PDF.

    ``name``: its stable id (``table-<name>``). ``caption``: markdown. ``widths``: shares of the
    columns, such as (40, 20, 20, 20); left out, the columns take what they need. ``size``: the size
    of its type in the PDF, such as "7.5pt". ``rows``: what each row is about (``filters.about``),
    for the reader who narrows the page down.
    """
    html = table_html(table, name, widths, rows)
    page = raw("html", f'<div class="table-box" tabindex="0">\n{html}\n</div>')
    return _block(html, name, caption, size, page)


def printed_table(html: str, *, name: str, caption: str, size: str) -> Markdown:
    """A table that the page has elsewhere (``table_html``) as a captioned block for the PDF."""
    return _block(html, name, caption, size)


def _block(html: str, name: str, caption: str, size: str, *page: str) -> Markdown:
    more = (f' size="{size}"' if size else "") + (
        " short=yes" if count_rows(html) <= _SHORT else ""
    )
    head = f":::: {{#table-{name} .data-table{more}}}\n\n::: {{.caption}}\n{caption}\n:::\n"
    return Markdown("\n".join([head, *page, raw("typst", table_typst(html)), "::::\n"]))


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
    """Alignment as a style: the page has no style sheet for the classes of great_tables."""
    tag, attributes = match.groups()
    side = next((v for k, v in _ALIGN.items() if re.search(rf"\b{k}\b", attributes)), None)
    if side is None:
        return match[0]
    style = re.search(r'style="([^"]*)"', attributes)
    own = style[1].rstrip("; ") + ";" if style else ""
    rest = re.sub(r'\s*style="[^"]*"', "", attributes)
    return f'<{tag}{rest} style="{own}text-align:{side}">'
