"""Amounts of a document in 元 show two decimals; those of a document in 万元 stay as printed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analysis.briefing.amounts import places_shown, shortened
from analysis.briefing.content import method
from analysis.briefing.report import Report
from analysis.measures.quantity import Quantity
from analysis.measures.scope import choose
from tests.factories import make_disclosure, make_figure, make_warehouse

LONG = Quantity(Decimal("2009.130376"), "wan_yuan")


def report_in(unit: str) -> Report:
    figures = [make_figure(value="100", unit=unit)]
    warehouse = make_warehouse(make_disclosure(figure=figures))
    return Report("en", warehouse, choose(warehouse))


@pytest.mark.parametrize(("unit", "shown"), [("yuan", "2009.13"), ("wan_yuan", "2009.130376")])
def test_decimals_follow_the_unit_that_the_document_prints_in(unit: str, shown: str) -> None:
    report = report_in(unit)
    assert report.sourced(amount=LONG)["amount"] == Decimal(shown)
    assert report.words.number(LONG, "n").replace(",", "") == shown


def test_the_method_tells_of_the_rounding_only_where_there_is_one() -> None:
    assert "rounded to two decimals" in method.calculated(report_in("yuan"))
    assert "rounded to two decimals" not in method.calculated(report_in("wan_yuan"))


def test_a_percentage_is_no_amount_and_no_document_means_no_rounding() -> None:
    assert shortened(Quantity(Decimal("1.2345"), "percent"), 2) == Decimal("1.2345")
    assert places_shown(None, None) is None
