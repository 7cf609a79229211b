"""Reading the raw documents, each once: from what is kept, here, or in processes of their own.

A few small documents are read by one process while this one gets ready to store them (``ahead``),
many by a pool (``pool``). Outcomes come in the order of the documents. Not done here: reading one
(``job``), keeping readings (``readings``), storing them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.sources.discover import file_name
from analysis.warehouse.ahead import Ahead, can_copy
from analysis.warehouse.computed import CheckAtHand
from analysis.warehouse.job import Job, read_job
from analysis.warehouse.notes import Note
from analysis.warehouse.report import Problem

if TYPE_CHECKING:
    from analysis.disclosure.recorder import Disclosure
    from analysis.warehouse.readings import Readings

# Starting processes takes as long as reading about this many bytes of plain text here.
_WORTH_PROCESSES = 300_000
_READERS = "analysis.disclosure.read"


class Reading:
    """Documents being read. Where another process reads them, it begins at once.

    ``check`` gives the function that checks; where one process reads all of the documents, it goes
    on to check them.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        raw: Path,
        notes: Mapping[str, Note],
        readings: Readings | None,
        check: Callable[[], CheckAtHand] | None = None,
    ) -> None:
        self._readings, self._check = readings, check
        self._jobs = []
        for path in paths:
            note = notes.get(file_name(path, raw))
            self._jobs.append(Job(path, raw, note, readings.key(path, note) if readings else None))
        self._fresh = {job for job in self._jobs if not (readings and readings.holds(job.key))}
        self._ahead: Ahead | None = None
        self._outcomes = self._begin([job for job in self._jobs if job in self._fresh])

    def outcomes(self) -> Iterator[tuple[str, Disclosure | Problem]]:
        """Give (name, what it discloses or why not) for each document, in the order given."""
        readings = self._readings
        for job in self._jobs:
            is_fresh = job in self._fresh
            kept = readings.get(job.key, job.name) if readings and not is_fresh else None
            if kept is not None:
                yield job.name, kept
                continue
            outcome = next(self._outcomes) if is_fresh else read_job(job)  # what is kept is damaged
            yield job.name, outcome
            if readings and not isinstance(outcome, Problem):
                readings.put(job.key, outcome)

    def check_at_hand(self) -> CheckAtHand | None:
        """Return what checks all that the documents disclose; imported where it is needed here."""
        if self._ahead and self._ahead.check:
            return self._ahead.verdicts
        return self._check() if self._check else None

    def close(self) -> None:
        """End what reads in another process."""
        if self._ahead:
            self._ahead.close()

    def _begin(self, jobs: Sequence[Job]) -> Iterator[Disclosure | Problem]:
        if len(jobs) > 1 and sum(map(_size, jobs)) > _WORTH_PROCESSES:
            from analysis.warehouse.pool import Pool

            return Pool(jobs, read_job, processors()).outcomes()
        # Once the readers are imported here, reading is quicker than starting a process.
        if jobs and _READERS not in sys.modules and processors() > 1 and can_copy():
            is_all = len(jobs) == len(self._jobs)
            self._ahead = Ahead(jobs, self._check if is_all else None)
            return self._ahead.outcomes()
        return map(read_job, jobs)


def _size(job: Job) -> int:
    try:
        files = list(job.path.iterdir()) if job.path.is_dir() else [job.path]
        return sum(file.stat().st_size for file in files)
    except OSError:  # its reader will say so
        return 0


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
