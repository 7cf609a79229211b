"""A report about little or nothing: every section has its say, and no number comes from nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.briefing.numbers import LANGUAGES, Language
from analysis.warehouse.open import create
from analysis.warehouse.schema import create_sql, tables
from analysis.warehouse.views import create_fixed_views_sql
from tests.briefing.whole import shown

ALONE = "INSERT INTO document (document_id, unit_name, fiscal_year) VALUES ('2031-a', '某局', 2031)"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("fill", ["", ALONE], ids=["no document", "a document without tables"])
def test_a_report_without_figures_is_whole_and_its_only_numbers_are_counts(
    language: Language, fill: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with create(tmp_path / "bare.duckdb") as connection:
        connection.execute(f"{create_sql(tables().values())};\n{create_fixed_views_sql()};\n{fill}")
    report, text = shown(language, tmp_path / "bare.duckdb", monkeypatch)
    assert report.charts == {}
    numbers = report.passports.shown()
    assert numbers and all(number.formula.startswith("count: ") for number in numbers)
    assert ("某局" in text) == bool(fill)
