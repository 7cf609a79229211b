"""Reading in a process beside: the same outcomes, whatever becomes of the process."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from analysis.checks.result import CheckResult
from analysis.checks.run import check_disclosures
from analysis.disclosure.recorder import Disclosure
from analysis.warehouse import ahead, reading
from analysis.warehouse.ahead import Ahead, can_copy
from analysis.warehouse.job import Job, read_job, tell
from analysis.warehouse.reading import Reading
from analysis.warehouse.readings import Readings
from analysis.warehouse.report import Problem
from tests.factories import budget_text, raw_folder


def jobs(tmp_path: Path) -> list[Job]:
    raw = raw_folder(
        tmp_path, {"a.txt": budget_text(), "b.txt": "", "c.txt": budget_text("丙市局")}
    )
    return [Job(raw / name, raw, None, None) for name in ("a.txt", "b.txt", "c.txt")]


def told_by(ahead: Ahead) -> list[Disclosure | Problem]:
    with closing(ahead):
        return list(ahead.outcomes())


def test_another_process_tells_what_reading_here_tells(tmp_path: Path) -> None:
    asked = jobs(tmp_path)
    told = told_by(Ahead(asked))
    assert [type(one) for one in told] == [Disclosure, Problem, Disclosure]
    assert told == [read_job(job) for job in asked]


def dies(*asked: object) -> None:
    os._exit(9)


def tells_no_outcome(jobs: Sequence[Job], check: object, answers: int) -> None:
    os.write(answers, b"no outcome")
    os._exit(0)


def tells_the_first_only(jobs: Sequence[Job], check: object, answers: int) -> None:
    tell(jobs[:1], None, answers)


@pytest.mark.parametrize("ending", [dies, tells_no_outcome, tells_the_first_only])
def test_what_a_process_that_dies_leaves_is_done_here(
    ending: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = jobs(tmp_path)
    here = [read_job(job) for job in asked]
    monkeypatch.setattr(ahead, "tell", ending)
    assert told_by(Ahead(asked)) == here
    with closing(Ahead(asked, lambda: check_disclosures)) as reader:
        assert list(reader.outcomes()) == here
        assert reader.verdicts(disclosures(here)) == check_disclosures(disclosures(here))


def disclosures(outcomes: Sequence[Disclosure | Problem]) -> list[Disclosure]:
    return [outcome for outcome in outcomes if isinstance(outcome, Disclosure)]


def test_the_process_that_read_all_documents_checks_them(tmp_path: Path) -> None:
    here = os.getpid()

    def check(read: Sequence[Disclosure]) -> list[CheckResult]:
        assert os.getpid() != here
        return check_disclosures(read)

    with closing(Ahead(jobs(tmp_path), lambda: check)) as reader:
        read = disclosures(list(reader.outcomes()))
        assert reader.verdicts([]) == check_disclosures(read) != []


def test_a_slip_of_the_checks_is_raised_here(tmp_path: Path) -> None:
    def check(read: Sequence[Disclosure]) -> list[CheckResult]:
        raise ZeroDivisionError

    with closing(Ahead(jobs(tmp_path), lambda: check)) as reader:
        read = disclosures(list(reader.outcomes()))
        with pytest.raises(ZeroDivisionError):
            reader.verdicts(read)


@pytest.fixture
def reads_ahead(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As in a new process, which imports nothing yet: the copies do not touch DuckDB."""
    if sys.platform != "linux":
        pytest.skip("processes are copied on Linux only")
    monkeypatch.setattr(reading, "can_copy", lambda: True)
    monkeypatch.setattr(reading, "processors", lambda: 2)
    monkeypatch.setattr(reading, "_READERS", "not imported")
    yield


@pytest.mark.usefixtures("reads_ahead")
def test_documents_of_which_some_were_read_before_are_checked_here(tmp_path: Path) -> None:
    raw = jobs(tmp_path)[0].raw
    readings, paths = Readings(tmp_path / "kept"), sorted(raw.iterdir())
    for _ in range(2):  # what was refused is read each time
        with closing(Reading(paths, raw, {}, readings, lambda: check_disclosures)) as reader:
            asked = reader.check_at_hand()
            read = disclosures([outcome for _, outcome in reader.outcomes()])
            assert (asked is check_disclosures) == bool(readings.taken)
            assert asked and asked(read) == check_disclosures(read)
    assert len(readings.taken) == 2


def test_a_process_is_not_copied_while_a_thread_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ahead._WITH_THREADS:
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
        "outcomes = reading.Reading(sorted(raw.iterdir()), raw, {}, None).outcomes()\n"
        "print([name for name, _ in outcomes], 'analysis.disclosure.read' in sys.modules)"
    )
    for processors, here in (("2", False), ("1", True)):
        done = subprocess.run(
            [sys.executable, "-c", program, raw, processors],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert done.stdout == f"['a.txt', 'b.txt', 'c.txt'] {here}\n"
    assert len(list(Reading(sorted(raw.iterdir()), raw, {}, None).outcomes())) == 3
