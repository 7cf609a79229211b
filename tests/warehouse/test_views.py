"""Views arrange what is stored for people to read."""

from __future__ import annotations

from decimal import Decimal

import duckdb
import pytest

from analysis.disclosure import records as r
from analysis.warehouse.views import view_names
from tests.factories import make_budget_line, make_disclosure, make_document, make_warehouse

DOCUMENT = "2024-00000001"


def project_years(*entries: tuple[int, str, str]) -> list[r.ProjectYear]:
    return [
        r.ProjectYear(DOCUMENT, "养老", year, part, Decimal(amount))
        for year, part, amount in entries
    ]


def columns(con: duckdb.DuckDBPyConnection, view: str) -> list[str]:
    return [row[0] for row in con.execute(f"DESCRIBE {view}").fetchall()]


@pytest.mark.parametrize("view", view_names())
def test_every_view_answers_on_the_real_documents(
    warehouse: duckdb.DuckDBPyConnection, view: str
) -> None:
    assert columns(warehouse, view)
    warehouse.execute(f"SELECT * FROM {view}").fetchall()


@pytest.mark.parametrize("view", view_names())
def test_every_view_answers_on_a_document_without_tables(view: str) -> None:
    with make_warehouse() as con:
        assert con.execute(f"SELECT count(*) FROM {view}").fetchone() == (0,)


def test_a_code_is_one_row_with_its_columns_side_by_side() -> None:
    lines = [
        make_budget_line("208", "total", "10.00"),
        make_budget_line("208", "basic", "4.00"),
        make_budget_line("208", "project", None),
    ]
    with make_warehouse(make_disclosure(budget_line=lines)) as con:
        found = con.execute(
            "SELECT code, total, basic, project FROM v_general_expenditure"
        ).fetchall()
    assert found == [("208", Decimal(10), Decimal(4), None)]


def test_project_paths_have_a_column_for_each_year_that_is_told() -> None:
    years = project_years((2021, "", "1.00"), (2024, "", "3.00"))
    disclosure = make_disclosure(
        project=[r.Project(DOCUMENT, "养老", name="养老经费")], project_year=years
    )
    with make_warehouse(disclosure) as con:
        assert columns(con, "v_project_paths")[3:] == ["2021", "2024"]
        assert con.execute('SELECT "2021", "2024" FROM v_project_paths').fetchall() == [(1, 3)]


def test_component_projects_are_added_up_where_no_whole_is_stated() -> None:
    years = project_years(
        (2022, "甲", "1.25"), (2022, "乙", "2.50"), (2023, "", "4.00"), (2023, "甲", "1.00")
    )
    with make_warehouse(make_disclosure(project_year=years)) as con:
        found = con.execute("SELECT fiscal_year, amount_wan, change_wan FROM v_trends").fetchall()
    assert found == [(2022, Decimal("3.75"), None), (2023, Decimal(4), Decimal("0.25"))]


def test_the_year_of_the_document_is_told_by_the_sheet_itself() -> None:
    sheet = r.Project(DOCUMENT, "养老", current_wan=Decimal("5.00"))
    earlier = project_years((2023, "", "4.00"))
    with make_warehouse(make_disclosure(project=[sheet], project_year=earlier)) as con:
        found = con.execute("SELECT fiscal_year, amount_wan, change_wan FROM v_trends").fetchall()
        assert con.execute('SELECT "2023", "2024" FROM v_project_paths').fetchall() == [(4, 5)]
    assert found == [(2023, 4, None), (2024, 5, 1)]


def test_a_figure_names_the_file_that_it_is_printed_in(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    missing = "SELECT count(*) FROM v_figure WHERE file_name IS NULL OR line IS NULL"
    assert warehouse.execute(missing).fetchone() == (0,)
    totals = "SELECT (SELECT count(*) FROM v_figure), (SELECT count(*) FROM figure)"
    assert len(set(warehouse.execute(totals).fetchone() or ())) == 1


def test_two_documents_stand_side_by_side() -> None:
    earlier = make_disclosure(document=make_document("2023-00000002"))
    with make_warehouse(earlier, make_disclosure()) as con:
        assert columns(con, "v_project_paths")[3:] == ["2023", "2024"]
