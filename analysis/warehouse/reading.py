"""Reading the raw documents, each once: from what is kept, here, or in processes of their own.

A few small documents are read by one process while this one gets ready to store them (``ahead``),
many by a pool (``pool``). Outcomes come in the order of the documents. Not done here: reading one
(``job``), keeping readings (``readings``), storing them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.sources.discover import file_name
from analysis.warehouse.ahead import Ahead
from analysis.warehouse.beside import can_copy, processors
from analysis.warehouse.job import Job, read_job
from analysis.warehouse.notes import Note
from analysis.warehouse.report import Problem

if TYPE_CHECKING:
    from analysis.disclosure.recorder import Disclosure
    from analysis.warehouse.readings import Readings

# Starting processes takes as long as reading about this many bytes of plain text here.
_WORTH_PROCESSES = 300_000
_READERS = "analysis.disclosure.read"


def read_documents(
    paths: Sequence[Path], raw: Path, notes: Mapping[str, Note], readings: Readings | None
) -> Iterator[tuple[str, Disclosure | Problem]]:
    """Give (name, what it discloses or why not) for each document, in the order given.

    Where another process reads, it begins at once, not when the first outcome is asked for.
    """
    jobs = []
    for path in paths:
        note = notes.get(file_name(path, raw))
        jobs.append(Job(path, raw, note, readings.key(path, note) if readings else None))
    fresh = {job for job in jobs if not (readings and readings.holds(job.key))}
    outcomes = _outcomes([job for job in jobs if job in fresh])
    return _in_order(jobs, fresh, outcomes, readings)


def _in_order(
    jobs: Sequence[Job],
    fresh: set[Job],
    outcomes: Iterator[Disclosure | Problem],
    readings: Readings | None,
) -> Iterator[tuple[str, Disclosure | Problem]]:
    for job in jobs:
        kept = readings.get(job.key, job.name) if readings and job not in fresh else None
        if kept is not None:
            yield job.name, kept
            continue
        outcome = next(outcomes) if job in fresh else read_job(job)  # what was kept is damaged
        yield job.name, outcome
        if readings and not isinstance(outcome, Problem):
            readings.put(job.key, outcome)


def _outcomes(jobs: Sequence[Job]) -> Iterator[Disclosure | Problem]:
    if len(jobs) > 1 and sum(map(_size, jobs)) > _WORTH_PROCESSES:
        from analysis.warehouse.pool import Pool

        return Pool(jobs, read_job, processors()).outcomes()
    # Once the readers are imported here, reading is quicker than starting a process.
    if jobs and _READERS not in sys.modules and processors() > 1 and can_copy():
        return Ahead(jobs).outcomes()
    return map(read_job, jobs)


def _size(job: Job) -> int:
    try:
        files = list(job.path.iterdir()) if job.path.is_dir() else [job.path]
        return sum(file.stat().st_size for file in files)
    except OSError:  # its reader will say so
        return 0
