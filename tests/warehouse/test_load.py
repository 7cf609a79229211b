"""Records reach the warehouse whole and exact, or not at all."""

from __future__ import annotations

from decimal import Decimal

import duckdb
import pytest

from analysis.disclosure import records as r
from analysis.warehouse.load import InexactValue, load
from analysis.warehouse.open import query, table
from tests.factories import make_budget_line, make_disclosure, make_figure, make_warehouse

DOCUMENT = "2024-00000001"


def test_an_amount_comes_back_as_the_decimal_that_was_printed() -> None:
    with make_warehouse(make_disclosure(figure=[make_figure(value="8,603.77")])) as con:
        assert con.execute("SELECT amount_wan FROM figure").fetchall() == [(Decimal("8603.77"),)]


def test_an_amount_that_would_have_to_be_rounded_is_refused() -> None:
    figure = make_figure(amount_wan=Decimal("0.0000001"))
    with make_warehouse() as con, pytest.raises(InexactValue, match="amount_wan"):
        load(con, make_disclosure("2024-00000002", figure=[figure]))


def test_blank_stays_null_and_zero_stays_zero() -> None:
    lines = [make_budget_line("208", amount=None), make_budget_line("210", amount="0.00")]
    with make_warehouse(make_disclosure(budget_line=lines)) as con:
        found = con.execute("SELECT amount_wan FROM budget_line ORDER BY code").fetchall()
    assert found == [(None,), (Decimal(0),)]


def test_an_empty_text_is_null_except_in_a_key() -> None:
    year = r.ProjectYear(DOCUMENT, "养老", 2024, component="", sentence="")
    with make_warehouse(make_disclosure(project_year=[year])) as con:
        assert con.execute("SELECT component, sentence FROM project_year").fetchall() == [
            ("", None)
        ]


def test_a_list_of_figures_comes_back_as_a_list() -> None:
    term = r.DerivationTerm(DOCUMENT, "1", 1, factor_figure_ids=("a", "b"), sign=1)
    with make_warehouse(make_disclosure(derivation_term=[term])) as con:
        assert con.execute("SELECT factor_figure_ids FROM derivation_term").fetchall() == [
            (["a", "b"],)
        ]


def test_a_document_that_breaks_a_key_leaves_nothing_behind() -> None:
    with make_warehouse() as con:
        with pytest.raises(duckdb.ConstraintException):
            load(
                con,
                make_disclosure(
                    "2024-00000002", budget_line=[make_budget_line(), make_budget_line()]
                ),
            )
        assert con.execute("SELECT document_id FROM document").fetchall() == [(DOCUMENT,)]


def test_a_reference_to_a_figure_that_is_not_stored_is_refused() -> None:
    line = make_budget_line(document_id="2024-00000002", figure_id="2024-00000002/a/b/c")
    with make_warehouse() as con, pytest.raises(duckdb.ConstraintException):
        load(con, make_disclosure("2024-00000002", budget_line=[line]))


def test_a_table_comes_as_a_frame_in_the_order_of_its_key() -> None:
    lines = [make_budget_line("210"), make_budget_line("208", amount="2.50")]
    with make_warehouse(make_disclosure(budget_line=lines)) as con:
        frame = table("budget_line", con)
        assert frame["code"].to_list() == ["208", "210"]
        assert frame["amount_wan"].to_list() == [Decimal("2.5"), Decimal(1)]
        assert query(con, "SELECT code FROM budget_line WHERE amount_wan > $1", [2]).rows() == [
            ("208",)
        ]


def test_a_table_that_does_not_exist_is_named() -> None:
    with (
        make_warehouse() as con,
        pytest.raises(KeyError, match=r"no table or view 'figures'.*figure"),
    ):
        table("figures", con)
