"""Reading in a process beside: the same outcomes, whatever becomes of the process."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.disclosure.recorder import Disclosure
from analysis.warehouse import beside
from analysis.warehouse.ahead import Ahead
from analysis.warehouse.beside import Talk, can_copy
from analysis.warehouse.job import Job, read_job
from analysis.warehouse.reading import read_documents
from analysis.warehouse.report import Problem
from tests.factories import budget_text, raw_folder


def jobs(tmp_path: Path) -> list[Job]:
    raw = raw_folder(
        tmp_path, {"a.txt": budget_text(), "b.txt": "", "c.txt": budget_text("丙市局")}
    )
    return [Job(raw / name, raw, None, None) for name in ("a.txt", "b.txt", "c.txt")]


def test_another_process_tells_what_reading_here_tells(tmp_path: Path) -> None:
    asked = jobs(tmp_path)
    told = list(Ahead(asked).outcomes())
    assert [type(one) for one in told] == [Disclosure, Problem, Disclosure]
    assert told == [read_job(job) for job in asked]


def dies(self: Ahead, talk: Talk) -> None:
    os._exit(9)


def tells_no_outcome(self: Ahead, talk: Talk) -> None:
    os.write(talk._says.fileno(), b"no outcome")


def tells_the_first_only(self: Ahead, talk: Talk) -> None:
    talk.say(read_job(self._jobs[0]))


@pytest.mark.parametrize("ending", [dies, tells_no_outcome, tells_the_first_only])
def test_what_a_process_that_dies_leaves_is_read_here(
    ending: Callable[[Ahead, Talk], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = jobs(tmp_path)
    monkeypatch.setattr(Ahead, "_read", ending)
    assert list(Ahead(asked).outcomes()) == [read_job(job) for job in asked]


def test_a_process_is_not_copied_while_a_thread_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in beside._WITH_THREADS:
        monkeypatch.delitem(sys.modules, name, raising=False)
    assert can_copy() == (sys.platform == "linux")
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    assert not can_copy()
    done.set()
    thread.join()


def test_a_process_of_its_own_reads_only_where_the_readers_are_not_imported_yet(
    tmp_path: Path,
) -> None:
    raw = jobs(tmp_path)[0].raw
    program = (
        "import sys, pathlib\n"
        "from analysis.warehouse import reading\n"
        "raw = pathlib.Path(sys.argv[1])\n"
        "reading.processors = lambda: int(sys.argv[2])\n"
        "outcomes = reading.read_documents(sorted(raw.iterdir()), raw, {}, None)\n"
        "print([name for name, _ in outcomes], 'analysis.disclosure.read' in sys.modules)"
    )
    for processors, here in (("2", False), ("1", True)):
        done = subprocess.run(
            [sys.executable, "-c", program, raw, processors],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert done.stdout == f"['a.txt', 'b.txt', 'c.txt'] {here}\n"
    assert len(list(read_documents(sorted(raw.iterdir()), raw, {}, None))) == 3
