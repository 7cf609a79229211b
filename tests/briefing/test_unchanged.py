"""A report of which nothing has changed is left as it is; whatever it is made from makes it anew."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.briefing.render import Rendered, RenderError, render_report
from analysis.briefing.render.unchanged import made_from
from tests.briefing.factory import ROOT, rendering_folder

SMALL = (ROOT / "benchmarks" / "empty.qmd").read_text("utf-8") + "\nSome words.\n"


def project(folder: Path, source: str = SMALL) -> Path:
    """A project of its own: whatever else goes on in the checkout does not change it."""
    (folder / "data" / "raw").mkdir(parents=True)
    return rendering_folder(folder, source)


def render(qmd: Path, *, fresh: bool = False, **about: str) -> list[Rendered]:
    folder = qmd.parent
    return render_report(
        qmd, folder / "out", ("en",), ("html", "pdf"), "embedded", folder / "tiny.duckdb", about, fresh
    )  # fmt: skip


def unchanged(done: list[Rendered]) -> list[bool]:
    return [rendered.unchanged for rendered in done]


def digest(qmd: Path, renderer: str = "embedded", **env: str) -> str:
    folder = qmd.parent
    known = {"BUDGET_WAREHOUSE": str(folder / "tiny.duckdb"), **env}
    return made_from(qmd, folder / "out", known, renderer)


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    qmd = project(tmp_path_factory.mktemp("unchanged"))
    assert unchanged(render(qmd)) == [False, False]
    return qmd


def test_a_report_of_which_nothing_has_changed_is_left_as_it_is(rendered: Path) -> None:
    files = sorted((rendered.parent / "out").glob("report.*"))
    before = [(path.stat().st_mtime_ns, path.read_bytes()) for path in files]
    assert unchanged(render(rendered)) == [True, True]
    assert [(path.stat().st_mtime_ns, path.read_bytes()) for path in files] == before
    assert len(files) == 2


def test_it_is_rendered_anew_where_one_asks_for_that(rendered: Path) -> None:
    assert unchanged(render(rendered, fresh=True)) == [False, False]


def test_it_is_rendered_anew_for_another_question(rendered: Path) -> None:
    assert unchanged(render(rendered, document="2024")) == [False, False]
    assert unchanged(render(rendered)) == [False, False]


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_text("by hand")])
def test_a_file_that_was_removed_or_edited_is_rendered_anew(
    rendered: Path, damage: Callable[[Path], object]
) -> None:
    damage(rendered.parent / "out" / "report.html")
    assert unchanged(render(rendered)) == [False, False]
    assert "Some words." in (rendered.parent / "out" / "report.html").read_text("utf-8")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"report.html": 1}'])
def test_a_broken_note_of_the_last_rendering_stops_nothing(rendered: Path, text: str) -> None:
    note = rendered.parent / "out" / ".rendered.json"
    note.write_text(text, "utf-8")
    assert unchanged(render(rendered)) == [False, False]
    assert set(json.loads(note.read_text("utf-8"))) == {"report.html", "report.pdf"}


def test_a_rendering_that_fails_is_tried_again(tmp_path: Path) -> None:
    qmd = project(tmp_path)
    render(qmd)
    qmd.write_text(SMALL.replace("Some words.", "`{python} 1 / 0`"), "utf-8")
    for _ in range(2):
        with pytest.raises(RenderError, match="division by zero"):
            render(qmd)


@pytest.mark.parametrize(
    "name", ["report.qmd", "_quarto.yml", "tiny.duckdb", "data/raw/next.txt", "tests/new.py"]
)
def test_whatever_lies_in_the_project_counts(tmp_path: Path, name: str) -> None:
    qmd = project(tmp_path)
    before = digest(qmd)
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes((path.read_bytes() if path.exists() else b"") + b"\n")
    assert digest(qmd) != before


@pytest.mark.parametrize(
    "name", [".venv/x.py", "out/report.html", "reports/x", "__pycache__/x.pyc"]
)
def test_what_is_made_or_hidden_does_not_count(tmp_path: Path, name: str) -> None:
    qmd = project(tmp_path)
    before = digest(qmd)
    (tmp_path / name).parent.mkdir()
    (tmp_path / name).write_text("new")
    assert digest(qmd) == before


def test_an_environment_in_the_folder_does_not_count(tmp_path: Path) -> None:
    qmd = project(tmp_path)
    before = digest(qmd)
    (tmp_path / "env").mkdir()
    (tmp_path / "env" / "pyvenv.cfg").touch()
    assert digest(qmd) == before


def test_the_renderer_and_what_reaches_the_cells_count(tmp_path: Path) -> None:
    qmd = project(tmp_path)
    asked = [digest(qmd), digest(qmd, "quarto 1.9.38"), digest(qmd, BUDGET_YEARS="2023-2024")]
    assert len(set(asked)) == 3
    assert digest(qmd) == asked[0]


def test_a_warehouse_that_lies_elsewhere_counts(tmp_path: Path) -> None:
    qmd = project(tmp_path / "project")
    elsewhere = tmp_path / "other.duckdb"
    elsewhere.write_bytes(b"one")
    before = digest(qmd, BUDGET_WAREHOUSE=str(elsewhere))
    elsewhere.write_bytes(b"two")
    assert digest(qmd, BUDGET_WAREHOUSE=str(elsewhere)) != before
