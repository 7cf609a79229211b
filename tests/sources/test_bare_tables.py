"""PDF tables without upright rules: what stands in columns becomes a table, all else stays text."""

from __future__ import annotations

import random

import pytest

from analysis.sources.document import Document, Grid
from analysis.sources.pdf import read_pdf
from tests.sources.typeset import grids, matrix, pdf, texts, typst_table

STYLES = {
    "no rules": "none",
    "level rules": "(x: none, y: 0.5pt)",
    "three rules": "(x, y) => (x: none, bottom: none, top: if y in (0, 2, 6) { 0.8pt } else { none })",
    "upright rules": "(x: 0.5pt, y: none)",
}
ROWS = [
    ["@2x1 科目编码", "@2x1 科目名称", "@2x1 合计", "@1x2 基本支出", "@2x1 项目支出"],
    ["人员经费", "公用经费"],
    ["208", "社会保障和就业支出", "6,311.76", "1,032.46", "", "5,111.09"],
    ["20805", "行政事业单位养老支出", "290.63", "290.63", "", ""],
    ["2080505", "机关事业单位基本养老保险缴费支出", "86.41", "", "", "86.41"],
    ["210", "卫生健康支出", "136.84", "", "4.90", ""],
]


def table(stroke: str, rows: list[list[str]] = ROWS, look: str = "", columns: int = 6) -> str:
    widths = f"({', '.join(['2fr', '4fr', *['2fr'] * (columns - 2)])})"
    body = typst_table(rows, columns, f"stroke: {stroke}, {look}")
    return body.replace(f"columns: {columns}", f"columns: {widths}")


def read(body: str, page: str = "width: 180mm, height: 200mm") -> Document:
    return read_pdf(pdf(f"#set text(size: 8pt)\n{body}", page), "a.pdf")


@pytest.mark.parametrize("align", ["start", "center + horizon", "center + top"])
@pytest.mark.parametrize("style", STYLES)
def test_every_amount_stays_in_its_column_and_a_blank_stays_blank(style: str, align: str) -> None:
    document = read(
        f"支出总表\n\n单位：万元\n\n{table(STYLES[style], look=f'align: {align},')}\n注：无"
    )
    assert texts(document) == ["支出总表", "单位：万元", "注：无"]
    [grid] = grids(document)
    assert not grid.ruled
    assert matrix(grid)[2:] == ROWS[2:]
    heads = {
        "".join(line.text for line in c.lines): (c.row, c.column, c.row_span, c.column_span)
        for c in grid.cells
        if c.row < 2
    }
    assert heads == {
        "科目编码": (0, 0, 2, 1),
        "科目名称": (0, 1, 2, 1),
        "合计": (0, 2, 2, 1),
        "基本支出": (0, 3, 1, 2),
        "人员经费": (1, 3, 1, 1),
        "公用经费": (1, 4, 1, 1),
        "项目支出": (0, 5, 2, 1),
    }


def test_stripes_of_shading_are_no_cells_of_their_own() -> None:
    stripes = "fill: (x, y) => if calc.odd(y) { luma(225) },"
    [grid] = grids(read(table("none", look=stripes)))
    assert matrix(grid)[2:] == ROWS[2:]


def test_a_name_that_is_broken_over_lines_is_one_cell() -> None:
    for align in ("start", "horizon + start"):
        [grid] = grids(read(table("none", look=f"align: {align},"), "width: 130mm, height: 200mm"))
        assert matrix(grid)[2:] == ROWS[2:]
        assert max(len(c.lines) for c in grid.cells if c.row > 1) == 2


def test_two_sides_of_unlike_length_stand_beside_each_other() -> None:
    rows = [
        ["@1x2 收入", "@1x2 支出"],
        ["项目", "预算数", "项目", "预算数"],
        ["一、财政拨款", "10.00", "一、一般公共服务支出", "2.00"],
        ["二、上年结转", "", "二、外交支出", ""],
        ["", "", "三、教育支出", "8.00"],
        ["", "", "四、其他支出", ""],
    ]
    body = typst_table(rows, 4, "stroke: none,")
    [grid] = grids(read(body.replace("columns: 4", "columns: (4fr, 2fr, 4fr, 2fr)")))
    assert matrix(grid) == [[cell.removeprefix("@1x2 ") for cell in row] for row in rows]
    assert [(c.column, c.column_span) for c in grid.cells if c.row == 0] == [(0, 2), (2, 2)]


