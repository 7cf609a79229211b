"""Page numbers between the lines of a text."""

from __future__ import annotations

from analysis.disclosure.prose.pages import find_page_numbers
from analysis.sources.document import Line
from tests.disclosure.prose.factories import lines_of


def test_a_number_in_a_gap_of_blank_lines_is_a_page_number_and_a_lonely_cell_is_none() -> None:
    lines = lines_of("甲\n\n\n49\n\n\n乙\n\n2\n\n丙")
    assert find_page_numbers(lines, prose=False) == {3}


def test_a_number_in_dashes_is_a_page_number_anywhere() -> None:
    assert find_page_numbers(lines_of("甲\n- 9 -\n乙\n第 3 页\n丙"), prose=False) == {1, 3}
    assert find_page_numbers(lines_of("按照规\n─ 10 ─\n定压减"), prose=True) == {1}


def test_on_pages_a_number_alone_at_the_edge_is_the_page_number() -> None:
    lines = [Line("甲", 1, 1), Line("7", 2, 1), Line("乙", 1, 2), Line("8", 2, 2), Line("丙", 3, 2)]
    assert find_page_numbers(lines, prose=False) == {1}


def test_in_prose_a_number_that_the_sentence_needs_is_none() -> None:
    assert find_page_numbers(lines_of("增加\n40\n万元"), prose=True) == set()
    assert find_page_numbers(lines_of("增加 40\n25\n万元"), prose=True) == {1}
