"""The CSV files are a valid Frictionless data package, and the library would notice if not."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package

from analysis.disclosure import records as r
from analysis.paths import Layout
from analysis.warehouse.csv_files import write_csv
from analysis.warehouse.datapackage import write_datapackage
from analysis.warehouse.schema import tables
from tests.factories import make_budget_line, make_disclosure, make_figure, make_warehouse


@pytest.fixture
def package_folder(tmp_path: Path) -> Path:
    """Return a folder with a package in which null, empty text, list and reference occur."""
    total = make_figure("general_expenditure/total/total", "120.50")
    disclosure = make_disclosure(
        figure=[total],
        budget_line=[
            make_budget_line(figure_id=total.figure_id, amount="120.50"),
            make_budget_line("208", amount=None),
        ],
        project_year=[r.ProjectYear("2024-00000001", "养老", 2023, "")],
        derivation=[r.Derivation("2024-00000001", "1", result_figure_id=total.figure_id)],
        derivation_term=[r.DerivationTerm("2024-00000001", "1", 1, (total.figure_id, 'a"b,c'), 1)],
    )
    wanted = list(tables().values())
    with make_warehouse(disclosure) as con:
        write_csv(con, wanted, tmp_path)
    write_datapackage(tmp_path, wanted, [("某局2024年单位预算", "a.txt")])
    return tmp_path


def problems(folder: Path) -> list[str]:
    report = Package(str(folder / "datapackage.json")).validate()
    errors = [*report.errors, *(error for task in report.tasks for error in task.errors)]
    return [f"{error.type}: {error.message}" for error in errors]


def rows(folder: Path, name: str) -> list[dict[str, Any]]:
    return [
        row.to_dict()
        for row in Package(str(folder / "datapackage.json")).get_resource(name).read_rows()
    ]


def test_the_package_of_the_real_documents_is_valid(built: Layout) -> None:
    assert problems(built.processed) == []


def test_null_empty_text_and_lists_come_back_as_they_were(package_folder: Path) -> None:
    assert problems(package_folder) == []
    (year,) = rows(package_folder, "project_year")
    assert (year["component"], year["sentence"]) == ("", None)
    assert [row["amount_wan"] for row in rows(package_folder, "budget_line")] == [
        None,
        pytest.approx(120.5),
    ]
    (term,) = rows(package_folder, "derivation_term")
    assert term["factor_figure_ids"][1] == 'a"b,c'


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("budget_line.csv", "120.5", "一百二十", "type-error"),
        ("budget_line.csv", ",208,", ",total,", "primary-key"),
        ("budget_line.csv", "/total/total", "/total/gone", "foreign-key"),
        ("budget_line.csv", "blank", "guess", "constraint-error"),
        ("document.csv", "某市", "某县", "hash-count"),
    ],
)
def test_a_changed_file_is_found_invalid(
    package_folder: Path, name: str, old: str, new: str, expected: str
) -> None:
    path = package_folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8", newline="\n")
    assert any(problem.startswith(expected) for problem in problems(package_folder))


def test_every_field_is_described_and_every_file_has_its_hash(built: Layout) -> None:
    package = json.loads((built.processed / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        data = (built.processed / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        assert resource["bytes"] == len(data)
        assert all(field["description"] for field in resource["schema"]["fields"])
    assert [resource["name"] for resource in package["resources"]] == list(tables())
    assert package["sources"]


def test_the_package_can_be_moved_elsewhere(built: Layout, tmp_path: Path) -> None:
    moved = tmp_path / "moved"
    shutil.copytree(built.processed, moved, ignore=shutil.ignore_patterns(".*", "*.duckdb"))
    assert problems(moved) == []
