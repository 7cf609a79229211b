"""Only what changed is read again; where nothing changed nothing is done."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from analysis.cli import main
from analysis.disclosure import read
from analysis.disclosure.recorder import Disclosure
from analysis.paths import Layout
from analysis.sources.document import Document
from analysis.warehouse import reading, readings, unchanged
from analysis.warehouse.build import build
from analysis.warehouse.job import Job, read_document
from analysis.warehouse.open import connect
from analysis.warehouse.report import Problem
from tests.factories import ROOT, budget_text, raw_folder

OTHER = budget_text("乙市乙局")


def run(raw: Path, processed: Path, *more: str) -> Result:
    words = ["build", "--raw", str(raw), "--processed", str(processed), *more]
    return CliRunner().invoke(main, words)


@pytest.fixture
def read_names(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the documents that are read, as they are."""
    names: list[str] = []
    real = read.disclose

    def disclose(document: Document, *told: Any) -> Disclosure:
        names.append(document.file.name)
        return real(document, *told)

    monkeypatch.setattr(read, "disclose", disclose)
    return names


def test_a_document_that_has_not_changed_is_not_read_again(
    tmp_path: Path, processed: Path, read_names: list[str]
) -> None:
    raw = raw_folder(tmp_path, {"a.txt": budget_text(), "b.txt": OTHER})
    run(raw, processed)
    (raw / "b.txt").write_text(budget_text("乙市乙局", income="7.00"), "utf-8")
    result = run(raw, processed)
    assert read_names == ["a.txt", "b.txt", "b.txt"]
    assert "not read again, for nothing in them changed: 1" in result.stdout


def test_a_renamed_document_keeps_its_reading_and_takes_its_new_name(
    tmp_path: Path, processed: Path, read_names: list[str]
) -> None:
    raw = raw_folder(tmp_path, {"a.txt": budget_text()})
    run(raw, processed)
    (raw / "a.txt").rename(raw / "b.txt")
    run(raw, processed)
    assert read_names == ["a.txt"]
    with connect(processed) as con:
        assert con.execute("SELECT file_name FROM document").fetchall() == [("b.txt",)]


