"""A ruled table that goes on over a page is one table."""

from analysis.disclosure.continued import join_continued
from analysis.sources.document import Cell, Grid, Line

HEADER = ["编码", "名称", "合计"]
EDGES = (50.0, 100.0, 300.0, 400.0)


def table(rows: list[list[str]], page: int, edges: tuple[float, ...] = EDGES) -> Grid:
    cells = []
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            box = (edges[column], 10.0 * number, edges[column + 1], 10.0 * number + 10)
            lines = (Line(text, len(cells) + 1, page),) if text else ()
            cells.append(Cell(number, column, lines, 1, 1, box))
    return Grid(tuple(cells), len(rows), len(edges) - 1, page)


def said(grid: Grid) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(grid.row_count)]
    for cell in grid.cells:
        rows[cell.row].append("".join(line.text for line in cell.lines))
    return rows


def test_parts_on_following_pages_are_one_table() -> None:
    first = table([HEADER, ["201", "甲", "1"]], 3)
    second = table([["202", "乙", "2"]], 4)
    third = table([["203", "丙", ""]], 5)
    [joined] = join_continued([first, Line("3", 9, 3, furniture=True), second, third])
    assert said(joined) == [HEADER, ["201", "甲", "1"], ["202", "乙", "2"], ["203", "丙", ""]]
    assert [line.page for cell in joined.cells[-6:] for line in cell.lines] == [4, 4, 4, 5, 5]


def test_a_header_that_is_printed_again_is_taken_once() -> None:
    first = table([HEADER, ["201", "甲", "1"]], 1)
    [joined] = join_continued([first, table([HEADER, ["202", "乙", "2"]], 2)])
    assert said(joined) == [HEADER, ["201", "甲", "1"], ["202", "乙", "2"]]


def test_a_part_that_holds_only_the_total_keeps_its_columns() -> None:
    first = table([HEADER, ["201", "甲", "1"]], 1)
    total = table([["合计", "1"]], 2, (50.5, 299.0, 400.0))
    [joined] = join_continued([first, total])
    last = [(c.column, c.column_span) for c in joined.cells if c.row == 2]
    assert last == [(0, 2), (2, 1)]


def test_a_page_that_ends_within_the_header_has_the_columns_of_the_next() -> None:
    edges = (50.0, 100.0, 200.0, 300.0, 400.0)
    first = table([["编码", "名称", "基本支出"]], 1, (50.0, 100.0, 200.0, 400.0))
    second = table([["", "", "人员经费", "公用经费"], ["201", "甲", "1", "2"]], 2, edges)
    [joined] = join_continued([first, second])
    assert joined.column_count == 4
    assert [(c.column, c.column_span) for c in joined.cells if c.row == 0] == [
        (0, 1),
        (1, 1),
        (2, 2),
    ]
    assert said(joined)[1:] == [["", "", "人员经费", "公用经费"], ["201", "甲", "1", "2"]]
    with_amount = table([["合计", "", "9"]], 1, (50.0, 100.0, 200.0, 400.0))
    assert len(join_continued([with_amount, second])) == 2


def test_other_columns_another_page_or_a_line_between_are_another_table() -> None:
    first = table([HEADER, ["201", "甲", "1"]], 1)
    same = table([["202", "乙", "2"]], 2)
    shifted = table([["202", "乙", "2"]], 2, (50.0, 120.0, 300.0, 400.0))
    narrower = table([["202", "乙", "2"]], 2, (50.0, 100.0, 300.0, 350.0))
    assert len(join_continued([first, Line("支出总表", 1, 2), same])) == 2
    assert len(join_continued([first, shifted])) == 2
    assert len(join_continued([first, narrower])) == 2
    assert len(join_continued([first, table([["202", "乙", "2"]], 3)])) == 2
    assert len(join_continued([first, table([["202", "乙", "2"]], 1)])) == 2


def test_grids_whose_columns_have_no_place_are_left_as_they_are() -> None:
    sheet = Grid((Cell(0, 0, (Line("甲", 1, 1),)),), 1, 1, 1)
    other = Grid((Cell(0, 0, (Line("乙", 1, 2),)),), 1, 1, 2)
    assert join_continued([sheet, other]) == (sheet, other)


