"""A table of great_tables as markdown for both formats.

The table goes into the page once, as HTML: the page's style sheet gives it its look, and for the
PDF a Lua filter (``render/assets/blocks.lua``) reads the same HTML, so that alignment, spans and
bold rows are the same there, the header is repeated on each page, and nothing runs off the margin.

Not done here: making the table (``tables``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import great_tables as gt

from analysis.briefing.filters import about_rows
from analysis.briefing.markdown import Markdown, raw

__all__ = ["table_html", "table_markdown"]

_ALIGN = {"gt_left": "left", "gt_right": "right", "gt_center": "center"}
# Else Quarto puts a table of its own in its place before blocks.lua comes, in the PDF also where
# the raw block is meant for HTML alone, and starts a process for each.
_AS_IT_IS = "<!--| quarto-html-table-processing: none -->"


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
