"""The other commands: what they print, and how they fail."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import duckdb
import polars as pl
import pytest
from click.testing import CliRunner, Result

from analysis.checks.result import CheckResult
from analysis.cli import COMMANDS, main
from analysis.paths import Layout
from analysis.sources.discover import find_files
from analysis.warehouse.build import build
from analysis.warehouse.computed import Check
from tests.factories import RAW, budget_text, raw_folder


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def at(layout: Layout) -> list[str]:
    return ["--raw", str(layout.raw), "--processed", str(layout.processed)]


def verdicts(*entries: tuple[str, str]) -> Check:
    """Return a check that gives these (rule, verdict) for the one document there is."""

    def check(con: duckdb.DuckDBPyConnection) -> list[list[CheckResult]]:
        ((identity,),) = con.execute("SELECT document_id FROM document").fetchall()
        return [
            [
                CheckResult(
                    identity,
                    f"{rule}/{number}",
                    rule,
                    verdict=verdict,
                    severity="arithmetic",
                    formula=f"1 = {number} [sic]",
                    message_en=f"message {number}",
                    suspects=("a/b/c/d",),
                )
                for number, (rule, verdict) in enumerate(entries)
            ]
        ]

    return check


@pytest.fixture
def checked(tmp_path: Path) -> Layout:
    layout = Layout(
        raw_folder(tmp_path, {"a.txt": budget_text()}), tmp_path / "processed", tmp_path
    )
    check = verdicts(("sum", "exact"), ("sum", "contradiction"), ("share", "not_checkable"))
    build(layout.raw, layout.processed, check=lambda: check)
    return layout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_its_folders(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert "--raw DIR" in result.stdout
    assert "--processed DIR" in result.stdout


def test_the_list_of_commands_says_what_each_does() -> None:
    result = run("--help")
    assert all(
        f"  {name} " in result.stdout and words in result.stdout for name, words in COMMANDS.items()
    )


def test_a_command_that_does_not_exist_is_wrong_use() -> None:
    assert run("biuld").exit_code == 2


@pytest.mark.parametrize(
    "command",
    [["check"], ["explain", "x"], ["report"], ["export", "out"], ["compare", "2024", "2025"]],
)
def test_a_command_that_needs_a_warehouse_says_how_to_build_one(
    tmp_path: Path, command: list[str]
) -> None:
    result = run(*command, "--processed", tmp_path)
    assert result.exit_code == 2
    assert "no warehouse has been built" in result.stderr
    assert "budget build" in result.stderr


def test_check_shows_contradictions_and_counts_every_verdict(checked: Layout) -> None:
    result = run("check", *at(checked))
    assert result.exit_code == 0
    assert "1 = 1 [sic]" in result.stdout
    assert "1 = 0" not in result.stdout
    assert "a/b/c/d" in result.stdout
    assert "1 exact, 0 rounding, 1 contradiction, 1 not_checkable of 3 relations" in result.stdout


def test_a_contradiction_is_an_exit_status_only_when_asked_for(checked: Layout) -> None:
    assert run("check", *at(checked)).exit_code == 0
    assert run("check", "--strict", *at(checked)).exit_code == 1
    assert run("check", "--strict", "--rule", "share", *at(checked)).exit_code == 0


def test_check_speaks_json(checked: Layout) -> None:
    answer = json.loads(run("check", "--json", "--rule", "sum", *at(checked)).stdout)
    assert answer["summary"] == {"exact": 1, "rounding": 0, "contradiction": 1, "not_checkable": 0}
    assert [result["verdict"] for result in answer["results"]] == ["contradiction", "exact"]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--rule", "nosuch"], "no result of a rule 'nosuch'"),
        (["--document", "1999-x"], "there are 2024-"),
    ],
)
def test_check_says_what_there_is_when_asked_for_what_there_is_not(
    checked: Layout, words: list[str], reason: str
) -> None:
    result = run("check", *words, *at(checked))
    assert result.exit_code == 2
    assert reason in result.stderr


def test_check_lists_the_rules_in_both_languages() -> None:
    from analysis.checks.catalogue import rules

    listed = json.loads(run("check", "--list", "--json").stdout)
    assert [entry["id"] for entry in listed] == [rule.id for rule in rules()]
    assert all(entry["title_en"] and entry["title_zh"] and entry["basis"] for entry in listed)
    assert run("check", "--list").exit_code == 0


def figure_of(warehouse: duckdb.DuckDBPyConnection) -> tuple[str, str, int]:
    """Return the address, printed text and line of the grand total of the expenditure table."""
    query = (
        "SELECT figure_id, printed, line FROM figure"
        " WHERE table_kind = 'expenditure_summary' AND row_key = 'total' AND column_key = 'total'"
    )
    ((figure_id, printed, line),) = warehouse.execute(query).fetchall()
    return figure_id, printed, line


def test_explain_marks_a_figure_on_its_printed_line(
    built: Layout, warehouse: duckdb.DuckDBPyConnection
) -> None:
    figure_id, printed, line = figure_of(warehouse)
    result = run("explain", figure_id, *at(built))
    assert result.exit_code == 0, result.output
    (marked,) = [text for text in result.stdout.splitlines() if text.startswith(">")]
    raw = find_files(RAW).documents[0].read_text("utf-8").split("\n")[line - 1].rstrip("\r")
    assert marked.partition(" | ")[2] == raw.replace(printed, f"»{printed}«", 1)
    assert str(line) in marked


def test_every_figure_stands_where_its_address_says(
    built: Layout, warehouse: duckdb.DuckDBPyConnection
) -> None:
    for name, line, col, printed in warehouse.execute(
        "SELECT file_name, line, col, printed FROM v_figure WHERE page IS NULL"
    ).fetchall():
        text = (built.raw / name).read_text("utf-8").split("\n")[line - 1]
        assert text[col - 1 : col - 1 + len(printed)] == printed, f"{name} line {line}"


def test_explain_finds_a_figure_by_its_printed_number(
    built: Layout, warehouse: duckdb.DuckDBPyConnection
) -> None:
    figure_id, printed, _ = figure_of(warehouse)
    for words in (printed, printed.replace(",", "")):
        answer = json.loads(run("explain", "--json", "--limit", 100, words, *at(built)).stdout)
        assert figure_id in [figure["figure_id"] for figure in answer["figures"]]
        assert answer["found"] == len(answer["figures"])


@pytest.mark.parametrize(
    ("source", "column"),
    [
        ("figure", "row_name"),
        ("claim", "sentence"),
        ("indicator", "level3"),
        ("project_detail", "item"),
    ],
)
def test_explain_finds_a_figure_by_the_words_around_it(
    built: Layout, warehouse: duckdb.DuckDBPyConnection, source: str, column: str
) -> None:
    figure = "target_figure_id" if source == "indicator" else "figure_id"
    query = f"SELECT {figure}, {column} FROM {source} WHERE {figure} IS NOT NULL AND {column} <> '' ORDER BY ALL"
    figure_id, words = warehouse.execute(query).fetchall()[0]
    answer = json.loads(run("explain", "--json", "--limit", 1000, words, *at(built)).stdout)
    assert figure_id in [found["figure_id"] for found in answer["figures"]]


def test_explain_names_the_project_of_an_earlier_budget_and_the_table_of_a_row_without_a_name(
    built: Layout, warehouse: duckdb.DuckDBPyConnection
) -> None:
    (earlier,) = warehouse.execute(
        "SELECT figure_id, project_id FROM project_year JOIN document USING (document_id)"
        " WHERE component = '' AND project_year.fiscal_year < document.fiscal_year ORDER BY ALL LIMIT 1"
    ).fetchall()
    (nameless,) = warehouse.execute(
        "SELECT figure_id, table_kind FROM figure WHERE row_name IS NULL ORDER BY ALL LIMIT 1"
    ).fetchall()
    for figure_id, name in (earlier, nameless):
        second_line = run("explain", figure_id, *at(built)).stdout.splitlines()[1]
        assert second_line.strip().partition(" · ")[0] == name


def test_explain_covers_persons_in_the_lines_around(
    built: Layout, warehouse: duckdb.DuckDBPyConnection
) -> None:
    lines = find_files(RAW).documents[0].read_text("utf-8").split("\n")
    line = next(number for number, text in enumerate(lines, 1) if "联系电话" in text)
    near = "SELECT figure_id FROM figure WHERE line > ? ORDER BY line LIMIT 1"
    ((figure_id,),) = warehouse.execute(near, [line]).fetchall()
    result = run("explain", figure_id, "--context", 60, *at(built))
    (shown,) = [t for t in result.stdout.splitlines() if t[1:].strip().startswith(f"{line} |")]
    assert "电话 ****" in shown
    assert not any(character.isdigit() for character in shown.partition("|")[2])


def test_explain_says_where_it_looked_when_nothing_is_found(built: Layout) -> None:
    result = run("explain", "no such words", *at(built))
    assert result.exit_code == 2
    assert "no figure found for 'no such words'" in result.stderr


def test_explain_refuses_a_raw_file_that_is_not_the_one_that_was_read(
    built: Layout, tmp_path: Path, warehouse: duckdb.DuckDBPyConnection
) -> None:
    other = raw_folder(tmp_path, {find_files(RAW).documents[0].name: budget_text()})
    figure_id, _, _ = figure_of(warehouse)
    result = run("explain", figure_id, "--raw", other, "--processed", built.processed)
    assert result.exit_code == 2
    assert "not the one that the warehouse was built from" in result.stderr


@pytest.mark.parametrize("kind", ["parquet", "csv"])
def test_export_writes_every_table_and_view(checked: Layout, tmp_path: Path, kind: str) -> None:
    out = tmp_path / "it's out"
    result = run("export", out, "--format", kind, *at(checked))
    assert result.exit_code == 0, result.output
    read = pl.read_parquet if kind == "parquet" else pl.read_csv
    assert read(out / f"document.{kind}")["unit_name"].to_list() == ["某市某某局"]
    assert read(out / f"v_contradictions.{kind}")["rule"].to_list() == ["sum"]


def test_doctor_says_what_is_installed_read_and_built(checked: Layout) -> None:
    result = run("doctor", *at(checked))
    assert result.exit_code == 0, result.output
    assert "  duckdb 2." in result.stdout
    assert "quarto: " in result.stdout
    assert "a.txt: 2024-" in result.stdout
    assert "numeric tokens accounted for" in result.stdout
    assert "  3 checks" in result.stdout


def test_doctor_fails_when_a_file_cannot_be_read_or_nothing_is_built(tmp_path: Path) -> None:
    raw = raw_folder(tmp_path, {"a.txt": b""})
    result = run("doctor", "--raw", raw, "--processed", tmp_path)
    assert result.exit_code == 2
    assert "not readable: a.txt: the file is empty" in result.stdout
    assert "no warehouse has been built" in result.stdout


@pytest.mark.parametrize(("word", "status"), [("--version", 0), ("nonsense", 2)])
def test_a_program_ends_with_the_status_and_with_all_that_its_command_says(
    word: str, status: int
) -> None:
    program = [sys.executable, "-c", "from analysis.cli import main; main()", word]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert done.returncode == status
    assert "version" in done.stdout if status == 0 else "No such command" in done.stderr


def test_another_unit_is_proposed_only_where_none_was_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("analysis.briefing.render.render_report", lambda *_, **__: [])
    raw = raw_folder(tmp_path, {f"{n}.txt": budget_text(f"某市某{n}局") for n in ("甲", "乙")})
    where = at(Layout(raw, tmp_path / "processed", tmp_path))
    assert run("build", *where).exit_code == 0
    assert "--unit names another" in run("report", *where).output
    assert "--unit" not in run("report", *where, "--unit", "某甲局").output
