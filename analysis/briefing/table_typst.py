"""A table in the terms of Typst, for the PDF: made from its HTML, so that both show the same.

Pandoc could read that HTML, too; with the many tables of the report it took half of its time.

Not done here: the look of tables (``render/assets/report.typ``), their HTML (``table_block``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

from analysis.briefing.markdown import typst_text

__all__ = ["count_rows", "table_typst"]

_ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
_CELL = re.compile(
    r"<t(?P<kind>[hd])\b(?P<attributes>[^>]*)>\s*(?P<content>.*?)\s*</t[hd]>", re.DOTALL
)
_SIDE = re.compile(r"text-align:\s*(\w+)")
_BOLD = re.compile(r"font-weight:\s*bold")
_SPAN = re.compile(r'\b(colspan|rowspan)="(\d+)"')
_WIDTH = re.compile(r'<col style="width:([\d.]+)%">')
_PIECE = re.compile(
    r'<a class="fig" href="#src-(?P<source>[^"]+)">(?P<linked>[^<]*)</a>'
    r"|</?span\b[^>]*>|(?P<other><[^>]*>)|(?P<plain>[^<]+)"
)
_WHOLE = 24  # characters; a number, its unit and its source stay on one line, a longer text may not
# Where no widths are asked for, a column gets what its longest cell needs, in halves of a Chinese
# character; where that is too much for the line, the longest columns give way first, and wrap.
_LINE, _LEAST, _NARROWEST, _AROUND, _SOURCE = 105, 4, 12, 3, 3


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str  # in Typst
    length: int
    side: str
    spans: tuple[tuple[str, int], ...]


def table_typst(html: str) -> str:
    """The ``<table>`` in ``html`` as a table of Typst, its header repeated on each page.

    Raises ValueError for an element in a cell other than a link to a source or a span.
    """
    rows = [(_is_header(row), _cells(row)) for row in _ROW.findall(html)]
    columns = max(sum(_columns(cell) for cell in cells) for _, cells in rows)
    header = [cell for is_header, cells in rows if is_header for cell in cells]
    body = [cells for is_header, cells in rows if not is_header]
    sides = [cell.side for cell in (body[0] if body else header)]
    shares = [float(width) / 100 for width in _WIDTH.findall(html)]
    shares = shares or _shares([cells for _, cells in rows], columns)
    lines = [
        f"  columns: ({', '.join(f'{100 * share:.2f}%' for share in shares)}),",
        f"  align: ({', '.join(sides)},),",
        f"  table.header({_listed(header, [])}),",
        "  table.hline(),",
        *(f"  {_listed(cells, sides)}," for cells in body),
    ]
    return "\n".join(["#figure(kind: table)[#table(", *lines, ")]"])


def count_rows(html: str) -> int:
    """The rows of the table's body."""
    return sum(not _is_header(row) for row in _ROW.findall(html))


def _is_header(row: str) -> bool:
    return "<td" not in row


def _cells(row: str) -> list[_Cell]:
    return [_cell(**found.groupdict()) for found in _CELL.finditer(row)]


def _cell(kind: str, attributes: str, content: str) -> _Cell:
    text, length = "", 0
    for piece in _PIECE.finditer(content):
        if piece["other"]:
            raise ValueError(f"{piece['other']} in a cell: only text, sources and spans can stand")
        shown = unescape(piece["linked"] or piece["plain"] or "")
        length += sum(2 if character >= "\u2e80" else 1 for character in shown)
        if piece["source"]:
            length += _SOURCE
            mark = "#sourced" if len(shown) <= _WHOLE else "#sourced-text"
            text += f"{mark}({piece['source']})[{typst_text(shown)}]"
        elif shown:
            text += typst_text(shown)
    if text and (kind == "h" or _BOLD.search(attributes)):
        text = f"#strong[{text}]"
    side = _SIDE.search(attributes)
    spans = tuple((name, int(count)) for name, count in _SPAN.findall(attributes) if count != "1")
    return _Cell(text, length, side[1] if side else "left", spans)


def _columns(cell: _Cell) -> int:
    return dict(cell.spans).get("colspan", 1)


def _listed(cells: Sequence[_Cell], sides: Sequence[str]) -> str:
    """Cells as arguments; what differs from its column says so."""
    return ", ".join(_argument(cell, sides[i : i + 1]) for i, cell in enumerate(cells))


def _argument(cell: _Cell, column: Sequence[str]) -> str:
    own = [f"{name}: {count}" for name, count in cell.spans]
    own += [f"align: {cell.side}"] if [cell.side] != list(column) else []
    return f"table.cell({', '.join(own)})[{cell.text}]" if own else f"[{cell.text}]"


def _shares(rows: Sequence[Sequence[_Cell]], columns: int) -> list[float]:
    need = [_LEAST] * columns
    for cells in rows:
        if len(cells) == columns:
            need = [max(n, cell.length + _AROUND) for n, cell in zip(need, cells, strict=True)]
    for most in range(_LINE, _NARROWEST - 1, -1):
        taken = [min(n, most) for n in need]
        if sum(taken) <= _LINE:
            break
    return [n / sum(taken) for n in taken]
