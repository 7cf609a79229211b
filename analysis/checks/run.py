"""Running every rule over a document, and storing what came of it.

``check_records`` works on records in memory; ``run_checks`` takes a warehouse with the records of
any number of documents. Not done here: the rules (``rules``), the verdicts (``judge``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from analysis.checks.catalogue import Rule, rules, rules_by_id
from analysis.checks.doubtful import set_aside_doubtful
from analysis.checks.facts import Facts
from analysis.checks.findings import group
from analysis.checks.judge import Judgement, judge
from analysis.checks.misprints import find_misprints
from analysis.checks.missing_rows import tell_missing_rows
from analysis.checks.relation import Cell, Relation
from analysis.checks.report import to_result
from analysis.checks.result import CheckResult
from analysis.checks.suspects import Judged, Suspect, find_suspects
from analysis.disclosure.recorder import Disclosure
from analysis.disclosure.records import Document
from analysis.disclosure.repeats import nth

if TYPE_CHECKING:
    import duckdb
    import polars as pl

_CODE_FAMILIES = range(3, 10)  # those whose rules hold classification codes against each other
_MISPRINTS = "code_misprint"  # what is found with the other rules of these families


@dataclass(slots=True)
class Run:
    """All relations of a document with their verdicts, the blanks proven zero, the suspects."""

    facts: Facts
    judged: list[Judged] = field(default_factory=list)
    zeros: set[str] = field(default_factory=set)
    suspects: dict[str, list[Suspect]] = field(default_factory=dict)


def check_records(
    disclosure: Disclosure, previous: Disclosure | None = None, *, messages: bool = True
) -> list[CheckResult]:
    """Return every tested relation of a document, sorted by check_id.

    ``previous`` is last year's document, where there is one. Without ``messages`` the texts stay
    empty, for runs over many documents.
    """
    run = examine(disclosure, previous)
    by_id = rules_by_id()
    results = [
        to_result(run.facts, relation, judgement, by_id[relation.rule], run.suspects, messages)
        for relation, judgement in run.judged
    ]
    failing = [result for result in results if result.verdict == "contradiction"]
    causes = {r.check_id: r.cause for r, _ in run.judged if r.cause}
    owners = group(failing, run.suspects, causes)
    for result in failing:
        result.finding_id = owners[result.check_id]
    return sorted(results, key=lambda result: result.check_id)


def examine(disclosure: Disclosure, previous: Disclosure | None = None) -> Run:
    """Build and judge every relation of a document, and find whom to doubt."""
    run = _judge_all(Facts(disclosure, previous))
    misprints = find_misprints(run.facts, _failing_codes(run), _try_codes)
    if misprints:
        run = _judge_all(Facts(disclosure, previous, misprints))
    run.suspects = find_suspects(run.judged, run.zeros)
    tell_missing_rows(run.judged, run.suspects)
    return run


def _judge_all(facts: Facts, catalogue: Sequence[Rule] = ()) -> Run:
    """Build and judge the relations of a document."""
    run = Run(facts)
    relations = _relations(facts, catalogue or rules())
    _prove_zeros(relations, run.zeros)
    judged = [(relation, judge(relation, run.zeros)) for relation in relations]
    run.judged = set_aside_doubtful(judged, run.zeros, list(facts.tables.values()))
    return run


def _failing_codes(run: Run) -> set[str]:
    """Return the check_ids of the relations between codes that fail."""
    known = {rule.id for rule in _code_rules()}
    return {r.check_id for r, j in run.judged if j.verdict == "contradiction" and r.rule in known}


def _try_codes(facts: Facts) -> set[str]:
    """Return what fails between the codes with the rows under the codes that ``facts`` say."""
    return _failing_codes(_judge_all(facts, _code_rules()))


@cache
def _code_rules() -> tuple[Rule, ...]:
    """The rules of the families that hold codes against each other, within and between tables."""
    return tuple(r for r in rules() if r.family in _CODE_FAMILIES and r.id != _MISPRINTS)


def _relations(facts: Facts, catalogue: Sequence[Rule]) -> list[Relation]:
    """Build the relations; those in which nothing is printed are left out.

    They stay where a table that they ask could not be read. Two relations of one rule that came to
    the same key are told apart by ``~2``.
    """
    found: list[Relation] = []
    seen: Counter[str] = Counter()
    for rule in catalogue:
        for relation in rule.relations(facts):
            cells = relation.cells
            if cells and all(c.value is None for c in cells) and not _unread(facts, cells):
                continue
            seen[relation.check_id] += 1
            relation.key = nth(relation.key, seen[relation.check_id])
            found.append(relation)
    return found


def _unread(facts: Facts, cells: Sequence[Cell]) -> bool:
    tables = {cell.table for cell in cells if cell.state == "missing"}
    return any(facts.status(table) == "not_readable" for table in tables)


def _prove_zeros(relations: Sequence[Relation], zeros: set[str]) -> None:
    """Collect the blank cells that a balancing sum proves to be zero, until none is added.

    A cell of a table that is not there is no blank: it proves nothing and is proven by nothing.
    """
    missing = {c.key for r in relations for c in r.cells if c.state == "missing"}
    candidates = [
        r
        for r in relations
        if r.op == "equal" and not r.reason and any(c.value is None for c in r.cells)
    ]
    grown = True
    while grown:
        proven = {key for r in candidates for key in judge(r, zeros).proven} - missing - zeros
        grown = bool(proven)
        zeros |= proven


def run_checks(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Return the rows of check_result for every document in a warehouse, sorted by its key."""
    import polars as pl

    from analysis.checks.store import to_frame

    return pl.concat([to_frame([]), *map(to_frame, checks_by_document(connection))])


def checks_by_document(connection: duckdb.DuckDBPyConnection) -> Iterator[list[CheckResult]]:
    """Give the rows of check_result for each document in a warehouse, all sorted by its key.

    The records of one document and of that before it are loaded at a time, so that memory stays
    flat however many documents there are.
    """
    from analysis.checks.store import Stored

    stored = Stored(connection)
    for document in stored.documents:
        before = _previous(document, stored.documents)
        previous = None if before is None else stored.load(before)
        yield check_records(stored.load(document), previous)


def check_disclosures(disclosures: Sequence[Disclosure]) -> list[CheckResult]:
    """Return the rows of check_result for documents at hand, sorted by its key."""
    results: list[CheckResult] = []
    found = {disclosure.document.document_id: disclosure for disclosure in disclosures}
    documents = [disclosure.document for disclosure in disclosures]
    for disclosure in disclosures:
        before = _previous(disclosure.document, documents)
        results += check_records(disclosure, None if before is None else found[before.document_id])
    return sorted(results, key=lambda result: (result.document_id, result.check_id))


def _previous(this: Document, documents: Sequence[Document]) -> Document | None:
    """Return the document of the same unit and kind for the year before."""
    for that in documents:
        if (
            that.fiscal_year is not None
            and that.fiscal_year + 1 == this.fiscal_year
            and (that.unit_name, that.document_kind) == (this.unit_name, this.document_kind)
        ):
            return that
    return None


__all__ = [
    "Judgement",
    "Run",
    "check_disclosures",
    "check_records",
    "examine",
    "run_checks",
]
