"""Scanned tables without upright rules become the tables that their PDF gives; text stays text."""

from __future__ import annotations

import random

import pytest

from analysis.sources.document import Document, Grid
from analysis.sources.pdf import read_pdf
from tests.sources.test_bare_tables import ROWS, STYLES, made, table
from tests.sources.typeset import grids, matrix, pdf, texts

for needed in ("cv2", "onnxruntime", "rapidocr"):
    pytest.importorskip(needed, reason="text recognition (the extra ocr) is not installed here")
scans = pytest.importorskip("tests.sources.scans")
scan_words = pytest.importorskip("analysis.sources.scan_words")

PAGE = "width: 180mm, height: 120mm"


def both(body: str, page: str = PAGE, dpi: int = 200) -> tuple[Document, Document]:
    """A typeset page as its PDF gives it, and a scan of it."""
    data = pdf(f"#set text(size: 8pt)\n{body}", page)
    scan = scans.as_file(scans.scanned(data, dpi, skew=1.0, quality=50), "PDF", dpi)
    return read_pdf(data, "a.pdf"), read_pdf(scan, "a.pdf")


def shape(grid: Grid) -> list[tuple[int, int, int, int, str]]:
    """The cells of a table with their spans and what stands in them, line breaks taken out."""
    return [
        (c.row, c.column, c.row_span, c.column_span, "".join(line.text for line in c.lines))
        for c in grid.cells
    ]


@pytest.mark.parametrize("dpi", [150, 200])
@pytest.mark.parametrize("style", STYLES)
def test_a_scan_of_a_table_without_upright_rules_gives_the_cells_of_its_pdf(
    style: str, dpi: int
) -> None:
    body = f"支出总表\n\n单位：万元\n\n{table(STYLES[style])}\n注：无"
    original, scan = both(body, dpi=dpi)
    assert texts(scan) == texts(original) == ["支出总表", "单位：万元", "注：无"]
    [expected], [found] = grids(original), grids(scan)
    assert not found.ruled
    assert matrix(found)[2:] == ROWS[2:]
    assert shape(found) == shape(expected)


@pytest.mark.parametrize("seed", range(4))
def test_tables_of_any_shape_are_read_alike(seed: int) -> None:
    body, _ = made(seed)
    width = random.Random(seed).choice([150, 180, 210])
    original, scan = both(body, f"width: {width}mm, height: 160mm")
    assert list(map(shape, grids(scan))) == list(map(shape, grids(original)))


def test_a_scanned_table_that_goes_on_keeps_its_columns() -> None:
    long = [*ROWS, *[[f"{n}", "其他支出", f"{n}.00", "", "", f"{n}.00"] for n in range(300, 325)]]
    original, scan = both(table("none", long))
    parts = grids(scan)
    assert [part.page for part in parts] == [part.page for part in grids(original)] == [1, 2]
    assert [row for part in parts for row in matrix(part)][2:] == long[2:]


@pytest.mark.parametrize(
    "body",
    [
        "收入 12.00 万元，支出 3.00 万元，结余 9.00 万元。\n\n" * 5,
        "目录\n\n" + "".join(f"第{n}部分 概况 #h(1fr) {n}\n\n" for n in range(1, 9)),
        "联系人 #h(3em) 88000000\n\n地址 #h(3em) 一号\n\n2024 年 #h(2em) 1 月",
    ],
)
def test_scanned_text_that_is_no_table_stays_text(body: str) -> None:
    _, scan = both(body, "width: 120mm, height: 90mm")
    assert grids(scan) == []


def test_a_rule_that_is_of_no_table_is_no_text() -> None:
    original, scan = both("#underline(offset: 4pt)[收入支出总表]\n\n#line(length: 50%)\n\n无")
    assert texts(scan) == texts(original) == ["收入支出总表", "无"]


def word(text: str, *places: float) -> dict[str, object]:
    box = {"x0": 0.0, "x1": 100.0, "top": 0.0, "bottom": 8.0}
    return {"text": text, "confidences": (0.99,) * len(text), "places": places, **box}


def test_a_wide_blank_parts_what_was_recognised_in_one_go() -> None:
    left, right = scan_words.parted(word("甲 1.5", 4, 20, 60, 70, 80), [(8.0, 56.0)], 8.0)
    assert (left["text"], left["x0"], left["x1"]) == ("甲", 0.0, 8.0)
    assert (right["text"], right["x0"], right["x1"]) == ("1.5", 56.0, 100.0)
    assert len(left["confidences"]) == 1 and len(right["confidences"]) == 3


def test_a_narrow_blank_parts_nothing() -> None:
    [whole] = scan_words.parted(word("12", 4, 90), [(50.0, 52.0)], 8.0)
    assert whole["text"] == "12"


def test_characters_whose_place_is_not_to_be_trusted_are_not_parted() -> None:
    [whole] = scan_words.parted(word("12", 4, 8), [(40.0, 60.0)], 8.0)
    assert (whole["text"], whole["x1"]) == ("12", 100.0)


def test_the_paper_behind_a_full_width_point_is_its_own() -> None:
    left, right = scan_words.parted(word("甲，乙", 4, 10, 18), [(11.0, 15.0)], 8.0)
    assert (left["text"], right["text"]) == ("甲，", "乙")
    assert right["x0"] - left["x1"] < 4.0
