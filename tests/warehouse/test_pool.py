"""Reading in a pool of processes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.factories import ROOT, budget_text

_PROGRAM = """
import pathlib, sys
from analysis.warehouse.job import Job, read_job
from analysis.warehouse.pool import Pool
raw = pathlib.Path(sys.argv[1])
jobs = [Job(path, raw, None, None) for path in sorted(raw.iterdir())]
print([outcome.document.file_name for outcome in Pool(jobs, read_job, 2).outcomes()])
"""


def test_a_folder_of_another_project_is_not_taken_for_this_package(tmp_path: Path) -> None:
    raw, there = tmp_path / "raw", tmp_path / "there"
    for folder in (raw, there / "analysis"):
        folder.mkdir(parents=True)
    for name in ("a.txt", "b.txt"):
        (raw / name).write_text(budget_text(), "utf-8")
    (there / "analysis" / "__init__.py").write_text("raise RuntimeError", "utf-8")
    program = tmp_path / "program.py"
    program.write_text(_PROGRAM, "utf-8")
    done = subprocess.run(
        [sys.executable, program, raw], cwd=there, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.stdout == "['a.txt', 'b.txt']\n", done.stderr
