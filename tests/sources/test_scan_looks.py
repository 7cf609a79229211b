"""What recognition is not sure of is looked at again, and what only one look saw is in doubt."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

for needed in ("cv2", "onnxruntime", "rapidocr"):
    pytest.importorskip(needed, reason="text recognition (the extra ocr) is not installed here")
scan_looks = pytest.importorskip("analysis.sources.scan_looks")
scan_recognise = pytest.importorskip("analysis.sources.scan_recognise")
Recognised = scan_recognise.Recognised

LINE = np.full((20, 60), 240, np.uint8)
CHARACTERS = ("", "1", "8", ".", "万", " ")


def steps(*likely: dict[str, float]) -> np.ndarray:
    """How likely each character is at each step; what is left is that there is none."""
    rows = [[step.get(c, 0.0) for c in CHARACTERS] for step in likely]
    return np.array([[1 - sum(row), *row[1:]] for row in rows], np.float32)


def looked_at(monkeypatch: pytest.MonkeyPatch, *looks: tuple[str, float]) -> tuple[Any, int]:
    """What is read of a line that says this at its looks, and how often.

    Of two or four looks the second is at its ink, without the paper beside it.
    Characters stand four pixels from each other in the picture that is looked at.
    """
    waiting = [
        Recognised(
            text, tuple(0.1 if c == " " else sure for c in text), (*range(0, 4 * len(text), 4),)
        )
        for text, sure in looks
    ]
    monkeypatch.setattr(scan_looks, "recognise_line", lambda *_: waiting.pop(0))
    paper = (6, 4) if len(looks) in (2, 4) else (0, 0)
    return scan_looks.read_line(LINE, paper), len(looks) - len(waiting)


def test_a_character_that_follows_itself_is_one_and_one_after_nothing_another() -> None:
    one = {"1": 0.99}
    read = scan_recognise._decoded(steps(one, one, {}, one, {"8": 0.7}), CHARACTERS)
    assert read.text == "118"
    assert read.confidence == pytest.approx(0.7, abs=0.001)


def test_a_point_that_is_nearly_seen_between_two_digits_puts_both_in_doubt() -> None:
    seen = steps({"1": 0.99}, {}, {".": 0.4}, {}, {"1": 0.99}, {"8": 0.99}, {"万": 0.99})
    read = scan_recognise._decoded(seen, CHARACTERS)
    assert read.text == "118万"
    assert read.confidences == pytest.approx((0.6, 0.6, 0.99, 0.99), abs=0.001)


def test_a_blank_or_the_edge_of_a_character_is_no_doubt() -> None:
    seen = steps({"1": 0.99}, {"1": 0.3}, {" ": 0.4}, {}, {"8": 0.2}, {"8": 0.99})
    assert scan_recognise._decoded(seen, CHARACTERS).confidence == pytest.approx(0.99, abs=0.001)


@pytest.mark.parametrize(
    ("seen", "text"),
    [
        ("1, 881", "1,881"),
        ("1, 88", "1, 88"),
        ("8 1,818, 811 ", "8 1,818,811"),
        ("1,881. 18万", "1,881.18万"),
        ("88. 1", "88.1"),
        ("18．1", "18.1"),
        ("占18． 1", "占18.1"),
        ("1. 18万", "1.18万"),
        ("1. 18一", "1. 18一"),
        ("1一8", "1—8"),
    ],
)
def test_a_blank_in_an_amount_is_none_and_a_dash_between_digits_is_one(
    seen: str, text: str
) -> None:
    known = (*CHARACTERS, *",一．占")
    rows = [[0.0 if known[i] != c else 0.9 for i in range(len(known))] for c in seen for _ in "ab"]
    for at in range(1, len(rows), 2):
        rows[at] = [1.0] + [0.0] * (len(known) - 1)
    read = scan_recognise._decoded(np.array(rows, np.float32), known)
    assert (read.text, len(read.confidences)) == (text, len(text))


@pytest.mark.parametrize("seen", ["13.377.11", "13,377,11", "13，377.11"])
def test_an_amount_has_commas_before_three_digits_and_a_point_before_two(seen: str) -> None:
    read = scan_recognise._plain(f"共{seen}万元", [0.99] * 20)
    assert read == "共13,377.11万元"


@pytest.mark.parametrize("seen", ["2018.12.31", "1.5", "第1.234.5678号"])
def test_what_is_no_amount_keeps_its_points(seen: str) -> None:
    assert scan_recognise._plain(seen, [0.99] * 20) == seen


def test_a_point_before_three_digits_may_be_a_comma() -> None:
    known = (*CHARACTERS, "5", "0", "6")
    rows = [[0.99 if c == k else 0.0 for k in known] for c in "5.086"]
    read = scan_recognise._decoded(np.array(rows, np.float32), known)
    assert (read.text, read.confidence) == ("5.086", 0.5)


@pytest.mark.parametrize(("sure", "text"), [(0.6, "155.18万,1,188"), (0.95, "155,18万,1,188")])
def test_a_doubtful_comma_before_two_digits_is_a_point(sure: float, text: str) -> None:
    seen = "155,18万,1,188"
    confidences = [sure if c == "," else 0.99 for c in seen]
    assert scan_recognise._plain(seen, confidences) == text


def test_what_is_certain_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read, looks = looked_at(monkeypatch, ("1,202.95", 0.97), ("", 0), ("", 0))
    assert (read.text, looks) == ("1,202.95", 1)


def test_two_looks_that_agree_stand_against_a_third(monkeypatch: pytest.MonkeyPatch) -> None:
    read, looks = looked_at(monkeypatch, ("95%6", 0.65), ("95%", 0.99), ("95%", 0.9))
    assert (read.text, read.confidences, looks) == ("95%", (0.99,) * 3, 3)


def test_a_character_that_only_one_look_saw_stays_in_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    read, _ = looked_at(monkeypatch, ("117万", 0.65), ("1.17万", 0.95), ("117万", 0.7))
    assert (read.text, read.confidences) == ("1.17万", (0.95, 0.5, 0.95, 0.95, 0.95))


def test_a_sure_look_alone_puts_in_doubt_where_it_saw_a_point(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read, _ = looked_at(monkeypatch, ("117万", 0.65), ("1.17万", 0.92), ("117万", 0.98))
    assert (read.text, read.confidences) == ("117万", (0.5, 0.5, 0.98, 0.98))


def test_what_was_seen_in_the_paper_alone_falls_to_a_sure_look_at_the_ink(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read, _ = looked_at(monkeypatch, ("1ª", 0.7), ("1", 0.99), ("1", 0.98), ("l", 0.4))
    assert (read.text, read.confidences, read.places) == ("1", (0.99,), (6,))


@pytest.mark.parametrize(("text", "sure"), [("2.9万", 0.69), ("29万", 0.54)])
def test_a_number_without_a_point_is_in_doubt_where_its_ink_alone_shows_one_or_nearly(
    monkeypatch: pytest.MonkeyPatch, text: str, sure: float
) -> None:
    rest = [("29万", 0.98), ("29万", 0.97)]
    read, _ = looked_at(monkeypatch, ("29万", 0.99), (text, sure), *rest)
    assert read.text == text
    assert min(read.confidences[:2]) <= 0.54


def test_a_blank_that_one_look_saw_is_no_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    rest = [("20家", 0.98), ("20家", 0.97)]
    read, _ = looked_at(monkeypatch, ("20家", 0.99), ("20 家", 0.7), *rest)
    assert (read.text, read.confidence) == ("20家", 0.7)


@pytest.mark.parametrize(("text", "looks"), [("29万", 2), ("2.9万", 1), ("万8", 1), ("1,129.8", 1)])
def test_a_sure_number_is_looked_at_again_where_a_point_may_be_left_out(
    monkeypatch: pytest.MonkeyPatch, text: str, looks: int
) -> None:
    read, count = looked_at(monkeypatch, (text, 0.99), (text, 0.98))
    assert (read.text, read.confidence, count) == (text, 0.99, looks)


def test_a_line_that_is_filled_in_is_no_character() -> None:
    known = (*CHARACTERS, "_")
    rows = [[0.99 if c == k else 0.0 for k in known] for c in "万_8_万_"]
    assert scan_recognise._decoded(np.array(rows, np.float32), known).text == "万 8 万"
