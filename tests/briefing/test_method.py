"""Method and self-audit: facts are looked up, and the same input gives the same words."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import duckdb
import pytest

from analysis.briefing.content import glossary, method
from analysis.briefing.content.method_rap import LEVELS, found
from analysis.briefing.numbers import LANGUAGES, TERMS, Language, read_yaml
from analysis.briefing.report import Report
from tests.briefing.reader import prose
from tests.factories import ROOT
from tests.measures.factories import Shelf

languages = pytest.mark.parametrize("language", LANGUAGES)
SECTIONS = (
    method.calculated,
    method.unreadable,
    method.required,
    method.readings,
    method.ledger,
    method.facts,
    method.rap,
    glossary.glossary_table,
)


@languages
def test_every_part_says_something_of_the_real_document(
    warehouse: duckdb.DuckDBPyConnection, language: Language
) -> None:
    report = Report(language, warehouse)
    said = [section(report) for section in SECTIONS]
    assert all(said)
    again = Report(language, warehouse)
    shown = [text._repr_markdown_() for text in said]
    assert shown == [section(again)._repr_markdown_() for section in SECTIONS]
    report.sources()


def test_the_facts_name_the_hash_of_every_document(warehouse: duckdb.DuckDBPyConnection) -> None:
    said = method.facts(Report("en", warehouse))
    for (sha256,) in warehouse.execute("SELECT sha256 FROM document").fetchall():
        assert sha256 in said


def test_tables_without_text_are_named_with_their_line(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    said = method.unreadable(Report("zh", warehouse))
    rows = warehouse.execute(
        "SELECT title, first_line FROM section WHERE status = 'not_readable'"
    ).fetchall()
    assert rows
    for title, line in rows:
        assert title in said and f">{line}<" in said


def test_a_table_declared_empty_says_so_in_the_words_of_the_reader_and_of_the_document() -> None:
    shelf = Shelf()
    shelf.insert(
        "section", document_id=shelf.document(2031), section_id="1", kind="capital_expenditure",
        title="国有资本经营预算支出表", status="declared_empty", first_line=7,
        note="备注：本单位2031年没有使用国有资本经营预算拨款安排的支出",
    )  # fmt: skip
    note = "备注：本单位2031年没有使用国有资本经营预算拨款安排的支出"
    english = method.unreadable(Report("en", shelf.connection))
    assert f"a note says that there is none: “{note}”" in re.sub("<[^>]+>", "", english)
    chinese = method.unreadable(Report("zh", shelf.connection))
    assert f">{note}<" in re.sub("</?span[^>]*>", "", chinese)


def test_a_document_with_pages_is_placed_by_its_pages() -> None:
    for page, head, line_shown in ((None, "Line", True), (5, "Page", False)):
        shelf = Shelf()
        document_id = shelf.document(2031)
        shelf.insert(
            "section", document_id=document_id, section_id="1", kind="capital_expenditure",
            title="表", status="not_readable", first_line=7, page=page,
        )  # fmt: skip
        shelf.insert(
            "required_item", document_id=document_id, item="duties", status="published", line=7
        )
        report = Report("en", shelf.connection)
        unreadable, required = method.unreadable(report), method.required(report)
        assert f">{head}<" in unreadable and f">{page or 7}<" in unreadable
        assert (">7<" in required) == (">Line<" in required) == line_shown


def test_an_unaccounted_number_is_printed_with_its_line() -> None:
    shelf = Shelf()
    document_id = shelf.document(2031)
    shelf.insert(
        "number", document_id=document_id, page=0, line=7, col=1, token="42",
        disposition="unaccounted",
    )  # fmt: skip
    said = prose(method.ledger(Report("en", shelf.connection)))
    assert "1 is left unaccounted for" in said
    assert "“42” (line 7)" in said
    shelf.connection.execute("UPDATE number SET page = 3")
    assert "“42” (page 3)" in prose(method.ledger(Report("en", shelf.connection)))


def test_a_criterion_is_met_only_by_what_is_there(tmp_path: Path) -> None:
    shelf = Shelf()
    nothing = dict.fromkeys(("met", "failed", "unknown"), 0)
    for _, result in found(tmp_path, shelf.connection):
        nothing[result] += 1
    assert nothing["met"] == 0 and nothing["failed"] > 0
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    met = [c["en"] for c, result in found(tmp_path, shelf.connection) if result == "met"]
    assert met == ["Code is fully packaged"]


def test_what_no_file_can_show_is_unknown_and_never_met(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    results = {criterion["en"]: result for criterion, result in found(ROOT, warehouse)}
    assert results["Code has been peer reviewed"] == "unknown"


def test_every_criterion_has_a_level_and_both_languages() -> None:
    path = TERMS / "rap.yml"
    for criterion in read_yaml(path):
        assert criterion["level"] in LEVELS
        assert all(criterion[key] for key in ("en", "zh", "evidence_en", "evidence_zh"))


def test_every_term_of_the_glossary_has_both_languages() -> None:
    assert glossary.terms()
    for term in glossary.terms():
        assert all(term[key] for key in ("zh", "en", "meaning_en", "meaning_zh")), term
    assert len({term["zh"] for term in glossary.terms()}) == len(glossary.terms())
