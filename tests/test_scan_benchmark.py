"""What the benchmark of scans calls right, marked and missing."""

from __future__ import annotations

import pytest

from tests.factories import make_figure

for needed in ("cv2", "onnxruntime", "rapidocr"):
    pytest.importorskip(needed, reason="text recognition (the extra ocr) is not installed here")
scans = pytest.importorskip("benchmarks.scans")

AT = "expenditure_summary/total/total"


@pytest.mark.parametrize(
    ("value", "reading", "outcome"),
    [
        ("1.17", "certain", "right"),
        ("1.17", "uncertain", "right, marked"),
        ("117", "uncertain", "marked"),
        ("117", "certain", "not marked"),
    ],
)
def test_a_figure_of_a_scan_is_held_against_that_of_the_text(
    value: str, reading: str, outcome: str
) -> None:
    text = make_figure(AT, "1.17", reading="certain")
    assert scans._outcome(text, make_figure(AT, value, reading=reading)) == outcome


def test_a_figure_that_is_not_there_is_missing_and_what_the_text_doubts_is_no_mark() -> None:
    text = make_figure(AT, "1.17", reading="uncertain")
    assert scans._outcome(text, None) == "missing"
    assert scans._outcome(text, make_figure(AT, "1.17", reading="uncertain")) == "right"
