"""What recognition is shown of a piece of text: its ink, and the paper where there may be more."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

for needed in ("cv2", "onnxruntime", "rapidocr"):
    pytest.importorskip(needed, reason="text recognition (the extra ocr) is not installed here")
scan_layout = pytest.importorskip("analysis.sources.scan_layout")
scan_image = pytest.importorskip("analysis.sources.scan_image")
scan_strokes = pytest.importorskip("analysis.sources.scan_strokes")

POINT = 0.36  # 200 dots per inch
TOP, BOTTOM = 100, 120
Stroke = scan_strokes.Stroke


def page(*marks: tuple[int, int, int, int]) -> Any:
    """A page with black marks, each given by its left, top, right and lower edge in pixels."""
    grey = np.full((300, 600), 240, np.uint8)
    for x0, top, x1, bottom in marks:
        grey[top:bottom, x0:x1] = 30
    return scan_layout.Layout(scan_image.Picture(grey, POINT))


def widened(*marks: tuple[int, int, int, int]) -> tuple[int, int]:
    """How far the piece of the first mark is widened to its left and its right."""
    layout = page(*marks)
    [piece] = [p for p in layout.pieces if p.x0 - 2 <= marks[0][0] <= p.x0 + 2]
    shown = layout.with_paper(piece)
    assert (shown.top, shown.bottom) == (piece.top, piece.bottom)
    return piece.x0 - shown.x0, shown.x1 - piece.x1


def test_a_height_of_paper_on_both_sides_is_shown() -> None:
    left, right = widened((200, TOP, 260, BOTTOM))
    assert left == right
    assert 18 <= left <= 24


def test_of_the_paper_between_two_pieces_each_has_half() -> None:
    _, right = widened((200, TOP, 260, BOTTOM), (282, TOP, 340, BOTTOM))
    assert 7 <= right <= 11


def test_no_rule_is_shown() -> None:
    left, right = widened((200, TOP, 260, BOTTOM), (186, 20, 189, 280))
    assert 5 <= left <= 11 < right


LEVEL = [Stroke(at, 0, 500) for at in (0.0, 70.0, 120.0, 170.0)]


@pytest.mark.parametrize(
    ("begin", "end", "of_text"),
    [
        (0, 70, False),
        (2, 167, False),
        (12, 66, True),  # a character that stands on the rule below
        (12, 118, True),  # two, one above the other
        (9, 162, False),  # a rule that has faded at its ends
        (72, 190, False),  # the table is open below
    ],
)
def test_a_short_stroke_that_leaves_its_row_is_of_a_character(
    begin: int, end: int, of_text: bool
) -> None:
    assert scan_strokes.is_of_text(Stroke(40.0, begin, end), LEVEL, 8) is of_text


def test_the_paper_behind_a_point_in_a_number_parts_no_pieces() -> None:
    number = (100, TOP, 160, BOTTOM + 20), (164, BOTTOM + 14, 170, BOTTOM + 20)
    [piece] = page(*number, (196, TOP, 240, BOTTOM + 20)).pieces_outside()
    assert piece.x1 - piece.x0 >= 138


TEXT = (100, 100, 300, 130)


def test_a_stroke_below_a_text_is_an_underline_and_no_text() -> None:
    [piece] = page(TEXT, (200, 133, 260, 137)).pieces_outside()
    assert piece.bottom <= 132


@pytest.mark.parametrize(
    "mark",
    [
        (320, 113, 370, 117),  # a dash behind the text
        (200, 147, 240, 151),  # a character of the next line (一)
        (200, 133, 225, 137),  # as wide as the last stroke of a character
    ],
)
def test_other_strokes_near_a_text_stay(mark: tuple[int, int, int, int]) -> None:
    found = page(TEXT, mark).pieces_outside()
    assert max(piece.x1 for piece in found) >= mark[2] - 2
    assert max(piece.bottom for piece in found) >= mark[3] - 2


@pytest.mark.parametrize(
    ("marks", "is_dash"),
    [
        ([(200, 110, 210, 114)], True),
        ([(200, 110, 210, 112), (200, 114, 210, 116)], False),  # =
        ([(200, 110, 204, 114)], False),  # a point
        ([(200, 104, 210, 120)], False),
    ],
)
def test_a_dash_is_one_level_stroke(marks: list[tuple[int, int, int, int]], is_dash: bool) -> None:
    layout = page(*marks)
    [piece] = layout.pieces_outside()
    assert layout.is_dash(piece) is is_dash
