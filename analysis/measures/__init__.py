"""Measures over the warehouse: each function takes a connection and gives an eager polars frame.

    function                what it answers
    ----------------------  -------------------------------------------------------------------
    fund_shares             general budget, government-managed funds, state capital
    revenue_shares          where the money comes from
    function_shares         what it is for: class, section, item
    nature_shares           basic and project expenditure
    personnel_shares        personnel and operating expenditure
    economic_shares         basic expenditure by economic class and item
    project_shares          the projects
    source_shares           the sources of each project's money, and of all projects'
    detail_shares           what each project's money buys
    procurement_shares      government procurement: goods, works, services
    service_shares          purchased services by kind
    fund_uses               the listed uses of the fund, and what the list leaves open
    unit_costs              what one of something costs, where the prose calculates it
    yearly_totals           revenue and expenditure by year
    project_budgets         each project by year, component projects merged and shown
    contributions           what each part contributed to a change, and what no part explains
    stated_changes          the changes that the prose states, and last year's amount from them
    three_public_changes    the three public expenses and their change
    restatements            what a later document tells otherwise
    document_pairs          the documents of one unit for two years
    previous_document       the document of the same unit for the year before
    document_differences    tables, columns, units, codes, projects, indicators gone and new
    moved_figures           the amounts that differ at the same address in two documents
    rename_suggestions      gone and new projects and codes that may be one
    target_paths            each indicator: raised, kept, lowered, new, dropped, not comparable
    target_counts           how many indicators took each path
    targets_and_money       targets beside the money of their project
    project_movers          the projects that moved most
    overview                the numbers at a glance, as quantities
    gaps                    what could not be measured, and why

Money is in 万元 (columns ``_wan``), exact decimals; ``_pct`` are per cent to 12 decimals. Unknown
is null, never zero. Every frame but ``gaps`` carries ``figure_ids`` and ``formulas``:
``quantity_of(row, column)`` makes a number with its source of any cell::

    frame = yearly_totals(connection)
    quantity_of(frame.row(0, named=True), "change_pct")
"""

from analysis.measures.changes import stated_changes
from analysis.measures.decomposition import contributions
from analysis.measures.frames import quantity_of
from analysis.measures.glance import overview, project_movers
from analysis.measures.missing import gaps
from analysis.measures.moved import moved_figures
from analysis.measures.pairs import document_pairs, previous_document
from analysis.measures.procurement import fund_uses, procurement_shares, service_shares
from analysis.measures.quantity import Quantity
from analysis.measures.renames import rename_suggestions
from analysis.measures.restated import restatements
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
from analysis.measures.structure import document_differences
from analysis.measures.targets import target_counts, target_paths
from analysis.measures.targets_money import targets_and_money
from analysis.measures.three_public import three_public_changes
from analysis.measures.trends import project_budgets, yearly_totals
from analysis.measures.unit_prices import unit_costs

__all__ = [
    "Quantity",
    "contributions",
    "detail_shares",
    "document_differences",
    "document_pairs",
    "economic_shares",
    "function_shares",
    "fund_shares",
    "fund_uses",
    "gaps",
    "moved_figures",
    "nature_shares",
    "overview",
    "personnel_shares",
    "previous_document",
    "procurement_shares",
    "project_budgets",
    "project_movers",
    "project_shares",
    "quantity_of",
    "rename_suggestions",
    "restatements",
    "revenue_shares",
    "service_shares",
    "source_shares",
    "stated_changes",
    "target_counts",
    "target_paths",
    "targets_and_money",
    "three_public_changes",
    "unit_costs",
    "yearly_totals",
]
