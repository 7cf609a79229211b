"""The coded tables of the published document give the same figures as PDF, Word, Excel and CSV.

The tables are typeset anew from what was read of the text; the PDF breaks them over pages.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from decimal import Decimal

import docx
import openpyxl
import pytest
from openpyxl.styles import Border, Side

from analysis.disclosure.read import disclose
from analysis.disclosure.recorder import Disclosure
from analysis.sources.discover import find_files, load
from analysis.sources.document import Document
from analysis.sources.excel import read_excel
from analysis.sources.pdf import read_pdf
from analysis.sources.text import read_text
from analysis.sources.word import read_word
from tests.factories import RAW
from tests.sources.typeset import pdf, typst_table

TITLES = {
    "expenditure_summary": "部门支出总表",
    "general_expenditure": "一般公共预算支出表",
    "general_basic_expenditure": "一般公共预算基本支出表",
    "fund_expenditure": "政府性基金预算支出表",
}
WORDS = {
    "total": "合计",
    "basic": "基本支出",
    "personnel": "人员经费",
    "operating": "公用经费",
    "project": "项目支出",
}
Table = list[list[str]]
Cells = dict[tuple[str, str, str], tuple[str, Decimal | None]]


@pytest.fixture(scope="module")
def published() -> Disclosure:
    [path] = [p for p in find_files(RAW).documents if "2024" in p.name]
    return disclose(load(path, RAW))


def cells(disclosure: Disclosure) -> Cells:
    return {
        (line.table_kind or "", line.code or "", line.column_key or ""): (
            line.cell_state or "",
            line.amount_wan,
        )
        for line in disclosure.budget_line
        if line.table_kind in TITLES
    }


def tables(disclosure: Disclosure) -> dict[str, Table]:
    """The tables as rows of texts, header first, amounts as they are printed."""
    printed = {figure.figure_id: figure.printed or "" for figure in disclosure.figure}
    found: dict[str, Table] = {}
    for kind in TITLES:
        lines = [line for line in disclosure.budget_line if line.table_kind == kind]
        columns = [key for key in WORDS if any(line.column_key == key for line in lines)]
        rows = {line.code or "": line.name or "" for line in lines}
        amounts = {(line.code, line.column_key): printed.get(line.figure_id, "") for line in lines}
        found[kind] = [["科目编码", "科目名称", *(WORDS[key] for key in columns)]]
        for code, name in rows.items():
            label = ["", "合计"] if code == "total" else [code, name]
            found[kind].append(label + [amounts[code, key] for key in columns])
    return found


def as_pdf(title: str, printed: dict[str, Table]) -> Document:
    body = f"{title}\n\n"
    for kind, rows in printed.items():
        head = ", ".join(f"[{text}]" for text in rows[0])
        options = f"table.header({head}),"
        table = typst_table(rows[1:], len(rows[0]), options)
        body += f"#pagebreak()\n{TITLES[kind]}\n\n单位：万元\n\n{table}\n"
    page = 'width: 148mm, height: 105mm, margin: 12mm, numbering: "1"'
    return read_pdf(pdf(body, page), "a.pdf")


def as_word(title: str, printed: dict[str, Table]) -> Document:
    document = docx.Document()
    document.add_paragraph(title)
    for kind, rows in printed.items():
        document.add_paragraph(TITLES[kind])
        document.add_paragraph("单位：万元")
        table = document.add_table(len(rows), len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    out = io.BytesIO()
    document.save(out)
    return read_word(out.getvalue(), "a.docx")


def as_excel(title: str, printed: dict[str, Table]) -> Document:
    book = openpyxl.Workbook()
    book.active.title, book.active["A1"] = "封面", title
    ruled = Border(*(Side("thin") for _ in range(4)))
    for kind, rows in printed.items():
        sheet = book.create_sheet(TITLES[kind])
        sheet["A1"], sheet["C2"] = TITLES[kind], "单位：万元"
        for number, texts in enumerate(rows, 3):
            for column, text in enumerate(texts, 1):
                cell = sheet.cell(number, column, text or None)
                cell.border = ruled
                if "." in text:  # an amount is stored as Excel does, and shown by its format
                    cell.value, cell.number_format = float(text.replace(",", "")), "#,##0.00"
    out = io.BytesIO()
    book.save(out)
    return read_excel(out.getvalue(), "a.xlsx")


def as_csv(title: str, printed: dict[str, Table]) -> Document:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([title, "", ""])
    for kind, rows in printed.items():
        writer.writerows([[], [TITLES[kind], "", ""], ["", "", "单位：万元"], *rows])
    return read_text(out.getvalue().encode("gb18030"), "a.csv")


@pytest.mark.parametrize("made", [as_pdf, as_word, as_excel, as_csv])
def test_the_same_figures_are_read_whatever_the_format(
    published: Disclosure, made: Callable[[str, dict[str, Table]], Document]
) -> None:
    document = made(f"{published.document.unit_name}2024年单位预算", tables(published))
    read = disclose(document)
    expected = cells(published)
    assert len(expected) > 150
    assert cells(read) == expected
    assert {figure.reading for figure in read.figure} == {"certain"}
    assert [n.token for n in read.number if n.disposition == "unaccounted"] == []


def test_the_pdf_breaks_its_tables_over_pages(published: Disclosure) -> None:
    document = as_pdf(f"{published.document.unit_name}2024年单位预算", tables(published))
    pages = {block.page for block in document.blocks}
    assert len(pages) > 2 * len(TITLES)
