"""Pages that are pictures are read as pages of text are: lines and ruled tables with their boxes."""

from __future__ import annotations

import importlib
import io
import itertools
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from PIL import Image, ImageDraw

from analysis.sources.discover import load
from analysis.sources.document import Document, UnreadableSource
from analysis.sources.limits import Limits, limits
from analysis.sources.pdf import read_pdf
from tests.factories import raw_folder
from tests.sources.typeset import every_line, grids, matrix, pdf, said, texts, typst_table

_WHY = "text recognition (the extra ocr) is not installed here"
for needed in ("cv2", "onnxruntime", "rapidocr"):
    pytest.importorskip(needed, reason=_WHY)
np = pytest.importorskip("numpy")
scans = pytest.importorskip("tests.sources.scans")
scan = pytest.importorskip("analysis.sources.scan")

HEAD = [["@1x2 项目", "@2x1 合计", "@2x1 基本支出"], ["编码", "名称"]]
ROWS = [["201", "一般公共服务支出", "1,202.95", ""], ["20101", "人大事务", "0.00", "1,202.95"]]
BODY = f"部门支出总表\n\n单位：万元\n\n{typst_table(HEAD + ROWS, 4)}\n\n注：本表没有其他内容。\n"
SMALL = 'width: 148mm, height: 105mm, margin: 12mm, numbering: "1"'


def small_scan(skew: float = 0.7) -> list[Image.Image]:
    pages: list[Image.Image] = scans.scanned(pdf(BODY, SMALL), skew=skew)
    return pages


@pytest.fixture(scope="module")
def document() -> Document:
    return scan.read_picture(scans.as_file(small_scan()), "a.tiff")


def test_lines_and_tables_of_a_skewed_scan_come_in_reading_order(document: Document) -> None:
    assert texts(document)[:2] == ["部门支出总表", "单位：万元"]
    assert texts(document)[2].startswith("注")
    [grid] = grids(document)
    assert matrix(grid)[2:] == ROWS
    assert document.file.format == "scan"


def test_merged_header_cells_of_a_scan_keep_their_span(document: Document) -> None:
    [grid] = grids(document)
    spans = [(said(c), c.row, c.column, c.row_span, c.column_span) for c in grid.cells[:5]]
    assert spans == [
        ("项目", 0, 0, 1, 2),
        ("合计", 0, 2, 2, 1),
        ("基本支出", 0, 3, 2, 1),
        ("编码", 1, 0, 1, 1),
        ("名称", 1, 1, 1, 1),
    ]


def test_each_line_of_a_scan_has_its_number_its_box_in_points_and_its_confidence(
    document: Document,
) -> None:
    lines = every_line(document)
    assert [line.line for line in lines] == list(range(1, len(lines) + 1))
    width, height = 148 / 25.4 * 72, 105 / 25.4 * 72
    for line in lines:
        assert line.box is not None and line.confidence is not None
        x0, top, x1, bottom = line.box
        assert 0 <= x0 < x1 <= width + 2 and 0 <= top < bottom <= height + 2
        assert 0.5 < line.confidence <= 1


def test_a_scan_and_its_original_have_their_cells_in_the_same_places(document: Document) -> None:
    [scanned], [original] = grids(document), grids(read_pdf(pdf(BODY, SMALL), "a.pdf"))
    for one, other in zip(scanned.cells, original.cells, strict=True):
        assert (one.row, one.column, said(one)) == (other.row, other.column, said(other))
        assert one.box is not None and other.box is not None
        assert one.box == pytest.approx(other.box, abs=6)  # the page was turned by its middle


def test_the_strokes_of_large_characters_are_no_rules() -> None:
    """In a row of two lines they stand on its lower rule."""
    head = "table.cell(inset: (bottom: 0pt))[公文公#linebreak()门目门]"
    body = f"#set text(size: 16pt)\n#table(columns: 2, {head}, [合计], [201], [1.00])"
    [grid] = grids(scan.read_picture(scans.as_file(scans.scanned(pdf(body, SMALL)), "PNG"), "a"))
    assert (grid.row_count, grid.column_count) == (2, 2)
    assert matrix(grid)[0][0].replace("\n", "") == "公文公门目门"


def test_a_page_with_one_row_of_short_numbers_is_not_taken_to_lie_on_its_side() -> None:
    """The pieces of its rules would be the longest text of the page if it did."""
    row = ["合计", "156,211,123", "156,211,123", "0", "0", "0"]
    body = f"#set text(size: 9pt)\n#set table(inset: (y: 7pt))\n{typst_table([row], 6)}"
    data = pdf(body, "width: 297mm, height: 210mm, margin: 20mm")
    [grid] = grids(scan.read_picture(scans.as_file(scans.scanned(data, skew=0.6), "PNG"), "a.png"))
    assert matrix(grid) == [row]


def test_a_large_character_in_a_low_row_parts_no_columns() -> None:
    """Its strokes nearly reach from rule to rule, and one stands above another in the next row."""
    head = "table.cell(inset: 5pt)[#text(size: 15pt)[合计]]"
    body = (
        f"#set text(size: 8pt)\n#table(columns: 2, {head}, {head}, {head}, [金额], [201], [1.00])"
    )
    [grid] = grids(scan.read_picture(scans.as_file(scans.scanned(pdf(body, SMALL)), "PNG"), "a"))
    assert matrix(grid) == [["合计", "合计"], ["合计", "金额"], ["201", "1.00"]]


