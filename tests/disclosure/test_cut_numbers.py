"""A number that a narrow cell breaks is one number where the break shows."""

from __future__ import annotations

import pytest

from analysis.disclosure.cut_numbers import is_cut, join_number
from analysis.sources.document import Line


@pytest.mark.parametrize(
    ("left", "right", "cut"),
    [
        ("92,269,", "604.06", True),
        ("92,2", "69.06", True),
        ("604.0", "6", True),
        ("72477", "097.07", True),
        ("63364", "597.07", True),  # decimals on one side alone
        ("2024", "597.07", False),  # a year
        ("12", "597.07", False),  # a number of things
        ("85833", "569", False),  # nothing tells
        ("1,234.50", "1,000.25", False),
        ("1,234.50", "-3.00", False),
    ],
)
def test_two_lines_are_halves_of_one_number_where_the_break_shows(
    left: str, right: str, cut: bool
) -> None:
    assert is_cut(left, right) is cut
    lines = [Line(left, 1), Line(right, 2)]
    assert bool(join_number(lines)) is cut
