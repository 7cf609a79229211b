"""Mutants: made as they should be, and noticed by the checks of the real document."""

import random
from pathlib import Path

import pytest

from analysis.disclosure.read import disclose
from analysis.sources.text import read_text
from benchmarks import code_mutants
from benchmarks.mutants import page, run, trial
from benchmarks.mutation import Mutant, mutants, one_digit, swapped
from benchmarks.section import write_section
from tests.factories import RAW


@pytest.mark.parametrize(
    ("printed", "digit", "swap"),
    [
        ("8,603.77", "8,653.77", "8,063.77"),
        ("2000", "2500", None),
        ("9.3", "4.3", None),
        ("12.5", "17.5", "21.5"),
        ("5", None, None),
        ("100", "150", None),
    ],
)
def test_a_figure_is_changed_in_one_digit_or_two(
    printed: str, digit: str | None, swap: str | None
) -> None:
    changed = one_digit(printed)
    assert changed == (digit or "0")
    assert swapped(printed) == swap


def test_a_section_of_the_benchmarks_is_replaced_and_the_others_stay(tmp_path: Path) -> None:
    path = tmp_path / "benchmarks.md"
    for name, text in (("one", "first\n"), ("two", "second\n"), ("one", "third\n")):
        write_section(name, text, path)
    written = path.read_text(encoding="utf-8")
    assert "first" not in written
    assert written.index("third") < written.index("second")


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(RAW.rglob("*.txt")), ids=lambda path: path.name)
def test_figures_in_which_identities_meet_are_guarded(path: Path) -> None:
    this = trial(path)
    met = [m for m in mutants(this.disclosure, this.texts) if m.kind != "row dropped"]
    met = [m for m in met if this.guards[m.figure_ids[0]] >= 3]
    by_table: dict[str, list[Mutant]] = {}
    for mutant in random.Random(0).sample(met, len(met)):  # some of every table
        by_table.setdefault(mutant.table, []).append(mutant)
    outcomes = [run(mutant, this) for some in by_table.values() for mutant in some[:3]]
    assert [o.mutant.figure_ids for o in outcomes if not (o.stored and o.noticed)] == []
    assert sum(o.first for o in outcomes) >= 0.9 * len(outcomes)
    assert f"{len(outcomes)} mutants" in page(outcomes, [], 1.0)


@pytest.mark.parametrize("path", sorted(RAW.rglob("*.txt")), ids=lambda path: path.name)
def test_every_mutant_differs_from_the_document_where_it_says(path: Path) -> None:
    document = read_text(path.read_bytes(), path.name)
    texts = [line.text for line in document.lines]
    found = list(mutants(disclose(document), texts))
    assert len(found) > 800
    for mutant in found:
        changed = mutant.apply(texts)
        differing = {
            i for i, pair in enumerate(zip(texts, changed, strict=True)) if pair[0] != pair[1]
        }
        assert differing and differing <= {index for index, _ in mutant.lines}


def test_a_code_is_misprinted_in_each_way_that_changes_it() -> None:
    assert dict(code_mutants.misprints("2080201")) == {
        "one digit": "2085201",
        "swap": "2008201",
        "letter for digit": "2O80201",
        "digit left out": "208020",
        "class as 7": "70201",
    }
    assert "letter for digit" not in dict(code_mutants.misprints("211"))


def test_the_page_of_misprinted_codes_counts_each_kind() -> None:
    outcomes = [code_mutants.Outcome(kind, 1, True, 0) for kind in code_mutants.KINDS]
    outcomes[0] = code_mutants.Outcome("one digit", 2, True, 3)
    text = code_mutants.page(outcomes)
    assert "| all | 5 | 100.0 % | 100.0 % | 80.0 % | 3 |" in text
    assert "| one digit | 1 | 100.0 % | 100.0 % | 0.0 % | 3 |" in text
