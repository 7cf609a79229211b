"""Documents that were damaged on their way are read as far as they go: no reader may fail on them."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from analysis.disclosure.recorder import Disclosure
from analysis.warehouse.job import read_document
from tests.real.test_samples import FOLDER

Damage = Callable[[random.Random, list[str]], None]
_STRAY = "0123456789.,-%—（）()、，。：万元 \t"


def cut_out(at: random.Random, lines: list[str]) -> None:
    start = at.randrange(len(lines))
    del lines[start : start + at.randrange(1, 400)]


def lose_lines(at: random.Random, lines: list[str]) -> None:
    for _ in range(80):
        del lines[at.randrange(len(lines))]


def run_together(at: random.Random, lines: list[str]) -> None:
    for _ in range(60):
        line = at.randrange(len(lines) - 1)
        lines[line] += lines.pop(line + 1)


def break_up(at: random.Random, lines: list[str]) -> None:
    for _ in range(60):
        line = at.randrange(len(lines))
        place = at.randrange(len(lines[line]) + 1)
        lines[line : line + 1] = [lines[line][:place], lines[line][place:]]


def stray_characters(at: random.Random, lines: list[str]) -> None:
    for _ in range(60):
        line = at.randrange(len(lines))
        if text := lines[line]:
            place = at.randrange(len(text))
            lines[line] = text[:place] + at.choice(_STRAY) + text[place + 1 :]


def move_a_block(at: random.Random, lines: list[str]) -> None:
    start = at.randrange(len(lines) - 200)
    block = lines[start : start + 200]
    del lines[start : start + 200]
    place = at.randrange(len(lines))
    lines[place:place] = block


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    "damage", [cut_out, lose_lines, run_together, break_up, stray_characters, move_a_block]
)
def test_a_damaged_text_is_read_and_keeps_account_of_its_numbers(
    damage: Damage, seed: int, raw_lines: list[str], tmp_path: Path
) -> None:
    lines = list(raw_lines)
    damage(random.Random(seed), lines)
    (tmp_path / "a.txt").write_text("\n".join(lines), encoding="utf-8")
    read = read_document(tmp_path / "a.txt", tmp_path)
    assert isinstance(read, Disclosure), read
    printed = {f.figure_id for f in read.figure if any(map(str.isdigit, f.printed))}
    assert printed == {n.figure_id for n in read.number if n.disposition == "figure"}
    assert len(printed) > 300


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.glob("*.pdf")))
def test_a_published_budget_with_its_pages_lost_and_out_of_order_is_read_or_refused(
    name: str, seed: int, tmp_path: Path
) -> None:
    at = random.Random(seed)
    with pypdfium2.PdfDocument(FOLDER / name) as whole, pypdfium2.PdfDocument.new() as some:
        pages = [page for page in range(len(whole)) if at.random() > 0.2]
        at.shuffle(pages)
        some.import_pages(whole, pages)
        some.save(tmp_path / "a.pdf")
    read = read_document(tmp_path / "a.pdf", tmp_path)
    if not isinstance(read, Disclosure):
        assert "no fiscal year" in read.reason or "no publishing unit" in read.reason
