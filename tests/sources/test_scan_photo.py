"""Photographs of pages are set square and read as scans are; scans are left as they are."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sources.typeset import grids, matrix, pdf, texts, typst_table

for needed in ("cv2", "onnxruntime", "rapidocr"):
    pytest.importorskip(needed, reason="text recognition (the extra ocr) is not installed here")
np = pytest.importorskip("numpy")
cv2 = pytest.importorskip("cv2")
scans = pytest.importorskip("tests.sources.scans")
scan = pytest.importorskip("analysis.sources.scan")
image = pytest.importorskip("analysis.sources.scan_image")
photo = pytest.importorskip("analysis.sources.scan_photo")

ROWS = [["编码", "名称", "合计"], ["201", "一般公共服务支出", "1,202.95"], ["20101", "", "0.00"]]
BODY = f"部门支出总表\n\n单位：万元\n\n{typst_table(ROWS, 3)}\n\n注：本表没有其他内容。\n"
STANDING = "width: 210mm, height: 297mm, margin: 20mm"
LYING = "width: 297mm, height: 210mm, margin: 20mm"
# A mark in each corner of the sheet, 20 mm from its edges.
MARKS = "#let m(a) = place(a, rect(width: 5mm, height: 5mm, fill: black))\n#m(top + left)\
 #m(top + right) #m(bottom + left) #m(bottom + right)"
A4 = (2338, 1653)  # pixels at 200 dots per inch


def squared(picture: Any) -> Any:
    return photo.squared(image.Picture(np.asarray(picture), 72 / 200))


def test_a_photographed_page_is_read_as_its_text() -> None:
    document = scan.read_picture(
        scans.as_file(scans.photographed(pdf(BODY, STANDING)), "JPEG"), "a.jpg"
    )
    assert texts(document)[:2] == ["部门支出总表", "单位：万元"]
    [grid] = grids(document)
    assert matrix(grid) == ROWS


@pytest.mark.parametrize(
    ("page", "shape", "how"),
    [
        (STANDING, A4, {}),
        (LYING, A4[::-1], {}),
        (STANDING, A4, {"tilt": 0.09}),
        (STANDING, A4, {"ground": 170, "shade": 0.2}),
        (LYING, A4[::-1], {"ground": 15, "shade": 0.6}),
    ],
)
def test_the_sheet_is_set_square_however_the_camera_was_held(
    page: str, shape: tuple[int, int], how: dict[str, float]
) -> None:
    [seen] = scans.photographed(pdf(MARKS, page), 120, **how)
    found = squared(seen)
    assert found.grey.shape == shape
    assert found.point == pytest.approx(72 / 200)
    count, _, _, centres = cv2.connectedComponentsWithStats((found.grey < 128).astype("u1"))
    assert count == 5  # the marks, and the paper around them
    height, width = shape
    far = 22.5 / 25.4 * 200
    for x in (far, width - far):
        for y in (far, height - far):
            assert np.hypot(*(centres[1:] - (x, y)).T).min() < 10  # a good millimetre


def test_the_light_is_made_even() -> None:
    [seen] = scans.photographed(pdf("一", STANDING), 120, shade=0.6)
    grey = squared(seen).grey.astype(float)
    corners = [grey[100:300, 100:300], grey[-300:-100, -300:-100]]
    assert abs(np.median(corners[0]) - np.median(corners[1])) < 6


def with_dark_picture(pages: list[Any]) -> Any:
    grey = np.array(pages[0])
    grey[: len(grey) // 3] = 60
    return grey


@pytest.mark.parametrize(
    "picture",
    [
        scans.scanned(pdf(BODY, STANDING), 100, 3.0)[0],
        scans.scanned(pdf(MARKS, STANDING), 100)[0],
        with_dark_picture(scans.scanned(pdf(BODY, STANDING), 100)),
        np.pad(np.full((800, 600), 240, "u1"), 4),
        np.full((800, 600), 240, "u1"),
        np.full((800, 600), 5, "u1"),
        np.random.default_rng(1).integers(0, 255, (800, 600)).astype("u1"),
    ],
    ids=["askew", "marked", "under a dark picture", "in a thin frame", "blank", "black", "noise"],
)
def test_what_is_no_photograph_is_left_as_it_is(picture: Any) -> None:
    assert squared(picture) is None


def test_a_page_on_a_ground_as_bright_as_paper_is_left_as_it_is() -> None:
    [seen] = scans.photographed(pdf(BODY, STANDING), 100, ground=245, shade=0.0)
    assert squared(seen) is None


def test_a_photograph_that_has_a_layer_of_text_keeps_its_shape_for_it() -> None:
    [seen] = scans.photographed(pdf(BODY, STANDING), 100)
    picture = image.Picture(np.asarray(seen), 0.6)
    assert scan._waiting("a.pdf", 1, picture, ()).picture.grey.shape == A4
    assert scan._waiting("a.pdf", 1, picture, ("any",)).picture is picture
