"""PDFs become lines and ruled tables, or are refused with the reason and what to do."""

import io
import sys
import zlib
from collections import Counter
from types import SimpleNamespace

import pypdf
import pytest
from pypdf.generic import NameObject

from analysis import sources
from analysis.sources import limits as settings
from analysis.sources.document import Document, Grid, UnreadableSource
from analysis.sources.lattice import Lattice, Slot
from analysis.sources.pdf import read_pdf
from analysis.sources.pdf_cells import assign
from analysis.sources.pdf_open_sides import open_ends, open_sides
from analysis.sources.pdf_text import printed_lines
from tests.sources.typeset import (
    changed_pdf,
    every_line,
    grids,
    locked_pdf,
    many_pages_pdf,
    matrix,
    pdf,
    picture_pdf,
    said,
    texts,
    typst_table,
)

LANDSCAPE = "width: 297mm, height: 210mm"
HEAD = [["@1x2 项目", "@2x1 合计", "@2x1 基本支出"], ["编码", "名称"]]
ROWS = [["201", "一般公共服务支出", "1,202.95", ""], ["20101", "人大事务", "0.00", "1,202.95"]]


def read(body: str, page: str = "width: 210mm, height: 297mm") -> Document:
    return read_pdf(pdf(body, page), "a.pdf")


def test_lines_outside_tables_and_tables_come_in_reading_order() -> None:
    document = read(f"= 收入总表\n\n单位：万元\n{typst_table(HEAD + ROWS, 4)}\n注：无\n")
    kinds = ["表" if isinstance(b, Grid) else b.text for b in document.blocks]
    assert kinds == ["收入总表", "单位：万元", "表", "注：无"]


@pytest.mark.parametrize("page", ["width: 210mm, height: 297mm", LANDSCAPE])
def test_merged_header_cells_keep_their_span(page: str) -> None:
    [grid] = grids(read(typst_table(HEAD + ROWS, 4), page))
    spans = [(said(c), c.row, c.column, c.row_span, c.column_span) for c in grid.cells[:5]]
    assert spans == [
        ("项目", 0, 0, 1, 2),
        ("合计", 0, 2, 2, 1),
        ("基本支出", 0, 3, 2, 1),
        ("编码", 1, 0, 1, 1),
        ("名称", 1, 1, 1, 1),
    ]


def test_a_blank_cell_is_there_and_holds_nothing() -> None:
    [grid] = grids(read(typst_table(HEAD + ROWS, 4)))
    [blank] = [c for c in grid.cells if (c.row, c.column) == (2, 3)]
    assert (blank.lines, blank.box is not None) == ((), True)
    assert matrix(grid)[2:] == ROWS


def test_a_wrapped_cell_has_one_line_for_each_printed_line() -> None:
    name = "机关事业单位基本养老保险缴费支出"
    table = f"#table(columns: (3cm, 3cm), [{name}], [86.41])"
    [grid] = grids(read(table))
    assert said(grid.cells[0]) == name
    assert len(grid.cells[0].lines) > 1
    assert [line.text for line in grid.cells[1].lines] == ["86.41"]


def test_page_and_line_lead_to_one_printed_line_and_the_box_lies_on_the_page() -> None:
    document = read(f"甲\n{typst_table(HEAD + ROWS, 4)}\n乙\n#pagebreak()\n丙")
    lines = every_line(document)
    assert max(Counter((line.page, line.line) for line in lines).values()) == 1
    assert [line.line for line in lines if line.page == 1] == list(range(1, 15))
    for line in lines:
        x0, top, x1, bottom = line.box or (0, 0, 0, 0)
        assert 0 < x0 < x1 < 596 and 0 < top < bottom < 842, line


def test_a_table_that_goes_on_over_a_page_is_one_grid_on_each_page() -> None:
    rows = [[f"2{n:02d}", f"款项{n}", "1.00", ""] for n in range(60)]
    found = grids(read(typst_table([["编码", "名称", "合计", "基本"], *rows])))
    assert [grid.page for grid in found] == [1, 2]
    assert [row for grid in found for row in matrix(grid)][1:] == rows


@pytest.mark.parametrize("angle", [90, -90])
@pytest.mark.parametrize("turned_to_be_read", [True, False])
def test_a_table_set_sideways_reads_like_an_upright_one(
    angle: int, turned_to_be_read: bool
) -> None:
    sideways = pdf(f"#rotate({angle}deg, reflow: true)[{typst_table(HEAD + ROWS, 4)}]")
    if turned_to_be_read:
        sideways = changed_pdf(sideways, lambda writer: writer.pages[0].rotate(-angle))
    [grid] = grids(read_pdf(sideways, "a.pdf"))
    assert matrix(grid) == [["项目", "合计", "基本支出"], ["编码", "名称"], *ROWS]


