"""A process that reads documents while this one imports what it stores them with.

Importing DuckDB and the checks and opening a warehouse takes nearly as long as importing the
readers and reading a document, so on a second processor the one costs no time beside the other. The
process is a copy of this one (a fork), which starts at once and has what is imported already; so it
is made only where no thread runs and no DuckDB is there that a copy could break. Outcomes come
through a pipe, pickled by our own code. Not done here: many documents, which a pool of processes
reads (``pool``).
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from analysis.warehouse.job import Job, read_job, tell

if TYPE_CHECKING:
    from analysis.disclosure.recorder import Disclosure
    from analysis.warehouse.report import Problem

_WITH_THREADS = ("duckdb", "polars", "numpy", "onnxruntime")


def can_copy() -> bool:
    """Whether a copy of this process can do its work: nothing runs here but what calls this."""
    alone = threading.active_count() == 1 and not any(name in sys.modules for name in _WITH_THREADS)
    return sys.platform == "linux" and alone


class Ahead:
    """Reads jobs in a process that starts at once."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        self._jobs = jobs
        told, answers = os.pipe()
        self._process = os.fork()
        if not self._process:
            tell(jobs, answers)
        os.close(answers)
        self._told = os.fdopen(told, "rb")

    def outcomes(self) -> Iterator[Disclosure | Problem]:
        """Give the outcomes in the order of the jobs; what the process leaves is read here."""
        talks = True
        try:
            for job in self._jobs:
                outcome = None
                if talks:
                    try:
                        outcome = pickle.load(self._told)
                    except Exception:  # it has died, or what comes is no outcome
                        talks = False
                yield outcome or read_job(job)
        finally:
            self._told.close()
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)
