"""Web pages become lines and ruled tables; pages that are no document are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.sources.discover import load
from analysis.sources.document import Document, UnreadableSource
from analysis.sources.web_page import read_html
from tests.factories import raw_folder
from tests.sources.typeset import grids, matrix, said, texts

TABLE = (
    "<table><tr><td colspan=3>支出总表</td></tr><tr><td></td><td></td><td>单位：万元</td></tr>"
    "<tr><th rowspan=2>科目</th><th colspan=2>支出</th></tr><tr><th>合计</th><th>项目支出</th></tr>"
    "<tr><td>208</td><td>1,202.95</td><td>&nbsp;</td></tr>"
    "<tr><td colspan=3>注：无</td></tr></table>"
)


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def read(body: str) -> Document:
    return read_html(page(body), "a.html")


def test_a_table_keeps_its_spans_and_its_blanks_and_leaves_title_unit_and_note_outside() -> None:
    document = read(TABLE)
    assert texts(document) == ["支出总表", "单位：万元", "注：无"]
    [grid] = grids(document)
    assert matrix(grid) == [["科目", "支出"], ["合计", "项目支出"], ["208", "1,202.95", ""]]
    spans = [(c.row, c.column, c.row_span, c.column_span) for c in grid.cells[:3]]
    assert spans == [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1)]
    assert [line.line for line in document.printed] == list(range(1, 10))


def test_text_is_what_a_browser_shows() -> None:
    document = read(
        "<script>var a = '1.00'</script><p>2025 年预\n  算<b>收入</b>12&nbsp;万元</p>"
        "<p style='Display: none'>看不见</p><div>一<br>二<!-- 三 --></div>"
        + f"<p>{'说明文字' * 60}</p>"
    )
    assert texts(document)[:3] == ["2025 年预算收入12 万元", "一", "二"]
    assert "1.00" not in "".join(texts(document))


def test_a_table_that_only_sets_the_page_out_is_text() -> None:
    document = read(
        f"<table><tr><td>导航</td><td><p>标题</p>{TABLE}<p>正文</p></td></tr></table>"
        "<table><tr><td><p>第一段</p><p>第二段</p></td></tr></table>"
    )
    assert len(grids(document)) == 1
    assert texts(document) == [
        "导航", "标题", "支出总表", "单位：万元", "注：无", "正文", "第一段", "第二段",
    ]  # fmt: skip


def test_a_cell_of_several_paragraphs_has_as_many_lines() -> None:
    [grid] = grids(read("<table><tr><td><p>甲</p><p>乙</p></td><td>1.00<br>2.00</td></tr></table>"))
    assert [[line.text for line in cell.lines] for cell in grid.cells] == [
        ["甲", "乙"],
        ["1.00", "2.00"],
    ]
    assert said(grid.cells[0]) == "甲乙"


@pytest.mark.parametrize("told", ["gb2312", "GBK", "utf-8", "nonsense", ""])
def test_the_encoding_is_that_of_the_page_whatever_it_says(told: str) -> None:
    data = page(TABLE, f'<meta charset="{told}">').decode().encode("gb18030")
    assert texts(read_html(data, "a.html"))[0] == "支出总表"


def test_an_excel_file_that_is_a_web_page_is_read_as_what_it_is(tmp_path: Path) -> None:
    start = (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><meta charset=utf-8>',
        "<meta http-equiv=Content-Type content='text/html; charset=utf-8'>",
        "",
        '<?xml version="1.0" encoding="UTF-8"?><html>',
    )
    raw = raw_folder(tmp_path, {f"{n}.xls": head + TABLE for n, head in enumerate(start)})
    for number in range(len(start)):
        document = load(raw / f"{number}.xls", raw)
        assert document.file.format == "html"
        assert len(grids(document)) == 1


def test_a_page_that_only_leads_to_the_document_is_refused_with_the_files_it_names() -> None:
    body = (
        "<a href='/'>首页</a><p>附件：<a href='x/1.pdf'>2025年单位预算</a></p>"
        "<a href='d?id=2'>预算表.xlsx</a>"
    )
    with pytest.raises(UnreadableSource) as refusal:
        read(body)
    assert "without a table and nearly without text" in refusal.value.reason
    assert refusal.value.advice.endswith("the page links to 2025年单位预算, 预算表.xlsx")


def test_a_page_of_links_is_no_document_however_long() -> None:
    with pytest.raises(UnreadableSource, match="Download the document itself"):
        read("".join(f"<li><a href='/{n}'>关于公开预算的通知之{n}</a></li>" for n in range(99)))


@pytest.mark.parametrize("body", ["", "<p>404 Not Found</p>", "<!-- x -->"])
def test_an_error_page_is_refused(body: str) -> None:
    with pytest.raises(UnreadableSource, match=r"a\.html: this is an HTML page"):
        read(body)


def test_a_table_of_too_many_cells_is_refused() -> None:
    huge = "<table>" + "<tr><td colspan=1000 rowspan=65534>a<td>b" * 3000 + "</table>"
    with pytest.raises(UnreadableSource, match="max_cells"):
        read(huge)
