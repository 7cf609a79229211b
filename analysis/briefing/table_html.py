"""A table as HTML for the page, which gives it its look.

Written as great_tables writes it (a test holds both together), without its style sheet, its ids
at random and the half second that it takes for the tables of a report.

Not done here: making the table (``tables``), putting it on the page (``table_block``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from analysis.briefing.tables import Table

__all__ = ["write_table"]

_NO_ID = re.compile(r"[^\w.:-]+")


def write_table(table: Table, name: str) -> str:
    """The ``<table>`` of ``table``; ``name`` begins the ids of its headers."""
    sides = {c: "right" if c in table.right else "left" for c in table.heads}
    ids = dict(zip(sides, _ids(name, sides), strict=True))
    heads = [
        f'  <th class="gt_col_heading gt_columns_bottom_border gt_{sides[c]}" rowspan="1" '
        f'colspan="1" scope="col" id="{ids[c]}" style="text-align:{sides[c]}">{head}</th>'
        for c, head in table.heads.items()
    ]
    opening = {c: f'    <td headers="{ids[c]}" class="gt_row gt_{sides[c]}" style="' for c in sides}
    rows = []
    for number, row in enumerate(zip(*(table.cells[c] for c in sides), strict=True)):
        weight = "font-weight: bold;" if number in table.bold else ""
        cells = [
            f'{opening[c]}{weight}text-align:{sides[c]}">{cell}</td>'
            for c, cell in zip(sides, row, strict=True)
        ]
        rows.append("\n".join(["  <tr>", *cells, "  </tr>"]))
    head = "\n".join(["<thead>", "", '<tr class="gt_col_headings">', *heads, "</tr>", "</thead>"])
    body = "\n".join(['<tbody class="gt_table_body">', "\n".join(rows), "</tbody>"])
    return f"<table>\n{head}\n{body}\n\n</table>"


def _ids(name: str, columns: Iterable[str]) -> list[str]:
    """An id for each column, none of them twice."""
    ids: list[str] = []
    for column in columns:
        plain = known = f"{name}-{_NO_ID.sub('-', column).strip('-') or 'column'}"
        number = 1
        while known in ids:
            number += 1
            known = f"{plain}-{number}"
        ids.append(known)
    return [escape(known) for known in ids]