def test_the_second_half_of_a_row_that_the_page_cuts_is_joined_to_the_first() -> None:
    items = [["一、国防支出", "1.00"], ["二、教育支出", ""], ["三、国土海洋气象等支", ""]]
    first = table([["项目", "金额"], *items], 1, (50.0, 300.0, 400.0))
    second = table([["出", "7.00"], ["四、其他支出", "2.00"]], 2, (50.0, 300.0, 400.0))
    [joined] = join_continued([first, second])
    assert said(joined)[3:] == [["三、国土海洋气象等支出", "7.00"], ["四、其他支出", "2.00"]]


def test_the_rest_of_a_name_is_joined_where_codes_mark_the_rows() -> None:
    first = table([HEADER, ["201", "甲", "1"], ["20101", "机关事业单位基", "1"]], 1)
    [joined] = join_continued([first, table([["", "本养老", ""], ["202", "乙", "2"]], 2)])
    assert said(joined)[2:] == [["20101", "机关事业单位基本养老", "1"], ["202", "乙", "2"]]


def test_a_row_that_may_stand_by_itself_is_left_alone() -> None:
    marked = table([HEADER, ["201", "甲", "1"], ["202", "乙", "2"]], 1)
    for row in (["203", "丙", ""], ["", "合计", "3"], ["", "丙", "3"]):
        [joined] = join_continued([marked, table([row], 2)])
        assert said(joined)[-1] == row
    unmarked = table([["项目", "金额"], ["甲", ""], ["乙", ""]], 1, (50.0, 300.0, 400.0))
    [joined] = join_continued([unmarked, table([["丙", "3"]], 2, (50.0, 300.0, 400.0))])
    assert said(joined)[-1] == ["丙", "3"]


def test_the_rest_of_amounts_that_a_page_break_cuts_is_put_to_them() -> None:
    first = table([HEADER, ["", "合计", "92,269,604.06"], ["501", "某某", "92,269,"]], 1)
    second = table([["", "局", "604.06"], ["502", "某处", "7.00"]], 2)
    [joined] = join_continued([first, second])
    assert said(joined)[2:] == [["501", "某某局", "92,269,604.06"], ["502", "某处", "7.00"]]


def test_an_amount_behind_one_that_is_whole_is_of_a_row_of_its_own() -> None:
    first = table([HEADER, ["", "合计", "92,269.06"], ["501", "某某", "92,269.06"]], 1)
    [joined] = join_continued([first, table([["", "某处", "604.06"]], 2)])
    assert said(joined)[2:] == [["501", "某某", "92,269.06"], ["", "某处", "604.06"]]


LIST = ["名称", "类别", "合计"]


def test_the_last_decimal_may_stand_on_the_next_page() -> None:
    first = table(
        [LIST, ["合计", "", "27.00"], ["某某", "特定", "12.50"], ["社区", "特定", "14.5"]], 1
    )
    [joined] = join_continued([first, table([["服务", "目标", "0"], ["甲", "乙", "1.00"]], 2)])
    assert said(joined)[3:] == [["社区服务", "特定目标", "14.50"], ["甲", "乙", "1.00"]]


def test_a_row_without_an_amount_where_all_others_have_one_is_the_end_of_the_name_before() -> None:
    first = table(
        [LIST, ["合计", "", "27.00"], ["某某", "特定", "12.50"], ["救助与福", "特定", "14.50"]], 1
    )
    [joined] = join_continued([first, table([["利事业费", "目标", ""]], 2)])
    assert said(joined)[3:] == [["救助与福利事业费", "特定目标", "14.50"]]


def test_a_row_without_an_amount_stays_one_where_others_have_none_either_or_it_is_a_remark() -> (
    None
):
    first = table([LIST, ["合计", "", "27.00"], ["某某", "特定", ""], ["救助", "特定", "27.00"]], 1)
    [joined] = join_continued([first, table([["福利", "目标", ""]], 2)])
    assert said(joined)[4:] == [["福利", "目标", ""]]
    first = table([LIST, ["合计", "", "27.00"], ["救助", "特定", "27.00"]], 1)
    [joined] = join_continued([first, table([["注：不含基金", "", ""]], 2)])
    assert said(joined)[3:] == [["注：不含基金", "", ""]]
