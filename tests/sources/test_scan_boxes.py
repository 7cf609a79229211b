"""Tick boxes in a scan are told from characters, and empty ones from ticked ones."""

from __future__ import annotations

import pytest

from tests.sources.typeset import grids, matrix, pdf

for needed in ("cv2", "onnxruntime", "rapidocr"):
    pytest.importorskip(needed, reason="text recognition (the extra ocr) is not installed here")
scans = pytest.importorskip("tests.sources.scans")
scan = pytest.importorskip("analysis.sources.scan")

# As office programs draw them: an empty frame, one with a tick, one with a cross, a filled one.
BOXES = """
#let frame(inside) = box(width: 0.85em, height: 0.85em, stroke: 0.5pt, baseline: 0.1em, inside)
#let line-to(..points) = place(curve(stroke: 0.8pt, ..points))
#let empty = frame([])
#let ticked = frame(line-to(curve.move((0.15em, 0.4em)), curve.line((0.35em, 0.65em)),
  curve.line((0.75em, 0.15em))))
#let crossed = frame(line-to(curve.move((0.15em, 0.15em)), curve.line((0.7em, 0.7em)),
  curve.move((0.7em, 0.15em)), curve.line((0.15em, 0.7em))))
#let full = box(width: 0.85em, height: 0.85em, fill: black, baseline: 0.1em)
"""
CELLS = [
    ["项目类型", "1.部门项目 #ticked 2.公共项目 #empty"],
    ["项目属性", "延续性项目#(empty)新增性项目#crossed"],
    ["起止时间", "是 #full  否 #empty"],
    ["目标", "窗口服务人口 20 回，口径同目录，日田国因固"],
]
SAID = [
    ["项目类型", "1.部门项目☑2.公共项目□"],
    ["项目属性", "延续性项目□新增性项目☑"],
    ["起止时间", "是■否□"],
    ["目标", "窗口服务人口20回，口径同目录，日田国因固"],
]


@pytest.mark.parametrize("dpi", [150, 200, 300])
def test_boxes_are_read_as_the_signs_that_a_text_has_and_characters_like_boxes_stay(
    dpi: int,
) -> None:
    rows = "".join(f"[{left}], [{right}], " for left, right in CELLS)
    page = pdf(f"{BOXES}\n#table(columns: 2, {rows})", "width: 148mm, height: 70mm, margin: 12mm")
    picture = scans.as_file(scans.scanned(page, dpi, 0.5), "PNG", dpi)
    [grid] = grids(scan.read_picture(picture, "a.png"))
    assert [["".join(cell.split()) for cell in row] for row in matrix(grid)] == SAID
