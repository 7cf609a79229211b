"""Sets parts as PDF (Typst), Word (python-docx), Excel (openpyxl) and HTML, merged cells and all.

The PDF is printed on small pages, so that its tables and rows are cut by page breaks. Not done
here: what is printed.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Sequence
from xml.sax.saxutils import escape

import docx
import openpyxl
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.styles import Alignment, Border, Side

from tests.sources.typeset import pdf
from tests.typeset.layout import Part, Ruled

_AMOUNT = re.compile(r"-?[\d,]+\.(\d+)")
_PAGE = 'width: 180mm, height: 200mm, margin: 14mm, numbering: "1"'
_LOW_PAGE = 'width: 230mm, height: 130mm, margin: 14mm, numbering: "1"'


def as_centred_pdf(parts: Sequence[Part]) -> bytes:
    """Return a PDF of low, wide pages; texts stand in the middle of their cells."""
    return as_pdf(parts, _LOW_PAGE, "#set table(align: horizon + center)\n")


def as_pdf(parts: Sequence[Part], page: str = _PAGE, look: str = "") -> bytes:
    """Return a PDF; each part begins on a page of its own. ``look`` is markup for all of it."""
    body = f"#set text(size: 8pt)\n{look}"
    for part in parts:
        body += "#pagebreak(weak: true)\n"
        for block in part.blocks:
            body += f"{_typst_text(block)}\n\n" if isinstance(block, str) else _typst(block)
    return pdf(body, page)


def _typst_text(text: str) -> str:
    return "#linebreak()".join(f"#{json.dumps(t, ensure_ascii=False)};" for t in text.split("\n"))


def _typst(table: Ruled) -> str:
    cells: dict[bool, list[str]] = {True: [], False: []}
    for spot in sorted(table.spots, key=lambda s: (s.row, s.column)):
        place = f"x: {spot.column}, y: {spot.row}, colspan: {spot.width}, rowspan: {spot.height}"
        text = f"table.cell({place})[{_typst_text(spot.text)}]"
        cells[spot.row < table.header].append(text)
    head = f"table.header({', '.join(cells[True])}),\n" if cells[True] else ""
    widths = ", ".join(f"{width}fr" for width in table.widths)
    return f"#table(columns: ({widths}),\n{head}" + ",\n".join(cells[False]) + ")\n\n"


def as_word(parts: Sequence[Part]) -> bytes:
    """Return a Word file: paragraphs and tables with merged cells."""
    document = docx.Document()
    for part in parts:
        for block in part.blocks:
            if isinstance(block, str):
                for text in block.split("\n"):
                    document.add_paragraph(text)
            else:
                _word_table(document, block)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _word_table(document: docx.document.Document, block: Ruled) -> None:
    """Merged cells as Word writes them: gridSpan across, vMerge in every row down."""
    table = document.add_table(0, len(block.widths))._tbl
    starts = {(s.row + down, s.column): (s, down) for s in block.spots for down in range(s.height)}
    for row in range(block.height):
        cells = ""
        for column in sorted(c for r, c in starts if r == row):
            spot, down = starts[row, column]
            settings = f'<w:gridSpan w:val="{spot.width}"/>' if spot.width > 1 else ""
            if spot.height > 1:
                settings += f'<w:vMerge w:val="{"continue" if down else "restart"}"/>'
            texts = [""] if down else spot.text.split("\n")
            lines = "".join(f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in texts)
            cells += f"<w:tc><w:tcPr>{settings}</w:tcPr>{lines}</w:tc>"
        table.append(parse_xml(f"<w:tr {nsdecls('w')}>{cells}</w:tr>"))


def as_excel(parts: Sequence[Part]) -> bytes:
    """Return an Excel file: a sheet for each part, amounts as numbers with a format."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    ruled = Border(*(Side("thin") for _ in range(4)))
    for part in parts:
        sheet = book.create_sheet(part.name)
        row = 1
        for block in part.blocks:
            if isinstance(block, str):
                for text in block.split("\n"):
                    sheet.cell(row, 1, text)
                    row += 1
                continue
            for spot in block.spots:
                top, left = row + spot.row, spot.column + 1
                bottom, right = top + spot.height - 1, left + spot.width - 1
                cell = sheet.cell(top, left, spot.text or None)
                cell.data_type = "s" if spot.text else "n"  # “=100%” is a text, not a formula
                cell.alignment = Alignment(wrap_text=True)
                if found := _AMOUNT.fullmatch(spot.text):
                    cell.value = float(spot.text.replace(",", ""))
                    places = "0." + "0" * len(found.group(1))
                    cell.number_format = f"#,##{places}" if "," in spot.text else places
                for line in sheet.iter_rows(top, bottom, left, right):
                    for place in line:
                        place.border = ruled
                if (bottom, right) != (top, left):
                    sheet.merge_cells(None, top, left, bottom, right)
            row += block.height + 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_html(parts: Sequence[Part]) -> bytes:
    """Return a web page as an office program saves it: wrapped in the source, with entities."""
    body = ""
    for part in parts:
        for block in part.blocks:
            if isinstance(block, str):
                body += "".join(
                    f"<p class=MsoNormal>{_wrapped(t)}</p>\n" for t in block.split("\n")
                )
            else:
                body += _html_table(block)
    head = '<meta http-equiv=Content-Type content="text/html; charset=gb2312">'
    style = "<style><!-- td {mso-number-format:General} --></style><title>表</title>"
    page = f"<html><head>{head}{style}</head><body><div>{body}</div></body></html>"
    return page.encode("gb18030")


def _html_table(block: Ruled) -> str:
    rows = ["<tr height=0 style='display:none'><td width=64></td></tr>"]
    for row in range(block.height):
        cells = ""
        for spot in sorted((s for s in block.spots if s.row == row), key=lambda s: s.column):
            span = f" colspan={spot.width}" * (spot.width > 1)
            span += f" rowspan={spot.height}" * (spot.height > 1)
            text = "<br>\r\n  ".join(map(_wrapped, spot.text.split("\n"))) or "&nbsp;"
            cells += f"<td{span} class=xl65>{text}</td>\n"
        rows.append(f"<tr height=19>{cells}</tr>")
    return f"<table border=1>{''.join(rows)}</table>\n"


def _wrapped(text: str) -> str:
    """A line end in the source between two Chinese characters, which nobody sees."""
    return re.sub(r"([\u4e00-\u9fff]{6})(?=[\u4e00-\u9fff])", "\\1\r\n  ", escape(text))
