"""The published document: every printed number of its tables is in its cell, and they add up."""

from decimal import Decimal

import pytest

from analysis.disclosure.numbers import TOKEN, find_numbers
from analysis.disclosure.outcome import UnreadableTable
from analysis.disclosure.read import READERS
from analysis.disclosure.recorder import Recorder
from analysis.disclosure.regions import Region, split_regions
from analysis.disclosure.tables import coded, overall, three_public, two_sided
from analysis.sources.text import read_text
from tests.disclosure.tables.factories import a_recorder
from tests.factories import RAW

MINE = {
    coded.read_coded,
    overall.read_overall_tables,
    three_public.read_three_public,
    two_sided.read_two_sided,
}


def read_tables() -> tuple[list[Region], Recorder]:
    path = next(RAW.glob("*2024*.txt"))
    regions = split_regions(read_text(path.read_bytes(), path.name))
    recorder = a_recorder(2024)
    for region in regions:
        for reader in READERS.get(region.kind, ()):
            if reader in MINE and not region.is_empty:
                try:
                    reader(region, recorder)
                except UnreadableTable as reason:  # pragma: no cover - the message is the point
                    pytest.fail(str(reason))
    return regions, recorder


REGIONS, RECORDER = read_tables()


def test_every_number_of_the_tables_is_a_stored_figure_or_has_a_use() -> None:
    figures = {(f.line, f.col) for f in RECORDER.out.figure}
    unspoken = [
        f"line {line.line}: {number.printed}"
        for region in REGIONS
        if set(READERS.get(region.kind, ())) & MINE and region.kind != "overall_performance"
        for line in region.lines
        for number in find_numbers(line.text)
        if (line.line, number.begin + 1) not in figures
        and (0, line.line, number.begin + 1) not in RECORDER.uses
    ]
    assert not unspoken


def test_every_stored_figure_stands_where_it_says() -> None:
    lines = {line.line: line.text for region in REGIONS for line in region.lines}
    for figure in RECORDER.out.figure:
        assert figure.line is not None and figure.col is not None
        found = TOKEN.match(lines[figure.line], figure.col - 1)
        assert found is not None and found.group() == figure.printed, figure


def test_rows_and_columns_of_the_coded_tables_add_up_but_for_rounding() -> None:
    lines = RECORDER.out.budget_line
    tables = {line.table_kind for line in lines if line.cell_state != "declared_empty"}
    assert tables == {
        "expenditure_summary",
        "general_expenditure",
        "general_expenditure_by_unit",
        "general_basic_expenditure",
        "fund_expenditure",
    }
    tested = 0
    for kind in tables:
        amounts = {(b.code, b.column_key): b.amount_wan for b in lines if b.table_kind == kind}
        parents = {b.code: b.parent_code for b in lines if b.table_kind == kind}
        for (code, column), whole in amounts.items():
            parts = [amounts[c, column] or 0 for c, parent in parents.items() if parent == code]
            if parts and whole is not None:
                tested += 1
                allowed = Decimal("0.005") * (len(parts) + 1)
                assert abs(whole - sum(parts)) <= allowed, (kind, code, column)
    assert tested > 50


def test_no_reading_of_the_published_tables_is_uncertain() -> None:
    readings = [f.reading for f in RECORDER.out.figure]
    assert "uncertain" not in readings
    assert readings.count("inferred") <= 8


@pytest.mark.parametrize(
    ("table", "row", "column", "amount"),
    [
        ("expenditure_summary", "229", "project", "2000.00"),
        ("general_expenditure", "20805", "operating", "4.90"),
        ("general_basic_expenditure", "30108", "personnel", "86.41"),
        ("fund_expenditure", "2296002", "project", "2000.00"),
        ("appropriation_summary", "expenditure.function.208", "total", "6311.75"),
        ("three_public", "total", "reception", "0.29"),
        ("overall_funds", "expenditure.basic", "year_before_last", "1699.91"),
        ("overall_projects", "社区养老服务", "current", "2846.02"),
    ],
)
def test_a_figure_has_its_address(table: str, row: str, column: str, amount: str) -> None:
    figures = {(f.table_kind, f.row_key, f.column_key): f.amount_wan for f in RECORDER.out.figure}
    assert str(figures[table, row, column]) == amount
