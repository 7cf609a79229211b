"""The whole published document, set anew as PDF, Word, Excel and HTML, fills the same warehouse.

Every table, sheet and sentence is set from what was read of the text; the tables that the text
has only as headings are invented from its figures. The PDF cuts tables and rows at its pages.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import duckdb
import pytest

from analysis.checks.run import run_checks
from analysis.disclosure.read import disclose
from analysis.disclosure.recorder import Disclosure
from analysis.sources.discover import find_files, load
from analysis.sources.document import Document
from analysis.sources.excel import read_excel
from analysis.sources.pdf import read_pdf
from analysis.sources.web_page import read_html
from analysis.sources.word import read_word
from tests.factories import RAW, make_warehouse
from tests.typeset.document import document_parts
from tests.typeset.formats import as_centred_pdf, as_excel, as_html, as_pdf, as_word
from tests.typeset.layout import Part

pytestmark = pytest.mark.slow

PICTURES = ("revenue_expenditure_summary", "revenue_summary", "project_expenditure")
# Where something stands differs from format to format, and how it was read may.
_OF_THE_FILE = {"document_id", "page", "line", "col", "x0", "top", "x1", "bottom", "quote"}
_LEFT_OUT = _OF_THE_FILE | {"reading", "reading_note"}
FORMATS: dict[str, tuple[Callable[[list[Part]], bytes], Callable[[bytes, str], Document]]] = {
    "pdf": (as_pdf, read_pdf),
    "centred.pdf": (as_centred_pdf, read_pdf),
    "docx": (as_word, read_word),
    "xlsx": (as_excel, read_excel),
    "html": (as_html, read_html),
}
COUNTS = {
    "figure": 900,
    "budget_line": 250,
    "summary_line": 30,
    "three_public": 6,
    "yearly_total": 18,
    "project": 6,
    "project_year": 10,
    "project_funding": 60,
    "project_detail": 30,
    "project_text": 80,
    "goal": 15,
    "indicator": 240,
    "claim": 150,
    "derivation": 30,
    "derivation_term": 60,
    "reason": 10,
    "statement": 20,
}


@cache
def published() -> tuple[Document, Disclosure]:
    [path] = [p for p in find_files(RAW).documents if "2024" in p.name]
    source = load(path, RAW)
    return source, disclose(source)


@pytest.fixture(params=FORMATS)
def copy(request: pytest.FixtureRequest) -> str:
    return request.param


@cache
def read(name: str) -> Disclosure:
    """What is read of the document set in a format; ``text`` is the published one."""
    if name == "text":
        return published()[1]
    setter, reader = FORMATS[name]
    return disclose(reader(setter(document_parts(*published())), f"a.{name}"))


@cache
def _warehouse(name: str) -> duckdb.DuckDBPyConnection:
    return make_warehouse(read(name))


def stored(name: str, table: str) -> list[tuple[Any, ...]]:
    """The rows of a table as the warehouse holds them, without what the file decides."""
    cursor = _warehouse(name).execute(f'SELECT * FROM "{table}"')
    names = [column[0] for column in cursor.description]
    document_id = read(name).document.document_id
    rows = [
        {
            column: _plain(value, document_id)
            for column, value in zip(names, row, strict=True)
            if column not in _LEFT_OUT
        }
        for row in cursor.fetchall()
    ]
    return sorted(
        (tuple(row.items()) for row in rows if row.get("table_kind") not in PICTURES), key=repr
    )


def _plain(value: Any, document_id: str) -> Any:
    """Ids without that of the document; texts without blanks, which typesetting moves."""
    if isinstance(value, list):
        return tuple(_plain(part, document_id) for part in value)
    return "".join(value.replace(document_id, "").split()) if isinstance(value, str) else value


@pytest.mark.parametrize("table", COUNTS)
def test_the_warehouse_holds_the_same_whatever_the_format(copy: str, table: str) -> None:
    expected = stored("text", table)
    assert len(expected) >= COUNTS[table]
    assert stored(copy, table) == expected


def test_every_number_of_the_copy_is_accounted_for(copy: str) -> None:
    left = [n for n in read(copy).number if n.disposition == "unaccounted"]
    assert len(read(copy).number) > 1400
    assert [(n.page, n.line, n.token) for n in left] == []


def test_tables_that_were_pictures_are_read_when_they_are_there(copy: str) -> None:
    status = {section.kind: section.status for section in read(copy).section}
    assert status.pop("capital_expenditure") == "declared_empty"
    assert {*PICTURES} <= status.keys()
    assert set(status.values()) == {"read"}
    lines = read(copy).budget_line
    amounts = {(ln.table_kind, ln.code, ln.column_key): ln.amount_wan for ln in lines}
    told = {(ln.code, ln.column_key): ln.amount_wan for ln in published()[1].budget_line}
    fund = told["2296002", "total"]
    assert amounts["revenue_summary", "total", "fund"] == fund
    assert (
        amounts["revenue_summary", "501", "total"]
        == amounts["expenditure_summary", "total", "total"]
    )
    for project in published()[1].project:
        at = ("project_expenditure", project.project_id, "total")
        assert amounts[at] == project.current_wan
    summary = {
        (ln.side, ln.item_key): ln.amount_wan
        for ln in read(copy).summary_line
        if ln.table_kind == "revenue_expenditure_summary"
    }
    assert summary["revenue", "total"] == summary["expenditure", "total"]
    assert summary["revenue", "total"] == amounts["expenditure_summary", "total", "total"]


def contradictions(name: str) -> list[tuple[Any, ...]]:
    frame = run_checks(_warehouse(name))
    results = frame.to_dicts()
    found = [row for row in results if row["verdict"] == "contradiction"]
    return sorted((row["rule"], row["left_value"], row["right_value"]) for row in found)


def test_the_checks_find_the_same_contradictions_and_no_other(copy: str) -> None:
    expected = contradictions("text")
    assert len(expected) > 10
    assert contradictions(copy) == expected


def test_persons_and_telephones_are_not_stored(copy: str) -> None:
    kept = [stored(copy, table) for table in (*COUNTS, "number")]
    assert "甲某某" not in repr(kept)
    assert "81234567" not in repr(kept)


def test_the_pdf_cuts_its_tables_and_a_row_of_indicators() -> None:
    disclosure = read("pdf")
    places = {(f.table_kind, f.page) for f in disclosure.figure}
    assert len([page for kind, page in places if kind == "indicator"]) > 15
    cut = [i for i in disclosure.indicator if "page break" in (i.reading_note or "")]
    assert cut
    assert {i.reading for i in cut} == {"inferred"}


def test_in_word_excel_and_html_every_cell_is_read_as_it_stands() -> None:
    for name in ("docx", "xlsx", "html"):
        disclosure = read(name)
        assert {figure.reading for figure in disclosure.figure} == {"certain"}
