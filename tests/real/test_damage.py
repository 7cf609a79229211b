"""Documents that were damaged on their way are read as far as they go: no reader may fail on them."""

from __future__ import annotations

import random
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from analysis.disclosure.recorder import Disclosure
from analysis.warehouse.job import read_document
from tests.factories import make_warehouse
from tests.real.test_samples import FOLDER
from tests.real.test_whole_document import published
from tests.typeset.document import document_parts
from tests.typeset.formats import as_excel, as_word
from tests.typeset.layout import Part, Ruled

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
    make_warehouse(read).close()


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
    if isinstance(read, Disclosure):
        make_warehouse(read).close()
    else:
        assert "no fiscal year" in read.reason or "no publishing unit" in read.reason


def lose_cells(at: random.Random, table: Ruled) -> None:
    table.spots = [spot for spot in table.spots if at.random() > 0.05]


def lose_a_row(at: random.Random, table: Ruled) -> None:
    row = at.randrange(table.height)
    table.spots = [spot for spot in table.spots if spot.row != row]


def lose_a_column(at: random.Random, table: Ruled) -> None:
    column = at.randrange(len(table.widths))
    table.spots = [spot for spot in table.spots if spot.column != column]


def wrong_cells(at: random.Random, table: Ruled) -> None:
    words = ["", "1", "合计", "项目", "100%", "≥5", "—", "0.00", "2024年"]
    table.spots = [
        replace(spot, text=at.choice(words)) if at.random() < 0.05 else spot for spot in table.spots
    ]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "made"), [("a.docx", as_word), ("a.xlsx", as_excel)])
@pytest.mark.parametrize("damage", [lose_cells, lose_a_row, lose_a_column, wrong_cells])
def test_damaged_tables_are_read_as_far_as_they_go(
    damage: Callable[[random.Random, Ruled], None],
    name: str,
    made: Callable[[list[Part]], bytes],
    tmp_path: Path,
) -> None:
    parts = deepcopy(document_parts(*published()))
    at = random.Random(0)
    for table in [block for part in parts for block in part.blocks if isinstance(block, Ruled)]:
        damage(at, table)
    (tmp_path / name).write_bytes(made(parts))
    read = read_document(tmp_path / name, tmp_path)
    assert isinstance(read, Disclosure), read
    assert len(read.figure) > 100
    make_warehouse(read).close()
