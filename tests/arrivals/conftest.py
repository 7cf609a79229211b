"""A project with this year's document, and next year's waiting beside it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from analysis.cli import main
from analysis.sources.discover import find_files
from tests.factories import RAW
from tests.next_year import NextYear, make_next_year

THIS_YEAR = find_files(RAW).documents[0]


@dataclass(frozen=True)
class Project:
    """The folders of a project of its own, and a way to run commands in it."""

    folder: Path

    @property
    def raw(self) -> Path:
        return self.folder / "raw"

    @property
    def processed(self) -> Path:
        return self.folder / "processed"

    def run(self, *words: object, answer: str | None = None) -> Result:
        folders = ["--raw", str(self.raw), "--processed", str(self.processed)]
        return CliRunner().invoke(main, [*map(str, words), *folders], input=answer)

    def contents(self) -> dict[str, bytes]:
        """Return the bytes of every file that is not hidden, and of the hidden ones in raw."""
        return {
            str(path.relative_to(self.folder)): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
            and not any(part.startswith(".") for part in path.relative_to(self.folder).parts[1:])
            and path.name != "budget.duckdb"
        }


@pytest.fixture(scope="session")
def next_year() -> NextYear:
    return make_next_year(THIS_YEAR.read_text("utf-8"), THIS_YEAR.name)


@pytest.fixture
def make_project(tmp_path: Path) -> Callable[[dict[str, str | bytes]], Project]:
    def make(files: dict[str, str | bytes]) -> Project:
        project = Project(tmp_path / "project")
        project.raw.mkdir(parents=True)
        for name, content in files.items():
            path = project.raw / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return project

    return make


@pytest.fixture(scope="session")
def rehearsed(
    tmp_path_factory: pytest.TempPathFactory, next_year: NextYear
) -> tuple[Project, Result]:
    """Add next year's document to a project with this year's; return it with what was said."""
    folder = tmp_path_factory.mktemp("rehearsal")
    project = Project(folder / "project")
    project.raw.mkdir(parents=True)
    shutil.copyfile(THIS_YEAR, project.raw / THIS_YEAR.name)
    assert project.run("build").exit_code == 0
    file = folder / "单位 预算 '新'.txt"
    file.write_text(next_year.text, "utf-8")
    return project, project.run("add", file, "--yes")
