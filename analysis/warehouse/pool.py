"""Reading many documents in a pool of processes.

Only a few outcomes wait at a time, so that memory stays flat however many documents there are. A
document whose reader takes its process down is named, and the others are read all the same. Not
done here: choosing when a pool is worth its start (``reading``).
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from analysis.warehouse.job import Job
from analysis.warehouse.report import Problem

if TYPE_CHECKING:
    from analysis.disclosure.recorder import Disclosure

_DOCUMENTS_A_PROCESS = 25  # then a new one: PDF libraries keep what they have seen


@dataclass(slots=True)
class Pool:
    """Reads jobs in processes; one that dies costs the document that it was reading, no other."""

    jobs: Sequence[Job]
    read: Callable[[Job], Disclosure | Problem]
    processors: int
    _pool: ProcessPoolExecutor = field(init=False)

    def outcomes(self) -> Iterator[Disclosure | Problem]:
        """Give the outcomes in the order of the jobs."""
        count = min(self.processors, len(self.jobs))
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
                    outcome = self._alone(job)
                    self._pool = _pool(count)
                    again = [waiting_job for waiting_job, _ in waiting]
                    waiting = deque((each, self._submit(each)) for each in again)
                yield outcome
        finally:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def _submit(self, job: Job) -> Future[Disclosure | Problem]:
        try:
            return self._pool.submit(self.read, job)
        except BrokenProcessPool as error:  # it broke while others wait; their turn comes
            failed: Future[Disclosure | Problem] = Future()
            failed.set_exception(error)
            return failed

    def _alone(self, job: Job) -> Disclosure | Problem:
        with _pool(1) as pool:
            try:
                return pool.submit(self.read, job).result()
            except BrokenProcessPool:
                return Problem(
                    job.name,
                    "the process that read it was ended by the system (a crash, or no memory left)",
                    "The document is left out; check that the file opens in its own program",
                )


# Never plain fork: DuckDB and polars run threads in this process.
_METHODS = multiprocessing.get_all_start_methods()
_CONTEXT: Any = multiprocessing.get_context("forkserver" if "forkserver" in _METHODS else "spawn")
_USUAL: Any = type(_CONTEXT)


class _Worker(_CONTEXT.Process):
    """A process that does not run the program again that started it.

    Others begin by importing the caller's main module, so that a script without
    ``if __name__ == "__main__"`` would build anew in each of them; reading needs nothing of it.
    """

    def start(self) -> None:
        """Start, with the main module's file out of sight."""
        main = sys.modules["__main__"]
        kept = {name: main.__dict__.pop(name, None) for name in ("__file__", "__spec__")}
        main.__spec__ = None
        try:
            super().start()
        finally:
            main.__dict__.update({name: value for name, value in kept.items() if value is not None})


class _Context(_USUAL):
    """The usual context with such processes."""

    Process = _Worker


def _start_server() -> None:
    """Start the process that the others are copies of, with the modules that this one finds.

    By itself it looks into the current folder first: it would take a folder ``analysis`` of another
    project for this package.
    """
    from multiprocessing import forkserver

    seen = {
        "PYTHONSAFEPATH": "1",
        "PYTHONPATH": os.pathsep.join(p or os.getcwd() for p in sys.path),
    }
    kept = {name: os.environ.get(name) for name in seen}
    os.environ.update(seen)
    try:
        forkserver.ensure_running()
    finally:
        for name, value in kept.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _pool(count: int) -> ProcessPoolExecutor:
    context = _Context()
    if "forkserver" in _METHODS:
        context.set_forkserver_preload(["analysis.disclosure.read"])
        _start_server()
    return ProcessPoolExecutor(count, context, max_tasks_per_child=_DOCUMENTS_A_PROCESS)
