"""Published budgets of other places are read: every required table, every figure in its place.

The documents are not part of the project. They are looked for in the folder that the environment
variable BUDGET_SAMPLES names, else in ../shared/samples beside the project; without them the
tests are skipped. A document in several files has their common name.
"""

from __future__ import annotations

import os
import re
from collections import Counter, defaultdict
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import yaml

from analysis.disclosure.numbers import to_decimal
from analysis.disclosure.read import disclose
from analysis.disclosure.recorder import Disclosure
from analysis.sources.discover import load
from analysis.sources.document import Document
from analysis.sources.folder import combine
from tests.factories import ROOT

FOLDER = Path(os.environ.get("BUDGET_SAMPLES") or ROOT.parent / "shared" / "samples")
EXPECTED: dict[str, Any] = yaml.safe_load(
    Path(__file__).with_name("samples.yml").read_text(encoding="utf-8")
)
REQUIRED = (
    "revenue_expenditure_summary",
    "revenue_summary",
    "expenditure_summary",
    "appropriation_summary",
    "general_expenditure",
    "general_basic_expenditure",
    "three_public",
    "fund_expenditure",
    "capital_expenditure",
)


def _files(name: str) -> list[Path]:
    return sorted(FOLDER.glob(name if name.endswith(".pdf") else f"{name}-*.pdf"))


@cache
def document(name: str) -> Document:
    files = _files(name)
    loaded = [load(path, FOLDER) for path in files]
    return loaded[0] if len(loaded) == 1 else combine(loaded, name)


@cache
def disclosed(name: str) -> Disclosure:
    return disclose(document(name))


@pytest.fixture(params=EXPECTED)
def name(request: pytest.FixtureRequest) -> str:
    if not _files(request.param):
        pytest.skip(f"{request.param} is not in {FOLDER} (BUDGET_SAMPLES names another folder)")
    return str(request.param)


def test_unit_year_and_kind_are_those_on_the_cover(name: str) -> None:
    found = disclosed(name).document
    expected = EXPECTED[name]
    assert (found.unit_name, found.fiscal_year, found.document_kind) == (
        expected["unit"],
        expected["year"],
        expected["kind"],
    )


def test_every_required_table_is_found_once_by_its_words_and_read(name: str) -> None:
    found: dict[str, list[str]] = defaultdict(list)
    for section in disclosed(name).section:
        if section.kind in REQUIRED:
            found[section.kind].append(section.status or "")
    expected = EXPECTED[name]
    empty, missing = expected["declared_empty"], expected.get("missing", ())
    assert found == {
        kind: ["declared_empty" if kind in empty else "read"]
        for kind in REQUIRED
        if kind not in missing
    }


def test_each_table_has_the_unit_of_money_that_is_printed_with_it(name: str) -> None:
    units = {section.kind: section.printed_unit for section in disclosed(name).section}
    expected = EXPECTED[name]["units"]
    assert {kind: units[kind] for kind in expected} == expected


def test_cells_are_what_a_person_reads_on_the_page(name: str) -> None:
    printed = {(f.table_kind, f.row_key, f.column_key): f.printed for f in disclosed(name).figure}
    expected = {
        (kind, row, column): amount
        for kind, rows in EXPECTED[name]["cells"].items()
        for row, cells in rows.items()
        for column, amount in cells.items()
    }
    assert {key: printed.get(key) for key in expected} == expected


def test_the_three_public_expenses_stand_under_their_items_and_blanks_are_blank(name: str) -> None:
    items = {
        row.item: row.amount_wan
        for row in disclosed(name).three_public
        if row.cell_state != "blank"
    }
    assert items == {k: to_decimal(v) for k, v in EXPECTED[name]["three_public"].items()}


def test_every_figure_is_printed_where_its_box_lies(name: str) -> None:
    """Another library reads what stands in the box of each figure."""
    pages: dict[int, Any] = {}
    numbered = {part.file.name: part.first_page for part in document(name).parts}
    for path in _files(name):
        pdf = pypdfium2.PdfDocument(path)
        first = numbered.get(path.name, 1)
        pages |= {first + n: (pdf[n].get_textpage(), pdf[n].get_height()) for n in range(len(pdf))}
    figures = [f for f in disclosed(name).figure if f.x0 is not None]
    assert figures
    for figure in figures:
        text, height = pages[figure.page or 0]
        left, top, right, bottom = (
            float(edge or 0) for edge in (figure.x0, figure.top, figure.x1, figure.bottom)
        )
        said = text.get_text_bounded(left - 1, height - bottom - 1, right + 1, height - top + 1)
        assert re.sub(r"\s", "", figure.printed or "?") in re.sub(r"\s", "", said), figure


def test_no_number_of_the_document_is_unaccounted_for(name: str) -> None:
    numbers = disclosed(name).number
    left = [(n.page, n.line, n.token) for n in numbers if n.disposition == "unaccounted"]
    assert (left, len(numbers) > 100) == ([], True)


def test_classes_are_the_sums_of_their_sections_and_these_of_their_items(name: str) -> None:
    """Exact but for rounding: each addend, and the sum, may be off by half of the last digit."""
    amounts: dict[tuple[Any, ...], Decimal] = {}
    children: dict[tuple[Any, ...], list[Decimal]] = defaultdict(list)
    steps = {f.figure_id: f.step or Decimal(0) for f in disclosed(name).figure}
    units = {f.figure_id: f.unit for f in disclosed(name).figure}
    step: dict[tuple[Any, ...], Decimal] = {}
    for line in disclosed(name).budget_line:
        if line.amount_wan is None:
            continue
        wan = Decimal(1) if units[line.figure_id] == "wan_yuan" else Decimal("0.0001")
        key = (line.table_kind, line.code, line.column_key)
        amounts[key] = line.amount_wan
        step[key] = steps[line.figure_id] * wan
        parent = line.parent_code or ("total" if line.code != "total" else None)
        if parent:
            children[line.table_kind, parent, line.column_key].append(line.amount_wan)
    checked = Counter(key[0] for key in children if key in amounts)
    for key, parts in children.items():
        if key in amounts:
            allowed = (len(parts) + 1) * step[key] / 2
            assert abs(amounts[key] - sum(parts)) <= allowed, (key, amounts[key], parts)
    assert checked["general_expenditure"] > 2
    assert checked["general_basic_expenditure"] > 2


def test_page_numbers_are_not_part_of_the_text(name: str) -> None:
    loose = [
        line.text
        for line in document(name).lines
        if not line.furniture and re.fullmatch(r"[-— ]*\d+[-— ]*", line.text)
    ]
    assert loose == []
