"""A build gives the same bytes again, and one that goes wrong changes nothing."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from analysis.checks.result import CheckResult
from analysis.disclosure.recorder import Disclosure
from analysis.paths import Layout
from analysis.sources.discover import RawFolderMissing
from analysis.sources.document import Document
from analysis.warehouse import csv_files
from analysis.warehouse.build import build
from analysis.warehouse.open import WarehouseMissing, connect
from analysis.warehouse.schema import tables
from tests.factories import RAW, ROOT, budget_text, raw_folder

BINARY = bytes(range(256)) * 4


def contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file that is not hidden."""
    return {p.name: p.read_bytes() for p in folder.iterdir() if not p.name.startswith(".")}


def csv_rows(layout: Layout, name: str) -> list[dict[str, str]]:
    with (layout.processed / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def documents(processed: Path) -> list[str]:
    with connect(processed) as con:
        return [
            name for (name,) in con.execute("SELECT file_name FROM document ORDER BY 1").fetchall()
        ]


def test_the_csv_files_have_the_same_bytes_whatever_the_order_of_python_sets(
    built: Layout, tmp_path: Path
) -> None:
    program = [sys.executable, "-c", "from analysis.cli import main; main()", "build"]
    folders = ["--raw", str(RAW), "--processed", str(tmp_path)]
    env = {**os.environ, "PYTHONHASHSEED": "4711"}
    subprocess.run([*program, *folders], cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)
    first, again = contents(built.processed), contents(tmp_path)
    written = [name for name in first if name.endswith((".csv", ".json"))]
    assert {f"{name}.csv" for name in tables()} < set(written)
    assert [name for name in written if first[name] != again[name]] == []


def test_the_csv_files_have_the_same_bytes_written_whole_or_in_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {f"{year}.txt": budget_text(year=year) for year in (2024, 2023, 2025)}
    raw = raw_folder(tmp_path, texts)
    build(raw, tmp_path / "whole")
    monkeypatch.setattr(csv_files, "_TOGETHER", 2)
    build(raw, tmp_path / "parts")
    for name in tables():
        whole, parts = (tmp_path / folder / f"{name}.csv" for folder in ("whole", "parts"))
        assert parts.read_bytes() == whole.read_bytes()
    assert len(csv_rows(Layout(raw, tmp_path / "parts", tmp_path), "document")) == 3


def test_the_committed_csv_files_are_those_that_a_build_makes(built: Layout) -> None:
    made, committed = contents(built.processed), contents(ROOT / "data" / "processed")
    outdated = [
        name
        for name in sorted(made)
        if name.endswith((".csv", ".json")) and made[name] != committed.get(name)
    ]
    assert outdated == [], "run `budget build` and commit data/processed"


def test_rows_are_sorted_by_key_as_the_warehouse_sorts_them(built: Layout) -> None:
    with connect(built.processed) as con:
        for table in tables().values():
            keys = ", ".join(table.key)
            stored = con.execute(f"SELECT {keys} FROM {table.name} ORDER BY {keys}").fetchall()
            written = [tuple(row[key] for key in table.key) for row in csv_rows(built, table.name)]
            assert written == [tuple(map(str, row)) for row in stored], table.name


def test_decimals_are_written_without_padding(built: Layout) -> None:
    for table in tables().values():
        money = [c.name for c in table.columns if c.kind in ("money", "exact")]
        for row in csv_rows(built, table.name):
            padded = [row[c] for c in money if "." in row[c] and row[c][-1] in "0."]
            assert padded == [], table.name


def test_a_file_that_cannot_be_read_does_not_stop_the_others(
    tmp_path: Path, processed: Path
) -> None:
    raw = raw_folder(tmp_path, {"a.txt": BINARY, "b/good.txt": budget_text(), "c.txt": ""})
    report = build(raw, processed)
    assert documents(processed) == ["b/good.txt"]
    assert [problem.file_name for problem in report.problems] == ["a.txt", "c.txt"]
    assert report.exit_status == 2


def test_when_nothing_can_be_read_the_last_good_warehouse_stays(
    tmp_path: Path, processed: Path
) -> None:
    raw = raw_folder(tmp_path, {"good.txt": budget_text()})
    build(raw, processed)
    before = contents(processed)
    (raw / "good.txt").write_bytes(BINARY)
    assert build(raw, processed).warehouse is None
    assert contents(processed) == before


def test_a_build_that_fails_in_the_middle_leaves_the_last_good_warehouse(
    tmp_path: Path, processed: Path
) -> None:
    def fail(con: duckdb.DuckDBPyConnection) -> list[list[CheckResult]]:
        raise RuntimeError("no verdict")

    raw = raw_folder(tmp_path, {"good.txt": budget_text()})
    build(raw, processed)
    before = contents(processed)
    (raw / "new.txt").write_text(budget_text(year=2025), "utf-8")
    with pytest.raises(RuntimeError, match="no verdict"):
        build(raw, processed, check=lambda: fail)
    assert contents(processed) == before
    assert list(processed.glob(".build-*")) == []


def test_a_killed_build_leaves_the_last_good_warehouse_and_the_next_one_clears_up(
    tmp_path: Path, processed: Path
) -> None:
    raw = raw_folder(tmp_path, {"good.txt": budget_text()})
    build(raw, processed)
    before = contents(processed)
    (raw / "new.txt").write_text(budget_text(year=2025), "utf-8")
    program = (
        "import os, sys, pathlib; from analysis.warehouse.build import build\n"
        "build(*map(pathlib.Path, sys.argv[1:]), check=lambda: lambda con: os.kill(os.getpid(), 9))"
    )
    killed = subprocess.run([sys.executable, "-c", program, raw, processed], cwd=ROOT, check=False)
    assert killed.returncode == -9
    assert contents(processed) == before
    assert documents(processed) == ["good.txt"]
    assert len(list(processed.glob(".build-*"))) == 1
    build(raw, processed)
    assert documents(processed) == ["good.txt", "new.txt"]
    assert list(processed.glob(".build-*")) == []


def test_the_same_document_under_two_names_is_built_once(tmp_path: Path, processed: Path) -> None:
    raw = raw_folder(tmp_path, {"a.txt": budget_text(), "b.txt": budget_text()})
    report = build(raw, processed)
    assert documents(processed) == ["a.txt"]
    assert [str(problem) for problem in report.problems] == [
        "b.txt: its content is that of a.txt. Take one of the two out of the raw folder"
    ]


def test_a_slip_of_a_reader_is_reported_as_one_and_stops_nothing(
    tmp_path: Path, processed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from analysis.disclosure import read

    real = read.disclose

    def slip(document: Document, *told: Any) -> Disclosure:
        if document.file.name == "a.txt":
            raise KeyError("no such column")
        return real(document, *told)

    monkeypatch.setattr(read, "disclose", slip)
    raw = raw_folder(tmp_path, {"a.txt": budget_text(), "b.txt": budget_text(year=2025)})
    report = build(raw, processed)
    assert documents(processed) == ["b.txt"]
    assert "KeyError" in report.problems[0].reason
    assert "no such column" in report.problems[0].reason


def test_verdicts_of_the_checks_are_stored_and_counted(tmp_path: Path, processed: Path) -> None:
    def one_verdict(con: duckdb.DuckDBPyConnection) -> Iterator[list[CheckResult]]:
        (identity,) = con.execute("SELECT document_id FROM document").fetchone() or ("",)
        yield [
            CheckResult(identity, "sum/1", "sum", verdict="contradiction", left_figures=("a", "b"))
        ]

    raw = raw_folder(tmp_path, {"a.txt": budget_text()})
    report = build(raw, processed, check=lambda: one_verdict)
    assert report.verdicts == {"contradiction": 1}
    with connect(processed) as con:
        assert con.execute("SELECT rule, left_figures FROM check_result").fetchall() == [
            ("sum", ["a", "b"])
        ]
        assert con.execute("SELECT rule FROM v_contradictions").fetchall() == [("sum",)]


def test_the_csv_of_a_table_that_is_gone_goes_too(tmp_path: Path, processed: Path) -> None:
    raw = raw_folder(tmp_path, {"a.txt": budget_text()})
    build(raw, processed)
    package = processed / "datapackage.json"
    package.write_text(package.read_text("utf-8").replace('"goal.csv"', '"old_table.csv"'), "utf-8")
    for name in ("old_table.csv", "mine.csv"):
        (processed / name).write_text("a\n1\n")
    build(raw, processed)
    assert not (processed / "old_table.csv").exists()
    assert (processed / "mine.csv").exists()


def test_a_raw_folder_that_is_missing_or_empty_is_said_to_be_so(
    tmp_path: Path, processed: Path
) -> None:
    with pytest.raises(RawFolderMissing, match="no such folder"):
        build(tmp_path / "none", processed)
    with pytest.raises(RawFolderMissing, match="no document in the folder"):
        build(raw_folder(tmp_path, {"README.md": "about"}), processed)
    assert not processed.exists()


def test_a_warehouse_that_was_not_built_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(WarehouseMissing, match="Run `budget build`"):
        connect(tmp_path)


def test_a_warehouse_that_is_no_database_is_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "budget.duckdb").write_bytes(BINARY)
    with pytest.raises(WarehouseMissing, match="cannot be opened"):
        connect(tmp_path)


def test_a_warehouse_opened_for_reading_cannot_be_changed(built: Layout) -> None:
    with connect(built.processed) as con, pytest.raises(duckdb.Error, match="read-only"):
        con.execute("DELETE FROM document")


def test_a_build_of_one_document_imports_no_library_of_frames(
    tmp_path: Path, processed: Path
) -> None:
    raw = raw_folder(tmp_path, {"a.txt": budget_text()})
    program = (
        "import sys; from pathlib import Path; from analysis.paths import Layout;"
        "from analysis.pipeline import build_warehouse; raw, processed = map(Path, sys.argv[1:]);"
        "build_warehouse(Layout(raw, processed, processed)); print('polars' in sys.modules)"
    )
    command = [sys.executable, "-c", program, str(raw), str(processed)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False"]
    assert documents(processed) == ["a.txt"]


def test_a_document_in_files_of_several_formats_is_built(tmp_path: Path, processed: Path) -> None:
    table = "支出总表,,\n科目编码,科目名称,合计\n208,社会保障和就业支出,120.50\n,合计,120.50\n"
    raw = raw_folder(tmp_path, {"a/1-text.txt": budget_text(), "a/2-table.csv": table})
    report = build(raw, processed)
    assert not report.problems
    with connect(processed) as con:
        [(form,)] = con.execute("SELECT format FROM document").fetchall()
    assert form == "csv+text"