def test_page_numbers_are_marked_and_do_not_lose_other_lines_of_digits() -> None:
    body = "比上年增加40\n#pagebreak()\n25\n\n万元\n#pagebreak()\n第三页"
    document = read(body, 'width: 210mm, height: 297mm, numbering: "1"')
    assert texts(document) == ["比上年增加40", "25", "万元", "第三页"]
    marked = [(line.page, line.text) for line in document.lines if line.furniture]
    assert marked == [(1, "1"), (2, "2"), (3, "3")]


def test_a_lone_number_at_the_foot_of_one_page_stays_text() -> None:
    document = read("正文\n#place(bottom + center, dy: 1.5cm)[2024]")
    assert texts(document) == ["正文", "2024"]


@pytest.mark.parametrize("number", ["- 1 -", "第 1 页 共 1 页", "第1页", "1 / 1"])
def test_a_page_number_dressed_as_one_is_known_on_a_single_page(number: str) -> None:
    assert texts(read("正文", f"footer: align(center)[{number}]")) == ["正文"]


def test_a_running_head_is_text_only_the_first_time() -> None:
    body = "甲\n#pagebreak()\n乙\n#pagebreak()\n丙"
    document = read(body, "header: [某局2024年部门预算]")
    assert texts(document) == ["某局2024年部门预算", "甲", "乙", "丙"]


def test_a_frame_of_one_column_is_text_and_not_a_table() -> None:
    document = read("#table(columns: 1, [目录], [一、收支总表])")
    assert (grids(document), texts(document)) == ([], ["目录", "一、收支总表"])


def test_white_areas_behind_the_text_are_no_rules() -> None:
    cells = ", ".join(
        f"table.cell(fill: white, stroke: none)[{t}]" for t in ("一", "二", "三", "四")
    )
    assert grids(read(f"#table(columns: 2, stroke: none, {cells})")) == []


def test_shading_leaves_a_table_its_cells() -> None:
    [grid] = grids(read(typst_table([["甲", "乙"], ["1", "2"]], 2, "fill: silver,")))
    assert matrix(grid) == [["甲", "乙"], ["1", "2"]]


def test_a_table_without_its_outer_lines_keeps_its_outer_columns() -> None:
    inner = "stroke: (x, y) => (left: if x > 0 { 0.5pt }, top: 0.5pt, bottom: 0.5pt),"
    rows = [["编码", "名称", "合计"], ["201", "一般公共服务支出", "1.00"], ["202", "外交支出", ""]]
    [grid] = grids(read(typst_table(rows, 3, inner)))
    assert matrix(grid) == rows


def test_sides_are_closed_where_rules_end_together_and_a_column_is_ruled_cell_by_cell() -> None:
    def rule(x0: float, top: float, x1: float, bottom: float) -> dict[str, float]:
        return {"x0": x0, "top": top, "x1": x1, "bottom": bottom}

    across = [rule(50, 100 + 20 * n, 400, 100 + 20 * n) for n in range(4)]
    cells = [rule(200, 100 + 20 * n, 200, 120 + 20 * n) for n in range(3)]
    left = [rule(50, 100, 50, 160)]
    assert [side["x0"] for side in open_sides(across, cells)] == [50, 400]
    assert [side["x0"] for side in open_sides(across, [*cells, *left])] == [400]
    assert open_sides(across, left) == []
    assert open_sides(across[:2], cells) == []


def test_a_row_at_a_page_break_without_a_rule_above_it_is_a_row_of_the_table() -> None:
    rows = [["2210201", "住房公积金", "1.00"], ["2210202", "提租补贴", "2.00"]]
    open_top = "stroke: (x, y) => (left: 0.5pt, right: 0.5pt, bottom: 0.5pt),"
    [grid] = grids(read(typst_table(rows, 3, open_top)))
    assert matrix(grid) == rows


