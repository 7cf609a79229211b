"""The published figures set in tables without their rules: read right, or refused in words."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest

from analysis.disclosure.read import disclose
from analysis.disclosure.recorder import Disclosure
from analysis.sources.pdf import read_pdf
from tests.real.test_whole_document import PICTURES, published
from tests.typeset.document import document_parts
from tests.typeset.formats import as_pdf

pytestmark = pytest.mark.slow

LOOKS = {
    "no rules": "stroke: none",
    "level rules": "stroke: (x: none, y: 0.5pt)",
    "three rules": "stroke: (x, y) => (x: none, bottom: none, "
    "top: if y == 0 or y == 2 { 0.8pt } else { none })",
    "upright rules": "stroke: (x: 0.5pt, y: none)",
    "stripes": "stroke: none, fill: (x, y) => if calc.odd(y) { luma(230) }",
    "white rules": "stroke: 1pt + white, fill: luma(230)",
    "centred, no rules": "stroke: none, align: horizon + center",
}
RULED = {
    "dashed rules": 'stroke: (dash: "dashed", thickness: 0.5pt)',
    "dotted rules": 'stroke: (dash: "dotted", thickness: 0.7pt)',
    "hair lines": "stroke: 0.1pt + luma(190)",
}
FORMS = ("indicator", "overall_funds", "overall_projects", "project_sheet")
Figures = dict[tuple[str | None, str | None, str | None], Decimal | None]


@cache
def read(look: str) -> Disclosure:
    settings = (LOOKS | RULED)[look]
    parts = document_parts(*published())
    return disclose(read_pdf(as_pdf(parts, look=f"#set table({settings})\n"), "a.pdf"))


def figures(disclosure: Disclosure, *, forms: bool) -> Figures:
    return {
        (f.table_kind, f.row_key, f.column_key): f.value
        for f in disclosure.figure
        if f.table_kind not in PICTURES
        and f.table_kind != "narrative"
        and (forms or f.table_kind not in FORMS)
    }


@pytest.mark.parametrize("look", LOOKS)
def test_every_figure_of_a_table_of_numbers_is_read_and_none_wrong(look: str) -> None:
    expected = figures(published()[1], forms=False)
    assert len(expected) > 250
    assert figures(read(look), forms=True) == expected, "and none of the forms"


@pytest.mark.parametrize("look", LOOKS)
def test_forms_without_rules_are_refused_with_the_place_and_what_to_do(look: str) -> None:
    notes = {s.kind: s.note for s in read(look).section if s.status == "not_readable"}
    assert {"overall_performance", "project_sheets"} <= notes.keys()
    for kind in ("overall_performance", "project_sheets"):
        assert "no rules part them" in (notes[kind] or "")
        assert (notes[kind] or "").startswith("page ")


@pytest.mark.parametrize("look", RULED)
def test_rules_are_rules_however_thin_or_broken(look: str) -> None:
    assert figures(read(look), forms=True) == figures(published()[1], forms=True)
    assert {s.status for s in read(look).section} == {"read", "declared_empty"}
