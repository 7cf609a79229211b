"""Word files become lines and tables, or are refused with the reason and what to do."""

import io
import zipfile

import docx
import pytest
from docx.document import Document as WordFile
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from analysis.sources.document import Document, Grid, Line, UnreadableSource
from analysis.sources.word import read_word
from tests.sources.typeset import every_line, grids, matrix, said, texts

ROWS = [
    ["编码", "名称", "合计"],
    ["201", "一般公共服务支出", "1,202.95"],
    ["20101", "人大事务", ""],
]


def saved(document: WordFile) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def add_table(document: WordFile, rows: list[list[str]] = ROWS) -> object:
    table = document.add_table(len(rows), len(rows[0]))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    return table


def read(document: WordFile) -> Document:
    return read_word(saved(document), "a.docx")


def test_paragraphs_and_tables_come_in_reading_order() -> None:
    source = docx.Document()
    source.add_paragraph("支出总表")
    add_table(source)
    source.add_paragraph("注：无")
    document = read(source)
    kinds = ["表" if isinstance(b, Grid) else b.text for b in document.blocks]
    assert kinds == ["支出总表", "表", "注：无"]
    assert matrix(grids(document)[0]) == ROWS


def test_a_break_within_a_paragraph_ends_a_line_and_lines_count_through_the_file() -> None:
    source = docx.Document()
    source.add_paragraph("部门预算\n2031年")
    add_table(source)
    source.add_paragraph("尾")
    document = read(source)
    assert texts(document) == ["部门预算", "2031年", "尾"]
    numbers = [line.line for line in every_line(document)]
    assert numbers == sorted(set(numbers))


def test_merged_cells_keep_their_span() -> None:
    source = docx.Document()
    table = add_table(source, [["项目", "", "合计"], ["编码", "名称", ""], ["201", "甲", "1"]])
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(0, 2).merge(table.cell(1, 2))
    [grid] = grids(read(source))
    spans = [(said(c), c.row, c.column, c.row_span, c.column_span) for c in grid.cells]
    assert spans[:4] == [
        ("项目", 0, 0, 1, 2),
        ("合计", 0, 2, 2, 1),
        ("编码", 1, 0, 1, 1),
        ("名称", 1, 1, 1, 1),
    ]
    assert [c.column for c in grid.cells if c.row == 2] == [0, 1, 2]


def test_a_blank_cell_holds_nothing_and_several_paragraphs_are_several_lines() -> None:
    source = docx.Document()
    table = add_table(source, [["甲", ""]])
    table.cell(0, 0).add_paragraph("乙")
    [grid] = grids(read(source))
    assert [[line.text for line in cell.lines] for cell in grid.cells] == [["甲", "乙"], []]


def test_text_in_links_content_controls_and_insertions_is_read_and_deleted_text_is_not() -> None:
    source = docx.Document()
    words = "".join(
        f"<w:{tag} {attributes}><w:r><w:{text}>{said}</w:{text}></w:r></w:{tag}>"
        for tag, attributes, text, said in (
            ("hyperlink", "", "t", "甲"),
            ("ins", 'w:id="1" w:author="a"', "t", "乙"),
            ("del", 'w:id="2" w:author="a"', "delText", "丙"),
        )
    )
    control = f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p>{words}</w:p></w:sdtContent></w:sdt>"
    source.element.body.insert(0, parse_xml(control))
    assert texts(read(source))[0] == "甲乙"


def test_a_table_in_a_cell_is_text_of_the_cell() -> None:
    source = docx.Document()
    outer = source.add_table(1, 2)
    outer.cell(0, 0).text = "外"
    inner = outer.cell(0, 1).add_table(1, 1)
    inner.cell(0, 0).text = "内"
    [grid] = grids(read(source))
    assert matrix(grid) == [["外", "内"]]
    assert all(isinstance(line, Line) for line in every_line(read(source)))


def with_part(data: bytes, part: str, text: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            target.writestr(info, text if info.filename == part else source.read(info))
    return out.getvalue()


def small() -> bytes:
    source = docx.Document()
    source.add_paragraph("部门预算")
    return saved(source)


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(50_000_000))
    return out.getvalue()


SMALL = small()
BODY = "word/document.xml"
OLD = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.mark.parametrize(
    ("data", "reason", "advice"),
    [
        (b"", "the file is empty", "Download"),
        (SMALL[: len(SMALL) // 2], "cut off or damaged", "Download"),
        (b"<html></html>", "no Word file", "Download"),
        (
            OLD + "WordDocument".encode("utf-16-le"),
            "of the old kind (.doc, .wps)",
            "save it as .docx",
        ),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "encrypted", "without password"),
        (with_part(SMALL, BODY, b"<w:document"), "damaged", "Download"),
        (with_part(SMALL, BODY, b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"), "entities", "publisher"),
        (bomb(), "times its size", "max_expansion"),
        (saved(docx.Document()), "no text", "complete"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason_and_what_to_do(
    data: bytes, reason: str, advice: str
) -> None:
    with pytest.raises(UnreadableSource) as refusal:
        read_word(data, "预算 '24.docx")
    assert str(refusal.value).startswith("预算 '24.docx: ")
    assert reason in refusal.value.reason
    assert advice in refusal.value.advice