def test_ends_are_closed_where_three_rules_end_a_row_away_from_the_next_line() -> None:
    def rule(x0: float, top: float, x1: float, bottom: float) -> dict[str, float]:
        return {"x0": x0, "top": top, "x1": x1, "bottom": bottom}

    down = [rule(x, 100 + 20 * n, x, 120 + 20 * n) for x in (50, 200, 400) for n in range(2)]
    tips = [rule(x, 100, x + 0.5, 100) for x in (50, 200, 400)]
    inner, foot = rule(50, 120, 400, 120), rule(50, 140, 400, 140)
    assert [(e["top"], e["x0"], e["x1"]) for e in open_ends([*tips, inner, foot], down)] == [
        (100, 50, 400)
    ]
    assert open_ends([rule(50, 100, 400, 100), inner, foot], down) == []
    assert open_ends([rule(50, 105, 400, 105), inner, foot], down) == []  # drawn a little low
    assert open_ends([inner, foot], down[:4]) == []


def test_underlined_words_are_no_table() -> None:
    words = "\n\n".join("#box(width: 5cm, stroke: (bottom: 0.5pt))[增加 40 万元]" for _ in range(5))
    assert grids(read(words)) == []


def test_a_slanted_watermark_is_not_read() -> None:
    mark = "#place(center + horizon, rotate(-45deg)[#text(40pt, luma(230))[样本2023]])\n"
    assert texts(read(mark + "正文")) == ["正文"]


def test_lines_outside_the_shown_part_of_a_cell_are_not_read_a_second_time() -> None:
    """Office programs print a long cell whole on each page that it runs over."""
    cell = "第一行\\ 第二行\\ 第三行\\ 第四行"
    upper = f"#block(height: 26pt, clip: true)[{cell}]"
    lower = f"#block(height: 26pt, clip: true)[#move(dy: -27pt)[{cell}]]"
    assert texts(read(f"{upper}#pagebreak(){lower}")) == ["第一行", "第二行", "第三行", "第四行"]


def test_text_beside_the_page_is_not_read() -> None:
    assert texts(read("正文\n#place(dy: -5cm)[看不见]\n#place(dx: 25cm)[看不见]")) == ["正文"]


def test_the_cut_off_end_of_a_name_in_a_narrow_cell_is_kept() -> None:
    cell = "#box(width: 40pt, clip: true)[#box(width: 90pt)[便携式计算机]]"
    assert texts(read(cell)) == ["便携式计算机"]


def test_text_struck_twice_for_bold_is_read_once() -> None:
    assert texts(read("#place(dx: 0.2pt)[合计：12.50]\n合计：12.50\n")) == ["合计：12.50"]


def word(text: str, x0: float, width: float = 10.0) -> dict[str, object]:
    return {"text": text, "x0": x0, "x1": x0 + width, "top": 0.0, "bottom": 10.0}


@pytest.mark.parametrize(
    ("left", "right", "gap", "joined"),
    [
        ("江", "苏", 5, "江苏"),  # justified Chinese
        ("40", "25", 4, "40 25"),  # two numbers
        ("267.8", "0", 0.5, "267.80"),  # one number in two fonts
        ("增加", "40", 1, "增加40"),
        ("增加", "40", 4, "增加 40"),
        ("办公厅", "单位：元", 90, "办公厅  单位：元"),
    ],
)
def test_blanks_stand_where_a_reader_sees_them(
    left: str, right: str, gap: float, joined: str
) -> None:
    [(text, _)] = printed_lines([word(left, 0), word(right, 10 + gap)])
    assert text == joined


def glyph(text: str, x0: float, width: float = 10.0) -> dict[str, object]:
    return {"text": text, "x0": x0, "x1": x0 + width, "top": 2.0, "bottom": 12.0, "size": 10.0}


def two_columns() -> Lattice:
    slots = (Slot(0, 0, 1, 1, (0, 0, 50, 20)), Slot(0, 1, 1, 1, (50, 0, 100, 20)))
    return Lattice((0.0, 50.0, 100.0), (0.0, 20.0), slots)


def test_the_end_of_a_long_name_that_sticks_out_stays_with_its_cell() -> None:
    name = [glyph(c, 2 + 10 * n) for n, c in enumerate("便携式计算机")]
    number = [glyph(c, 80 + 5 * n, 5) for n, c in enumerate("12")]
    owners = assign([*name, *number], [two_columns()])
    assert owners == [(0, 0)] * 6 + [(0, 1)] * 2


def test_cells_whose_texts_nearly_meet_stay_apart() -> None:
    owners = assign([glyph("1", 38), glyph("一", 51)], [two_columns()])
    assert owners == [(0, 0), (0, 1)]


