"""Each project: its sheet, the overall list, the headings and the prose list agree.

Not done here: sums over all projects (``project_sums``), calculations in the text of a sheet
(``derivations``).
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis.checks.facts import Facts
from analysis.checks.relation import Cell, Relation, terms
from analysis.disclosure import records as r
from analysis.disclosure.vocabulary import fold


def funding(facts: Facts, project_id: str) -> dict[str, Cell]:
    """Return the funding rows of a project by source key, blank ones too."""
    return {
        line.source_key or "": facts.figure(line.figure_id)
        or Cell(
            f"project_sheet/{project_id}/{line.source_key}",
            "project_sheet",
            line.source or "",
            "funding",
            state=line.cell_state or "blank",
        )
        for line in facts.disclosure.project_funding
        if line.project_id == project_id
    }


def current(facts: Facts, project: r.Project) -> Cell | None:
    """Return the printed budget of the year of a project's sheet."""
    return facts.figure(project.current_figure_id)


def details_sum(facts: Facts) -> Iterator[Relation]:
    """The expenditure lines of a project add up to their total."""
    for project in facts.disclosure.project:
        lines = [d for d in facts.disclosure.project_detail if d.project_id == project.project_id]
        cells = {d.seq: facts.figure(d.figure_id) for d in lines}
        total = cells.pop(0, None) or current(facts, project)
        at = f"project_sheet/{project.project_id}/detail"
        below = [c or Cell(f"{at}/{seq}", "project_sheet", "", "") for seq, c in cells.items()]
        if total is not None and below:
            yield Relation(project.project_id, terms(total), terms(*below), steps="list")


def sources_sum(facts: Facts) -> Iterator[Relation]:
    """The funding sources of a project add up to their total."""
    for project in facts.disclosure.project:
        cells = funding(facts, project.project_id)
        main = [
            cells[line.source_key or ""]
            for line in facts.disclosure.project_funding
            if line.project_id == project.project_id and line.parent_key == "total"
        ]
        total = cells.get("total") or current(facts, project)
        if total is not None and any(cell.value is not None for cell in main):
            yield Relation(project.project_id, terms(total), terms(*main), steps="list")


def source_parts(facts: Facts) -> Iterator[Relation]:
    """What is listed under 其中 is not more than the source that it is part of."""
    for project in facts.disclosure.project:
        cells = funding(facts, project.project_id)
        parts: dict[str, list[Cell]] = {}
        for line in facts.disclosure.project_funding:
            if line.project_id == project.project_id and line.parent_key not in (None, "total"):
                parts.setdefault(line.parent_key or "", []).append(cells[line.source_key or ""])
        for parent, below in parts.items():
            printed = [cell for cell in below if cell.value is not None]
            if printed and parent in cells:
                key = f"{project.project_id}/{parent}"
                left, right = terms(*printed), terms(cells[parent])
                yield Relation(key, left, right, "at_most", steps="list")


def amounts_agree(facts: Facts) -> Iterator[Relation]:
    """The project's budget is the same in its sheet, the list, the headings and the prose."""
    for project in facts.disclosure.project:
        of_year, total = current(facts, project), facts.figure(project.total_figure_id)
        first = of_year or total
        if first is None:
            continue
        for key, cell in _elsewhere(facts, project).items():
            base = total if key == "list/total" and total is not None else first
            if cell.key != base.key:
                yield Relation(f"{project.project_id}/{key}", terms(base), terms(cell))


def _elsewhere(facts: Facts, project: r.Project) -> dict[str, Cell]:
    """Return every other place that prints the budget of the year of a project."""
    found: dict[str, Cell] = {}
    sources = funding(facts, project.project_id)
    if "total" in sources and sources["total"].value is not None:
        found["sources"] = sources["total"]
    for detail in facts.disclosure.project_detail:
        if detail.project_id == project.project_id and detail.seq == 0:
            cell = facts.figure(detail.figure_id)
            if cell is not None:
                found["details"] = cell
    for figure, cell in facts.figures_of("overall_projects"):
        if figure.row_key == project.project_id and cell.value is not None:
            found[f"list/{figure.column_key}"] = cell
    in_table = _table_row(facts, project.project_id)
    if in_table is not None:
        found["table"] = in_table
    for claim, cell in facts.claims:
        if _is_budget(claim, project.project_id, facts.year):
            found[f"{claim.section_key}/{claim.claim_id}"] = cell
    return found


def _table_row(facts: Facts, project_id: str) -> Cell | None:
    """Return the total of the project's one row in the table of projects.

    None where the row counts money of earlier years too: the sheet may leave it out.
    """
    row = {
        figure.column_key or "": cell
        for figure, cell in facts.figures_of("project_expenditure")
        if figure.row_key == project_id and cell.value
    }
    carried = any(column.startswith("carried_forward") for column in row)
    return None if carried else row.get("total")


def _is_budget(claim: r.Claim, project_id: str, year: int) -> bool:
    """Whether a sentence states the project's own budget of the year, not a part of it."""
    if (
        claim.measure != "amount"
        or claim.fiscal_year not in (None, year)
        or claim.unit not in ("wan_yuan", "yuan")
    ):
        return False
    if claim.section_key == "projects" and claim.subject_key == f"project/{project_id}":
        return True  # a line of the list of projects in the prose
    if claim.project_id != project_id or claim.parent_claim_id is not None:
        return False
    return claim.section_key in ("heading", "projects") or (
        claim.section_key == "history"
        and (claim.subject_key or "").partition("/")[0] in ("project", "total")
    )


def current_within_total(facts: Facts) -> Iterator[Relation]:
    """The budget of the year is not more than the project's whole budget."""
    for project in facts.disclosure.project:
        of_year, total = current(facts, project), facts.figure(project.total_figure_id)
        if of_year is not None and total is not None:
            yield Relation(project.project_id, terms(of_year), terms(total), "at_most")


def names_agree(facts: Facts) -> Iterator[Relation]:
    """A project is called alike in its sheet, in the overall list and in its heading."""
    for project in facts.disclosure.project:
        names = [name for name in (project.name, project.list_name, project.heading_name) if name]
        plain = {fold(name).replace("费项目", "费") for name in names}
        if project.heading_name:  # the heading says what it is: “某某保险项目”
            bare = fold(project.heading_name).removesuffix("项目")
            plain -= {f"{bare}项目"} if bare in plain else set()
        if len(names) > 1:
            yield Relation(
                project.project_id,
                op="given",
                verdict="exact" if len(plain) == 1 else "contradiction",
                reading=project.reading or "certain",
                words={"names": ("; ".join(dict.fromkeys(names)), "、".join(dict.fromkeys(names)))},
            )
