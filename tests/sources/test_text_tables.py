"""Text whose cells are parted by tabs or bars becomes ruled tables; other text stays lines."""

import pytest

from analysis.sources.document import Grid, Line
from analysis.sources.text_tables import with_tables

ROWS = [
    "项目\t\t支出\t\t",
    "科目编码\t科目名称\t合计\t基本支出\t项目支出",
    "208\t社会保障和就业支出\t9.00\t\t9.00",
]


def blocks(*texts: str) -> list[Line | Grid]:
    return with_tables([Line(text, number) for number, text in enumerate(texts, 1)])


def said(grid: Grid) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(grid.row_count)]
    for cell in grid.cells:
        rows[cell.row] += ["".join(line.text.strip() for line in cell.lines)]
    return rows


@pytest.mark.parametrize(
    "rows", [ROWS, ["| " + " | ".join(row.split("\t")) + " |" for row in ROWS]]
)
def test_blank_cells_stay_blank_and_a_heading_covers_the_columns_beside_it(rows: list[str]) -> None:
    before, grid, after = blocks("支出总表", *rows, "注：无")
    assert isinstance(before, Line) and isinstance(after, Line) and isinstance(grid, Grid)
    assert said(grid)[1:] == [
        ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
        ["208", "社会保障和就业支出", "9.00", "", "9.00"],
    ]
    spans = [(c.column, c.column_span) for c in grid.cells if c.row == 0 and c.lines]
    assert spans == [(0, 2), (2, 3)]


def test_a_cell_leads_back_to_its_line_and_column() -> None:
    [grid] = blocks(*ROWS)
    assert isinstance(grid, Grid)
    [line] = [ln for cell in grid.cells for ln in cell.lines if ln.text.strip() == "9.00"][:1]
    assert (line.line, ROWS[2].index("9.00")) == (3, line.text.index("9.00"))


@pytest.mark.parametrize(
    "texts",
    [
        ("一、收入预算 9.00 万元。", "二、支出预算 9.00 万元。"),
        ("208 社会保障和就业支出 9.00 0.00 9.00", "210 卫生健康支出 1.00 1.00 0.00"),
        ("部门：某局\t单位：万元", "收入总表"),
        ("\t第一部分 概况", "\t第二部分 预算表"),
    ],
)
def test_other_text_stays_as_it_is(texts: tuple[str, ...]) -> None:
    assert all(isinstance(block, Line) for block in blocks(*texts))
