"""What elements and rows say they are about, and the form of choices."""

from __future__ import annotations

import re

import duckdb
import pytest

from analysis.briefing.content import agreement, narrow
from analysis.briefing.filters import about, about_rows
from analysis.briefing.numbers import LANGUAGES, Language
from analysis.briefing.report import Report
from tests.measures.factories import Shelf

languages = pytest.mark.parametrize("language", LANGUAGES)
TABLE = '<table><thead>\n<tr>\n</tr></thead><tbody>\n<tr class="group"></tr><tr></tr>\n<tr></tr></tbody></table>'


def test_keys_are_parted_and_escaped_and_none_is_another_thing_than_nothing() -> None:
    assert about(["甲", 'b"'], thing="project") == 'data-project="甲|b&quot;" data-thing="project"'
    assert about(tables=[]) == 'data-table=""'
    assert about() == ""


def test_rows_of_the_body_are_described_in_their_order_and_headings_left_alone() -> None:
    marked = about_rows(TABLE, [about(["a"]), about(["b"])])
    assert re.findall(r"<tr([^>]*)>", marked) == [
        "",
        ' class="group"',
        ' data-project="a"',
        ' data-project="b"',
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_a_table_with_another_number_of_rows_is_refused(count: int) -> None:
    with pytest.raises(ValueError, match="the table has 2"):
        about_rows(TABLE, [about(["a"])] * count)


@languages
def test_the_form_offers_every_project_and_every_table_with_figures(
    warehouse: duckdb.DuckDBPyConnection, language: Language
) -> None:
    form = narrow.form(Report(language, warehouse))
    offered = set(re.findall(r'<option value="([^"]+)"', form))
    projects = {key for (key,) in warehouse.execute("SELECT project_id FROM project").fetchall()}
    kinds = {key for (key,) in warehouse.execute("SELECT table_kind FROM figure").fetchall()}
    assert offered == projects | kinds
    assert form.count("<label>") == form.count("<select") == 2
    assert "{shown}" in form and "{all}" in form


@languages
def test_without_projects_the_form_offers_none(language: Language) -> None:
    empty = Shelf()
    empty.document(2031)
    assert '<option value=""' in narrow.form(Report(language, empty.connection))


def test_every_finding_says_its_tables_and_projects(warehouse: duckdb.DuckDBPyConnection) -> None:
    report = Report("en", warehouse)
    said = agreement.finding_cards(report) + agreement.weak_findings(report)
    anchors = re.findall(r"\{#finding-\d+[^}]*\}", said)
    assert len(anchors) > 10
    assert all('data-table="' in a and 'data-thing="finding"' in a for a in anchors)
    assert any(re.search(r'data-project="[^"]', anchor) for anchor in anchors)