def test_a_protected_pdf_that_opens_without_a_password_is_read() -> None:
    assert texts(read_pdf(locked_pdf(pdf("正文"), ""), "a.pdf")) == ["正文"]


def without_character_maps(writer: pypdf.PdfWriter) -> None:
    for font in writer.pages[0]["/Resources"]["/Font"].values():
        font.get_object().pop(NameObject("/ToUnicode"))


def zip_bomb(filters: bytes = b"/FlateDecode") -> bytes:
    packed = zlib.compress(bytes(40_000_000), 9)
    start = b"%PDF-1.7\n1 0 obj\n<< /Length " + str(len(packed)).encode()
    return (
        start + b" /Filter [" + filters + b"] >>\nstream\n" + packed + b"\nendstream\nstartxref\n"
    )


def flipped() -> bytes:
    """A PDF of which one packed byte was changed on the way."""
    at = WHOLE.index(b"stream\n", WHOLE.index(b"/FlateDecode")) + len(b"stream\n") + 3
    return WHOLE[:at] + bytes([WHOLE[at] ^ 0xFF]) + WHOLE[at + 1 :]


def pages_gone() -> bytes:
    """A PDF without a list of pages, in which the search for pages meets a damaged part."""
    return WHOLE.replace(b"/Type/Pages", b"/Type/Paged").replace(b"/StructTree", b"/Struct/Tree")


WHOLE = pdf("某局2024年部门预算\n#pagebreak()\n第二页")


@pytest.mark.parametrize(
    ("data", "reason", "advice"),
    [
        (b"", "the file is empty", "Download"),
        (b"\0" * 5000, "the file is empty", "Download"),
        (b"<!DOCTYPE html><html>404</html>", "a web page", "Download"),
        (bytes(range(1, 256)) * 40, "this is no PDF", "Download"),
        (WHOLE[: len(WHOLE) // 2], "cut off", "Download"),
        (WHOLE.replace(b"endstream", b"xxxxxxxxx"), "damaged", "Download"),
        (pages_gone(), "damaged", "Download"),
        (flipped(), "cannot be unpacked", "Download"),
        (locked_pdf(WHOLE, "secret"), "encrypted", "without password"),
        (locked_pdf(WHOLE, "secret", "AES-256"), "encrypted", "without password"),
        (many_pages_pdf(3), "no text on any page", "complete"),
        (many_pages_pdf(1001), "1001 pages", "max_pages"),
        (zip_bomb(), "times its size", "max_expansion"),
        (zip_bomb(b"/FlateDecode /FlateDecode"), "packed more than once", "max_expansion"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason_and_what_to_do(
    data: bytes, reason: str, advice: str
) -> None:
    with pytest.raises(UnreadableSource) as refusal:
        read_pdf(data, "预算 '24.pdf")
    assert str(refusal.value).startswith("预算 '24.pdf: ")
    assert reason in refusal.value.reason
    assert advice in refusal.value.advice


def test_reading_stops_when_the_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter(range(0, 10_000, 200))
    monkeypatch.setattr(settings, "time", SimpleNamespace(thread_time=lambda: next(ticks)))
    with pytest.raises(
        UnreadableSource, match=r"more than 300 s of processor time, up to page 2 of 2"
    ):
        read_pdf(WHOLE, "a.pdf")


@pytest.fixture
def without_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    """Text recognition as where its extra is not installed."""
    for name in [name for name in sys.modules if name.startswith("analysis.sources.scan")]:
        monkeypatch.delitem(sys.modules, name)
        monkeypatch.delattr(sources, name.rpartition(".")[2], raising=False)
    monkeypatch.setitem(sys.modules, "rapidocr", None)


@pytest.mark.usefixtures("without_recognition")
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (picture_pdf(), "no text layer"),
        (changed_pdf(WHOLE, without_character_maps), "cannot be decoded"),
    ],
)
def test_what_only_recognition_can_read_is_refused_with_the_command_that_installs_it(
    data: bytes, reason: str
) -> None:
    with pytest.raises(UnreadableSource, match=reason) as refusal:
        read_pdf(data, "a.pdf")
    assert "pip install -e '.[pdf,ocr]'" in refusal.value.advice


@pytest.mark.usefixtures("without_recognition")
def test_a_page_that_is_a_picture_in_a_text_is_named() -> None:
    scan = io.BytesIO(picture_pdf(1))
    document = read_pdf(changed_pdf(pdf("正" * 40), lambda w: w.append(scan)), "a.pdf")
    assert document.picture_pages == (2,)
