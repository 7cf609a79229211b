"""A number without a sound source stops the report."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analysis.briefing.passport import PassportError, Passports
from analysis.measures.quantity import Quantity, evaluate, recomputes
from tests.briefing.factory import tiny_warehouse

NOW, THEN = "d/t/now/total", "d/t/then/total"


def passports(*shown: Quantity) -> Passports:
    book = Passports(tiny_warehouse(), "en")
    for quantity in shown:
        book.settle(book.mark(quantity, "x"))
    return book


def test_the_list_shows_value_formula_and_the_printed_figures_with_their_place() -> None:
    book = passports(Quantity(Decimal("-374.00"), "wan_yuan", "f1 - f2", (NOW, THEN)))
    listed = book.sources()
    assert "::: {#src-1 .source" in listed
    assert "−374.00 万元" in listed
    assert "f1 − f2" in listed and "= [P1 − P2]" in listed
    assert "“8,603.77”, line 12, column 3" in listed
    assert "“8,977.77”, line 99, column 3 [the line as printed]{.src-quote}" in listed
    assert "in 2024.txt" in listed.replace("\\", "")


def test_the_list_names_each_printed_figure_once_however_many_numbers_use_it() -> None:
    change = Quantity(Decimal("-374.00"), "wan_yuan", "f1 - f2", (NOW, THEN))
    book = passports(change, Quantity(Decimal("17581.54"), "wan_yuan", "sum(f1..f2)", (THEN, NOW)))
    listed = book.sources()
    assert "= [sum(P2, P1)]" in listed
    register = listed[listed.index("only-pdf") :]
    assert register.count("line 12") == register.count("line 99") == 1


def test_a_value_that_its_figures_do_not_give_is_refused() -> None:
    book = passports(Quantity(Decimal("-374.01"), "wan_yuan", "f1 - f2", (NOW, THEN)))
    with pytest.raises(PassportError, match="do not give its value"):
        book.sources()


def test_a_figure_that_is_not_in_the_warehouse_is_named() -> None:
    book = passports(Quantity(Decimal(1), "wan_yuan", "f1", ("d/no/such",)))
    with pytest.raises(PassportError, match="d/no/such"):
        book.sources()


def test_sources_are_numbered_as_a_reader_meets_them_and_the_same_one_once() -> None:
    book = passports()
    one, two = Quantity(1, "count", "count: rows"), Quantity(2, "count", "count: rows")
    first, second = book.mark(one, "1"), book.mark(two, "2")
    assert book.settle(f"{second}, {first}, {second}") == (
        '[2]{.fig src="1"}, [1]{.fig src="2"}, [2]{.fig src="1"}'
    )
    listed = book.sources()
    assert listed.index("#src-1 ") < listed.index("[2]{.src-value}") < listed.index("#src-2 ")


def test_a_number_that_is_not_shown_is_not_listed() -> None:
    book = passports()
    book.mark(Quantity(1, "count", "count: rows"), "1")
    assert "#src-" not in book.sources()


def test_text_that_looks_like_the_key_of_a_number_stays() -> None:
    assert passports().settle("~0123456789") == "~0123456789"


def test_a_value_that_the_document_does_not_give_has_no_source() -> None:
    book = passports()
    assert book.mark(Quantity(None, "wan_yuan"), "not given") == "not given"
    assert "#src-" not in book.sources()


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
