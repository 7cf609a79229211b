"""`budget add`: what it refuses, what it asks, and that nothing is ever half there."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.arrivals import accept, stage
from analysis.arrivals.names import free_name, safe_name
from analysis.warehouse.open import connect
from tests.arrivals.conftest import Project
from tests.factories import budget_text

Make = Callable[[dict[str, str | bytes]], Project]
NEXT = budget_text(year=2025, income="130.00")


@pytest.fixture
def project(make_project: Make) -> Project:
    made = make_project({"a.txt": budget_text()})
    assert made.run("build").exit_code == 0
    return made


@pytest.fixture
def new(tmp_path: Path) -> Path:
    path = tmp_path / "next.txt"
    path.write_text(NEXT, "utf-8")
    return path


def documents(project: Project) -> list[tuple[str, int]]:
    with connect(project.processed) as con:
        return con.execute("SELECT file_name, fiscal_year FROM document ORDER BY 1").fetchall()


def test_a_dry_run_shows_everything_and_changes_nothing(project: Project, new: Path) -> None:
    before = project.contents()
    result = project.run("add", new, "--dry-run")
    assert result.exit_code == 0, result.output
    assert "某市某某局, 2025: 2025-" in result.stdout
    assert "beside 2024-" in result.stdout
    assert result.stdout.endswith("nothing was changed\n")
    assert project.contents() == before
    assert documents(project) == [("a.txt", 2024)]


def test_it_asks_and_takes_no_for_an_answer(project: Project, new: Path) -> None:
    before = project.contents()
    assert "nothing was changed" in project.run("add", new, answer="n\n").stdout
    silent = project.run("add", new)
    assert silent.exit_code == 2
    assert "nobody answered, and nothing was changed. Add --yes" in silent.stderr
    assert project.contents() == before


@pytest.mark.parametrize("words", [["--yes"], []])
def test_what_is_agreed_to_is_taken_in_and_built(
    project: Project, new: Path, words: list[str]
) -> None:
    result = project.run("add", new, *words, answer="y\n")
    assert result.exit_code == 0, result.output
    assert (project.raw / "2025" / "next" / "next.txt").read_text("utf-8") == NEXT
    assert documents(project) == [("2025/next/next.txt", 2025), ("a.txt", 2024)]
    assert "nothing has changed" in project.run("build").stdout
    taken = project.contents()
    project.run("build", "--force")
    assert project.contents() == taken, "a build makes the same of it"


def test_the_first_document_of_all_can_be_added(make_project: Make, new: Path) -> None:
    project = make_project({})
    result = project.run("add", new, "--yes")
    assert result.exit_code == 0, result.output
    assert "there is no earlier document of this unit" in result.stdout
    assert documents(project) == [("2025/next/next.txt", 2025)]


def test_the_same_file_is_refused(project: Project, tmp_path: Path) -> None:
    again = tmp_path / "again.txt"
    again.write_text(budget_text(), "utf-8")
    result = project.run("add", again, "--yes")
    assert result.exit_code == 2
    assert "again.txt: the same file is there already as a.txt" in result.stderr


def test_a_second_document_of_a_unit_and_year_is_refused_unless_it_replaces(
    project: Project, tmp_path: Path
) -> None:
    better = tmp_path / "better.txt"
    better.write_text(budget_text(income="121.00"), "utf-8")
    before = project.contents()
    refused = project.run("add", better, "--yes")
    assert refused.exit_code == 2
    assert "a.txt is a document of the same unit, year and kind" in refused.stderr
    assert "--replace" in refused.stderr
    assert project.contents() == before
    assert project.run("add", better, "--yes", "--replace").exit_code == 0
    assert documents(project) == [("2024/better/better.txt", 2024)]
    assert (project.raw / ".replaced" / "a.txt").read_text("utf-8") == budget_text(), (
        "nothing is lost"
    )
    best = tmp_path / "best.txt"
    best.write_text(budget_text(income="122.00"), "utf-8")
    assert project.run("add", best, "--yes", "--replace").exit_code == 0
    assert not (project.raw / "2024" / "better").exists()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        (bytes(range(256)) * 8, "the content is not that of a .pdf file"),
        (b"<html><body>404</body></html>", "this is an HTML page"),
        (b"{\\rtf1 a}", "this is a rich text file (.rtf), and there is no reader for this format"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "WordDocument".encode("utf-16-le"), "(.doc, .wps)"),
        ("从前有座山。".encode(), "no fiscal year found"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_reason(
    project: Project, new: Path, tmp_path: Path, content: bytes, reason: str
) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(content)
    before = project.contents()
    alone = project.run("add", bad, "--yes")
    assert alone.exit_code == 2
    assert f"bad.pdf: {reason}" in alone.stderr or reason in alone.stderr
    if b"\xe4" not in content:  # a text without a year may be a part of the other
        assert project.run("add", new, bad, "--yes").exit_code == 2, "all or nothing"
    assert project.contents() == before


def test_a_year_and_a_unit_that_are_not_said_can_be_given_and_stay_known(
    project: Project, tmp_path: Path
) -> None:
    silent = tmp_path / "silent.txt"
    silent.write_text("收支预算总体安排情况\n\n总收入 7.00 万元。\n", "utf-8")
    no_year = project.run("add", silent, "--yes")
    assert no_year.exit_code == 2
    assert "no fiscal year found" in no_year.stderr
    assert "--year" in no_year.stderr
    no_unit = project.run("add", silent, "--yes", "--year", "2025")
    assert "no publishing unit found" in no_unit.stderr
    assert "--unit" in no_unit.stderr
    told = project.run("add", silent, "--yes", "--year", "2025", "--unit", "某市某某局")
    assert told.exit_code == 0, told.output
    project.run("build", "--force")
    assert documents(project) == [("2025/silent/silent.txt", 2025), ("a.txt", 2024)]


def test_files_of_one_unit_and_year_are_one_document(project: Project, tmp_path: Path) -> None:
    parts = [tmp_path / "tables.txt", tmp_path / "text.txt"]
    parts[0].write_text(NEXT, "utf-8")
    parts[1].write_text(NEXT + "\n说明。\n", "utf-8")
    assert project.run("add", *parts, "--yes").exit_code == 0
    assert documents(project) == [("2025/某市某某局", 2025), ("a.txt", 2024)]


@pytest.fixture
def apart(tmp_path: Path) -> list[Path]:
    """The text and the tables of one document, each in a file; the text says 部门预算."""
    text = budget_text("某市某某局", 2025).replace("单位预算", "部门预算")
    table = "某市某某局2025年收支总表\n单位：万元\n收 入 支 出\n项目 预算数 项目 预算数\n"
    table += (
        "一、一般公共预算拨款收入 120.50 一、教育支出 120.50\n收入总计 120.50 支出总计 120.50\n"
    )
    parts = [tmp_path / "text.txt", tmp_path / "tables.txt"]
    parts[0].write_text(text, "utf-8")
    parts[1].write_text(table, "utf-8")
    return parts


@pytest.mark.parametrize("first", [0, 1])
def test_text_and_tables_that_are_added_one_after_the_other_become_one_document(
    project: Project, apart: list[Path], first: int
) -> None:
    earlier, later = apart[first], apart[1 - first]
    assert project.run("add", earlier, "--yes").exit_code == 0
    before = project.contents()
    looked = project.run("add", later, "--dry-run")
    half = f"2025/{earlier.stem}/{earlier.name}"
    assert f"its other half is there already as {half}" in looked.output
    assert project.contents() == before, "a dry run changes nothing"
    assert project.run("add", later, "--yes").exit_code == 0
    assert documents(project) == [("2025/某市某某局", 2025), ("a.txt", 2024)]
    folder = project.raw / "2025" / "某市某某局"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        path.name: path.read_bytes() for path in apart
    }
    again = project.run("add", earlier, "--yes")
    assert "the same file is there already as 2025/某市某某局" in again.stderr


def test_what_is_whole_is_joined_to_nothing(project: Project, apart: list[Path]) -> None:
    assert project.run("add", apart[0], "--yes").exit_code == 0
    apart[1].write_text(apart[0].read_text("utf-8") + apart[1].read_text("utf-8"), "utf-8")
    refused = project.run("add", apart[1], "--yes")
    assert "a document of the same unit, year and kind" in refused.stderr
    assert project.run("add", apart[1], "--yes", "--replace").exit_code == 0
    assert documents(project) == [("2025/tables/tables.txt", 2025), ("a.txt", 2024)]


def test_text_and_tables_are_one_document_where_only_one_says_the_kind(
    project: Project, apart: list[Path]
) -> None:
    parts = apart
    alone = project.run("add", parts[1], "--dry-run")
    assert "1 read" in alone.output
    said = project.run("add", *parts, "--yes")
    assert said.exit_code == 0, said.output
    assert documents(project) == [("2025/某市某某局", 2025), ("a.txt", 2024)]


def test_documents_of_several_units_go_in_together_each_in_its_own_folder(
    project: Project, new: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.txt"
    other.write_text(budget_text("乙市乙局", 2025), "utf-8")
    assert project.run("add", new, other, "--yes").exit_code == 0
    assert [name for name, _ in documents(project)] == [
        "2025/next/next.txt", "2025/other/other.txt", "a.txt",
    ]  # fmt: skip


def test_a_unit_with_a_like_name_is_pointed_out(project: Project, tmp_path: Path) -> None:
    like = tmp_path / "like.txt"
    like.write_text(budget_text("某省某市某某局", 2025), "utf-8")
    result = project.run("add", like, "--dry-run")
    assert "某市某某局 has a like name: --unit 某市某某局" in result.stdout


def test_json_says_the_same_and_asks_nothing(project: Project, new: Path) -> None:
    assert "--json asks nothing" in project.run("add", new, "--json").stderr
    body = json.loads(project.run("add", new, "--json", "--dry-run").stdout)
    assert body["taken_in"] is False
    (document,) = body["documents"]
    assert document["into"] == "2025/next/next.txt"
    assert document["unaccounted"] == []
    assert document["comparison"]["earlier"]["fiscal_year"] == 2024


@pytest.mark.parametrize("where", ["put_in_place", "write_notes"])
def test_what_goes_wrong_while_taking_in_is_undone(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    odd = tmp_path / "next year.txt"
    odd.write_text(NEXT, "utf-8")
    before = project.contents()

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device", "somewhere")

    monkeypatch.setattr(accept, where, fail)
    result = project.run("add", odd, "--yes")
    assert result.exit_code == 2
    assert "somewhere: No space left on device. Nothing was changed" in result.stderr
    assert project.contents() == before
    assert not (project.raw / "2025").exists()
    assert list(project.processed.glob(".build-*")) == []


def test_a_stage_that_fails_changes_nothing(
    project: Project, new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = project.contents()

    def fail(*_: object) -> None:
        raise RuntimeError("a slip")

    monkeypatch.setattr(stage, "build_warehouse", fail)
    assert project.run("add", new, "--yes").exit_code != 0
    assert project.contents() == before
    assert list(project.processed.glob(".build-*")) == []


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\evil name.PDF", "evil-name.pdf"),
        ("武昌区 “民政局” 2025年.pdf", "武昌区-民政局-2025年.pdf"),
        ("it's; rm -rf $HOME `x`.docx", "it-s-rm--rf-HOME-x.docx"),
        (".hidden.txt", "hidden.txt"),
        ("'", "document"),
        ("局" * 300 + ".pdf", "局" * 66 + ".pdf"),
    ],
)
def test_names_are_made_safe_and_stay_telling(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_name_that_is_taken_gets_a_number() -> None:
    assert free_name("a.txt", {"a.txt", "a-2.txt"}) == "a-3.txt"
    assert free_name("a", {"a"}) == "a-2"
