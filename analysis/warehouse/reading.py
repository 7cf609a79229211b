"""Reading the raw documents, each once: from what is kept, here, or in processes of their own.

Outcomes come in the order of the documents, and only a few wait at a time, so that memory stays
flat however many there are. A document whose reader takes its process down is named, and the
others are read all the same. Not done here: keeping readings (``readings``), storing them.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.sources.discover import file_name, load
from analysis.sources.document import UnreadableSource
from analysis.warehouse.notes import Note
from analysis.warehouse.report import Problem, slip

if TYPE_CHECKING:
    from analysis.disclosure.recorder import Disclosure
    from analysis.warehouse.readings import Readings

# Starting processes takes as long as reading about this many bytes of plain text here.
_WORTH_PROCESSES = 300_000
_DOCUMENTS_A_PROCESS = 25  # then a new one: PDF libraries keep what they have seen


@dataclass(frozen=True, slots=True)
class Job:
    """A document to read: where it lies, what was said of it, the key of its reading."""

    path: Path
    raw: Path
    note: Note | None
    key: str | None

    @property
    def name(self) -> str:
        """The document's name in the warehouse."""
        return file_name(self.path, self.raw)


def read_document(path: Path, raw: Path, note: Note | None = None) -> Disclosure | Problem:
    """Return what a raw file discloses, or why it could not be read."""
    from analysis.disclosure.read import disclose

    told = {"year": note.fiscal_year, "unit": note.unit_name} if note else {}
    try:
        return disclose(load(path, raw), **told)  # type: ignore[arg-type]
    except UnreadableSource as error:
        return Problem(error.file_name, error.reason, error.advice)
    except Exception as error:  # a slip of a reader must not stop the other documents
        return slip(error, file_name(path, raw))


def read_documents(
    paths: Sequence[Path], raw: Path, notes: Mapping[str, Note], readings: Readings | None
) -> Iterator[tuple[str, Disclosure | Problem]]:
    """Give (name, what it discloses or why not) for each document, in the order given."""
    jobs = []
    for path in paths:
        note = notes.get(file_name(path, raw))
        jobs.append(Job(path, raw, note, readings.key(path, note) if readings else None))
    fresh = {job for job in jobs if not (readings and readings.holds(job.key))}
    outcomes = _outcomes([job for job in jobs if job in fresh])
    for job in jobs:
        kept = readings.get(job.key, job.name) if readings and job not in fresh else None
        if kept is not None:
            yield job.name, kept
            continue
        outcome = next(outcomes) if job in fresh else _read(job)  # what was kept is damaged
        if readings and not isinstance(outcome, Problem):
            readings.put(job.key, outcome)
        yield job.name, outcome


def _outcomes(jobs: Sequence[Job]) -> Iterator[Disclosure | Problem]:
    if len(jobs) > 1 and sum(map(_size, jobs)) > _WORTH_PROCESSES:
        return _Processes(jobs).outcomes()
    return map(_read, jobs)


def _read(job: Job) -> Disclosure | Problem:
    return read_document(job.path, job.raw, job.note)


def _size(job: Job) -> int:
    try:
        files = list(job.path.iterdir()) if job.path.is_dir() else [job.path]
        return sum(file.stat().st_size for file in files)
    except OSError:  # its reader will say so
        return 0


@dataclass(slots=True)
class _Processes:
    """Reads jobs in processes; one that dies costs the document that it was reading, no other."""

    jobs: Sequence[Job]
    _pool: ProcessPoolExecutor = field(init=False)

    def outcomes(self) -> Iterator[Disclosure | Problem]:
        """Give the outcomes in the order of the jobs."""
        count = min(_processors(), len(self.jobs))
        self._pool = _pool(count)
        left = iter(self.jobs)
        waiting: deque[tuple[Job, Future[Disclosure | Problem]]] = deque()
        try:
            while True:
                while len(waiting) < 2 * count and (job := next(left, None)):
                    waiting.append((job, self._submit(job)))
                if not waiting:
                    return
                job, future = waiting.popleft()
                try:
                    outcome = future.result()
                except BrokenProcessPool:  # it says nothing of which job broke it
                    self._pool.shutdown(wait=False, cancel_futures=True)
                    outcome = _alone(job)
                    self._pool = _pool(count)
                    again = [waiting_job for waiting_job, _ in waiting]
                    waiting = deque((each, self._submit(each)) for each in again)
                yield outcome
        finally:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def _submit(self, job: Job) -> Future[Disclosure | Problem]:
        try:
            return self._pool.submit(_read, job)
        except BrokenProcessPool as error:  # it broke while others wait; their turn comes
            failed: Future[Disclosure | Problem] = Future()
            failed.set_exception(error)
            return failed


def _alone(job: Job) -> Disclosure | Problem:
    with _pool(1) as pool:
        try:
            return pool.submit(_read, job).result()
        except BrokenProcessPool:
            return Problem(
                job.name,
                "the process that read it was ended by the system (a crash, or no memory left)",
                "The document is left out; check that the file opens in its own program",
            )


def _pool(count: int) -> ProcessPoolExecutor:
    # Never plain fork: DuckDB and polars run threads in this process.
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        context.set_forkserver_preload(["analysis.disclosure.read"])
    return ProcessPoolExecutor(count, context, max_tasks_per_child=_DOCUMENTS_A_PROCESS)


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
