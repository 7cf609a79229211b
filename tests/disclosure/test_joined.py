"""Joined text keeps the place of every character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.disclosure.joined import EMPTY, join, join_lines, piece
from analysis.sources.document import Line

PRINTED = st.text(alphabet="民政项目 8,60.7%（）\t　ab", max_size=12)


def lines_of(texts: list[str]) -> list[Line]:
    return [Line(text, number) for number, text in enumerate(texts, 1)]


@given(st.lists(PRINTED, max_size=8))
def test_every_character_leads_back_to_its_line_and_column(texts: list[str]) -> None:
    joined = join_lines(lines_of(texts))
    seams = 0
    for offset, character in enumerate(joined.text):
        place = joined.place(offset)
        column = place.col - 1
        line = texts[place.line - 1]
        if column < len(line.rstrip(" \t　")):
            assert line[column] == character
        else:  # the blank that a seam between two Latin words or numbers puts in
            assert character == " "
            seams += 1
    assert seams < max(len(texts), 1)


@given(PRINTED, st.integers(0, 12), st.integers(0, 12))
def test_a_cut_has_the_text_and_places_of_its_part(text: str, begin: int, length: int) -> None:
    whole = piece(Line(text, 3))
    part = whole.cut(min(begin, len(whole.text)), min(begin + length, len(whole.text)))
    assert part.text in whole.text
    for offset, character in enumerate(part.text):
        assert text[part.place(offset).col - 1] == character


def test_a_break_inside_chinese_vanishes() -> None:
    assert (
        join_lines(lines_of(["用于社会福利的彩票公", "", " 益金支出"])).text
        == "用于社会福利的彩票公益金支出"
    )


def test_a_number_and_its_unit_meet_again_over_a_break() -> None:
    assert join_lines(lines_of(["总收入 6603.77", "万元"])).text == "总收入 6603.77万元"


def test_two_numbers_that_meet_at_a_break_stay_two_numbers() -> None:
    assert join_lines(lines_of(["增加 40", "25", "万元"])).text == "增加 40 25万元"


def test_nothing_joined_is_empty() -> None:
    assert join([]) == EMPTY and not join([])


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ("共 3,226.6", "3 万元", "共 3,226.63 万元"),
        ("共 3,2", "26.63 万元", "共 3,226.63 万元"),
        ("增长 8.8", "5%", "增长 8.85%"),
        ("共 18", "330.37 万元", "共 18 330.37 万元"),  # a page, or the beginning
        ("共 3.65", "3 万元", "共 3.65 3 万元"),
        ("共 3.6", "3 人", "共 3.6 3 人"),
    ],
)
def test_an_amount_that_a_line_break_cuts_within_its_decimals_or_thousands_is_one(
    left: str, right: str, joined: str
) -> None:
    assert join_lines([Line(left, 1), Line(right, 2)]).text == joined