def test_another_reader_reads_everything_again(
    tmp_path: Path, processed: Path, read_names: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = raw_folder(tmp_path, {"a.txt": budget_text()})
    run(raw, processed)
    for module in (readings, unchanged):
        monkeypatch.setattr(module, "reader_version", lambda: "another")
    monkeypatch.setattr(unchanged, "builder_version", lambda: "another")
    run(raw, processed)
    assert read_names == ["a.txt", "a.txt"]
    assert len(list((processed / readings.FOLDER).iterdir())) == 1, "the old reading is gone"


def test_a_damaged_reading_is_made_again(
    tmp_path: Path, processed: Path, read_names: list[str]
) -> None:
    raw = raw_folder(tmp_path, {"a.txt": budget_text()})
    run(raw, processed)
    (kept,) = (processed / readings.FOLDER).iterdir()
    kept.write_bytes(kept.read_bytes()[:100])
    (raw / "b.txt").write_text(OTHER, "utf-8")
    assert run(raw, processed).exit_code == 0
    assert read_names == ["a.txt", "a.txt", "b.txt"]


def test_where_nothing_changed_the_build_says_so_and_touches_nothing(
    tmp_path: Path, processed: Path
) -> None:
    raw = raw_folder(tmp_path, {"a.txt": budget_text(), "b.txt": b""})
    first = run(raw, processed)
    before = {path: path.stat().st_mtime_ns for path in processed.iterdir()}
    again = run(raw, processed)
    assert "nothing has changed since the last build of 1 document(s)" in again.stdout
    assert {path: path.stat().st_mtime_ns for path in processed.iterdir()} == before
    assert (first.exit_code, again.exit_code) == (2, 2), "what could not be read is said again"
    assert "not read: b.txt: the file is empty" in again.stderr


@pytest.mark.parametrize(
    "change",
    [
        lambda raw, processed: (raw / "c.txt").write_text(budget_text("丙市丙局"), "utf-8"),
        lambda raw, processed: (raw / "b.txt").unlink(),
        lambda raw, processed: (processed / "figure.csv").unlink(),
        lambda raw, processed: (processed / "figure.csv").write_text("edited"),
        lambda raw, processed: (processed / "budget.duckdb").unlink(),
        lambda raw, processed: (raw.parent / "links.csv").write_text(
            "kind,from,to,since,note\nproject,甲,乙,2025,\n", "utf-8"
        ),
    ],
    ids=["added", "removed", "csv gone", "csv edited", "warehouse gone", "linked"],
)
def test_whatever_changed_there_is_work_to_do(
    tmp_path: Path, processed: Path, change: Callable[[Path, Path], object]
) -> None:
    raw = raw_folder(tmp_path, {"a.txt": budget_text(), "b.txt": OTHER})
    run(raw, processed)
    change(raw, processed)
    result = run(raw, processed)
    assert result.exit_code == 0
    assert "nothing has changed" not in result.stdout
    assert "nothing has changed" in run(raw, processed).stdout


def test_force_reads_and_builds_everything_anew(
    tmp_path: Path, processed: Path, read_names: list[str]
) -> None:
    raw = raw_folder(tmp_path, {"a.txt": budget_text()})
    run(raw, processed)
    assert "nothing has changed" not in run(raw, processed, "--force").stdout
    assert read_names == ["a.txt", "a.txt"]


def test_a_second_document_of_a_unit_and_year_is_refused_with_what_to_do(
    tmp_path: Path, processed: Path
) -> None:
    raw = raw_folder(tmp_path, {"a.txt": budget_text(), "b.txt": budget_text(income="7.00")})
    result = run(raw, processed)
    assert result.exit_code == 2
    assert (
        "b.txt: a.txt is a document of the same unit, year and kind (某市某某局, 2024), and that "
        "one is used. Take one of the two out of the raw folder"
    ) in result.stderr


def test_a_figure_that_only_the_reader_changed_is_told_from_a_change_of_the_source(
    tmp_path: Path, processed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = raw_folder(tmp_path, {"a.txt": budget_text()})
    run(raw, processed)
    real = read.disclose

    def other_reader(document: Document, *told: Any) -> Disclosure:
        made = real(document, *told)
        made.figure[0].printed = "120.5O"
        return made

    monkeypatch.setattr(read, "disclose", other_reader)
    for module in (readings, unchanged):
        monkeypatch.setattr(module, "reader_version", lambda: "another")
    result = run(raw, processed, "--force")
    assert "read otherwise than by the reader before: 1 figures" in result.stdout
    assert "120.50 万元 = 120.5 wan_yuan -> 120.5O 万元 = 120.5 wan_yuan" in result.stdout
    with connect(processed) as con:
        assert con.execute("SELECT count(*) FROM restatement").fetchall() == [(0,)]


def test_documents_are_read_in_processes_and_one_that_dies_costs_no_other(
    tmp_path: Path, processed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_WORTH_PROCESSES", 0)
    monkeypatch.setattr(reading, "read_job", deadly)
    names = [f"{letter}.txt" for letter in "abcdefg"]
    raw = raw_folder(tmp_path, {n: budget_text(f"{u}市某局") for n, u in zip(names, "甲乙丙丁戊己庚", strict=True)})  # fmt: skip
    report = build(raw, processed)
    assert [document.file_name for document in report.documents] == [
        n for n in names if n != "c.txt"
    ]
    (problem,) = report.problems
    assert problem.file_name == "c.txt"
    assert "the process that read it was ended by the system" in problem.reason


def test_a_script_that_builds_is_not_run_again_in_the_processes(
    tmp_path: Path, processed: Path
) -> None:
    names = {f"{u}.txt": budget_text(f"{u}市某局") for u in "甲乙丙丁"}
    raw = raw_folder(tmp_path, names)
    script = tmp_path / "script.py"
    script.write_text(
        "import sys, pathlib\n"
        "from analysis.warehouse import reading\n"
        "from analysis.warehouse.build import build\n"
        "print('started')\n"
        "reading._WORTH_PROCESSES = 0\n"
        "print(len(build(*map(pathlib.Path, sys.argv[1:])).documents))\n"
    )
    words = [sys.executable, str(script), str(raw), str(processed)]
    done = subprocess.run(words, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
                          capture_output=True, text=True, check=True)  # fmt: skip
    assert done.stdout.split() == ["started", "4"]
    assert done.stderr == ""


def deadly(job: Job) -> Disclosure | Problem:
    if job.name == "c.txt":
        os._exit(9)
    return read_document(job.path, job.raw, job.note)


def test_links_that_cannot_be_used_stop_the_build_with_file_and_line(
    tmp_path: Path, processed: Path
) -> None:
    raw = raw_folder(tmp_path, {"a.txt": budget_text()})
    (tmp_path / "links.csv").write_text("kind,from,to,since,note\nplace,a,b,,\n", "utf-8")
    result = run(raw, processed)
    assert result.exit_code == 2
    assert (
        f"{tmp_path / 'links.csv'}, line 2: kind 'place' is none of project, code" in result.stderr
    )
    assert not processed.exists() or json.dumps(os.listdir(processed)) == "[]"


def test_how_many_documents_there_are_is_known_of_the_warehouse_that_was_built_alone(
    tmp_path: Path, processed: Path
) -> None:
    raw = raw_folder(tmp_path, {"a.txt": budget_text(), "b.txt": OTHER})
    where = Layout(raw, processed, tmp_path)
    assert unchanged.documents_of(where) is None
    run(raw, processed)
    assert unchanged.documents_of(where) == 2
    where.warehouse.touch()
    assert unchanged.documents_of(where) is None
