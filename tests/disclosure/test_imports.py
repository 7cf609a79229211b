"""A reading imports what its format needs, and no more: importing takes as long as reading."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.factories import ROOT

# What reads ruled tables, and text that a program has set in columns.
OTHER_FORMS = (
    "analysis.disclosure.continued",
    "analysis.disclosure.projects.performance_grid",
    "analysis.disclosure.projects.ruled_rows",
    "analysis.disclosure.projects.sheet_grid",
    "analysis.disclosure.tables.funds_grid",
    "analysis.disclosure.tables.grid",
    "analysis.disclosure.tables.project_list_grid",
    "analysis.disclosure.tables.sides_grid",
    "analysis.disclosure.tables.sides_places",
    "analysis.disclosure.tables.three_public_places",
)
TEXT = sorted((ROOT / "data" / "raw").rglob("*2024*.txt"))


@pytest.mark.parametrize("path", TEXT, ids=lambda path: path.name)
def test_a_text_is_read_without_what_reads_rules(path: Path) -> None:
    program = (
        "import sys\n"
        "from analysis.disclosure.read import disclose\n"
        "from analysis.sources.text import read_text\n"
        "assert disclose(read_text(sys.stdin.buffer.read(), 'a.txt')).budget_line\n"
        f"print([name for name in {OTHER_FORMS!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT, input=path.read_bytes(), capture_output=True, check=True,
    )  # fmt: skip
    assert done.stdout.decode().strip() == "[]"


@pytest.mark.parametrize("name", OTHER_FORMS)
def test_what_is_named_here_is_there(name: str) -> None:
    assert (ROOT / (name.replace(".", "/") + ".py")).is_file()
