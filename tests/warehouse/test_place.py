"""A figure of any kind of file is led back to in the terms of those who open that file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest

from analysis.sources.discover import load
from analysis.sources.document import Grid
from analysis.warehouse.context import lines_around, place_of

NOWHERE = Path("nowhere")  # what a page or a cell tells needs no file
PRINTED = {"format": "pdf", "page": 10, "line": 102, "col": 1, "x0": 70, "top": 28}
PAGE = """<html><body><p>支出总表</p><table border=1><tr><td>项目</td><td>金额</td></tr>
<tr><td>合计</td><td>1,202.95</td></tr></table></body></html>"""


def word_file(path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("2031年部门预算，合计 88.00 万元。")
    for rows in ([["单位：万元", ""]], [["项目", "金额"], ["合计", "1,202.95"]]):
        table = document.add_table(len(rows), 2)
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    document.save(str(path))
    return path


def figure_in(path: Path, printed: str) -> dict[str, Any]:
    """A figure as the warehouse knows it: where its line stands in the file that was read."""
    document = load(path, path.parent)
    blocks = [b.cells if isinstance(b, Grid) else [b] for b in document.blocks]
    lines = [line for b in blocks for c in b for line in getattr(c, "lines", [c])]
    (found,) = [line for line in lines if printed in line.text]
    file = document.file
    return {
        "file_name": file.name, "sha256": file.sha256, "format": file.format, "printed": printed,
        "page": found.page, "line": found.line, "col": found.text.index(printed) + 1,
        "x0": None, "top": None,
    }  # fmt: skip


@pytest.mark.parametrize(("left", "cell"), [(4, "E29"), (26, "AA29"), (701, "ZZ29")])
def test_in_a_workbook_it_is_the_cell(left: int, cell: str) -> None:
    figure = {**PRINTED, "format": "xlsx", "x0": left}
    assert place_of(NOWHERE, figure) == f"sheet 10, cell {cell}"


def test_where_there_are_pages_it_is_the_page_with_line_and_column() -> None:
    assert place_of(NOWHERE, PRINTED) == "page 10, line 102, column 1"


def test_in_a_table_of_a_word_file_it_is_table_row_and_column(tmp_path: Path) -> None:
    figure = figure_in(word_file(tmp_path / "a.docx"), "1,202.95")
    assert place_of(tmp_path, figure) == f"table 2, row 2, column 2 (line {figure['line']})"
    (here,) = [line for line in lines_around(tmp_path, figure, 1) if line.begin is not None]
    assert here.marked().endswith("»1,202.95«")


def test_in_running_text_of_a_word_file_it_is_line_and_column(tmp_path: Path) -> None:
    figure = figure_in(word_file(tmp_path / "a.docx"), "88.00")
    assert place_of(tmp_path, figure) == "line 1, column 14"


def test_in_a_table_of_a_web_page_it_is_table_row_and_column(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, "utf-8")
    figure = figure_in(tmp_path / "a.html", "1,202.95")
    assert place_of(tmp_path, figure) == f"table 1, row 2, column 2 (line {figure['line']})"
