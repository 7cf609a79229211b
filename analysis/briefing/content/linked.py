"""Tables whose cells lead to their sources: text and links in one cell.

``passports.mark_html`` makes the link of a number; everything else in such a table is escaped here.

Not done here: which cells there are (the content modules), the look (``tables``).
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Mapping

import great_tables as gt
import polars as pl

__all__ = ["linked_table"]

_LINK = re.compile(r'(<a class="fig" href="#src-[~\w]+">)(.*?)(</a>)', re.DOTALL)


def linked_table(
    frame: pl.DataFrame, labels: Mapping[str, str], *, numeric: Collection[str] = ()
) -> gt.GT:
    """A table of the text columns named in ``labels``; those of ``numeric`` stand to the right.

    A cell may hold links as ``mark_html`` writes them; all other text shows as it stands.
    """
    shown = frame.select(pl.col(column).fill_null("") for column in labels)
    table = gt.GT(shown).cols_label(cases=dict(labels))
    table = table.fmt(_cell, columns=list(labels))
    table = table.cols_align("left", [column for column in labels if column not in numeric])
    return table.cols_align("right", [column for column in labels if column in numeric])


def _cell(text: str) -> str:
    """The cell as HTML: links stay, their text and the rest are escaped."""
    parts, last = [], 0
    for match in _LINK.finditer(text):
        parts += [
            html.escape(text[last : match.start()]),
            match[1],
            html.escape(match[2]),
            match[3],
        ]
        last = match.end()
    return "".join([*parts, html.escape(text[last:])])
