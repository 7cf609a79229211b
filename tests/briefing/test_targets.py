"""Performance targets: what became of them, in words that follow the numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import duckdb
import pytest

from analysis.briefing.content import targets, targets_money, targets_moved
from analysis.briefing.content.method_notes import note_text
from analysis.briefing.content.phrases import left_out
from analysis.briefing.numbers import LANGUAGES, Language
from analysis.briefing.report import Report
from analysis.measures.quantity import Quantity
from tests.briefing.reader import prose
from tests.measures.factories import Shelf

languages = pytest.mark.parametrize("language", LANGUAGES)
SECTIONS = (
    targets.lead,
    targets.chart,
    targets_moved.moved_table,
    targets_money.money_text,
    targets_money.money_chart,
    targets_moved.two_ways,
)


def indicator(
    shelf: Shelf, scope: str, name: str, last: str | None, now: str | None, **more: Any
) -> None:
    """An indicator of the year with its value of last year."""
    document_id = "2031-a"
    values: dict[str, Any] = {}
    for year, text in (("last_year", last), ("target", now)):
        figure = shelf.figure(document_id, text, unit="count", step="1")
        values |= {
            year: text,
            f"{year}_state": "value" if text else "blank",
            f"{year}_number": None if text is None else Decimal(text),
            f"{year}_figure_id": figure,
        }
    count = shelf.connection.execute("SELECT count(*) FROM indicator").fetchone()
    seq = (count or (0,))[0] + 1
    shelf.insert(
        "indicator", document_id=document_id, scope=scope, horizon="annual", goal="1", seq=seq,
        indicator_id=f"{document_id}/indicator/{scope}.annual.1.{seq}", level1_key="output",
        level2_key="quantity", level3=name, line=seq, **{"reading": "certain", **values, **more},
    )  # fmt: skip


@pytest.fixture
def shelf() -> Shelf:
    """A document of a year to come: one project, its money cut by half."""
    made = Shelf()
    document_id = "2031-a"
    made.insert(
        "document", document_id=document_id, unit_name="某局", fiscal_year=2031, file_name="a.txt"
    )
    made.project(document_id, "甲", "50.00", name="甲经费")
    made.project_year(document_id, "甲", 2030, "100.00")
    return made


def test_targets_lowered_while_money_fell_are_said_to_be(shelf: Shelf) -> None:
    indicator(shelf, "甲", "次数", "10", "8")
    report = Report("en", shelf.connection)
    assert "1 target of the year can be held against last year: 1 asks for less." in prose(
        targets.lead(report)
    )
    assert "*Money fell, targets were lowered or dropped:* 甲经费 (−50.0%)." in prose(
        targets_money.money_text(report)
    )
    report.sources()


def test_targets_without_an_earlier_value_are_not_said_to_stay(shelf: Shelf) -> None:
    indicator(shelf, "甲", "次数", None, "10", last_year_state="no_column")
    report = Report("en", shelf.connection)
    assert "none is known to have moved" in prose(targets_moved.moved_table(report))
    assert "overall sheet" not in prose(targets.lead(report))


def test_targets_that_stay_are_said_to_stay(shelf: Shelf) -> None:
    indicator(shelf, "甲", "次数", "10", "10")
    report = Report("en", shelf.connection)
    assert "No target moved" in targets.chart(report)
    assert targets_moved.moved_table(report) == "No target was raised or lowered."
    assert "every target stayed" in targets_money.money_text(report)


def test_the_overall_sheet_is_counted_only_where_no_project_has_targets(shelf: Shelf) -> None:
    indicator(shelf, "overall", "次数", "10", "12")
    assert "1 asks for more" in prose(targets.lead(Report("en", shelf.connection)))
    indicator(shelf, "甲", "次数", "10", "10")
    assert "1 asks for the same" in prose(targets.lead(Report("en", shelf.connection)))


def test_a_target_with_several_readings_is_listed_with_them(shelf: Shelf) -> None:
    note = (
        "no value is printed for the target: which cell is blank was inferred; could also be read "
        "as year_before_last “”, last_year “5”, target “7”, basis “文件”"
    )
    indicator(shelf, "甲", "次数", "5", None, reading="uncertain", reading_note=note)
    english = prose(targets_moved.two_ways(Report("en", shelf.connection)))
    assert "or: blank, 5, 7 for the three years, basis 文件" in english
    chinese = prose(targets_moved.two_ways(Report("zh", shelf.connection)))
    assert "三年依次为空白、5、7，依据为文件" in chinese


def test_a_note_that_nobody_knows_is_shown_as_it_is(shelf: Shelf) -> None:
    report = Report("zh", shelf.connection)
    assert note_text(report, "a new kind of note; and more") == "a new kind of note；and more"


def test_every_note_of_the_real_document_has_chinese_words(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    report = Report("zh", warehouse)
    rows = warehouse.execute(
        "SELECT DISTINCT reading_note FROM figure WHERE reading_note IS NOT NULL UNION "
        "SELECT DISTINCT reading_note FROM indicator WHERE reading_note IS NOT NULL"
    ).fetchall()
    unknown = [note for (note,) in rows if note.partition("; ")[0] in note_text(report, note)]
    assert not unknown


@languages
def test_the_real_document_gives_every_part_with_sound_numbers(
    warehouse: duckdb.DuckDBPyConnection, language: Language
) -> None:
    report = Report(language, warehouse)
    assert all(section(report) for section in SECTIONS)
    report.sources()


def test_without_targets_the_sections_about_them_are_left_out() -> None:
    shelf = Shelf()
    shelf.document(2031)
    report = Report("en", shelf.connection)
    assert "no performance targets" in targets.lead(report)
    for section in (targets_moved.moved_table, targets_money.money_text, targets_moved.two_ways):
        assert section(report) == left_out()


@pytest.mark.parametrize(
    ("language", "printed", "number", "said"),
    [
        ("en", "2.4万", "24000", "24,000"),
        ("en", "≥15个", "15", "≥15"),
        ("en", "3户", "3", "3 households"),
        ("en", "95%", "95", "95%"),
        ("en", "提质2个", "2", "提质2个"),
        ("zh", "2.4万", "24000", "2.4万"),
    ],
)
def test_a_measure_word_is_said_in_english_where_the_value_is_no_more_than_a_number(
    language: Language, printed: str, number: str, said: str
) -> None:
    report = Report(language, Shelf().connection)
    value = Quantity(Decimal(number), "count")
    assert targets_moved._written(report, printed, value) == said
