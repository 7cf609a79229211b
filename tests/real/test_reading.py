"""What a person reads in the real document is what stands in the warehouse.

The expectations (``expected.yml``) were read from the raw file by a person. They are this year's
numbers on purpose; nothing outside the tests knows them.
"""

from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

EXPECTED: dict[str, Any] = yaml.safe_load(
    Path(__file__).with_name("expected.yml").read_text(encoding="utf-8")
)


def rows(con: duckdb.DuckDBPyConnection, query: str, *values: object) -> list[tuple[Any, ...]]:
    return con.execute(query, list(values)).fetchall()


def amounts(found: list[tuple[Any, ...]]) -> list[Decimal]:
    return [row[0] for row in found]


def test_the_document_is_identified(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert rows(warehouse, "select unit_name, fiscal_year from document") == [
        tuple(EXPECTED["document"].values())
    ]


@pytest.mark.parametrize("status", ["not_readable", "declared_empty"])
def test_tables_that_are_pictures_or_declared_empty_are_said_to_be_so(
    warehouse: duckdb.DuckDBPyConnection, status: str
) -> None:
    found = rows(warehouse, "select kind from section where status = ? order by first_line", status)
    assert [kind for (kind,) in found] == EXPECTED[status]


@pytest.mark.parametrize("kind", EXPECTED["coded_tables"])
def test_a_coded_table_has_its_rows_and_cells(
    warehouse: duckdb.DuckDBPyConnection, kind: str
) -> None:
    expected = EXPECTED["coded_tables"][kind].copy()
    query = "select count(distinct code) from budget_line where table_kind = ?"
    assert rows(warehouse, query, kind) == [(expected.pop("rows"),)]
    for code, cells in expected.items():
        found = rows(
            warehouse,
            "select column_key, coalesce(amount_wan::varchar, cell_state) from budget_line"
            " where table_kind = ? and code = ?",
            kind,
            code,
        )
        read = {key: Decimal(cell) if cell[0].isdigit() else cell for key, cell in found}
        assert read == {k: v if v == "blank" else Decimal(v) for k, v in cells.items()}, code


def test_the_three_public_expenses_stand_under_their_items(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    found = dict(rows(warehouse, "select item, amount_wan from three_public"))
    assert found == {item: Decimal(amount) for item, amount in EXPECTED["three_public"].items()}


@pytest.mark.parametrize("year", EXPECTED["yearly_total"])
def test_the_totals_of_three_years_stand_under_their_years(
    warehouse: duckdb.DuckDBPyConnection, year: int
) -> None:
    query = "select side, item_key, amount_wan from yearly_total where fiscal_year = ?"
    found = {
        side if item == "total" else item: amount
        for side, item, amount in rows(warehouse, query, year)
    }
    assert found == {key: Decimal(amount) for key, amount in EXPECTED["yearly_total"][year].items()}


def test_every_project_of_the_document_is_read_and_no_other(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    found = rows(warehouse, "select project_id from project")
    assert {project for (project,) in found} == set(EXPECTED["projects"])


@pytest.mark.parametrize("project", EXPECTED["projects"])
def test_a_project_has_its_budget_sources_details_and_history(
    warehouse: duckdb.DuckDBPyConnection, project: str
) -> None:
    expected = EXPECTED["projects"][project]
    budget = Decimal(expected["budget"])
    query = "select total_wan, current_wan from project where project_id = ?"
    assert rows(warehouse, query, project) == [(budget, budget)]

    query = (
        "select source_key, amount_wan from project_funding where project_id = ? and amount_wan > 0"
    )
    funding = dict(rows(warehouse, query, project))
    assert funding.pop("total") == budget
    assert funding == {key: Decimal(amount) for key, amount in expected["funding"].items()}

    query = "select amount_wan from project_detail where project_id = ? and seq > 0 order by seq"
    assert amounts(rows(warehouse, query, project)) == [Decimal(a) for a in expected["details"]]

    for year, stated in expected["years"].items():
        query = (
            "select y.amount_wan from project_year y join figure f using (figure_id)"
            " where project_id = ? and y.fiscal_year = ? order by f.line, f.col"
        )
        assert amounts(rows(warehouse, query, project, year)) == [Decimal(a) for a in stated]


def test_the_heading_above_a_sheet_speaks_of_its_project(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    query = "select subject_key, value from claim where section_key = 'heading'"
    expected = {f"project/{key}": Decimal(p["budget"]) for key, p in EXPECTED["projects"].items()}
    assert dict(rows(warehouse, query)) == expected


@pytest.mark.parametrize("project", EXPECTED["projects"])
def test_a_project_has_as_many_indicators_as_a_person_counts(
    warehouse: duckdb.DuckDBPyConnection, project: str
) -> None:
    query = "select horizon, count(*) from indicator where scope = ? group by all"
    assert dict(rows(warehouse, query, project)) == EXPECTED["projects"][project]["indicators"]


def test_the_overall_sheet_has_as_many_indicators_as_a_person_counts(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    query = "select horizon, goal, count(*) from indicator where scope = 'overall' group by all"
    found: dict[str, dict[str, int]] = {"long_term": {}, "annual": {}}
    for horizon, goal, count in rows(warehouse, query):
        found[horizon][goal] = count
    assert found == EXPECTED["overall_indicators"]


def test_no_number_of_the_document_is_unaccounted_for(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    query = "select line, col, token from number where disposition = 'unaccounted'"
    assert rows(warehouse, query) == []


def test_every_figure_leads_back_to_its_printed_text(
    warehouse: duckdb.DuckDBPyConnection, raw_lines: list[str]
) -> None:
    figures = rows(warehouse, "select figure_id, line, col, printed from figure")
    assert len(figures) > 900
    for figure_id, line, col, printed in figures:
        assert raw_lines[line - 1].startswith(printed, col - 1), figure_id


def test_no_person_and_no_telephone_number_stands_in_any_table(
    warehouse: duckdb.DuckDBPyConnection, raw_lines: list[str]
) -> None:
    tables = rows(
        warehouse,
        "select table_name, column_name from duckdb_columns()"
        " where data_type = 'VARCHAR' and not internal and table_name in"
        " (select table_name from duckdb_tables())",
    )
    assert tables
    secrets = ["李飞", "饶材忠", "刘治", "吴刚", "王群", "孙剑刚", "庹玮", "8893"]
    for secret in secrets:
        assert any(secret in line for line in raw_lines), "the test knows the document"
        for table, column in tables:
            query = f'select count(*) from "{table}" where contains("{column}", ?)'
            assert rows(warehouse, query, secret) == [(0,)], (table, column, secret)
