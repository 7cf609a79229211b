"""A process that reads documents while this one imports what it stores them with.

Importing DuckDB and the checks and opening a warehouse takes nearly as long as importing the
readers and reading a document, so on a second processor the one costs no time beside the other. The
process is a Python of its own, never a fork; it imports little but its ``job``.
Outcomes come through a pipe, pickled by our own code. Not done here: many documents, which a pool
of processes reads (``pool``).
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.warehouse.job import Job, read_job

if TYPE_CHECKING:
    from analysis.disclosure.recorder import Disclosure
    from analysis.warehouse.report import Problem

_PROGRAM = "from analysis.warehouse.job import tell; tell()"
_PACKAGE = Path(__file__).resolve().parents[2]


class Ahead:
    """Reads jobs in a process that starts at once."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        path = [str(_PACKAGE), os.environ.get("PYTHONPATH", "")]
        self._jobs = jobs
        self._process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, path))},
        )
        try:
            with _pipe(self._process.stdin) as asked:
                pickle.dump(list(jobs), asked)
        except BrokenPipeError:
            pass  # it is gone: the documents are read here

    def outcomes(self) -> Iterator[Disclosure | Problem]:
        """Give the outcomes in the order of the jobs; what the process leaves is read here."""
        told, talks = _pipe(self._process.stdout), True
        try:
            for job in self._jobs:
                outcome = None
                if talks:
                    try:
                        outcome = pickle.load(told)
                    except Exception:  # it has died, or what comes is no outcome
                        talks = False
                yield outcome or read_job(job)
        finally:
            told.close()
            self._process.kill()
            self._process.wait()


def _pipe(end: Any) -> Any:
    assert end is not None, "both ends were asked for"
    return end
