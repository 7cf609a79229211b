"""Words that text recognition was not sure of are told as such where checks compare words."""

from __future__ import annotations

from analysis.disclosure.joined import Joined, join, piece
from analysis.disclosure.projects.goals import IndicatorRow, IndicatorTable
from analysis.disclosure.projects.indicator_records import store_indicators
from analysis.disclosure.prose.statements import read_heading
from analysis.disclosure.recorder import Recorder
from analysis.sources.document import Line
from tests.disclosure.prose.factories import a_recorder


def recognised(recorder: Recorder, text: str, doubtful: str = "") -> Joined:
    """A line that recognition read, unsure of some of its characters."""
    number = len(recorder.recognised) + 1
    sure = tuple(0.6 if character in doubtful else 0.99 for character in text)
    line = Line(text, number, 1, confidence=min(sure), confidences=sure)
    recorder.recognised[1, number] = line
    return piece(line)


def test_a_text_is_doubtful_where_a_letter_or_digit_is_not_where_a_sign_is() -> None:
    recorder = a_recorder()
    sure, sign = recognised(recorder, "应救尽救"), recognised(recorder, "应养（尽养）", "（）")
    doubtful = recognised(recorder, "应教尽救", "教")
    assert recorder.reading_of(sure, sign) == "certain"
    assert recorder.reading_of(sure, join([sign, doubtful])) == "uncertain"
    assert a_recorder().reading_of(doubtful) == "certain"  # nothing was recognised there


def test_the_year_and_the_name_of_a_heading_are_as_sure_as_their_own_characters() -> None:
    recorder = a_recorder()
    read_heading(recognised(recorder, "某某局（本级）2031 年单位预算", "预"), recorder)
    read_heading(recognised(recorder, "某某 局（本级）2081 年单位预算", "8"), recorder)
    read_heading(recognised(recorder, "某某 同（本级）2031 年单位预算", "同"), recorder)
    assert [(s.kind, s.value, s.reading) for s in recorder.out.statement] == [
        ("heading_year", "2031", "certain"),
        ("unit_name", "某某局（本级）", "certain"),
        ("heading_year", "2081", "uncertain"),
        ("unit_name", "某某局（本级）", "certain"),
        ("heading_year", "2031", "certain"),
        ("unit_name", "某某同（本级）", "uncertain"),
    ]


def test_an_indicator_with_a_doubtful_word_is_marked_and_one_with_a_number_is_not() -> None:
    recorder = a_recorder()
    for value in ("应教尽救", "95%"):
        cells = [recognised(recorder, text, "教9") for text in ("救助范围", value)]
        row = IndicatorRow(name=cells[0], values=(cells[1],))
        store_indicators([IndicatorTable("annual", "1", ("target",), [row])], "甲", recorder)
    assert [(i.target, i.reading) for i in recorder.out.indicator] == [
        ("应教尽救", "uncertain"),
        ("95%", "certain"),  # the figure itself carries how sure it is
    ]
    assert "not sure of its words" in (recorder.out.indicator[0].reading_note or "")
