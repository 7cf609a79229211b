"""What the money is for and where it comes from: shares of each level of each table.

Every function takes a connection to the warehouse and returns a frame with the columns of
``levels.SHARE_COLUMNS``, for all documents. Where several tables could answer, the first one of a
stated order that has an amount is taken, document by document; the column ``scope`` names it. Where
none can, the document has no rows, and ``missing.gaps`` says why.

Not done here: the sharing out itself (``levels``), procurement and fund uses (``procurement``).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.measures.levels import Part, share_frame
from analysis.measures.parts import (
    added_up,
    basic_splits,
    coded_parts,
    column_parts,
    first_answer,
    fund_table_parts,
)
from analysis.measures.reading import read_rows
from analysis.measures.sided import appropriation_parts, revenue_parts, yearly_parts

if TYPE_CHECKING:
    import duckdb
    import polars as pl

__all__ = [
    "economic_shares",
    "function_shares",
    "fund_shares",
    "nature_shares",
    "personnel_shares",
    "project_shares",
    "revenue_shares",
    "source_shares",
]

_PROJECTS = """
    SELECT p.document_id, d.fiscal_year, p.project_id, p.name, p.current_wan AS amount_wan,
           p.current_figure_id AS figure_id, f.cell_state, f.step, f.unit
    FROM project p JOIN document d USING (document_id)
    LEFT JOIN figure f ON f.figure_id = p.current_figure_id
    ORDER BY p.document_id, p.project_id
"""
_SOURCES = """
    SELECT s.document_id, d.fiscal_year, s.project_id, s.source_key, s.source AS name,
           s.parent_key, s.amount_wan, s.cell_state, s.figure_id, f.step, f.unit
    FROM project_funding s JOIN document d USING (document_id) LEFT JOIN figure f USING (figure_id)
    ORDER BY s.document_id, s.project_id, s.seq
"""


def function_shares(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Shares of expenditure by function (支出功能分类): level 1 class 类, 2 section 款, 3 item 项.

    From 支出总表; where that cannot be read, from 一般公共预算支出表, then the fund's table.
    """
    order = ("expenditure_summary", "general_expenditure", "fund_expenditure")
    parts, totals = coded_parts(connection, order, "function")
    return share_frame(first_answer(parts, order), totals)


def economic_shares(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Shares of basic expenditure by economic class (支出经济分类): level 1 类, 2 款.

    From 一般公共预算基本支出表: project expenditure is not classified there, and not in the total.
    """
    parts, totals = coded_parts(connection, ("general_basic_expenditure",), "economic")
    return share_frame(parts, totals)


def nature_shares(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Shares of basic and project expenditure (基本支出, 项目支出), and of any further column.

    From the row 合计 of 支出总表; else from 一般公共预算支出表; else from the overall
    performance sheet (scope ``overall_funds``).
    """
    tables = ("expenditure_summary", "general_expenditure")
    parts, totals = column_parts(connection, tables, leave_out=("total", *basic_splits()))
    yearly, yearly_totals = yearly_parts(connection, "expenditure")
    answer = first_answer([*parts, *yearly], (*tables, "overall_funds"))
    return share_frame(answer, totals | yearly_totals)


def personnel_shares(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Shares of personnel and operating expenditure (人员经费, 公用经费) in basic expenditure.

    From the row 合计 of 一般公共预算基本支出表; else of 一般公共预算支出表, with its column of
    basic expenditure as the total.
    """
    order = ("general_basic_expenditure", "general_expenditure")
    parts, totals = column_parts(
        connection, order, leave_out=("project",), whole=("basic", "total")
    )
    split = [part for part in parts if part.key in ("personnel", "operating")]
    return share_frame(first_answer(split, order), totals)


def fund_shares(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Shares of the year's appropriation by fund: general, fund (政府性基金), capital (国有资本).

    From the revenue side of 财政拨款收支总表; else from the totals of the funds' own expenditure
    tables (scope ``fund_tables``), of which a declared empty one stays without an amount.
    """
    parts, totals = appropriation_parts(connection)
    order = ("appropriation_summary", "fund_tables")
    return share_frame(first_answer([*parts, *fund_table_parts(connection)], order), totals)


def revenue_shares(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Shares of revenue by source (财政拨款, 事业收入, …).

    From the main items of 收支总表; else from the columns of 收入总表; else from the overall
    performance sheet (scope ``overall_funds``).
    """
    order = ("revenue_expenditure_summary", "revenue_summary", "overall_funds")
    parts: list[Part] = []
    totals: dict[tuple[str, str], list[Part]] = {}
    for found, printed_totals in (
        revenue_parts(connection, order[0]),
        revenue_parts(connection, order[1]),
        column_parts(connection, order[1:2], leave_out=("total",)),
        yearly_parts(connection, "revenue"),
    ):
        parts += found
        totals = printed_totals | totals
    return share_frame(first_answer(parts, order), totals)


def project_shares(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Shares of the projects' budgets of the year, out of the project sheets.

    The sheets may cover another scope than 项目支出 of the tables (grants from a higher level, the
    fund): the printed total is the project column of the general budget's table or of the whole
    unit's, whichever the sheets add up to; where neither, see ``total_source``.
    """
    parts = [
        Part.of(row, scope="project_sheet", key=row["project_id"])
        for row in read_rows(connection, _PROJECTS)
    ]
    totals: dict[tuple[str, str], list[Part]] = defaultdict(list)
    for kind in ("general_expenditure", "expenditure_summary"):
        columns, _ = column_parts(connection, (kind,), leave_out=())
        for column in columns:
            if column.key == "project":
                totals[column.document_id, "project_sheet"].append(column)
    return share_frame(parts, totals)


def source_shares(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Shares of the sources of each project's money (资金来源), main sources only.

    ``scope`` is the project, or ``all_projects`` for the sums over the projects of a document.
    Rows that are part of another one (其中) are left out of the shares; their amounts stand in the
    warehouse table ``project_funding``.
    """
    parts: list[Part] = []
    totals: dict[tuple[str, str], list[Part]] = defaultdict(list)
    for row in read_rows(connection, _SOURCES):
        part = Part.of(row, scope=row["project_id"], key=row["source_key"])
        if row["source_key"] == "total":
            totals[part.document_id, part.scope].append(part)
        elif row["parent_key"] in (None, "", "total"):
            parts.append(part)
    everywhere: dict[tuple[str, str], list[Part]] = defaultdict(list)
    for part in [*parts, *(total for found in totals.values() for total in found)]:
        everywhere[part.document_id, part.key].append(replace(part, scope="all_projects"))
    sums = [added_up(found) for found in everywhere.values()]
    for part in sums:
        if part.key == "total":
            totals[part.document_id, part.scope].append(part)
        else:
            parts.append(part)
    return share_frame(parts, totals)