@pytest.mark.parametrize("quarter", [90, 180, 270])
def test_a_page_scanned_on_its_side_or_upside_down_is_turned(quarter: int) -> None:
    [page] = small_scan()
    turned = page.rotate(quarter, expand=True)
    [grid] = grids(scan.read_picture(scans.as_file([turned], "PNG"), "a.png"))
    assert matrix(grid)[2:] == ROWS


def test_a_red_seal_over_numbers_does_not_hide_them() -> None:
    [page] = small_scan(skew=0.0)
    coloured = page.convert("RGB")
    width, height = coloured.size
    seal = [width * 0.55, height * 0.3, width * 0.8, height * 0.75]
    over = Image.new("RGB", coloured.size, "white")
    ImageDraw.Draw(over).ellipse(seal, outline="#ff2020", width=14)
    pixels = Image.composite(over, coloured, over.convert("L").point(lambda n: n < 250 and 90))
    [grid] = grids(scan.read_picture(scans.as_file([pixels], "JPEG"), "a.jpg"))
    assert matrix(grid)[2:] == ROWS


def test_a_pdf_that_is_a_scan_is_read_and_says_so() -> None:
    document = read_pdf(scans.as_file(small_scan(), "PDF"), "a.pdf")
    assert (document.file.format, document.picture_pages) == ("scan", ())
    assert matrix(grids(document)[0])[2:] == ROWS


def test_of_a_mixed_pdf_text_pages_are_read_as_text_and_pictures_recognised() -> None:
    mixed = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(BODY, SMALL)))
    mixed.append(io.BytesIO(scans.as_file(small_scan(), "PDF")))
    out = io.BytesIO()
    mixed.write(out)
    document = read_pdf(out.getvalue(), "a.pdf")
    first, second = grids(document)
    assert (first.page, second.page, matrix(first)) == (1, 2, matrix(second))
    sure = {line.page: line.confidence for line in every_line(document)}
    assert sure[1] is None and sure[2] is not None
    assert (document.file.format, document.picture_pages) == ("pdf", ())


def test_the_reader_of_a_picture_is_found_by_its_content(tmp_path: Path) -> None:
    raw = raw_folder(tmp_path, {"表 '一'.txt": scans.as_file(small_scan(), "PNG")})
    document = load(raw / "表 '一'.txt", raw)
    assert matrix(grids(document)[0])[2:] == ROWS


def test_recognition_is_given_the_models_of_its_package_and_downloads_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("text recognition wants something from the network")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("requests.sessions.Session.request", refuse)
    recognition = importlib.import_module("analysis.sources.scan_models")
    recognition._session.cache_clear()
    assert (
        matrix(grids(scan.read_picture(scans.as_file(small_scan(), "PNG"), "a.png"))[0])[2:] == ROWS
    )


def smaller(monkeypatch: pytest.MonkeyPatch, name: str, value: float) -> None:
    changed = Limits(**{f: getattr(limits(), f) for f in Limits.__slots__} | {name: value})
    for module in ("scan", "scan_image", "limits"):
        monkeypatch.setattr(f"analysis.sources.{module}.limits", lambda: changed)


@pytest.mark.parametrize(
    ("name", "value", "data"),
    [
        ("max_scan_pixels", 1000, lambda: scans.as_file(small_scan(), "PNG")),
        ("max_scan_pixels", 1000, lambda: scans.as_file(small_scan(), "PDF")),
        ("max_scan_page_seconds", 0.0, lambda: scans.as_file(small_scan(), "PNG")),
        ("max_pages", 1, lambda: scans.as_file(small_scan() * 2, "TIFF")),
    ],
)
def test_a_scan_beyond_a_limit_is_refused_and_the_limit_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: float, data: Callable[[], bytes]
) -> None:
    pages = data()
    smaller(monkeypatch, name, value)
    read = read_pdf if pages.startswith(b"%PDF") else scan.read_picture
    with pytest.raises(UnreadableSource) as refusal:
        read(pages, "a")
    assert name in refusal.value.advice


def test_a_page_that_waits_for_a_busy_machine_is_not_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hours = itertools.count(step=3600.0)
    monkeypatch.setattr("time.monotonic", lambda: next(hours))
    monkeypatch.setattr("time.perf_counter", lambda: next(hours))
    [grid] = grids(scan.read_picture(scans.as_file(small_scan(), "PNG"), "a.png"))
    assert matrix(grid)[2:] == ROWS


def test_a_page_of_noise_is_refused_when_it_has_taken_as_much_work_as_a_page_may(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    smaller(monkeypatch, "max_scan_page_seconds", 1.0)
    noise = np.random.default_rng(1).integers(0, 256, (2339, 1654)).astype("u1")
    with pytest.raises(UnreadableSource, match="page 1") as refusal:
        scan.read_picture(scans.as_file([Image.fromarray(noise)], "PNG"), "a.png")
    assert "max_scan_page_seconds" in refusal.value.advice


def test_a_damaged_picture_and_one_without_text_are_refused_with_what_to_do() -> None:
    whole = scans.as_file(small_scan(), "PNG")
    with pytest.raises(UnreadableSource, match="damaged"):
        scan.read_picture(whole[: len(whole) // 2], "a.png")
    with pytest.raises(UnreadableSource, match="found no text"):
        scan.read_picture(scans.as_file([Image.new("L", (800, 600), 250)], "PNG"), "a.png")
