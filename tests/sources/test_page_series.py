"""Page numbers of a text that has lost its pages are told by their series; figures never are."""

import pytest

from analysis.sources.document import Line
from analysis.sources.page_series import find_page_series
from analysis.sources.text import read_text

PAGE = 30  # lines


def pages(count: int, first: int = 1, filler: str = "预算支出 1,000.00") -> list[str]:
    """Pages of text, each with its number alone on the last line."""
    texts = []
    for page in range(count):
        texts += [filler] * (PAGE - 1 - page % 5) + [f"      {first + page}"]
    return texts


def series(texts: list[str]) -> list[str]:
    lines = [Line(text, number) for number, text in enumerate(texts, 1)]
    return [texts[index].strip() for index in sorted(find_page_series(lines))]


def test_numbers_that_count_on_a_page_apart_are_page_numbers() -> None:
    assert series(pages(6)) == ["1", "2", "3", "4", "5", "6"]
    assert series(pages(5, first=14)) == ["14", "15", "16", "17", "18"]


def test_a_page_without_a_number_does_not_break_the_series() -> None:
    texts = pages(7)
    texts[texts.index("      4")] = ""
    assert series(texts) == ["1", "2", "3", "5", "6", "7"]


def test_figures_alone_on_their_lines_between_the_page_numbers_are_left_alone() -> None:
    texts = pages(6)
    for at, figure in ((10, "25"), (11, "0"), (40, "7"), (75, "100"), (76, "2024")):
        texts[at] = figure
    assert series(texts) == ["1", "2", "3", "4", "5", "6"]


def test_of_two_lines_that_may_be_the_number_of_one_page_neither_is_taken() -> None:
    texts = pages(6)
    texts[80] = "   3"  # an amount of 3 stands on the third page, too
    assert series(texts) == ["1", "2", "4", "5", "6"]


@pytest.mark.parametrize(
    "texts",
    [
        ["1", "办公费", "2", "印刷费", "3", "水费", "4", "电费", "5", "邮电费"] * 3,  # 序号
        [text for year in range(2018, 2026) for text in [*["某某"] * 9, str(year)]],
        pages(3),  # three may meet by chance
        [*pages(4), *["预算支出 1,000.00"] * 400],  # a list in one part of the text
        [text for code in range(201, 208) for text in ["科目"] * 2 + [str(code)]],
    ],
    ids=["rows", "years", "three", "one part", "codes"],
)
def test_other_rising_numbers_are_no_pages(texts: list[str]) -> None:
    assert series(texts) == []


def test_pages_of_very_unlike_length_are_not_taken_for_pages() -> None:
    texts = [
        text
        for number, length in ((1, 9), (2, 300), (3, 9), (4, 250))
        for text in [*["文字"] * length, str(number)]
    ]
    assert series(texts) == []


def test_the_numbers_are_marked_and_kept_in_the_document() -> None:
    document = read_text("\n".join(pages(5)).encode(), "无换页.txt")
    marked = [line.text.strip() for line in document.lines if line.furniture]
    assert marked == ["1", "2", "3", "4", "5"]
    assert len(document.lines) == len(pages(5))


def test_numbers_at_the_edges_of_pages_are_page_numbers_where_three_agree() -> None:
    page = ["合计", "9.00", "8.00"]
    numbered = "\n\f".join("\n".join([*page, str(n)]) for n in (4, 5, 6, 7)).encode()
    marked = [line.text for line in read_text(numbered, "a.txt").lines if line.furniture]
    assert marked == ["4", "5", "6", "7"]
    amounts = "\n\f".join("\n".join([*page, str(n)]) for n in (4, 9, 5, 7)).encode()
    assert not any(line.furniture for line in read_text(amounts, "a.txt").lines)


@pytest.mark.parametrize("dressed", ["- {} -", "第 {} 页", "—{}—", "第{}页 共9页"])
def test_a_dressed_number_at_the_edge_of_a_page_is_no_cell_of_the_table_there(dressed: str) -> None:
    row = "2210202 提租补贴 18.90 18.90 0.00"
    document = read_text(f"{row}\n\f{dressed.format(8)}\n{row}\n".encode(), "a.txt")
    assert [line.text.strip() for line in document.lines if line.furniture] == [dressed.format(8)]


def test_dressed_numbers_that_count_on_are_page_numbers_without_form_feeds() -> None:
    row = "提租补贴 18.90\n"
    texts = f"{row}- 7 -\n{row}- 8 -\n{row}- 1,850 -\n{row}".encode()
    assert [line.text for line in read_text(texts, "a.txt").lines if line.furniture] == [
        "- 7 -",
        "- 8 -",
    ]


def test_a_lone_number_between_dashes_in_the_middle_of_a_page_may_be_a_cell() -> None:
    texts = "合计 9.00\n- 12 -\n提租补贴 9.00\n".encode()
    assert not [line for line in read_text(texts, "a.txt").lines if line.furniture]