def test_a_table_that_goes_on_keeps_its_columns() -> None:
    long = [*ROWS, *[[f"{n}", "其他支出", f"{n}.00", "", "", f"{n}.00"] for n in range(300, 330)]]
    parts = grids(read(table("none", long), "width: 180mm, height: 120mm"))
    assert len(parts) > 2
    found = [row for part in parts for row in matrix(part)]
    assert found[2:] == long[2:]
    first = {cell.box[0] for cell in parts[0].cells if cell.box}
    assert all({cell.box[0] for cell in part.cells if cell.box} == first for part in parts)


@pytest.mark.parametrize(
    "body",
    [
        "收入 12.00 万元，支出 3.00 万元，结余 9.00 万元。\n\n" * 5,
        "目录\n\n" + "".join(f"第{n}部分 概况 #h(1fr) {n}\n\n" for n in range(1, 9)),
        "联系人 #h(3em) 88000000\n\n地址 #h(3em) 一号\n\n2024 年 #h(2em) 1 月",
        typst_table([["姓名", "职责"], ["甲", "统筹"], ["乙", "协调"]], 2, "stroke: none,"),
    ],
)
def test_what_is_no_table_of_numbers_stays_text(body: str) -> None:
    assert grids(read(body)) == []


def test_columns_that_text_runs_across_are_not_guessed() -> None:
    """A row whose name reaches under the amounts of the others tells no columns."""
    rows = [["编码", "名称", "合计", "基本支出"], *[["208", "甲", "1.00", "2.00"]] * 4]
    body = table("none", rows, columns=4)
    assert grids(read(body)) != []
    across = (
        "#place(top + left, dx: 20pt, dy: 60pt)[一段压过各列的很长很长很长很长很长很长很长的文字]\n"
    )
    assert grids(read(across + body)) == []


def made(seed: int) -> tuple[str, list[list[str]]]:
    """A table of any shape without upright rules, and its rows below the header."""
    chance = random.Random(seed)
    count = chance.randint(2, 5)
    words = chance.sample(
        ["合计", "基本支出", "项目支出", "公用经费", "上年结转", "财政拨款"], count
    )
    names = ["行政运行", "社会保障和就业支出", "机关事业单位基本养老保险缴费支出", "住房公积金"]
    thin = chance.choice([0, 0.2, 0.5])

    def amount() -> str:
        most = chance.choice([9, 9000])
        return "" if chance.random() < thin else f"{chance.random() * most:,.2f}"

    rows = [
        [
            chance.choice(["208", "20802", "2080201"]),
            chance.choice(names),
            *(amount() for _ in words),
        ]
        for _ in range(chance.randint(3, 12))
    ]
    first = chance.randint(0, count - 2)
    if chance.random() < 0.5:  # two columns under a common heading
        heads = [f"@2x1 {word}" for word in words]
        under = [words[first], words[first + 1]]
        heads[first : first + 2] = ["@1x2 本年支出"]
        header = [["@2x1 科目编码", "@2x1 科目名称", *heads], under]
    else:
        header = [["科目编码", "科目名称", *words]]
    align = chance.choice(
        [
            "start",
            "horizon + center",
            "top + center",
            "(x, y) => if x > 1 and y > 1 { right } else { left }",
            "(x, y) => if y < 2 { center + horizon } else if x > 1 { right } else { left }",
        ]
    )
    stroke = chance.choice(["none", "(x: none, y: 0.5pt)"])
    look = f"align: {align}, inset: {chance.choice([3, 5, 7])}pt,"
    return table(stroke, [*header, *rows], look, count + 2), rows


def test_no_amount_is_ever_put_into_another_column() -> None:
    read_as_tables = 0
    for seed in range(60):
        body, rows = made(seed)
        width = random.Random(seed).choice([150, 180, 210])
        found = grids(read(body, f"width: {width}mm, height: 290mm"))
        read_as_tables += len(found)
        for grid in found:
            numbers = [row for row in matrix_of(grid) if any(row[2:])]
            expected = [row for row in rows if any(row[2:])]
            assert [row[2:] for row in numbers[-len(expected) :]] == [row[2:] for row in expected]
    assert read_as_tables >= 35, "most of them are plain enough to be read"


def matrix_of(grid: Grid) -> list[list[str]]:
    rows = [[""] * grid.column_count for _ in range(grid.row_count)]
    for cell in grid.cells:
        rows[cell.row][cell.column] = "".join(line.text for line in cell.lines)
    return rows
