"""The benchmarks: what they compare and what they say; never how long anything takes."""

from __future__ import annotations

from pathlib import Path

from analysis.disclosure.identify import identify
from analysis.disclosure.units import scale
from analysis.disclosure.vocabulary import fold
from analysis.sources.text import read_text
from benchmarks.many import Many, write_copies
from benchmarks.speed import Row, forget_texts
from benchmarks.speed_page import page
from benchmarks.timing import Comparison, Times, in_turn

FAST = Comparison(Times((1.0, 2.0, 1.0)), Times((1.2, 2.2, 1.6)))
SLOW = Comparison(Times((0.001,) * 3), Times((0.04, 0.06, 0.09)))


def test_a_figure_and_its_floor_run_in_turn_after_one_run_that_does_not_count() -> None:
    order: list[str] = []

    def timed(name: str) -> float:
        order.append(name)
        return float(len(order))

    found = in_turn(lambda: timed("floor"), lambda: timed("figure"), 2)
    assert order == ["floor", "figure"] * 3
    assert (found.floor.seconds, found.figure.seconds) == ((3.0, 5.0), (4.0, 6.0))


def test_the_ratio_is_that_of_each_pair() -> None:
    assert FAST.ratios.seconds == (1.2, 1.1, 1.6)
    assert FAST.ratios.median == 1.2


def test_an_aim_is_held_against_the_median() -> None:
    assert Row("build", "imports", FAST, most_ratio=1.5).is_met is True
    assert Row("reading", "tokens", SLOW, most_ms=50).is_met is False
    assert Row("report", "nothing", SLOW).is_met is None


def test_the_page_says_figure_floor_ratio_aim_and_verdict() -> None:
    rows = [
        Row("build", "imports", FAST, most_ratio=1.5),
        Row("reading", "tokens", SLOW, most_ms=50),
        Row("2 files", "their text", SLOW, documents=2),
    ]
    text = page(rows, (0.1, 0.2))
    table = "| build | 1600 (1200–2200) ms | imports | 1000 (1000–2000) ms | 1.20 (1.10–1.60) | 1.5 | yes |"
    assert table in text
    assert (
        "| reading | 60 (40–90) ms | tokens | 1.0 (1.0–1.0) ms | 60.00 (40.00–90.00) | 50 ms | no |"
        in text
    )
    assert "- build: 1.20 times imports, aim 1.5: the aim is met." in text
    assert "- reading: 60 ms, aim 50 ms: the aim is not met." in text
    assert "- 2 files: 33.33 documents a second; their text: 2000.00." in text


def test_texts_are_forgotten_and_knowledge_is_kept() -> None:
    fold("某某局")
    scale("万元")
    forget_texts()
    assert fold.cache_info().currsize == 0
    assert scale.cache_info().currsize > 0


def test_each_copy_is_the_budget_of_a_unit_of_its_own(tmp_path: Path) -> None:
    write_copies(tmp_path / "raw", 3)
    copies = sorted((tmp_path / "raw").iterdir())
    units = {identify(read_text(path.read_bytes(), path.name)).unit_name for path in copies}
    assert len(units) == 3


def test_the_page_says_how_much_memory_many_documents_take() -> None:
    text = page([], (0.0, 0.0), [Many(20, 10.0, 251.4)])
    assert "of 20 documents: 251 MB in its largest process, 2.00 documents a second." in text
