"""A process that reads and checks documents while this one gets ready to store them, and does.

Importing DuckDB and opening a warehouse takes nearly as long as importing the readers and reading a
document, and storing it as long as checking it; so on a second processor the one costs no time
beside the other. The process is a copy of this one (a fork), which starts at once and has what is
imported already; so it is made only where no thread runs and no DuckDB is there that a copy could
break. What it tells comes through a pipe, pickled by our own code. Not done here: many documents,
which a pool of processes reads (``pool``).
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from analysis.warehouse.computed import CheckAtHand, Verdict
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
    """Reads jobs in a process that starts at once, and then checks what they disclose."""

    def __init__(self, jobs: Sequence[Job], check: Callable[[], CheckAtHand] | None = None) -> None:
        self._jobs, self.check = jobs, check
        told, answers = os.pipe()
        self._process = os.fork()
        if not self._process:
            tell(jobs, check, answers)
        os.close(answers)
        self._told = os.fdopen(told, "rb")

    def outcomes(self) -> Iterator[Disclosure | Problem]:
        """Give the outcomes in the order of the jobs; what the process leaves is read here."""
        for job in self._jobs:
            yield self._next() or read_job(job)

    def verdicts(self, disclosures: Sequence[Disclosure]) -> Sequence[Verdict]:
        """Return what the checks say of all ``disclosures`` that the jobs came to."""
        assert self.check, "the process was asked to check"
        verdicts: Sequence[Verdict] | None = self._next()
        return self.check()(disclosures) if verdicts is None else verdicts

    def close(self) -> None:
        """End the process, whatever it is doing."""
        if self._process:
            self._told.close()
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)
            self._process = 0

    def _next(self) -> Any:
        """What the process tells next; None once it has died, or what came is no outcome."""
        try:
            return pickle.load(self._told) if self._process else None
        except Exception:
            self.close()
            return None
