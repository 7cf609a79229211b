"""A text that a scanner wrote under the picture of a page is a witness, and never the reading."""

from __future__ import annotations

import io

import pypdf
import pytest

from analysis.sources.document import Document, Line, UnreadableSource
from analysis.sources.pdf import read_pdf
from tests.sources.test_pdf import without_recognition  # noqa: F401
from tests.sources.typeset import every_line, grids, matrix, pdf, texts, typst_table

for needed in ("cv2", "onnxruntime", "rapidocr"):
    pytest.importorskip(needed, reason="text recognition (the extra ocr) is not installed here")
scans = pytest.importorskip("tests.sources.scans")
witness = pytest.importorskip("analysis.sources.scan_witness")
Picture = pytest.importorskip("analysis.sources.scan_image").Picture
Seen = pytest.importorskip("analysis.sources.pdf_layer").Seen

PAGE = "width: 148mm, height: 90mm, margin: 12mm"
ROWS = [
    ["编码", "名称", "合计"],
    ["201", "公共服务支出", "1,202.95"],
    ["20101", "人大事务", "0.00"],
]


def page(rows: list[list[str]] = ROWS) -> bytes:
    return pdf(f"部门支出总表\n\n单位：万元\n\n{typst_table(rows, 3)}\n", PAGE)


PICTURES = scans.as_file(scans.scanned(page()), "PDF")
ALONE = read_pdf(PICTURES, "a.pdf")


def sure_of(document: Document, text: str) -> float:
    [line] = [line for line in every_line(document) if line.text == text]
    assert line.confidence is not None
    return line.confidence


@pytest.mark.parametrize("under", [False, True])
def test_a_page_with_a_layer_is_recognised_with_its_table_and_the_layer_confirms_it(
    under: bool,
) -> None:
    document = read_pdf(scans.with_layer(PICTURES, page(), under=under), "a.pdf")
    assert document.file.format == "scan"
    assert matrix(grids(document)[0]) == ROWS
    assert texts(document) == texts(ALONE), "and nothing is read twice"
    assert all((line.confidence or 0) >= 0.95 for line in every_line(document))


def test_a_number_that_the_layer_has_otherwise_is_in_doubt_and_stays_as_recognised() -> None:
    slip = [[cell.replace("1,202.95", "1,208.95") for cell in row] for row in ROWS]
    document = read_pdf(scans.with_layer(PICTURES, page(slip)), "a.pdf")
    assert matrix(grids(document)[0]) == ROWS
    assert sure_of(document, "1,202.95") == 0.5
    assert sure_of(document, "0.00") >= 0.95


def test_a_layer_that_is_rubbish_changes_nothing() -> None:
    rubbish = [["锟斤拷" for _ in row] for row in ROWS]
    document = read_pdf(scans.with_layer(PICTURES, page(rubbish)), "a.pdf")
    assert [(ln.text, ln.confidences) for ln in every_line(document)] == [
        (ln.text, ln.confidences) for ln in every_line(ALONE)
    ]


def test_text_that_is_seen_over_a_picture_is_text() -> None:
    seen = scans.with_layer(page(), PICTURES, under=True)
    document = read_pdf(seen, "a.pdf")
    assert document.file.format == "pdf"
    assert [line.confidence for line in every_line(document)] == [None] * 11


def said(text: str, layer: str) -> Line:
    """A line of which recognition is sure to 0.8, held against what a layer has at its place."""
    line = Line(text, 1, 1, (0, 0, 10 * len(text), 10), False, 0.8, (0.8,) * len(text))
    other = Line("其余的字都一样的一行", 2, 1, (0, 20, 100, 30), False, 0.8, (0.8,) * 10)
    width = 10 * len(text) / max(len(layer), 1)
    under = [Seen(c, width * (i + 0.5), 5) for i, c in enumerate(layer)]
    under += [Seen(c, 10 * i + 5, 25) for i, c in enumerate(other.text)]
    witness.testify([line, other], under, Picture(None, 1.0))
    return line


@pytest.mark.parametrize(
    ("text", "layer", "sure"),
    [
        ("118万", "118万", (0.9, 0.9, 0.9, 0.9)),
        ("118万", "1.18万", (0.5, 0.5, 0.9, 0.9)),
        ("1.18万", "118万", (0.9, 0.5, 0.9, 0.9, 0.9)),
        ("合计 8", "合计3", (0.9, 0.9, 0.8, 0.5)),
        ("１２", "12", (0.9, 0.9)),
        ("118万", "", (0.8, 0.8, 0.8, 0.8)),
    ],
)
def test_each_character_is_as_sure_as_both_are(
    text: str, layer: str, sure: tuple[float, ...]
) -> None:
    assert said(text, layer).confidences == sure


def test_a_layer_is_found_on_a_page_that_lies_askew() -> None:
    pictures = scans.as_file(scans.scanned(page(), skew=4.0), "PDF")
    document = read_pdf(scans.with_layer(pictures, page(), skew=4.0), "a.pdf")
    assert matrix(grids(document)[0]) == ROWS
    assert all((line.confidence or 0) >= 0.95 for line in every_line(document))


@pytest.mark.usefixtures("without_recognition")
def test_where_recognition_is_not_installed_the_text_of_a_scanner_is_not_taken_for_the_page() -> (
    None
):
    layered = scans.with_layer(PICTURES, page())
    with pytest.raises(UnreadableSource, match="a scanner wrote under its pages") as refusal:
        read_pdf(layered, "a.pdf")
    assert "pip install -e '.[pdf,ocr]'" in refusal.value.advice
    mixed = pypdf.PdfWriter(clone_from=io.BytesIO(page()))
    mixed.append(io.BytesIO(layered))
    out = io.BytesIO()
    mixed.write(out)
    assert read_pdf(out.getvalue(), "a.pdf").picture_pages == (2,)
