"""What a reader can narrow the page down to in HTML: one project, one table.

An element, a row of a table or a row of a chart's data says what it is about: its projects and its
tables, by key. ``render/assets/filter.js`` hides what is about others; print and PDF show all.

Not done here: the form with the choices (``content.narrow``), drawing a chart again without the
hidden rows (``render/assets/charts.js``).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

__all__ = ["about", "about_rows"]

_PARTED = "|"


def about(
    projects: Iterable[str] | None = None, tables: Iterable[str] | None = None, thing: str = ""
) -> str:
    """Attributes for pandoc or HTML: ``data-project``, ``data-table``, ``data-thing``.

    ``projects``, ``tables``: keys. None says nothing, so that a choice leaves the element alone;
    none at all (an empty list) is about no project, so that any choice hides it. ``thing``: what it
    is counted as.
    """
    values = {"project": projects, "table": tables}
    said = {kind: _PARTED.join(keys) for kind, keys in values.items() if keys is not None}
    if thing:
        said["thing"] = thing
    return " ".join(f'data-{kind}="{html.escape(text)}"' for kind, text in said.items())


def about_rows(table: str, rows: Sequence[str]) -> str:
    """A ``<table>`` whose rows of the body carry attributes (``about``), in their order.

    Raises ValueError where the table has another number of rows.
    """
    head, opening, body = table.partition("<tbody")
    left = list(rows)

    def marked(found: re.Match[str]) -> str:
        return f"<tr {left.pop(0)}>" if left else found[0]

    marked_body, count = re.subn(r"<tr>", marked, body)
    if count != len(rows):
        raise ValueError(f"{len(rows)} rows are described, the table has {count}")
    return head + opening + marked_body
