"""The document about itself: names, years, notes, statements, and what must be published.

Not done here: figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.checks.facts import Facts
from analysis.checks.relation import Relation, terms
from analysis.disclosure import records as r
from analysis.disclosure.vocabulary import fold

_UNSEEN = {"not_readable": "picture", "not_in_file": "not_in_file", "not_found": "not_found"}
_EMPTY = re.compile(r"为空|空表|没有使用|无.{0,40}(?:安排|预算|支出|收支)")
_LISTS = re.compile(r"[（(].*?[）)]")


def _of(facts: Facts, kind: str) -> list[r.Statement]:
    return [s for s in facts.disclosure.statement if s.kind == kind]


def _quotes(one: r.Statement, other: r.Statement) -> dict[str, str | tuple[str, str]]:
    return {
        "one": one.sentence or one.value or "",
        "other": other.sentence or other.value or "",
        "line_one": str(one.line),
        "line_other": str(other.line),
    }


def _reading(*statements: r.Statement) -> str:
    doubtful = any(statement.reading == "uncertain" for statement in statements)
    return "uncertain" if doubtful else "certain"


def subordinate_units(facts: Facts) -> Iterator[Relation]:
    """A unit that says it has no subordinate bodies lists none."""
    for denial in _of(facts, "no_subordinate_units"):
        lists = _of(facts, "lists_subordinate_units")
        listing = lists[0] if lists else None
        yield Relation(
            denial.statement_id,
            op="given",
            verdict="contradiction" if listing else "exact",
            words=_quotes(denial, listing or denial),
        )


def unit_names(facts: Facts) -> Iterator[Relation]:
    """The unit is named alike wherever the document names itself."""
    names = _of(facts, "unit_name")
    for statement in names[1:]:
        yield Relation(
            statement.statement_id,
            op="given",
            verdict="exact" if _same_unit(names[0], statement) else "contradiction",
            reading=_reading(names[0], statement),
            words=_quotes(names[0], statement),
        )


def _same_unit(one: r.Statement, other: r.Statement) -> bool:
    """Whether two names can be the same unit: one is the other without its place or a remark."""
    left, right = (_LISTS.sub("", fold(s.value or "")) for s in (one, other))
    return left.endswith(right) or right.endswith(left)


def heading_years(facts: Facts) -> Iterator[Relation]:
    """Headings speak of the year that the budget is for."""
    for statement in _of(facts, "heading_year"):
        yield Relation(
            statement.statement_id,
            op="given",
            verdict="exact" if statement.value == str(facts.year) else "contradiction",
            reading=_reading(statement),
            words={
                "one": statement.sentence or statement.value or "",
                "line_one": str(statement.line),
                "year": str(facts.year),
            },
        )


def empty_notes(facts: Facts) -> Iterator[Relation]:
    """A table that a note calls empty has no amounts, and what is not used has none anywhere."""
    said: set[str] = set()
    for section in facts.disclosure.section:
        if section.status != "not_readable" and _EMPTY.search(section.note or ""):
            said.add(section.kind or "")
            at = section.last_line
            yield _called_empty(facts, section.kind or "", section.note or "", at, "note")
    for statement in (*_of(facts, "table_empty"), *_of(facts, "nothing_planned")):
        subject = statement.subject_key or ""
        kind = subject if subject in (*facts.tables, "three_public") else f"{subject}_expenditure"
        if kind in said or facts.status(kind) == "absent":
            continue
        text = statement.sentence or ""
        yield _called_empty(facts, kind, text, statement.line, statement.statement_id)


def _called_empty(facts: Facts, kind: str, text: str, line: int | None, key: str) -> Relation:
    if kind == "three_public":
        cells = [cell for (table, _, _), cell in facts.other_cells.items() if table == kind]
    else:
        rows = facts.tables[kind].rows.values() if kind in facts.tables else ()
        cells = [cell for row in rows for cell in row.cells.values()]
    filled = [cell for cell in cells if cell.value]
    return Relation(
        f"{kind}/{key}",
        terms(*filled[:1]),
        op="given",
        verdict="contradiction" if filled else "exact",
        words={"one": text, "line_one": str(line), "table": f"@{kind}"},
    )


def all_projects(facts: Facts) -> Iterator[Relation]:
    """What is said of all projects holds of as many as the document lists and has sheets for."""
    for claim, cell in facts.claims:
        if claim.subject_key != "performance_managed/projects" or claim.measure != "count":
            continue
        sheets = sum(project.current_figure_id is not None for project in facts.disclosure.project)
        if sheets:
            yield Relation(
                claim.claim_id,
                terms(cell),
                op="given",
                verdict="exact" if cell.value == sheets else "contradiction",
                words={"listed": str(sheets)},
            )


def required_items(facts: Facts) -> Iterator[Relation]:
    """Every table and explanation that must be published is there, if only declared empty."""
    for item in facts.disclosure.required_item:
        if item.status == "not_asked":
            continue  # what only local templates add need not be there
        reason = _UNSEEN.get(item.status or "")
        verdict = "contradiction" if item.status == "missing" else "exact"
        yield Relation(
            item.item,
            op="given",
            verdict="not_checkable" if reason else verdict,
            reason=reason,
            words={"name": item.item_zh or item.item, "required": item.basis or ""},
        )
