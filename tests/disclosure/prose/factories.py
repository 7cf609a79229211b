"""Texts of a made-up document, read, for the tests of the prose readers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from analysis.disclosure import records as r
from analysis.disclosure.joined import Joined, join, piece
from analysis.disclosure.outcome import Outcome
from analysis.disclosure.prose.derivations import read_derivations
from analysis.disclosure.prose.history import read_history
from analysis.disclosure.prose.narrative import read_narrative
from analysis.disclosure.recorder import Disclosure, Recorder
from analysis.disclosure.regions import Region
from analysis.sources.document import Line

YEAR = 2031
PROJECT = "河道清洁"


def a_recorder(year: int = YEAR) -> Recorder:
    return Recorder(Disclosure(r.Document(f"{year}-00000000", fiscal_year=year)))


def lines_of(text: str) -> list[Line]:
    """The lines of a text, blank ones too; they count from 2 (the heading stands on line 1)."""
    return [Line(line, number) for number, line in enumerate(text.strip("\n").split("\n"), 2)]


def a_text(text: str) -> Joined:
    return join(piece(line) for line in lines_of(text))


def a_region(text: str, title: str = "第三部分 某局2031年单位预算情况说明") -> Region:
    return Region("narrative", (Line(title, 1),), tuple(lines_of(text)))


def narrative(
    text: str,
    reader: Callable[[Region, Recorder], Outcome] = read_narrative,
    title: str = "第三部分 某局2031年单位预算情况说明",
) -> Disclosure:
    recorder = a_recorder()
    reader(a_region(text, title), recorder)
    return recorder.out


def history(text: str) -> Disclosure:
    recorder = a_recorder()
    read_history(a_text(text), PROJECT, recorder)
    return recorder.out


def derivations(text: str) -> Disclosure:
    recorder = a_recorder()
    read_derivations(a_text(text), PROJECT, recorder)
    return recorder.out


def said(found: Disclosure, *names: str) -> list[tuple[object, ...]]:
    """Fields of the claims, in order; numbers as text without zeros at their end."""
    return [tuple(shown(getattr(claim, name)) for name in names) for claim in found.claim]


def shown(value: object) -> object:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def formulas(found: Disclosure) -> list[tuple[str | None, str | None]]:
    return [(derivation.kind, derivation.formula) for derivation in found.derivation]


def by_id(found: Disclosure) -> dict[str, r.Claim]:
    return {claim.claim_id: claim for claim in found.claim}


def printed_at(text: str, figures: Iterable[r.Figure]) -> list[str]:
    """What stands in the text at the place that each figure gives."""
    rows = text.strip("\n").split("\n")
    return [
        rows[f.line - 2][f.col - 1 :][: len(f.printed or "")] for f in figures if f.line and f.col
    ]
