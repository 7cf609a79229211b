"""``budget export`` beyond plain tables: the workbook, the pictures, wrong use."""

from __future__ import annotations

import sys
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from analysis.cli import main
from analysis.paths import Layout
from analysis.warehouse.build import build
from tests.factories import budget_text, raw_folder


@pytest.fixture
def small(tmp_path: Path) -> Layout:
    raw = raw_folder(tmp_path, {"a.txt": budget_text()})
    build(raw, tmp_path / "processed")
    return Layout(raw, tmp_path / "processed", tmp_path / "reports")


def export(layout: Layout, *args: object) -> Result:
    places = ["--raw", layout.raw, "--processed", layout.processed]
    return CliRunner().invoke(main, ["export", *map(str, (*args, *places))])


def test_a_workbook_is_one_file(small: Layout, tmp_path: Path) -> None:
    result = export(small, tmp_path / "out", "--format", "xlsx")
    assert result.exit_code == 0, result.output
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["budget.xlsx"]
    assert "budget.xlsx written" in result.stdout
    book = openpyxl.load_workbook(tmp_path / "out" / "budget.xlsx")
    assert book["document"]["A2"].value.startswith("2024-")


def test_a_workbook_without_openpyxl_is_a_clear_failure(
    small: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    result = export(small, tmp_path / "out", "--format", "xlsx")
    assert result.exit_code == 2
    assert "not installed" in result.stderr and "'.[office]'" in result.stderr


def test_a_language_is_for_charts_only(small: Layout, tmp_path: Path) -> None:
    result = export(small, tmp_path / "out", "--format", "csv", "--lang", "zh")
    assert result.exit_code == 2
    assert "--lang goes with --format charts" in result.stderr


def test_a_folder_that_is_a_file_is_a_clear_failure(small: Layout, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    result = export(small, tmp_path / "taken" / "out", "--format", "xlsx")
    assert result.exit_code == 2
    assert "Check the folder" in result.stderr


@pytest.mark.slow
def test_charts_come_in_the_language_asked_for(built: Layout, tmp_path: Path) -> None:
    result = export(built, tmp_path / "out", "--format", "charts", "--lang", "en")
    assert result.exit_code == 0, result.output
    names = [path.name for path in (tmp_path / "out").iterdir()]
    assert names and all(name.endswith((".en.svg", ".en.png")) for name in names)
