"""A number without a sound source stops the report."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analysis.briefing.numbers import Language
from analysis.briefing.passport import PassportError, Passports
from analysis.briefing.sources import _named
from analysis.measures.formula import TERM, evaluate
from analysis.measures.quantity import Quantity, recomputes
from tests.briefing.factory import tiny_warehouse

NOW, THEN = "d/t/now/total", "d/t/then/total"


def passports() -> Passports:
    return Passports(tiny_warehouse(), "en")


def show(book: Passports, quantity: Quantity, text: str = "x") -> str:
    """The mark of a number as the page shows it."""
    return book.mark(quantity, text)._repr_markdown_()


def test_the_list_shows_value_formula_and_the_printed_figures_with_their_place() -> None:
    book = passports()
    show(book, Quantity(Decimal("-374.00"), "wan_yuan", "f1 - f2", (NOW, THEN)))
    listed = book.sources()
    assert '<div id="src-1" class="source"' in listed and "] <src-1>" in listed
    assert "−374.00 万元" in listed
    assert "f1 − f2" in listed and "= P1 − P2" in listed
    assert "“8,603.77”, line 12, column 3" in listed
    quoted = '<span class="src-quote">the line as printed</span>'
    assert f"“8,977.77”, line 99, column 3 {quoted}" in listed
    assert "in 2024.txt" in listed


@pytest.mark.parametrize(
    ("format", "en", "zh"),
    [
        ("pdf", "page 5, line 12, column 3", "第5页第12行第3列"),
        ("xlsx", "sheet 5, cell E29", "第5张工作表E29单元格"),
    ],
)
def test_the_list_leads_to_the_line_of_a_page_and_the_cell_of_a_sheet(
    format: str, en: str, zh: str
) -> None:
    languages: tuple[tuple[Language, str], ...] = (("en", en), ("zh", zh))
    for language, place in languages:
        warehouse = tiny_warehouse()
        warehouse.execute("UPDATE document SET format = ?", [format])
        warehouse.execute("UPDATE figure SET page = 5, x0 = 4, top = 28")
        book = Passports(warehouse, language)
        show(book, Quantity(Decimal("8603.77"), "wan_yuan", "f1", (NOW,)))
        listed = book.sources()
        assert listed.count(place) == 2  # in the list of the page and in that of the paper


def test_the_list_shows_every_character_as_it_stands_in_both_formats() -> None:
    book = passports()
    show(book, Quantity(3, "count", """count: <b> #x "a\\b" last year's （甲） 乙"""))
    listed = book.sources()
    assert '= count: &lt;b&gt; #x "a\\b" last year’s （甲）乙</p>' in listed
    assert '= count: <b> #x \\"a\\\\b\\" last year’s （甲）乙";]' in listed


def test_the_list_names_each_printed_figure_once_however_many_numbers_use_it() -> None:
    book = passports()
    show(book, Quantity(Decimal("-374.00"), "wan_yuan", "f1 - f2", (NOW, THEN)))
    show(book, Quantity(Decimal("17581.54"), "wan_yuan", "sum(f1..f2)", (THEN, NOW)))
    listed = book.sources()
    assert "= sum(P2, P1)" in listed
    register = listed[listed.index("{=typst}") :]
    assert register.count("line 12") == register.count("line 99") == 1


def test_a_value_that_its_figures_do_not_give_is_refused() -> None:
    book = passports()
    book.mark(Quantity(Decimal("-374.01"), "wan_yuan", "f1 - f2", (NOW, THEN)), "x")
    with pytest.raises(PassportError, match="do not give its value"):
        book.sources()


def test_a_figure_that_is_not_in_the_warehouse_is_named() -> None:
    book = passports()
    book.mark(Quantity(Decimal(1), "wan_yuan", "f1", ("d/no/such",)), "x")
    with pytest.raises(PassportError, match="d/no/such"):
        book.sources()


def test_numbers_follow_the_order_in_which_they_are_shown_not_that_in_which_they_are_made() -> None:
    book = passports()
    one, two, three = (Quantity(n, "count", "count: rows") for n in (1, 2, 3))
    first, second = book.mark(one, "1"), book.mark(two, "2")
    book.mark(three, "3")
    assert second._repr_markdown_() == '[2]{.fig src="1"}'
    assert first._repr_markdown_() == '[1]{.fig src="2"}'
    assert show(book, two, "2") == '[2]{.fig src="1"}'
    listed = book.sources()
    assert listed.index('id="src-1"') < listed.index('id="src-2"')
    assert "src-3" not in listed, "a number that the page does not show"


def test_two_reports_in_one_process_number_for_themselves() -> None:
    one, other = passports(), passports()
    show(one, Quantity(7, "count", "count: rows"))
    assert show(other, Quantity(8, "count", "count: rows")) == '[x]{.fig src="1"}'


def test_a_run_of_printed_figures_is_written_as_one() -> None:
    assert _named(TERM.fullmatch("f1..f5"), [3, 4, 5, 9, 10]) == ("P3–P5, P9, P10")


def test_a_figure_of_a_project_sheet_is_told_with_its_project() -> None:
    """Every sheet has a row 合计: without its project the list would name six alike."""
    connection = tiny_warehouse()
    connection.execute("INSERT INTO project VALUES ('d', '甲', '甲经费')")
    connection.execute(
        "UPDATE figure SET table_kind = 'project_sheet', row_key = '甲.detail.0' "
        "WHERE row_name = '合计'"
    )
    book = Passports(connection, "zh")
    show(book, Quantity(Decimal("8603.77"), "wan_yuan", "f1", ("d/t/now/total",)))
    assert "甲经费 · 合计" in book.sources()


def test_a_value_that_the_document_does_not_give_has_no_source() -> None:
    book = passports()
    assert book.mark(Quantity(None, "wan_yuan"), "not given") == "not given"
    assert "src-" not in book.sources()


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("f1", "10"),
        ("f1 - f2", "6"),
        ("(f1 - f2) / f2 * 100", "150"),
        ("sum(f1..f3)", "19"),
        ("abs(f2 - f1)", "6"),
        ("-f3", "-5"),
    ],
)
def test_a_formula_is_computed_over_its_figures(formula: str, result: str) -> None:
    assert evaluate(formula, [Decimal(10), Decimal(4), Decimal(5)]) == Decimal(result)


@pytest.mark.parametrize("formula", ["f4", "f1 ** 2", "__import__('os')", "f1 -", "x", "sum(f1"])
def test_a_formula_that_is_not_arithmetic_over_the_figures_is_refused(formula: str) -> None:
    with pytest.raises(ValueError, match="formula"):
        evaluate(formula, [Decimal(1), Decimal(2), Decimal(3)])


def test_a_share_recomputes_at_the_decimals_that_it_shows() -> None:
    share = Quantity(Decimal("33.3"), "percent", "f1 / f2 * 100", ("a", "b"))
    assert recomputes(share, [Decimal(1), Decimal(3)])
    assert not recomputes(share, [Decimal(1), Decimal(2)])
    assert recomputes(Quantity(3, "count", "count: rows"), [])
