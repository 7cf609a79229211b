"""A folder of page pictures is one document, read in the order of its pages, added as any other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from PIL import Image

from tests.arrivals.conftest import Project
from tests.factories import budget_text
from tests.sources.typeset import pdf, typst_table

for needed in ("cv2", "onnxruntime", "rapidocr"):
    pytest.importorskip(needed, reason="text recognition (the extra ocr) is not installed here")
scans = pytest.importorskip("tests.sources.scans")

PAGE = "width: 200mm, height: 110mm, margin: 12mm"
HEAD = "table.header([科目编码], [科目名称], [合计], [基本支出], [项目支出]),"
ROWS = [["", "合计", "30.00", "10.00", "20.00"], ["201", "公共服务支出", "30.00", "10.00", "20.00"]]
MORE = [["20103", "办公厅事务", "30.00", "10.00", "20.00"]]


@pytest.fixture(scope="module")
def pages() -> list[Image.Image]:
    body = "某市某某局2025年单位预算\n\n第一部分 某市某某局概况\n#pagebreak()\n"
    body += f"部门支出总表\n\n单位：万元\n\n{typst_table(ROWS, 5, HEAD)}\n#pagebreak()\n"
    return scans.scanned(pdf(body + typst_table(MORE, 5, HEAD), PAGE))


def figures(project: Project) -> list[tuple[object, ...]]:
    with duckdb.connect(str(project.processed / "budget.duckdb"), read_only=True) as connection:
        return connection.execute(
            "SELECT code, figure.amount_wan, page FROM budget_line JOIN figure USING (figure_id)"
            " WHERE budget_line.column_key = 'total' ORDER BY code"
        ).fetchall()


def test_a_folder_of_page_pictures_is_added_as_one_document_in_the_order_of_its_pages(
    make_project: Callable[[dict[str, str | bytes]], Project],
    pages: list[Image.Image],
    tmp_path: Path,
) -> None:
    project = make_project({"a.txt": budget_text()})
    folder = tmp_path / "2025 scans"
    folder.mkdir()
    blank = Image.new("L", pages[0].size, 250)
    names = {"page1.png": pages[0], "page2.jpg": pages[1], "page3.png": blank}
    names["page10.tiff"] = pages[2]
    for name, page in names.items():
        page.save(folder / name, dpi=(200, 200))
    added = project.run("add", folder, "--yes")
    assert added.exit_code == 0, added.output
    assert figures(project) == [("201", 30, 2), ("20103", 30, 4), ("total", 30, 2)]
    assert sorted(path.name for path in (project.raw / "2025").rglob("*.*")) == sorted(names)


def test_of_pages_one_of_which_is_damaged_nothing_is_taken_in_and_the_page_is_named(
    make_project: Callable[[dict[str, str | bytes]], Project],
    pages: list[Image.Image],
    tmp_path: Path,
) -> None:
    project = make_project({"a.txt": budget_text()})
    folder = tmp_path / "scans"
    folder.mkdir()
    pages[0].save(folder / "page1.png")
    whole = scans.as_file([pages[1]], "PNG")
    (folder / "page2.png").write_bytes(whole[: len(whole) // 2])
    before = project.contents()
    added = project.run("add", folder, "--yes")
    assert added.exit_code == 2
    assert "page2.png: the picture is damaged" in added.stderr
    assert project.contents() == before
