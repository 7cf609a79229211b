"""Do the checks have teeth: ``python -m benchmarks.mutants``.

Every money figure and percentage of the text documents is changed in turn, in memory. Reading and
checks run on each mutant, and it is counted whether the change was stored, raised a new
contradiction, and whether the changed cell was named. The result is a section of
docs/benchmarks.md. Not done here: making the mutants (``benchmarks.mutation``).
"""

from __future__ import annotations

import os
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from analysis.checks.relation import Relation
from analysis.checks.result import CheckResult
from analysis.checks.run import check_records, examine
from analysis.disclosure.read import disclose
from analysis.disclosure.recorder import Disclosure
from analysis.sources.document import Document, Line
from analysis.sources.text import read_text
from benchmarks.mutation import KINDS, Mutant, mutants
from benchmarks.section import write_section

RAW = Path("data") / "raw"
_PROCESSES = 2
_MEETING = 3  # where so many identities meet in a cell, it is to come first


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one mutant; ``identities`` is how many hold the figure in the original."""

    mutant: Mutant
    identities: int
    stored: bool
    noticed: bool
    named: bool
    first: bool


@dataclass(slots=True)
class Trial:
    """A document to be mutated: as it is read, what it holds against itself, who guards whom."""

    document: Document
    disclosure: Disclosure
    known: dict[str, object]
    guards: Counter[str]

    @property
    def texts(self) -> list[str]:
        """The lines of a text document."""
        return [line.text for line in self.document.lines]


def trial(path: Path) -> Trial:
    """Return a text document with what its checks say of it unchanged."""
    return trial_of(read_text(path.read_bytes(), path.name))


def trial_of(document: Document) -> Trial:
    """Return a document with what its checks say of it unchanged."""
    disclosure = disclose(document)
    results = check_records(disclosure, messages=False)
    known = {result.check_id: result.difference for result in results if _fails(result)}
    return Trial(document, disclosure, dict(known), _guards(disclosure))


def _fails(result: CheckResult) -> bool:
    return result.verdict == "contradiction"


def _guards(disclosure: Disclosure) -> Counter[str]:
    """Count the identities that each figure stands in: equalities that hold, and ratios."""
    guards: Counter[str] = Counter()
    for relation, judgement in examine(disclosure).judged:
        if judgement.holds and _is_identity(relation):
            guards.update({cell.figure_id for cell in relation.cells if cell.figure_id})
    return guards


def _is_identity(relation: Relation) -> bool:
    return relation.op in ("equal", "ratio", "whole") and relation.guards


def run(one: Mutant, trial: Trial) -> Outcome:
    """Read and check one mutant."""
    texts = one.apply(trial.texts)
    blocks = tuple(
        block if block.text == text else replace(block, text=text)
        for block, text in zip(trial.document.lines, texts, strict=True)
        if isinstance(block, Line)
    )
    return outcome_of(one, trial, disclose(Document(trial.document.file, blocks)))


def outcome_of(one: Mutant, trial: Trial, changed: Disclosure) -> Outcome:
    """Say what the checks make of a mutant that was read as ``changed``."""
    results = check_records(changed, messages=False)
    new = [r for r in results if _fails(r) and trial.known.get(r.check_id, "") != r.difference]
    wanted = set(one.figure_ids)
    suspects = [result.suspects for result in new if result.suspects]
    naming = [found for found in suspects if wanted & set(found)]
    return Outcome(
        one,
        max((trial.guards[figure_id] for figure_id in one.figure_ids), default=0),
        _is_stored(one, trial.disclosure, changed),
        bool(new),
        bool(naming),
        bool(naming) and all(found[0] in wanted for found in naming),
    )


def _is_stored(one: Mutant, before: Disclosure, after: Disclosure) -> bool:
    """Whether the change reached the records: under the same address the changed amount."""
    old = {figure.figure_id: figure for figure in before.figure}
    new = {figure.figure_id: figure for figure in after.figure}
    for figure_id in one.figure_ids:
        was, now = old[figure_id], new.get(figure_id)
        if one.kind == "row dropped":
            if now is not None and (now.line, now.col) == (was.line, was.col):
                return False
        else:
            moved = now is None or (now.line, now.col) != (was.line, was.col)
            if now is None or moved or (now.amount_wan, now.value) == (was.amount_wan, was.value):
                return False
    return True


_TRIALS: dict[str, Trial] = {}


def _run_many(path: str, chosen: Sequence[Mutant]) -> list[Outcome]:
    if path not in _TRIALS:
        _TRIALS[path] = trial(Path(path))
    return [run(one, _TRIALS[path]) for one in chosen]


def measure(paths: Iterable[Path]) -> tuple[list[Outcome], list[str], float]:
    """Return every outcome, the figures that stand in no identity, and the seconds it took."""
    started = time.perf_counter()
    outcomes: list[Outcome] = []
    alone: list[str] = []
    with ProcessPoolExecutor(_PROCESSES) as pool:
        for path in paths:
            this = trial(path)
            found = list(mutants(this.disclosure, this.texts))
            parts = [found[i :: _PROCESSES * 4] for i in range(_PROCESSES * 4)]
            for outcome in pool.map(_run_many, [str(path)] * len(parts), parts):
                outcomes += outcome
            alone += _unguarded(this)
    return outcomes, alone, time.perf_counter() - started


def _unguarded(this: Trial) -> list[str]:
    """Return a line for each row whose money or percentages no identity guards."""
    rows: dict[tuple[str, str], list[str]] = defaultdict(list)
    for figure in this.disclosure.figure:
        counts = figure.amount_wan is not None or figure.unit == "percent"
        if counts and figure.value is not None and not this.guards[figure.figure_id]:
            name = figure.row_name or figure.row_key or ""
            rows[(figure.table_kind or "", name)].append(f"{figure.printed} (line {figure.line})")
    return [f"| {table} | {name} | {', '.join(at)} |" for (table, name), at in sorted(rows.items())]


def page(outcomes: Sequence[Outcome], alone: Sequence[str], seconds: float) -> str:
    """Return the section of docs/benchmarks.md."""
    guarded = [o for o in outcomes if o.identities]
    meeting = [o for o in outcomes if o.identities >= _MEETING]
    lines = [
        "## Mutants",
        "",
        "Made by `make mutants`; not edited by hand. Every money figure and percentage is changed",
        "in turn: its middle digit, its first two unlike digits swapped, its unit mistaken, its",
        "row left out. *Stored*: the changed figure stands at its address. *Noticed*: a",
        "contradiction that the document did not have. *Named*: the changed cell is among the",
        "suspects. *First*: it is the first suspect wherever it is named. A row left out has no",
        "cell to name. A figure stands in an identity where an equality or a percentage that holds",
        "in the original contains it. Where one equality holds two figures and nothing else does,",
        "no one can tell which of them is wrong: either comes first.",
        "",
        f"{len(outcomes)} mutants in {seconds:.0f} s with {_PROCESSES} processes"
        f" ({os.cpu_count()} cores).",
        "",
        *table("mutants", [("all", outcomes), ("in at least one identity", guarded),
                            (f"in {_MEETING} or more", meeting),
                            ("in none", [o for o in outcomes if not o.identities])]),
        "",
        "Of the figures that stand in at least one identity:",
        "",
        *table("change", [(k, [o for o in guarded if o.mutant.kind == k]) for k in KINDS]),
        "",
        *table("table", by_table(guarded)),
        "",
        f"And where {_MEETING} or more identities meet in the cell:",
        "",
        *table("table", by_table(meeting)),
        "",
        "### Figures that stand in no identity",
        "",
        "Nothing in the document can guard them; most are targets that only one sheet prints.",
        "",
        "| table | row | figures |",
        "|---|---|---|",
        *alone,
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def by_table(outcomes: Sequence[Outcome]) -> list[tuple[str, list[Outcome]]]:
    """Return outcomes grouped by the table of their figure, in the order of its name."""
    tables: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        tables[outcome.mutant.table].append(outcome)
    return sorted(tables.items())


def table(head: str, groups: Sequence[tuple[str, Sequence[Outcome]]]) -> list[str]:
    """Return a Markdown table of rates, a row for each named group that is not empty."""
    rows = [f"| {head} | number | stored | noticed | named | first |", "|---|---|---|---|---|---|"]
    for name, found in groups:
        if found:
            cells = [o for o in found if o.mutant.kind != "row dropped"]
            rates = [_rate(found, what) for what in ("stored", "noticed")]
            rates += [_rate(cells, what) for what in ("named", "first")]
            rows.append(f"| {name} | {len(found)} | {' | '.join(rates)} |")
    return rows


def _rate(found: Sequence[Outcome], what: str) -> str:
    return f"{100 * sum(getattr(o, what) for o in found) / len(found):.1f} %" if found else "–"


def main() -> None:
    """Run every mutant of the text documents in data/raw and write the section."""
    paths = sorted(path for path in RAW.rglob("*.txt") if path.is_file())
    outcomes, alone, seconds = measure(paths)
    text = page(outcomes, alone, seconds)
    write_section("mutants", text)
    print(text.partition("### ")[0])


if __name__ == "__main__":
    main()
