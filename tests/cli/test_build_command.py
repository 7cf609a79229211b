"""`budget build` through the command line: bad input is named, good input is built."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from analysis.cli import main
from analysis.warehouse.open import connect
from tests.factories import ROOT, budget_text, raw_folder


def run(raw: Path, processed: Path) -> Result:
    return CliRunner().invoke(main, ["build", "--raw", str(raw), "--processed", str(processed)])


def built_files(processed: Path) -> list[str]:
    with connect(processed) as con:
        return [
            name for (name,) in con.execute("SELECT file_name FROM document ORDER BY 1").fetchall()
        ]


def test_a_build_says_what_it_read_and_what_it_left_out(tmp_path: Path, processed: Path) -> None:
    raw = raw_folder(tmp_path, {"a.txt": budget_text(), "README.md": "about"})
    result = run(raw, processed)
    assert result.exit_code == 0, result.output
    assert "a.txt\n  某市某某局, 2024: 2024-" in result.stdout
    assert "left out: README.md (documentation)" in result.stdout
    assert str(processed / "budget.duckdb") in result.stdout
    assert result.stderr == ""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_usual_encoding_is_built(tmp_path: Path, processed: Path, encoding: str) -> None:
    raw = raw_folder(tmp_path, {"a.txt": budget_text().encode(encoding)})
    result = run(raw, processed)
    assert result.exit_code == 0, result.output
    with connect(processed) as con:
        assert con.execute("SELECT unit_name FROM document").fetchall() == [("某市某某局",)]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "the file is empty"),
        ("blank.txt", b" \n\n", "the file is empty"),
        ("binary.txt", bytes(range(256)), "not text in UTF-8, UTF-16 or GB18030"),
        ("latin.txt", "Überschuß für 2024\xff".encode("latin-1"), "not text in UTF-8"),
        ("novel.txt", "从前有座山，山里有座庙。".encode(), "no fiscal year found"),
        ("scan.txt", b"\x89PNG\r\n\x1a\n", "the picture is damaged"),
        ("page.pdf", b"<html><body>404</body></html>", "this is an HTML page"),
    ],
)
def test_a_bad_file_is_named_with_its_reason_and_the_good_one_is_built(
    tmp_path: Path, processed: Path, name: str, content: bytes, reason: str
) -> None:
    raw = raw_folder(tmp_path, {name: content, "zz-good.txt": budget_text()})
    result = run(raw, processed)
    assert result.exit_code == 2
    assert f"budget: not read: {name}: " in result.stderr
    assert reason in result.stderr
    assert "budget: built from 1 of 2 files" in result.stderr
    assert built_files(processed) == ["zz-good.txt"]


def test_when_no_document_can_be_read_the_last_good_warehouse_stays(
    tmp_path: Path, processed: Path
) -> None:
    raw = raw_folder(tmp_path, {"a.txt": budget_text()})
    run(raw, processed)
    (raw / "a.txt").write_bytes(b"")
    result = run(raw, processed)
    assert result.exit_code == 2
    assert (
        "no document could be read; the last good warehouse, if any, is untouched" in result.stderr
    )
    assert built_files(processed) == ["a.txt"]


def test_a_missing_and_an_empty_raw_folder_are_said_to_be_so(
    tmp_path: Path, processed: Path
) -> None:
    missing = run(tmp_path / "nowhere", processed)
    empty = run(raw_folder(tmp_path, {}), processed)
    assert (missing.exit_code, empty.exit_code) == (2, 2)
    assert "no such folder" in missing.stderr
    assert "--raw DIR" in missing.stderr
    assert "no document in the folder" in empty.stderr


def test_unaccounted_tokens_are_listed_with_their_lines(
    tmp_path: Path, processed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from analysis.disclosure import read
    from analysis.disclosure import records as r
    from tests.factories import make_disclosure

    numbers = [
        r.Number("2024-00000001", 0, line, 1, str(line), "unaccounted") for line in range(1, 26)
    ]
    monkeypatch.setattr(read, "disclose", lambda document, *told: make_disclosure(number=numbers))
    result = run(raw_folder(tmp_path, {"a.txt": "x"}), processed)
    assert "unaccounted: 25\n    line 1: 1\n" in result.stdout
    assert "and 5 more (table number, disposition unaccounted)" in result.stdout


def test_the_program_itself_builds_and_fails_as_the_command_does(
    tmp_path: Path, processed: Path
) -> None:
    raw = raw_folder(tmp_path, {"a.txt": budget_text(), "b.txt": b""})
    program = [sys.executable, "-c", "from analysis.cli import main; main()", "build"]
    folders = ["--raw", str(raw), "--processed", str(processed)]
    done = subprocess.run(
        [*program, *folders], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "budget: not read: b.txt: the file is empty. Download the document again",
        "budget: built from 1 of 2 files",
    ]
    assert built_files(processed) == ["a.txt"]


def test_a_build_loads_nothing_that_only_draws() -> None:
    heavy = "altair", "rich.table", "great_tables", "pyarrow", "pandas", "numpy"
    program = (
        "import sys, tempfile, pathlib\n"
        "from analysis.cli import main\n"
        f"main(['build', '--raw', {str(ROOT / 'data' / 'raw')!r}, '--processed', tempfile.mkdtemp()],"
        " standalone_mode=False)\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_command_says_when_the_warehouse_is_behind_the_folder(
    tmp_path: Path, processed: Path
) -> None:
    raw = raw_folder(tmp_path, {"a.txt": budget_text()})
    assert run(raw, processed).exit_code == 0
    find = ["explain", "120.50", "--raw", str(raw), "--processed", str(processed)]
    assert CliRunner().invoke(main, find).stderr == ""
    (raw / "b.txt").write_text(budget_text(year=2025), encoding="utf-8")
    late = CliRunner().invoke(main, find)
    assert late.exit_code == 0
    assert f"not made from what lies in {raw} now" in late.stderr
    assert late.stderr.count("budget build") == 1
