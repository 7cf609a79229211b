"""Words follow the numbers, in two languages, from one place."""

from __future__ import annotations

import csv
import re
from decimal import Decimal

import pytest

from analysis.briefing.markdown import Markdown, escape
from analysis.briefing.numbers import Language, write_number
from analysis.briefing.render.qmd import INLINE, Prose, read_qmd
from analysis.briefing.words import Words, entries
from analysis.measures.quantity import Quantity
from tests.briefing.factory import ROOT
from tests.briefing.vocabulary import asked_for, problems


def wan(value: str) -> Quantity:
    return Quantity(Decimal(value), "wan_yuan")


def words(language: Language) -> Words:
    return Words(language, lambda _, text: f"<{text}>")


def test_every_key_has_both_languages_and_the_same_slots() -> None:
    assert problems(entries()) == []


def test_a_missing_language_a_lost_slot_and_an_unknown_format_are_noticed() -> None:
    wrong = {
        "a": {"en": "x"},
        "b": {"en": "{x} {y}", "zh": "{x}"},
        "c": {"en": "{x:loud}", "zh": "{x}"},
    }
    assert len(problems(wrong)) >= 3


def test_no_entry_is_left_that_nothing_asks_for() -> None:
    asked = asked_for(ROOT / "analysis", ROOT / "report.qmd")
    assert not asked.fullmatch("no.such.key")
    assert [key for key in entries() if not asked.fullmatch(key)] == []


def test_the_prose_of_the_report_has_no_bare_digit() -> None:
    for part in read_qmd(ROOT / "report.qmd").parts:
        if isinstance(part, Prose):
            text = re.sub(r"\{#[\w-]+[^}]*\}", "", INLINE.sub("", part.text))
            assert not re.search(r"\d", text), f"a digit near line {part.line}: {text}"


@pytest.mark.parametrize(
    ("language", "value", "spec", "written"),
    [
        ("zh", "8603.77", "", "8,603.77万元"),
        ("zh", "-374.00", "", "−374.00万元"),
        ("zh", "-374.00", "abs", "374.00万元"),
        ("zh", "12.5", "signed", "+12.5万元"),
        ("en", "8603.77", "", "8,603.77 万元"),
        ("en", "8603.77", "cny", "CNY 86.04 million"),
        ("en", "-3.1", "", "−3.1 万元"),
        ("en", "-3.1", "cny", "−CNY 31,000"),
        ("en", "8603.77", "n", "8,603.77"),
        ("zh", "8603.770000", "", "8,603.77万元"),
        ("zh", "8600.000000", "", "8,600.00万元"),
        ("zh", "0.123400", "", "0.1234万元"),
        ("zh", "838.2", "", "838.2万元"),
    ],
)
def test_an_amount_is_written_as_its_language_writes_it(
    language: Language, value: str, spec: str, written: str
) -> None:
    assert write_number(wan(value), language, spec) == written


@pytest.mark.parametrize(
    ("value", "spec", "written"),
    [
        ("2009.130376", "n", "2,009.13"),
        ("2009.135", "n", "2,009.14"),
        ("2009.130376", "n,exact", "2,009.130376"),
        ("2009.130376", "cny", "CNY 20.09 million"),
        ("2009.1", "n", "2,009.1"),
    ],
)
def test_an_amount_printed_in_yuan_shows_two_decimals_unless_it_must_be_exact(
    value: str, spec: str, written: str
) -> None:
    assert write_number(wan(value), "en", spec, places=2) == written


def test_a_percentage_keeps_its_printed_decimals_and_no_more_than_two() -> None:
    assert write_number(Quantity(Decimal("44.6"), "percent"), "en") == "44.6%"
    assert write_number(Quantity(Decimal("44.6215"), "percent"), "en") == "44.62%"


def test_a_value_that_is_not_there_is_said_to_be_missing() -> None:
    assert write_number(Quantity(None, "wan_yuan"), "zh") == "未公布"


def test_an_unknown_unit_key_or_slot_is_an_error() -> None:
    with pytest.raises(KeyError, match=r"units\.yml"):
        write_number(Quantity(1, "bushels"), "en")
    with pytest.raises(KeyError, match=r"no words for 'no\.such'"):
        words("en").say("no.such")
    with pytest.raises(KeyError, match="slot 'what' was not given"):
        words("en").say("source.count")


def test_a_quantity_in_a_sentence_goes_through_its_passport_and_plain_text_does_not() -> None:
    assert "<8,603.77 万元>" in words("en").say("source.count", what=wan("8603.77"))
    assert "<" not in words("en").plain("source.count", what=wan("8603.77"))


def test_a_name_from_the_document_cannot_become_markup() -> None:
    said = words("zh").say("source.count", what="*经费* [x]")
    assert r"\*经费\* \[x\]" in said
    assert isinstance(escape("x"), Markdown)
    assert [escape(t) for t in ("- x", "3. x", "2024.txt", "a-b")] == [
        "\\- x",
        "3\\. x",
        "2024\\.txt",
        "a-b",
    ]


@pytest.mark.parametrize(
    ("file", "role"),
    [("columns.csv", "amount"), ("columns_three_public.csv", "amount"), ("side_items.csv", "")],
)
def test_every_part_that_the_readers_know_has_a_name_for_the_reader(file: str, role: str) -> None:
    """A table that names a part only by its column has no printed name for it."""
    path = ROOT / "analysis" / "disclosure" / "tables" / file
    with path.open(encoding="utf-8", newline="") as lines:
        keys = {row["key"] for row in csv.DictReader(lines) if row.get("role", "") == role}
    assert len(keys) > 5
    assert sorted(f"part.{key}" for key in keys - {"total"}) == sorted(
        f"part.{key}" for key in keys if f"part.{key}" in entries()
    )


def test_every_measure_of_a_sentence_has_a_name_for_the_reader() -> None:
    path = ROOT / "analysis" / "disclosure" / "prose" / "measures.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        measures = {row["measure"] for row in csv.DictReader(lines)}
    assert "threshold" in measures
    assert measures <= {key.removeprefix("column.") for key in entries()}


def test_every_kind_of_table_has_a_name_for_the_reader() -> None:
    path = ROOT / "analysis" / "disclosure" / "titles.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        kinds = {row["kind"] for row in csv.DictReader(lines)}
    assert "procurement" in kinds
    assert kinds <= {key.removeprefix("table.") for key in entries()}
