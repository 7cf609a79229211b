"""What could not be measured, and why: the reason that the briefing prints in its place.

A measure never fails for want of a table; it has no rows for that document. Here these are looked
up, and also the measures that had to answer from a second choice. Not done here: wording.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, TypeAlias

import polars as pl

from analysis.measures.changes import stated_changes
from analysis.measures.decomposition import contributions
from analysis.measures.frames import INTEGER, TEXT, Columns
from analysis.measures.procurement import fund_uses, procurement_shares, service_shares
from analysis.measures.reading import Row, documents, read_rows
from analysis.measures.shares import (
    economic_shares,
    function_shares,
    fund_shares,
    nature_shares,
    personnel_shares,
    project_shares,
    revenue_shares,
    source_shares,
)
from analysis.measures.sheets import detail_shares
from analysis.measures.targets import target_paths
from analysis.measures.targets_money import targets_and_money
from analysis.measures.three_public import three_public_changes
from analysis.measures.trends import project_budgets, yearly_totals
from analysis.measures.unit_prices import unit_costs

if TYPE_CHECKING:
    import duckdb

__all__ = ["MEASURES", "REASONS", "gaps"]

REASONS = ("not_readable", "declared_empty", "absent", "no_figures")
_Measure: TypeAlias = "Callable[[duckdb.DuckDBPyConnection], pl.DataFrame]"
_SHEETS, _PROSE, _OVERALL = "project_sheets", "narrative", "overall_performance"
# For each measure the kinds of section that it reads, first choice first; for shares that choose
# among tables, by the scope that their rows then have.
MEASURES: dict[str, tuple[_Measure, dict[str, tuple[str, ...]]]] = {
    "fund_shares": (
        fund_shares,
        {
            "appropriation_summary": ("appropriation_summary",),
            "fund_tables": ("general_expenditure", "fund_expenditure", "capital_expenditure"),
        },
    ),
    "function_shares": (
        function_shares,
        {k: (k,) for k in ("expenditure_summary", "general_expenditure", "fund_expenditure")},
    ),
    "economic_shares": (economic_shares, {"": ("general_basic_expenditure",)}),
    "nature_shares": (
        nature_shares,
        {
            "expenditure_summary": ("expenditure_summary",),
            "general_expenditure": ("general_expenditure",),
            "overall_funds": (_OVERALL,),
        },
    ),
    "personnel_shares": (
        personnel_shares,
        {k: (k,) for k in ("general_basic_expenditure", "general_expenditure")},
    ),
    "revenue_shares": (
        revenue_shares,
        {
            "revenue_expenditure_summary": ("revenue_expenditure_summary",),
            "revenue_summary": ("revenue_summary",),
            "overall_funds": (_OVERALL,),
        },
    ),
    "project_shares": (project_shares, {"": (_SHEETS,)}),
    "source_shares": (source_shares, {"": (_SHEETS,)}),
    "detail_shares": (detail_shares, {"": (_SHEETS,)}),
    "procurement_shares": (procurement_shares, {"": (_PROSE,)}),
    "service_shares": (service_shares, {"": (_PROSE,)}),
    "fund_uses": (fund_uses, {"": (_PROSE,)}),
    "unit_costs": (unit_costs, {"": (_SHEETS, _PROSE)}),
    "yearly_totals": (yearly_totals, {"": (_OVERALL, "expenditure_summary", _PROSE)}),
    "project_budgets": (project_budgets, {"": (_SHEETS,)}),
    "contributions": (contributions, {"": (_OVERALL, _SHEETS, _PROSE)}),
    "stated_changes": (stated_changes, {"": (_PROSE,)}),
    "three_public_changes": (three_public_changes, {"": ("three_public", _PROSE)}),
    "target_paths": (target_paths, {"": (_OVERALL, _SHEETS)}),
    "targets_and_money": (targets_and_money, {"": (_SHEETS,)}),
}
_SECTIONS = "SELECT document_id, kind, title, status, note FROM section ORDER BY ALL"
_COLUMNS: Columns = {
    "document_id": TEXT,
    "unit_name": TEXT,
    "fiscal_year": INTEGER,
    "measure": TEXT,
    "answered_by": TEXT,
    "table_kind": TEXT,
    "reason": TEXT,
    "title": TEXT,
    "note": TEXT,
}


def gaps(
    connection: duckdb.DuckDBPyConnection, asked: Collection[str] = MEASURES.keys()
) -> pl.DataFrame:
    """Return, for each document, what a measure could not take from where it looks first.

    ``asked`` names the measures; left out, it is all of them.

    Columns: document_id, unit_name, fiscal_year, measure (name of the function), answered_by (the
    scope that answered instead; null where nothing did, and the measure has no rows), table_kind
    (the section that did not answer), reason (not_readable, declared_empty, absent: no such section
    in the document, no_figures: it was read, and holds none of the figures), title and note (of
    the section, as printed).
    """
    keys = documents(connection)
    sections = {(row["document_id"], row["kind"]): row for row in read_rows(connection, _SECTIONS)}
    rows = []
    for name in asked:
        measure, choices = MEASURES[name]
        frame = measure(connection)
        scoped = len(choices) > 1
        answers = dict(frame.select("document_id", "scope").rows()) if scoped else {}
        answered = set(frame["document_id"])
        for document_id, key in keys.items():
            for scope, kinds in choices.items():
                if document_id in answered and answers.get(document_id, scope) == scope:
                    break
                for kind in kinds:
                    rows.append(
                        {
                            "document_id": document_id,
                            "unit_name": key.unit_name,
                            "fiscal_year": key.fiscal_year,
                            "measure": name,
                            "answered_by": answers.get(document_id),
                            "table_kind": kind,
                            **_why(sections.get((document_id, kind), {})),
                        }
                    )
    order = ["document_id", "measure"]
    return pl.DataFrame(rows, schema=dict(_COLUMNS), orient="row").sort(order, maintain_order=True)


def _why(section: Row) -> Row:
    """Why a section did not answer; an empty one stands for a section that is not there."""
    status = section.get("status", "absent")
    return {
        "reason": status if status in REASONS else "no_figures",
        "title": section.get("title"),
        "note": section.get("note"),
    }
