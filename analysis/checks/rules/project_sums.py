"""Sums over all projects against the project expenditure of the tables, with their scope.

Not done here: a single project (``projects``).
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis.checks.facts import Facts
from analysis.checks.interval import ZERO
from analysis.checks.judge import judge
from analysis.checks.relation import Cell, Relation, terms
from analysis.checks.rules.across import agree
from analysis.checks.rules.projects import current, funding
from analysis.checks.slips import slip

# Scopes that a list of projects may have, and the cell of the tables that is their sum.
_SCOPES = (
    ("all_money", "expenditure_summary"),
    ("general", "general_expenditure"),
    ("fund", "fund_expenditure"),
)


def projects_sum(facts: Facts) -> Iterator[Relation]:
    """The projects add up to the project expenditure of one of the scopes; which one is said.

    The scope is the one that the sheets, the list or the prose about the projects fit, so that
    one wrong figure does not change it; where none fits, it is the nearest.
    """
    sums = {"sheets": _sheets(facts), "list": _list(facts), "prose": _prose(facts)}
    totals = [(scope, facts.cell(table, "total", "project")) for scope, table in _SCOPES]
    printed = [(scope, cell) for scope, cell in totals if cell.value is not None]
    fitting = [
        (scope, total)
        for scope, total in printed
        if any(cells and agree(terms(total), terms(*cells)) for cells in sums.values())
    ]
    for name in ("sheets", "list"):
        cells = sums[name]
        if not cells:
            continue
        if not printed:
            yield Relation(name, terms(totals[0][1]), terms(*cells))
            continue
        whole = sum((c.value or ZERO for c in cells), ZERO)
        all_money = totals[0][1]
        most = max((cell for _, cell in printed), key=lambda cell: cell.value or ZERO)
        if not fitting and all_money.value is None and whole > (most.value or ZERO):
            # The list may be of all money, and what all money comes to is not known.
            yield Relation(name, terms(all_money), terms(*cells))
            continue
        gaps = {abs((cell.value or ZERO) - whole): (scope, cell) for scope, cell in printed}
        scope, total = fitting[0] if fitting else gaps[min(gaps)]
        words = {"scope": f"@{scope}"}
        if not fitting and name == "sheets" and not sums["list"] and not sums["prose"]:
            mistyped = any(_is_mistyped(cells, cell) for _, cell in printed)
            if whole < (most.value or ZERO) and not mistyped:  # not all projects need a sheet
                yield Relation(name, terms(*cells), terms(most), "at_most", words=words)
                continue
        yield Relation(name, terms(total), terms(*cells), words=words, steps="list")


def _is_mistyped(cells: list[Cell], total: Cell) -> bool:
    """Whether the cells would make a total if one of them were another number mistyped."""
    gap = (total.value or ZERO) - sum((cell.value or ZERO for cell in cells), ZERO)
    known = [(cell.value, cell.step) for cell in cells if cell.value is not None]
    return any(slip(value, value + gap, step) is not None for value, step in known)


def _prose(facts: Facts) -> list[Cell]:
    """Return the project expenditure that the prose states over its list of projects."""
    found = facts.stated("projects", subject_key="project", measure="amount")
    return [cell for claim, cell in found if claim.fiscal_year in (None, facts.year)][:1]


def _sheets(facts: Facts) -> list[Cell]:
    cells = [current(facts, project) for project in facts.disclosure.project]
    return [cell for cell in cells if cell is not None]


def _list(facts: Facts) -> list[Cell]:
    return [
        cell
        for figure, cell in facts.figures_of("overall_projects")
        if figure.column_key == "current" and figure.row_key != "total"
    ]


def general_sources(facts: Facts) -> Iterator[Relation]:
    """The general appropriations of the sheets add up to the general budget's project expenditure.

    What is carried forward may be counted among them. Where the gap is the grants from a higher
    level in the same sheets, the table counts them as general public budget and the sheets do not:
    a matter of scope.
    """
    by_project = [funding(facts, project.project_id) for project in facts.disclosure.project]
    general = [cells["general"] for cells in by_project if "general" in cells]
    grants = [
        cells["higher_level"]
        for cells in by_project
        if "higher_level" in cells and cells["higher_level"].value is not None
    ]
    printed = [cell for cell in general if cell.value is not None]
    if not printed:
        return
    total = facts.cell("general_expenditure", "total", "project")
    carried = [cell for cells in by_project if (cell := _carried(cells)) is not None]
    if not agree(terms(total), terms(*printed)) and agree(terms(total), terms(*printed, *carried)):
        printed += carried
    relation = Relation("general", terms(total), terms(*printed), severity="scope")
    if grants and not agree(relation.left, relation.right):
        with_grants = Relation("", terms(total), terms(*printed, *grants), steps="list")
        if judge(with_grants).holds:
            relation.variant = "grants"
            together = sum((cell.value or ZERO for cell in grants), ZERO)
            relation.words = {"grants": f"{together.normalize():,f}"}  # without added zeros
            both = terms(*printed, *grants)
            yield Relation("general_and_grants", terms(total), both, steps="list")
    relation.guards = False  # doubted for its scope, not for a cell
    yield relation


def _carried(sources: dict[str, Cell]) -> Cell | None:
    """The general appropriation that a sheet carries forward, else all that it does."""
    cells = (sources.get(key) for key in ("carried_forward_general", "carried_forward"))
    return next((cell for cell in cells if cell is not None and cell.value is not None), None)


def earlier_years(facts: Facts) -> Iterator[Relation]:
    """The sheets' budgets of an earlier year are not more than that year's project expenditure."""
    years = {line.fiscal_year for line in facts.disclosure.project_year} - {facts.year}
    for year in sorted(years):
        cells = year_cells(facts, year)
        total = facts.cell("overall_funds", "expenditure/project", str(year))
        if cells:
            relation = Relation(str(year), terms(*cells), terms(total), "at_most", steps="list")
            relation.cause = "earlier_project_budgets"
            yield relation


def year_cells(facts: Facts, year: int, project_id: str | None = None) -> list[Cell]:
    """Return the printed budgets of a year: a project's whole, or the parts that it then had.

    A figure without a component is the whole where the parts add up to it or none is named; else
    it is the part that bears the project's own name.
    """
    found: dict[str, dict[str, Cell]] = {}
    for line in facts.disclosure.project_year:
        cell = facts.figure(line.figure_id)
        wanted = project_id in (None, line.project_id) and line.fiscal_year == year
        if wanted and cell is not None and cell.value is not None:
            found.setdefault(line.project_id, {})[line.component] = cell
    cells: list[Cell] = []
    for parts in found.values():
        whole = parts.get("")
        named = [cell for component, cell in parts.items() if component]
        if whole is not None and named and agree(terms(whole), terms(*named)):
            cells.append(whole)
        else:
            cells += parts.values()
    return cells
